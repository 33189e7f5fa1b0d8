"""docling's texts as runs."""

from collections.abc import Iterable

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.inline import Mark, Run, Runs, clean
from lineup.engine.processors.convert.office.markings import Markings, without_edges

_CLOSING = frozenset(".,;:!?)]}%»”’…")
_OPENING = frozenset("([{«“„")
_BY_FORMATTING = {
    "bold": Mark.BOLD,
    "italic": Mark.ITALIC,
    "underline": Mark.UNDERLINE,
    "strikethrough": Mark.STRIKE,
}
_BY_LABEL = {"code": Mark.CODE, "formula": Mark.MATH}
_BY_SCRIPT = {"super": Mark.SUPERSCRIPT, "sub": Mark.SUBSCRIPT}


def marked_runs(texts: Iterable[JsonObject], markings: Markings) -> Runs:
    """Return the texts of a prepared document one after the other, with all that its markings say of them."""
    return without_edges([piece for text in texts for piece in markings.runs(_run(text))])


def runs_of(texts: Iterable[JsonObject]) -> Runs:
    """Return the texts one after the other. docling drops the spaces between them: they come back but for punctuation."""
    runs: list[Run] = []
    for text in texts:
        run = _run(text)
        if not run.text:
            continue
        if runs and _is_apart(runs[-1], run):
            runs.append(Run(" "))
        runs.append(run)
    return tuple(runs)


def _run(text: JsonObject) -> Run:
    formatting = text.get("formatting") or {}
    marks = [mark for name, mark in _BY_FORMATTING.items() if formatting.get(name)]
    if formatting.get("script") in _BY_SCRIPT:
        marks.append(_BY_SCRIPT[formatting["script"]])
    if text.get("label") in _BY_LABEL:
        marks.append(_BY_LABEL[text["label"]])
    return Run(clean(text.get("text") or "").strip(), tuple(marks), _link(text))


def _link(text: JsonObject) -> str | None:
    """Return where the text leads; docling leaves an address in Word documents as XML writes it."""
    address = text.get("hyperlink")
    return str(address).replace("&amp;", "&") if address else None


def _is_apart(before: Run, after: Run) -> bool:
    is_script = {Mark.SUPERSCRIPT, Mark.SUBSCRIPT} & {*before.marks, *after.marks}
    return not is_script and after.text[0] not in _CLOSING and before.text[-1] not in _OPENING
