"""The full-screen program; what Textual reads from the environment is set before its import."""

import os

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
# A slow link may split an escape sequence; a local terminal never does.
os.environ.setdefault("ESCDELAY", "100" if "SSH_CONNECTION" in os.environ else "25")
