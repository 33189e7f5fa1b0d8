"""Which field of the form each key means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from lineup.engine.processors.fill.names import likeness, mention
from lineup.engine.processors.fill.settings import FillSettings

_MOST_SUGGESTIONS = 3
_SUGGEST_FROM = 0.3
_BY_DESCRIPTION = 0.75
"""What a match by the description alone is worth at most: it says more than the field's name."""

_ABOUT = 0.03
"""What the description and the context may add where names leave several fields equal, times the words they share."""


@dataclass(frozen=True)
class Name:
    """A name of a field, and how much a match by it is worth, 0 to 1: a printed label nearby says less than a tooltip."""

    text: str
    worth: float = 1.0


@dataclass(frozen=True)
class Target:
    """A field that can be filled: its names, the surest first, and the text around it, such as its section's heading."""

    names: tuple[Name, ...]
    around: str = ""

    @property
    def title(self) -> str:
        """What the field is called to people."""
        return self.names[0].text if self.names else ""


@dataclass(frozen=True)
class Match:
    """The target that a key means, by its place, and how sure that is."""

    target: int
    confidence: float


def match_keys(settings: FillSettings, targets: Sequence[Target]) -> dict[str, Match]:
    """Return the match of each key that has one above the threshold; no two keys get the same target."""
    keys = list(settings.field_data)
    if not targets:
        return {}
    scores = np.array([[_score(settings, key, each) for each in targets] for key in keys])
    tie_breaks = np.array([[_about(settings, key, each) for each in targets] for key in keys])
    ranked = scores + tie_breaks
    rows, columns = linear_sum_assignment(np.where(scores > 0, ranked, 0.0) ** 2, maximize=True)
    return {
        keys[row]: Match(int(column), round(float(scores[row, column]), 3))
        for row, column in zip(rows, columns, strict=True)
        if scores[row, column] > 0 and scores[row, column] >= settings.confidence_threshold
    }


def suggestions(settings: FillSettings, key: str, names: Mapping[str, Target]) -> tuple[str, ...]:
    """Return the names of the fields that come nearest to a key, nearest first."""
    scored = sorted(
        ((_score(settings, key, each), name) for name, each in names.items()), reverse=True
    )
    return tuple(name for score, name in scored[:_MOST_SUGGESTIONS] if score >= _SUGGEST_FROM)


def _score(settings: FillSettings, key: str, target: Target) -> float:
    description = settings.field_data[key].description
    return max((_by_name(key, description, name) for name in target.names), default=0.0)


def _by_name(key: str, description: str, name: Name) -> float:
    by_key = likeness(key, name.text)
    by_likeness = 0.9 * likeness(description, name.text) if description else 0.0
    by_mention = _BY_DESCRIPTION * mention(description, name.text) if description else 0.0
    return name.worth * max(by_key, by_likeness, by_mention)


def _about(settings: FillSettings, key: str, target: Target) -> float:
    """Return what the words around a field add, when the key, its description or the context speaks of them."""
    if not target.around:
        return 0.0
    own = mention(f"{key} {settings.field_data[key].description}", target.around)
    return _ABOUT * (own + 0.5 * mention(settings.context or "", target.around))
