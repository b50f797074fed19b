"""The command line: one of the two faces over the same verbs."""
