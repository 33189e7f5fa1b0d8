"""Kinds of values: how each is recognised in text, and as what it is returned."""
