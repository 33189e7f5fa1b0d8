"""Facts in sentences: law, dates, parties and terms of agreements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.convert.quality import block_text
from lineup.engine.processors.convert.render.scene import block_id
from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.dates import find_dates

_MOST_CHARACTERS = 6_000
_PLACE = (
    r"(?P<value>(?:[A-Z][\w'’-]{1,30})(?:\s(?:of|and|the|&)(?=\s[A-Z])|\s[A-Z][\w'’-]{1,30}){0,5})"
)
_STATE = r"(?:the\s+)?(?:(?:State|Commonwealth|Province|Republic|Kingdom|laws)\s+of\s+(?:the\s+)?)?"
_LAW = (
    re.compile(
        rf"(?:govern(?:ed|ing)|construed)\b[^.;]{{0,140}}?\blaws?\s+(?:of|in\s+force\s+in)\s+{_STATE}{_PLACE}"
    ),
    re.compile(rf"\blaws?\s+of\s+{_STATE}{_PLACE}[^.;]{{0,80}}?\b(?:shall\s+)?(?:govern|apply)"),
    re.compile(rf"\bunder\s+the\s+laws?\s+of\s+{_STATE}{_PLACE}"),
    re.compile(rf"\bcourts?\s+(?:of|in|located\s+in)\s+{_STATE}{_PLACE}"),
    re.compile(
        r"Recht\s+der\s+(?P<value>Bundesrepublik\s+Deutschland|Republik\s+Österreich|Schweiz)"
    ),
    re.compile(
        r"\b(?P<value>(?:deutsches|österreichisches|schweizerisches)\s+Recht)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:régi|soumis)e?s?\b[^.;]{0,60}\b(?:droit|loi)\s+(?P<value>[a-zé]{4,20})"),
)
_EFFECTIVE = (
    re.compile(r"\beffective\s+(?:as\s+of\s+|date\W{1,12}|on\s+|from\s+)?", re.IGNORECASE),
    re.compile(
        r"\b(?:made|entered\s+into|executed|dated|signed)\b[^.;]{0,60}?\b(?:as\s+of|on|this|dated)\s+",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:dated|as\s+of)\s+", re.IGNORECASE),
    re.compile(
        r"\b(?:tritt\s+am|ab\s+dem|mit\s+Wirkung\s+(?:vom|zum)|beginnt\s+am)\s+", re.IGNORECASE
    ),
)
_AFTER_EFFECTIVE = 70
_NUMBER_WORD = r"(?:\w+\s?\(\d{1,3}\)|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty[- ]four|thirty[- ]six|ein|eine|einem|zwei|drei|vier|fünf|sechs|zwölf)"
_SPAN = rf"(?P<value>{_NUMBER_WORD}\s*[- ]?\s*(?:calendar\s+|full\s+)?(?:years?|months?|weeks?|days?|Jahren?|Monaten?|Wochen?|Tagen?))"
_TERM = (
    re.compile(
        rf"\b(?:term|period|duration)\b[^.;]{{0,80}}?\b(?:of|be|is|for)\s+(?:a\s+period\s+of\s+)?{_SPAN}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:for|expires?|terminates?|remain\s+in\s+(?:full\s+)?(?:force|effect))\b[^.;]{{0,60}}?{_SPAN}",
        re.IGNORECASE,
    ),
    re.compile(rf"\bLaufzeit\b[^.;]{{0,60}}?{_SPAN}", re.IGNORECASE),
    re.compile(rf"\bDauer\s+von\s+{_SPAN}", re.IGNORECASE),
)
_NOTICE = (
    re.compile(rf"{_SPAN}(?:['’]s?)?\s+(?:prior\s+)?(?:written\s+)?notice", re.IGNORECASE),
    re.compile(rf"\b(?:Kündigungsfrist|Frist\s+von)\b[^.;]{{0,40}}?{_SPAN}", re.IGNORECASE),
)
_PARTY = r"([A-Z][^,;()\n]{2,70}?(?:,\s+(?:Inc|LLC|Ltd|L\.P|Corp|N\.A|S\.A)\.?)?)"
_ASIDE = r"(?:\s*\([^()]{1,160}\)|\s*,[^.;]{0,220}?)??"
_PARTIES = (
    re.compile(
        rf"\b(?:by\s+and\s+)?(?:between|among)\s*:?\s+{_PARTY}{_ASIDE}\s*,?\s+and\s+{_PARTY}(?=\s*[,;(]|\.?\s*$|\.\s+[A-Z][a-z]|\.\s*,)"
    ),
    re.compile(
        rf"\b[Zz]wischen\s*:?\s+(?:der\s+|dem\s+)?{_PARTY}{_ASIDE}\s*,?\s+und\s+(?:der\s+|dem\s+)?{_PARTY}(?=\s*[,;(]|\.?\s*$|\.\s+[A-Z][a-z])"
    ),
)


@dataclass(frozen=True)
class Fact:
    """A value found in a sentence, how likely it is, and the id of the block it stands in."""

    value: str
    score: float
    block: str
    sentence: str


def governing_laws(document: Document) -> Iterator[Fact]:
    """Yield whose law an agreement is under."""
    yield from _found(document, _LAW, 0.92)


def terms(document: Document) -> Iterator[Fact]:
    """Yield how long an agreement lasts."""
    yield from _found(document, _TERM, 0.8)


def notice_periods(document: Document) -> Iterator[Fact]:
    """Yield how long before its end notice must be given."""
    yield from _found(document, _NOTICE, 0.85)


def effective_dates(document: Document, order: Conventions) -> Iterator[Fact]:
    """Yield the dates from which an agreement holds."""
    for rank, pattern in enumerate(_EFFECTIVE):
        for block, text in _texts(document):
            for match in pattern.finditer(text):
                dates = find_dates(text[match.end() : match.end() + _AFTER_EFFECTIVE], order)
                if dates:
                    score = 0.93 - 0.06 * rank
                    yield Fact(
                        dates[0].value.isoformat(), score, block, _shown(text, match.start())
                    )
                    break


def parties(document: Document) -> Iterator[Fact]:
    """Yield the names of the parties, in the order in which an agreement names them."""
    for pattern in _PARTIES:
        for block, text in _texts(document):
            match = pattern.search(text)
            if match is not None:
                for name in match.groups():
                    yield Fact(_trimmed(name), 0.85, block, _shown(text, match.start()))
                return


def _found(
    document: Document, patterns: tuple[re.Pattern[str], ...], score: float
) -> Iterator[Fact]:
    for rank, pattern in enumerate(patterns):
        for block, text in _texts(document):
            for match in pattern.finditer(text):
                value = " ".join(match["value"].split()).rstrip(".,;")
                yield Fact(value, score - 0.05 * rank, block, _shown(text, match.start()))


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield blocks with their text, each together with the next: sentences run over pages and columns."""
    blocks = [
        (block_id(page, block), " ".join(block_text(block).split())[:_MOST_CHARACTERS])
        for page in document.pages
        for block in page.walk()
        if not block.children and not block.is_furniture
    ]
    for at, (name, text) in enumerate(blocks):
        following = (
            blocks[at + 1][1][:300] if at + 1 < len(blocks) and not text.endswith(".") else ""
        )
        yield name, f"{text} {following}".strip()


_FORMS = ("inc.", "ltd.", "corp.", "co.", "l.p.", "s.a.", "n.a.", "llc.")


def _trimmed(name: str) -> str:
    """Return a name without quotes and commas around it; the full stop of a legal form stays."""
    bare = " ".join(name.split()).strip(' ,"“”')
    return bare if bare.casefold().endswith(_FORMS) else bare.rstrip(".")


def _shown(text: str, start: int) -> str:
    return text[max(start - 10, 0) : start + 90].strip()
