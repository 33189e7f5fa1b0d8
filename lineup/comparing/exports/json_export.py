"""A report as JSON, whole."""

import json
import math
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from lineup.comparing.report_model import ComparisonReport

FORMAT = "lineup-comparison"
FORMAT_VERSION = 1


def report_json(report: ComparisonReport) -> str:
    """Return the report as JSON text. Pages are 0-based, money is in cents, shares are 0 to 1."""
    told = _finite({"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(report)})
    text = json.dumps(told, ensure_ascii=False, indent=1, default=_plain, allow_nan=False)
    return text.encode("utf-8", "replace").decode()


def _finite(value: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return a value in which numbers that JSON does not know, as servers may send them, are texts."""
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _plain(value: object) -> object:
    """Return a decimal as the number with the same digits, and a time in ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, datetime):
        return value.isoformat()
    message = f"{type(value).__name__} is not told in JSON"
    raise TypeError(message)
