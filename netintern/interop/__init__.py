"""Other formats, in and out: each reader gives a preview and applies nothing."""
