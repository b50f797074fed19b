"""The network of the full-screen program."""
