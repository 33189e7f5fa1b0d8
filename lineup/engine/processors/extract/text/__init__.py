"""The text of a document by place: segments of lines, in rows."""
