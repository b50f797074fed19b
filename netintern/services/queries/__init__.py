"""Questions: they answer from the read-only connection and never write."""
