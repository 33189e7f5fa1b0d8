"""What the dashboard asks for and remembers: the connection, cached reads, uploads, the URL, the session."""
