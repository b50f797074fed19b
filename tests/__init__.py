"""The tests of netintern."""
