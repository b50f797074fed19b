"""netintern: a personal relationship manager for people early in their career."""

__version__ = "0.1.0"
