"""The language model backend: asks group by group, checks every answer, finds its places, and compares it."""
