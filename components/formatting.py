"""Numbers, sizes and times as text for people; each is rounded before its unit is chosen."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from lineup.contract.page_ranges import PageRange
from lineup.contract.pipelines import DRAFT

ABSENT = "–"
"""What stands where nothing is known."""

_TENTH = 100
_MINUTE = 60
_HOUR = 3_600
_DAY = 86_400
_KIB = 1_024


def money_text(cents: Decimal | None) -> str:
    """Return cents as dollars, `$1,204.50`; parts of a cent are shown to the tenth, rounded half up: `$0.012`."""
    if cents is None:
        return ABSENT
    tenths = (cents * 10).to_integral_value(ROUND_HALF_UP)
    digits = 3 if tenths % 10 else 2
    sign = "-" if tenths < 0 else ""
    return f"{sign}${abs(tenths) / 1_000:,.{digits}f}"


def charge_cents(pages: int, rate_per_1000_pages_cents: Decimal) -> Decimal:
    """Return what one execution costs in cents, rounded up to the cent as it is billed (contract §5.2)."""
    exact = rate_per_1000_pages_cents * pages / 1_000
    return exact.to_integral_value(ROUND_CEILING)


def rate_text(cents: Decimal | None) -> str:
    """Return a rate as `$4.00 per 1,000 pages`."""
    return "rate not told" if cents is None else f"{money_text(cents)} per 1,000 pages"


def duration_text(seconds: float | None) -> str:
    """Return a span of time as `45 ms`, `0.4 s`, `59.9 s`, `1 min 00 s` or `2 h 05 min`."""
    if seconds is None:
        return ABSENT
    thousandths = round(seconds * 1_000)
    if 0 < thousandths < _TENTH:
        return f"{thousandths} ms"
    if round(seconds, 1) < _MINUTE:
        return f"{max(seconds, 0):.1f} s"
    whole = round(seconds)
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE:02d} s"
    minutes = round(seconds / _MINUTE)
    return f"{minutes // _MINUTE:,} h {minutes % _MINUTE:02d} min"


def size_text(size: int) -> str:
    """Return a number of bytes as `512 B`, `1.5 kB` or `2.0 MB`, in steps of 1,024."""
    if size < _KIB:
        return f"{size} B"
    kilobytes = round(size / _KIB, 1)
    if kilobytes < _KIB:
        return f"{kilobytes:.1f} kB"
    return f"{size / _KIB**2:,.1f} MB"


def count_text(count: int, noun: str) -> str:
    """Return `1 page` or `1,204 pages`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def pages_text(pages: Sequence[int]) -> str:
    """Return 0-based pages as people count them: `page 1`, `pages 2-4, 7`; `no page` without any."""
    if not pages:
        return "no page"
    spans: list[tuple[int, int]] = []
    for page in sorted(set(pages)):
        if spans and page == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], page)
        else:
            spans.append((page, page))
    return PageRange(tuple(spans)).people_text


def version_text(version: int) -> str:
    """Return a version's name for people; 0 is the draft."""
    return "draft" if version == DRAFT else f"v{version}"


def format_text(output_format: str) -> str:
    """Return an output format's name for people."""
    return {"html": "HTML", "json": "JSON"}.get(output_format, output_format.capitalize())


def formats_text(output_formats: str) -> str:
    """Return a comma list of output formats as `Markdown and JSON`."""
    names = [format_text(name.strip()) for name in output_formats.split(",") if name.strip()]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def time_text(moment: datetime | None, now: datetime, zone: tzinfo = UTC) -> str:
    """Return when something was, as seen from now: `12 s ago`, `14:03`, `yesterday 14:03`, `3 Nov 14:03`."""
    if moment is None:
        return ABSENT
    age = now - moment
    if timedelta(0) <= age < timedelta(seconds=_HOUR):
        return _recent_text(int(age.total_seconds()))
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = local.strftime("%H:%M")
    if local.date() == today:
        return clock
    if local.date() == today - timedelta(days=1):
        return f"yesterday {clock}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {local:%b}{year} {clock}"


def moment_text(moment: datetime, zone: tzinfo = UTC) -> str:
    """Return a moment in full: `3 Nov 2026 14:03`."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %Y %H:%M}"


def _recent_text(seconds: int) -> str:
    if seconds < 1:
        return "just now"
    return f"{seconds} s ago" if seconds < _MINUTE else f"{seconds // _MINUTE} min ago"
