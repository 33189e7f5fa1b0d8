"""The lexicon, read once from its files."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.text.words import phrase

LANGUAGES = ("en", "de", "fr", "nl", "es", "it")

Phrase = tuple[str, ...]
"""Words as they are compared."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Concept:
    """Something that fields ask for. `names` are what users call it."""

    name: str
    kind: Kind
    names: tuple[Phrase, ...]
    is_line: bool = False
    has_party: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Concepts, their labels on paper, the headings of parties' sections, and the lists of words."""

    concepts: Mapping[str, Concept]
    labels: Mapping[Phrase, frozenset[str]]
    sections: Mapping[Phrase, str]
    party_words: Mapping[Phrase, str]
    lists: Mapping[str, frozenset[Phrase]]
    longest: int = field(default=6)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of all languages together: documents mix them."""
    files = [_read(language) for language in LANGUAGES]
    labels: dict[Phrase, set[str]] = {}
    sections: dict[Phrase, str] = {}
    lists: dict[str, set[Phrase]] = {}
    for file in files:
        for concept, texts in file["labels"].items():
            for text in _phrases(texts):
                labels.setdefault(text, set()).add(concept)
        for party, texts in file["sections"].items():
            sections |= dict.fromkeys(_phrases(texts), party)
        for name, texts in file.items():
            if isinstance(texts, list):
                lists.setdefault(name, set()).update(_phrases(texts))
    return Lexicon(
        concepts=_concepts(),
        labels={text: frozenset(concepts) for text, concepts in labels.items()},
        sections=sections,
        party_words={
            text: party
            for party, entry in _read("parties").items()
            for text in _phrases(entry["words"])
        },
        lists={name: frozenset(texts) for name, texts in lists.items()},
        longest=max(len(text) for text in labels),
    )


def _concepts() -> dict[str, Concept]:
    return {
        name: Concept(
            name=name,
            kind=Kind(entry["kind"]),
            names=tuple(_phrases(entry["names"])),
            is_line=entry.get("level") == "line",
            has_party=entry.get("party", False),
        )
        for name, entry in _read("concepts").items()
    }


def _phrases(texts: Iterable[str]) -> list[Phrase]:
    return [phrase(text) for text in texts]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
