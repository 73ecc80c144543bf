"""From domain values to messages: the words that people read."""
