"""What the browser tells of its person."""

from datetime import UTC, tzinfo
from urllib.parse import urljoin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def time_zone() -> tzinfo:
    """Return the zone the browser's clock is in; UTC where it isn't told."""
    return zone_of(st.context.timezone)


def zone_of(name: str | None) -> tzinfo:
    """Return the zone of an IANA name; UTC for none and for one that isn't known here."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def full_address(relative: str) -> str:
    """Return a relative address of our own pages in full, as far as the browser tells where it is."""
    return urljoin(st.context.url or "", relative)
