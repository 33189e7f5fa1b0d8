"""Opening and migrating databases, SQLite or Postgres: what the engine and the workspace share."""
