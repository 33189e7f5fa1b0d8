"""What the engine decides: each service is one subject, between the handlers and the store."""
