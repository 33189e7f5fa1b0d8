"""Which readings the page's own text layer has: for a digital PDF, what the document itself says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from lineup.compare.differences import Difference, Evidence, Reading
from lineup.compare.forms import keys_of
from lineup.compare.kinds import Kind, State
from lineup.compare.rules import Rule
from lineup.compare.written_numbers import written_number

_RULES = (Rule.CASE, Rule.HYPHENATION, Rule.QUOTES)
_AROUND = 2
"""How many words of context are looked for with a reading."""
_SEARCHED = {Kind.TEXT, Kind.CELL, Kind.FIELD}
_MOST_CHARACTERS = 2_000
"""A longer reading is not looked for."""
_TRIMMED = ".,;:()[]{}€$£¥"


class TextLayers:
    """The words of a document's text layer by 0-based page, as it can be searched."""

    def __init__(self, pages: Mapping[int, str]) -> None:
        self._texts = dict(pages)
        self._pages: dict[int, _Page] = {}

    def told(self, difference: Difference) -> Difference:
        """Return the difference with its evidence, if it has pages to look at and readings to look for."""
        if difference.kind not in _SEARCHED or not difference.is_real:
            return difference
        wanted = [
            side
            for side, reading in enumerate(difference.readings)
            if _is_searched(difference, reading)
        ]
        pages = self._pages_of(difference)
        if len(wanted) < 2 or not pages:  # noqa: PLR2004 (one reading alone is not told from another)
            return difference
        supported = [
            side
            for side in wanted
            if _has(pages, difference, difference.readings[side], is_near=True)
        ]
        if not supported:
            supported = [
                side
                for side in wanted
                if _has(pages, difference, difference.readings[side], is_near=False)
            ]
        return replace(difference, evidence=Evidence(frozenset(supported), frozenset(wanted)))

    def _pages_of(self, difference: Difference) -> "list[_Page]":
        """Return the pages that the readings are on, else all."""
        told = [difference.place.page, *(reading.page for reading in difference.readings)]
        numbers = {page for page in told if page in self._texts} or set(self._texts)
        return [
            self._page(number)
            for number in sorted(number for number in numbers if number is not None)
        ]

    def _page(self, number: int) -> "_Page":
        page = self._pages.get(number) or _Page(self._texts[number])
        return self._pages.setdefault(number, page)


class _Page:
    def __init__(self, text: str) -> None:
        self.text = _padded(text)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers on the page, each in one form."""
        told = (written_number(word.strip(_TRIMMED)) for word in self.text.split())
        return frozenset(number for number in told if number)


def _is_searched(difference: Difference, reading: Reading) -> bool:
    if len(reading.text) > _MOST_CHARACTERS or isinstance(reading.value, dict | list | bool):
        return False
    is_gap = difference.kind is Kind.TEXT and reading.state is State.ABSENT
    return is_gap or (reading.state is State.VALUE and bool(reading.text.strip()))


def _has(
    pages: Sequence[_Page], difference: Difference, reading: Reading, *, is_near: bool
) -> bool:
    """Return whether a page has the reading, between the words around it or anywhere; a gap only between them."""
    if is_near and difference.kind is Kind.TEXT:
        before, after = difference.before.split()[-_AROUND:], difference.after.split()[:_AROUND]
        wanted = _padded(" ".join([*before, reading.text, *after]))
        has_context = bool(before) and bool(after)
        return has_context and any(wanted in page.text for page in pages)
    if reading.state is State.ABSENT:
        return False
    number = written_number(reading.text.strip(_TRIMMED))
    wanted = _padded(reading.text)
    return any(wanted in page.text or (number in page.numbers) for page in pages)


def _padded(text: str) -> str:
    return f" {' '.join(keys_of([text], _RULES)[0].split())} "


def with_evidence(
    differences: Collection[Difference], text_layers: Mapping[int, str] | None
) -> list[Difference]:
    """Return the differences, each with which readings the text layers have; None is a document without any."""
    layers = TextLayers({page: text for page, text in (text_layers or {}).items() if text.strip()})
    return [layers.told(difference) for difference in differences]
