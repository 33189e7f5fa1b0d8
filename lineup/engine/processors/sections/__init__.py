"""Working on a document's sections one by one: what each is given, and what becomes of their results together."""
