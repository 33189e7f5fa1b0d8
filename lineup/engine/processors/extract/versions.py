"""Which version of extract made a result."""

OWN_NAME = "lineup-extract"
OWN_VERSION = "2"
"""Extract's own version: a change means that the same input may give another result."""

LIBRARIES = ("rapidfuzz", "scipy")
"""The distributions whose versions decide what extract finds."""
