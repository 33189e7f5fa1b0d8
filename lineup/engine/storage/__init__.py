"""The places where blobs can lie: a folder, or a bucket of an object store."""
