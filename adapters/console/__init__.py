"""A terminal that chats like a platform: it runs the whole bot without any token. It decides nothing."""
