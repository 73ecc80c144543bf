"""Platform-neutral chat: what is said, what is answered, and how commands are declared."""
