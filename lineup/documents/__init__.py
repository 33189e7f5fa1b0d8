"""What engine and dashboard both need to know of a file without trusting it: its type, its pages, their pictures."""
