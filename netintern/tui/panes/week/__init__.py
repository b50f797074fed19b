"""The week of the full-screen program."""
