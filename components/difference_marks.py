"""Readings as HTML with the words marked in which they differ; all text is escaped here."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from components.difference_sides import Alike
from lineup.comparing.exports.html_parts import text as harmless

MOST_CHARACTERS = 12_000
"""How much of one reading is shown; with four sides that is near 50 kB."""

_MOST_WORDS = 800
"""With more words than these on a side, all that differs between its ends is marked as one."""

HIDDEN = (
    "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"
)
"""The style of words that only a screen reader reads."""

_DELETED = (
    "text-decoration:line-through;text-decoration-thickness:2px;background:rgba(204,61,53,.20)"
)
_INSERTED = "text-decoration:underline;text-decoration-thickness:2px;background:rgba(46,139,87,.24)"


def marked_readings(groups: Sequence[Alike]) -> list[str]:
    """Return the text of each reading as HTML: what others lack is struck in the first, and underlined in the others.

    One that is too long is cut; the caller says so.
    """
    compared = [at for at, group in enumerate(groups) if group.has_result]
    marked = _marked_words([_words(groups[at]) for at in compared])
    texts = dict(zip(compared, marked, strict=True))
    return [texts.get(at, "") for at in range(len(groups))]


def _marked_words(words: Sequence[list[str]]) -> list[str]:
    if len(words) < 2:  # noqa: PLR2004 (one reading alone differs from nothing)
        return [" ".join(map(_escaped, own)) for own in words]
    others = [_alike(words[0], own) for own in words[1:]]
    shared = set.intersection(*(first for first, _ in others))
    return [
        _marked(words[0], shared, "del", "only here", _DELETED),
        *(
            _marked(own, same, "ins", "instead", _INSERTED)
            for own, (_, same) in zip(words[1:], others, strict=True)
        ),
    ]


def _words(group: Alike) -> list[str]:
    text = group.reading.text[:MOST_CHARACTERS]
    return text.split(" ") if text else []


def is_cut(group: Alike) -> bool:
    """Whether a reading is longer than is shown."""
    return len(group.reading.text) > MOST_CHARACTERS


def _alike(one: Sequence[str], other: Sequence[str]) -> tuple[set[int], set[int]]:
    """Return the positions of the words that both have, in each."""
    if max(len(one), len(other)) > _MOST_WORDS:
        head, tail = _ends(one, other)
        return (
            {at for at in range(len(one)) if at < head or at >= len(one) - tail},
            {at for at in range(len(other)) if at < head or at >= len(other) - tail},
        )
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return (
        {block.a + at for block in blocks for at in range(block.size)},
        {block.b + at for block in blocks for at in range(block.size)},
    )


def _ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Return how many words at the beginning, and how many at the end, are the same."""
    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at] != other[at]), most)
    left = most - head
    tail = next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)
    return head, tail


def _marked(words: Sequence[str], same: set[int], tag: str, spoken: str, style: str) -> str:
    """Return the words with each run of those that are not the same in a mark, which a screen reader hears too."""
    parts: list[str] = []
    for is_same, run in _runs(words, same):
        text = " ".join(map(_escaped, run))
        parts.append(
            text
            if is_same
            else f'<{tag} style="{style}"><span style="{HIDDEN}">({spoken}: </span>{text}'
            f'<span style="{HIDDEN}">)</span></{tag}>'
        )
    return " ".join(parts)


def _runs(words: Sequence[str], same: set[int]) -> Iterator[tuple[bool, list[str]]]:
    run: list[str] = []
    for at, word in enumerate(words):
        if run and (at in same) is not (at - 1 in same):
            yield at - 1 in same, run
            run = []
        run.append(word)
    if run:
        yield len(words) - 1 in same, run


def _escaped(word: str) -> str:
    return harmless(word, MOST_CHARACTERS)
