"""A report as JSON, whole."""

import json
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from lineup.comparing.report_model import ComparisonReport

FORMAT = "lineup-comparison"
FORMAT_VERSION = 1


def report_json(report: ComparisonReport) -> str:
    """Return the report as JSON text. Pages are 0-based, money is in cents, shares are 0 to 1."""
    told = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(report)}
    text = json.dumps(told, ensure_ascii=False, indent=1, default=_plain, allow_nan=False)
    return text.encode("utf-8", "replace").decode()


def _plain(value: object) -> object:
    """Return a decimal as the number with the same digits, and a time in ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, datetime):
        return value.isoformat()
    message = f"{type(value).__name__} is not told in JSON"
    raise TypeError(message)
