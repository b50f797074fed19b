"""The queue of the full-screen program."""
