"""The outer ring that remembers, on SQLite or PostgreSQL. It knows the domain and the ports, and no chat."""
