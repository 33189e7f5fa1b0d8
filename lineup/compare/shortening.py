"""Texts that have to fit somewhere."""


def shortened(text: str, most: int) -> str:
    """Return the text, or its beginning with … where it has more characters than these."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
