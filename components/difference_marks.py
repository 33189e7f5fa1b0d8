"""Readings as HTML with the words marked in which they differ; all text is escaped here.

A mark is a tint and an underline in the side's own line style, never a line through the words: who compares digits has to read
them. A screen reader hears that the words differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from components.difference_sides import Alike
from components.line_styles import mark_css
from lineup.comparing.exports.html_parts import text as harmless

MOST_CHARACTERS = 12_000
"""How much of one reading is shown at the most."""

_MOST_WORDS = 800
"""With more words than these on a side, all that differs between its ends is marked as one."""

_LONGEST_WORD, _LIKE_ENOUGH = 60, 0.5
"""Words longer than this many characters, or less alike, are not compared character by character."""

HIDDEN = (
    "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"
)
"""The style of words that only a screen reader reads."""

_OTHER_CHARACTER = "font-weight:700;background:rgba(240,170,20,.35);border-radius:.15rem"
"""A stronger tint would drown light letters on a dark page."""

_MARK, _HEARD, _CHARACTER = "lu-{}", "lu-heard", "lu-other"
"""Classes, as a style in each of hundreds of marks would be most of what is sent."""


def marks_style(letter: str) -> str:
    """Return the style of the marks in a side's reading."""
    mark = _MARK.format(letter)
    return f"<style>.{mark}{{{mark_css(letter)}}}.{_HEARD}{{{HIDDEN}}}.{_CHARACTER}{{{_OTHER_CHARACTER}}}</style>"


def marked_readings(groups: Sequence[Alike], most: int = MOST_CHARACTERS) -> list[str]:
    """Return the text of each reading as HTML, with the words marked that not all sides with a result have.

    Between two readings the characters that differ in a word are marked as well. One that is too long is cut; the caller
    says so.
    """
    compared = [at for at, group in enumerate(groups) if group.has_result]
    words = [_words(groups[at], most) for at in compared]
    marks = _marks(words)
    texts = {
        at: _marked(own, same, twins, groups[at].sides[0].letter)
        for at, own, (same, twins) in zip(compared, words, marks, strict=True)
    }
    return [texts.get(at, "") for at in range(len(groups))]


def is_cut(group: Alike, most: int = MOST_CHARACTERS) -> bool:
    """Whether a reading is longer than is shown."""
    return len(group.reading.text) > most


_Marks = tuple[set[int], Mapping[int, str]]
"""The positions of the words that are the same, and the words that stand where others of a reading stand."""


def _marks(words: Sequence[list[str]]) -> list[_Marks]:
    if len(words) < 2:  # noqa: PLR2004 (one reading alone differs from nothing)
        return [(set(range(len(own))), {}) for own in words]
    others = [_alike(words[0], own) for own in words[1:]]
    shared = set.intersection(*(first for first, _ in others))
    if len(words) > 2:  # noqa: PLR2004 (of three, no word stands where one other stands)
        return [(shared, {}), *((same, {}) for _, same in others)]
    first, second = words
    same = others[0][1]
    pairs = list(_pairs(first, shared, second, same))
    return [
        (shared, {one: second[other] for one, other in pairs}),
        (same, {other: first[one] for one, other in pairs}),
    ]


def _words(group: Alike, most: int) -> list[str]:
    text = group.reading.text[:most]
    return text.split(" ") if text else []


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


def _pairs(
    first: Sequence[str], shared: set[int], second: Sequence[str], same: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield the positions of words that stand in each other's place, where as many do so on both sides."""
    runs, others = _gaps(len(first), shared), _gaps(len(second), same)
    for run, other in zip(runs, others, strict=False):
        if len(run) == len(other):
            yield from zip(run, other, strict=True)


def _gaps(count: int, same: set[int]) -> list[list[int]]:
    """Return the runs of positions before, between and behind those that are the same, empty ones too."""
    gaps: list[list[int]] = [[]]
    for at in range(count):
        if at in same:
            gaps.append([])
        else:
            gaps[-1].append(at)
    return gaps


def _marked(words: Sequence[str], same: set[int], twins: Mapping[int, str], letter: str) -> str:
    """Return the words, each run of those that are not the same in a mark."""
    begin = f"<mark class={_MARK.format(letter)}><span class={_HEARD}>(differs: </span>"
    parts: list[str] = []
    for is_same, run in _runs(len(words), same):
        text = " ".join(_word(words[at], twins.get(at)) for at in run)
        parts.append(text if is_same else f"{begin}{text}<span class={_HEARD}>)</span></mark>")
    return " ".join(parts)


def _runs(count: int, same: set[int]) -> Iterator[tuple[bool, list[int]]]:
    run: list[int] = []
    for at in range(count):
        if run and (at in same) is not (at - 1 in same):
            yield at - 1 in same, run
            run = []
        run.append(at)
    if run:
        yield count - 1 in same, run


def _word(word: str, twin: str | None) -> str:
    """Return a word, with the characters marked that another has not in its place."""
    if twin is None or max(len(word), len(twin)) > _LONGEST_WORD:
        return _escaped(word)
    matcher = SequenceMatcher(None, twin, word, autojunk=False)
    if matcher.ratio() < _LIKE_ENOUGH:
        return _escaped(word)
    return "".join(
        _escaped(word[start:end])
        if operation == "equal"
        else f"<b class={_CHARACTER}>{_escaped(word[start:end])}</b>"
        for operation, _, _, start, end in matcher.get_opcodes()
        if start < end
    )


def _escaped(word: str) -> str:
    return harmless(word, MOST_CHARACTERS)
