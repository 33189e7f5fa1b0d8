"""What the steps of a pipeline do: one protocol, one registry, each processor in a package of its own."""
