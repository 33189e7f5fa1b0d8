"""Looking for the values of fields in a document."""
