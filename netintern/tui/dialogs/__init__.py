"""The dialogs of the full-screen program."""
