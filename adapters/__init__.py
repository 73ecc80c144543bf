"""The outer ring that people and machines see: chat platforms, the terminal, the web. It decides nothing."""
