"""The screens of the full-screen program."""
