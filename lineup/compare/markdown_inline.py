"""Words of one block of markdown, apart from how they are set. Every pattern is linear: the text may be hostile."""

import html
import re

_SPECIAL = re.compile(r"[*_`~\[<\\&]")
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|!?\[(?P<label>[^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)"
    r"|(?P<star>\*{1,3})"
    r"|(?P<underscore>(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))"
    r"|(?P<strike>~~)"
    r"|(?P<code>`{1,3})"
    r"|<(?P<tag>/?[a-zA-Z][a-zA-Z0-9]*)[^<>]*>"
)
_WORD = re.compile(r"\S+")
_BOLD, _ITALIC, _STRUCK, _CODE = "bold", "italic", "struck", "code"
_TAGS = {
    "b": _BOLD, "strong": _BOLD, "i": _ITALIC, "em": _ITALIC, "s": _STRUCK, "del": _STRUCK, "code": _CODE,
    "u": "underlined", "sub": "lowered", "sup": "raised",
}  # fmt: skip


def inline_words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words and, where any is set apart, one style per word (`bold italic`)."""
    if not _SPECIAL.search(text):
        return tuple(text.split()), ()
    plain, turns = _unmarked(text)
    return words_with_styles(plain, turns)


def words_with_styles(
    plain: str, turns: list[tuple[int, frozenset[str]]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of plain text and their styles; `turns` says from which position on which styles hold."""
    if not any(styles for _, styles in turns):
        return tuple(plain.split()), ()
    words, styles, at = [], [], -1
    for match in _WORD.finditer(plain):
        while at + 1 < len(turns) and turns[at + 1][0] <= match.start():
            at += 1
        words.append(match[0])
        styles.append(" ".join(sorted(turns[at][1])) if at >= 0 else "")
    return tuple(words), tuple(styles) if any(styles) else ()


def _unmarked(text: str) -> tuple[str, list[tuple[int, frozenset[str]]]]:
    parts: list[str] = []
    turns: list[tuple[int, frozenset[str]]] = []
    active: frozenset[str] = frozenset()
    length = position = 0
    for match in _TOKEN.finditer(text):
        kept = html.unescape(text[position : match.start()]) + _kept(match)
        parts.append(kept)
        length += len(kept)
        position = match.end()
        changed = _turned(active, match)
        if changed != active:
            active = changed
            turns.append((length, active))
    parts.append(html.unescape(text[position:]))
    return "".join(parts), turns


def _kept(match: re.Match[str]) -> str:
    """Return what stays of a token as text: an escaped sign, a link's words, or a star that stands alone."""
    if match["star"] and _stands_alone(match):
        return match[0]
    if match["tag"] and match["tag"].strip("/").lower() == "br":
        return " "
    return match["escaped"] or match["label"] or ""


def _stands_alone(match: re.Match[str]) -> bool:
    around = (
        match.string[match.start() - 1 : match.start()]
        + match.string[match.end() : match.end() + 1]
    )
    return not around.strip()


def _turned(active: frozenset[str], match: re.Match[str]) -> frozenset[str]:
    """Return which styles hold behind a token."""
    marks = match["star"] or match["underscore"]
    if marks:
        both = {1: {_ITALIC}, 2: {_BOLD}, 3: {_BOLD, _ITALIC}}[len(marks)]
        return active if match["star"] and _stands_alone(match) else active ^ both
    if match["strike"]:
        return active ^ {_STRUCK}
    if match["code"]:
        return active ^ {_CODE}
    name = (match["tag"] or "").lower()
    style = _TAGS.get(name.strip("/"))
    if style is None:
        return active
    return active - {style} if name.startswith("/") else active | {style}
