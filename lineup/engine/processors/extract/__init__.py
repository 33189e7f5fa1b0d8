"""Extract: the values that a JSON Schema asks for, out of a converted document."""
