"""What the dashboard draws: each component draws what it is given and returns what was chosen."""
