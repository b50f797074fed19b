"""One SQLite file, its settings file, its backups: everything that touches the disk."""
