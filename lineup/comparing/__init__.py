"""Making comparisons: their runs started and followed, what ends archived, and what was archived compared.

It stands on the client and the workspace; what differs is found by `lineup.compare`, which knows of neither.
"""
