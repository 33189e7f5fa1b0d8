"""Users' patterns, matched in time that grows with the text only: a pattern may be hostile.

Python's own engine tries one way after the other, and some patterns have endlessly many ways. Here all ways are followed
at once (Thompson's construction), which knows neither back references nor looking around.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from re import _parser  # the standard library gives its parser no public name
from typing import Any

MAX_STATES = 600
MAX_TEXT = 200
_MAX_PATTERN = 500
_ENDLESS = int(_parser.MAXREPEAT)
_START, _END = "start", "end"


class UnknownPatternError(Exception):
    """A pattern that can't be matched here; the text says why."""


@dataclass
class _State:
    """A state: what it takes, and the states after it. One that takes nothing is passed through, an anchor in its place."""

    takes: Any = None
    anchor: str = ""
    after: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern."""

    states: tuple[_State, ...]
    first: int
    last: int

    def is_in(self, text: str) -> bool:
        """Whether the pattern is found in a text, as JSON Schema means it; never in a very long one."""
        if len(text) > MAX_TEXT:
            return False
        at: set[int] = set()
        for place in range(len(text) + 1):
            at = self._passed({*at, self.first}, is_start=place == 0, is_end=place == len(text))
            if self.last in at:
                return True
            if place < len(text):
                at = {
                    after
                    for state in at
                    for after in self.states[state].after
                    if _takes(self.states[state].takes, text[place])
                }
        return False

    def _passed(self, at: Iterable[int], *, is_start: bool, is_end: bool) -> set[int]:
        """Return all states that are reached without taking a letter."""
        reached: set[int] = set()
        waiting = list(at)
        while waiting:
            number = waiting.pop()
            if number in reached:
                continue
            reached.add(number)
            state = self.states[number]
            is_open = {"": True, _START: is_start, _END: is_end}[state.anchor]
            if state.takes is None and is_open:
                waiting += state.after
        return reached


@lru_cache(maxsize=1_000)
def compiled(pattern: str) -> Pattern:
    """Return the pattern, raising UnknownPatternError where it can't be matched here."""
    if len(pattern) > _MAX_PATTERN:
        message = f"it is longer than {_MAX_PATTERN} characters"
        raise UnknownPatternError(message)
    try:
        tree = _parser.parse(pattern)
        builder = _Builder()
        first, last = builder.sequence(list(tree))
    except (re.error, OverflowError, RecursionError) as error:
        message = "it is no regular expression"
        raise UnknownPatternError(message) from error
    return Pattern(tuple(builder.states), first, last)


class _Builder:
    """Builds the states of one pattern."""

    def __init__(self) -> None:
        self.states: list[_State] = []

    def sequence(self, nodes: Sequence[Any]) -> tuple[int, int]:
        """Return the first and the last state of nodes one after the other."""
        first = last = self._new()
        for node in nodes:
            start, end = self._node(*node)
            self.states[last].after.append(start)
            last = end
        return first, last

    def _node(self, op: Any, value: Any) -> tuple[int, int]:  # noqa: ANN401 (the parser's own)
        name = str(op)
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            last = self._new()
            return self._new(takes=(name, value), after=[last]), last
        if name == "AT":
            return self._anchor(str(value))
        if name == "SUBPATTERN":
            return self.sequence(list(value[-1]))
        if name == "BRANCH":
            return self._branch(value[1])
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            return self._repeated(*value)
        message = "it looks around or back, which is not followed"
        raise UnknownPatternError(message)

    def _anchor(self, name: str) -> tuple[int, int]:
        anchors = {
            "AT_BEGINNING": _START,
            "AT_BEGINNING_STRING": _START,
            "AT_END": _END,
            "AT_END_STRING": _END,
        }
        if name not in anchors:
            message = "it has borders of words, which are not followed"
            raise UnknownPatternError(message)
        last = self._new()
        return self._new(anchor=anchors[name], after=[last]), last

    def _branch(self, options: Iterable[Any]) -> tuple[int, int]:
        first, last = self._new(), self._new()
        for option in options:
            start, end = self.sequence(list(option))
            self.states[first].after.append(start)
            self.states[end].after.append(last)
        return first, last

    def _repeated(self, least: int, most: int, nodes: Any) -> tuple[int, int]:  # noqa: ANN401 (the parser's own)
        first = last = self._new()
        for _ in range(least):
            start, end = self.sequence(list(nodes))
            self.states[last].after.append(start)
            last = end
        if most == _ENDLESS:
            start, end = self.sequence(list(nodes))
            self.states[last].after.append(start)
            self.states[end].after.append(last)
            return first, last
        final = self._new()
        self.states[last].after.append(final)
        for _ in range(most - least):
            start, end = self.sequence(list(nodes))
            self.states[last].after.append(start)
            self.states[end].after.append(final)
            last = end
        return first, final

    def _new(self, **parts: Any) -> int:  # noqa: ANN401 (the state's own)
        if len(self.states) >= MAX_STATES:
            message = "it is too long when its repetitions are written out"
            raise UnknownPatternError(message)
        self.states.append(_State(**parts))
        return len(self.states) - 1


def _takes(takes: Any, letter: str) -> bool:  # noqa: ANN401 (the parser's own)
    if takes is None:
        return False
    name, value = takes
    if name == "ANY":
        return letter != "\n"
    if name == "IN":
        is_negated = bool(value) and str(value[0][0]) == "NEGATE"
        return any(_is_one_of(str(op), part, letter) for op, part in value) != is_negated
    return bool((ord(letter) == int(value)) == (name == "LITERAL"))


def _is_one_of(op: str, value: Any, letter: str) -> bool:  # noqa: ANN401 (the parser's own)
    if op == "LITERAL":
        return ord(letter) == int(value)
    if op == "RANGE":
        return int(value[0]) <= ord(letter) <= int(value[1])
    if op == "CATEGORY":
        name = str(value).removeprefix("CATEGORY_")
        kinds = {
            "DIGIT": letter.isdecimal(),
            "SPACE": letter.isspace(),
            "WORD": letter.isalnum() or letter == "_",
        }
        return kinds[name.removeprefix("NOT_")] != name.startswith("NOT_")
    return False
