"""The Pipelines API on the wire: tolerant readers, exact writers.

Client and engine meet here and nowhere else. Models are frozen and keep fields they don't know, so that a newer
server is read without loss.
"""
