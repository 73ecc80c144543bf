"""Discord: commands, forms, buttons and direct messages, through discord.py."""
