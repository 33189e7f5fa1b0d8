"""Run versioned document pipelines, watch every step, and compare pipeline versions on the same documents."""

__version__ = "0.1.0"
