"""Hot reads: SQL over a plain sqlite3 connection, rows in, tuples out."""
