"""The internal document: pages of blocks. Readers make it, renderers only read it."""
