"""The panes of the full-screen program."""
