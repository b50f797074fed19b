"""Pure values, rules and arithmetic: no files, no database, no clock."""
