"""The workspace's databases: one private file that a refresh writes, and read-only snapshots that everyone reads."""
