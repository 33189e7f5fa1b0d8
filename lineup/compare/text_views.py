"""Which view each side's text is read from, so that all are read from the same one if they can be (rulings 24)."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineup.compare.blocks import TextPage
from lineup.compare.contents import Contents
from lineup.compare.kinds import View
from lineup.compare.views import read_pages

_NAMES = {
    View.JSON: "JSON tree",
    View.CHUNKS: "chunks",
    View.PAGES: "pages of markdown or HTML",
    View.WHOLE: "markdown or HTML without pages",
}


@dataclass(frozen=True)
class Texts:
    """Each side's pages with the view they were read from, and sentences about it."""

    pages: tuple[tuple[TextPage, ...], ...]
    views: tuple[View, ...]
    notes: tuple[str, ...]


def choose_texts(sides: Sequence[Contents]) -> Texts:
    """Return the texts of sides that have one, from the best view that all have, else from each one's best."""
    shared = next((view for view in View if all(view in own.views for own in sides)), None)
    views = tuple(shared or own.views[0] for own in sides)
    pages = [read_pages(own.text or {}, view) for own, view in zip(sides, views, strict=True)]
    if any(page.page is None for own in pages for page in own):
        pages = [_joined(own) for own in pages]
    return Texts(tuple(pages), views, tuple(_notes(sides, views, pages)))


def _joined(pages: tuple[TextPage, ...]) -> tuple[TextPage, ...]:
    return (TextPage(None, tuple(block for page in pages for block in page.blocks)),)


def _notes(
    sides: Sequence[Contents], views: Sequence[View], pages: Sequence[tuple[TextPage, ...]]
) -> list[str]:
    notes = []
    labels = [own.state.label for own in sides]
    if len(set(views)) > 1:
        told = ", ".join(
            f"{label} from its {_NAMES[view]}" for label, view in zip(labels, views, strict=True)
        )
        notes.append(
            f"The texts were read from different views, so only words are compared: {told}."
        )
    elif View.WHOLE in views:
        notes.append("The texts have no pages, so they were compared as one piece.")
    counts = [len(own) for own in pages]
    if len(set(counts)) > 1:
        told = ", ".join(
            f"{label} has {count}" for label, count in zip(labels, counts, strict=True)
        )
        notes.append(f"The numbers of pages differ: {told}.")
    empty = [
        label
        for label, own in zip(labels, pages, strict=True)
        if not any(page.blocks for page in own)
    ]
    notes += [f"The text of {label} is empty." for label in empty]
    return notes
