"""The engine over HTTP: handlers that decide nothing."""
