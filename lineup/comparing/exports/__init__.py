"""Exports of a comparison's report: CSV, JSON, HTML and ZIP."""
