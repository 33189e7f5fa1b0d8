"""Markdown, HTML, JSON tree and chunks, all drawn from the same scene, so that they never disagree."""
