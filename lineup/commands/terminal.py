"""The terminal that a command runs in: who sits at it, and what it may be shown."""

import getpass


def printable(text: str) -> str:
    """Return text without what could steer a terminal: names, values and errors come from documents and servers."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in text)


def user_name() -> str:
    """Return who runs the command, as far as the system knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may have a user without a name
        return "unknown"


def table_text(rows: list[tuple[str, ...]]) -> str:
    """Return the rows as lines whose columns stand below one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(lines)
