"""The verbs and the questions of the program, one noun a module."""
