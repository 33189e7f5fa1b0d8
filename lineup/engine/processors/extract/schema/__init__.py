"""What a user's JSON Schema asks for, as fields."""
