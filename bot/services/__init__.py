"""Use cases: what a user can do with their own things, as plain functions on a unit of work."""
