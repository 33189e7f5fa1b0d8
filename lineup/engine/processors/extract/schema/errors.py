"""What can be wrong with a schema."""


class SchemaError(ValueError):
    """A schema that can't be used; the text is a sentence that says what to do."""
