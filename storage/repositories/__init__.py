"""The repositories, one a port: entities in and out of rows. Every query is scoped by its user or its team."""
