"""Forms without fields: what is printed tells where to write."""
