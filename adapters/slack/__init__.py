"""Slack: Socket Mode in, Web API out. It translates both ways and decides nothing."""
