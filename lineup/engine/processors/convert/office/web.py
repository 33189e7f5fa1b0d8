"""Web pages and books made ready for docling."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lineup.engine.processors.convert.office.archive_copy import MAX_PART_BYTES, copy_rewritten
from lineup.engine.processors.convert.office.markings import SPACE, Marking, Markings, is_free
from lineup.engine.processors.convert.office.web_chrome import Surroundings
from lineup.engine.processors.convert.office.web_tokens import Kind, Token, tokens_of

_BOM = "\ufeff"  # what the page says of its encoding may be wrong for the copy
_PAGES = (".xhtml", ".html", ".htm")
_AROUND = Marking(is_furniture=True)
_AS_WRITTEN = frozenset({"pre", "script", "style", "textarea", "title", "math", "svg", "template"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)


def prepared_page(source: Path, target: Path) -> Markings | None:
    """Write a copy of a web page in which docling loses less; return what its markings mean, or None if there is none."""
    page = _page_text(source)
    if page is None:
        return None
    markings = Markings()
    tokens = tokens_of(page)
    around = _around(tokens)
    target.write_text(_BOM + "".join(_rewritten(tokens, around, markings)), encoding="utf-8")
    return markings


def prepared_book(source: Path, target: Path) -> Markings | None:
    """Write a copy of an EPUB in which docling loses less; return what its markings mean, or None if there is none."""
    try:
        with ZipFile(source) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(_PAGES)]
        copy_rewritten(source, target, dict.fromkeys(names, _spaced_page))
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return None
    return Markings()


def _page_text(source: Path) -> str | None:
    if source.stat().st_size > MAX_PART_BYTES:
        return None
    try:
        page = source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None
    return page if is_free(page) else None


def _spaced_page(page: str) -> str:
    if not is_free(page):
        return page
    return "".join(_rewritten(tokens_of(page), [False] * 0, Markings()))


def _around(tokens: list[Token]) -> list[bool]:
    """Return for each token whether it is around the content; none is where that would leave nothing."""
    surroundings = Surroundings()
    found = []
    for token in tokens:
        surroundings.step(token)
        found.append(surroundings.hold)
    has_content = any(
        token.kind is Kind.TEXT and token.written.strip() and not is_around
        for token, is_around in zip(tokens, found, strict=True)
    )
    return found if has_content else [False] * len(tokens)


def _rewritten(tokens: list[Token], around: list[bool], markings: Markings) -> Iterator[str]:
    held: list[str] = []  # the elements that keep their text as it is written, outermost first
    for at, token in enumerate(tokens):
        if token.name in _AS_WRITTEN and token.kind is Kind.OPENING:
            held.append(token.name)
        elif token.name in _AS_WRITTEN and held:
            held.pop()
        if held and held[0] == "pre" and token.name not in {"", "pre", "code"}:
            yield "\n" if token.name == "br" else ""  # docling takes coloured program text apart
        elif token.kind is not Kind.TEXT or held:
            yield token.written
        else:
            text = _spaced(token.written, _is_inline(tokens, at - 1), _is_inline(tokens, at + 1))
            is_around = bool(around) and around[at] and token.written.strip()
            yield markings.wrap(text, _AROUND) if is_around else text


def _is_inline(tokens: list[Token], at: int) -> bool:
    """Return whether the token is a tag within a line of text."""
    return 0 <= at < len(tokens) and tokens[at].name in _INLINE


def _spaced(text: str, after_tag: bool, before_tag: bool) -> str:
    """Return the text with the spaces beside tags within the line written so that nothing strips them."""
    core = text.strip()
    if not core:
        return SPACE if text and (after_tag or before_tag) else text
    before, _, after = text.partition(core)
    return f"{SPACE if before and after_tag else before}{core}{SPACE if after and before_tag else after}"
