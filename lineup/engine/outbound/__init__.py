"""What the engine fetches from outside. With the client, the only home of HTTP requests (rulings 15)."""
