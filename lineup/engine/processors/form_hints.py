"""What a settings model tells forms beyond the words of JSON Schema itself; `docs/extension.md` describes each."""

from collections.abc import Iterable

from lineup.contract.installed_processors import ALSO, COMMA_LIST, PAGE_RANGE, SELDOM

FormHints = dict[str, object]
"""Keywords that go into the JSON Schema of one setting."""

SELDOM_SET: FormHints = {SELDOM: True}
"""Of a setting that few need."""

OLDER_NAME: FormHints = {"deprecated": True}
"""Of a setting that is still read, though another says the same; pydantic's own way of saying so warns at every reading."""

PAGES: FormHints = {"format": PAGE_RANGE}
"""Of a text that is a range of 0-based pages."""


def also_read_as(*names: str) -> FormHints:
    """Return the hint for a setting that has other names too."""
    return {ALSO: list(names)}


def comma_list(words: Iterable[str]) -> FormHints:
    """Return the hint for a text that is a comma list of these words."""
    return {COMMA_LIST: list(words)}
