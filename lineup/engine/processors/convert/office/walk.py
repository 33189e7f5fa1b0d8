"""docling's tree, flattened into the nodes that become blocks, each with where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.office.nodes import DoclingTree

_MAX_DEPTH = 8  # of lists: deeper ones are drawn no deeper
_SLIDE = re.compile(r"slide-\d+")
_SHEET = "sheet: "  # how OpenDocument's sheets are named
_COMMENTS = "comment_section"
_RUNNING = {"page header", "page footer"}


@dataclass(frozen=True)
class Stand:
    """Where a node stands.

    `page` is the 0-based slide or sheet, `lists` how many lists it is in, `position` its place among its siblings from
    1, `running` the name of the running header or footer that it is part of, if any. `begins_notes` is true of the
    first thing that a speaker's notes say.
    """

    page: int = 0
    lists: int = 0
    position: int = 1
    running: str = ""
    begins_notes: bool = False

    @property
    def depth(self) -> int:
        """How deep in lists, from 0."""
        return min(max(self.lists - 1, 0), _MAX_DEPTH)


@dataclass(frozen=True)
class Standing:
    """A node with where it stands."""

    node: JsonObject
    stand: Stand


@dataclass(frozen=True)
class PageTitle:
    """The beginning of a slide or sheet, and its name."""

    page: int
    name: str
    is_hidden: bool = False


def comment_count(tree: DoclingTree) -> int:
    """Return how many comments the document has; they are no part of what it says."""
    return sum(group["label"] == _COMMENTS for group in tree.document.get("groups") or ())


def flatten(tree: DoclingTree) -> Iterator[Standing | PageTitle]:
    """Yield the nodes that hold content in reading order, and the beginning of each slide and sheet."""
    captions = {
        item["$ref"]
        for kind in ("pictures", "tables")
        for node in tree.document.get(kind, ())
        for item in node.get("captions") or ()
    }
    page, noted = -1, -2
    pending = _below(tree, tree.body, Stand())
    while pending:
        node, stand = pending.pop()
        if node["self_ref"] in captions or _is_head_title(node) or node["label"] == _COMMENTS:
            continue
        if _is_page(node):
            page += 1
            yield PageTitle(page, node["name"].removeprefix(_SHEET), is_hidden=_is_hidden(node))
        begins_notes = node["content_layer"] == "notes" and noted != page
        noted = page if begins_notes else noted
        stand = replace(
            stand,
            page=max(page, 0),
            running=_running(node) or stand.running,
            begins_notes=begins_notes,
        )
        if _is_group(node):
            pending += _below(tree, node, replace(stand, lists=stand.lists + _is_list(node)))
            continue
        yield Standing(node, stand)
        if node["label"] != "table":  # what hangs below a table is the text of its cells again
            pending += _below(tree, node, stand)


def inline_texts(tree: DoclingTree, node: JsonObject) -> list[JsonObject]:
    """Return the texts of a block: its own, or those of the inline group that holds its look."""
    if node["label"] == "inline":
        return [text for text in tree.below(node) if "text" in text]
    groups = [child for child in tree.children(node) if child["label"] == "inline"]
    if node.get("text") or not groups:
        return [node]
    return [text for group in groups for text in inline_texts(tree, group)]


def _below(tree: DoclingTree, node: JsonObject, stand: Stand) -> list[tuple[JsonObject, Stand]]:
    """Return the children, last first, as a stack takes them."""
    if node["label"] == "inline":
        return []
    children = [
        child
        for child in tree.children(node)
        if not (child["label"] == "inline" and node.get("text") == "")
    ]
    return [
        (child, replace(stand, position=position))
        for position, child in reversed(list(enumerate(children, start=1)))
    ]


def _is_group(node: JsonObject) -> bool:
    return "/groups/" in node["self_ref"] and node["label"] != "inline"


def _is_list(node: JsonObject) -> bool:
    return node["label"] in {"list", "ordered_list"}


def _is_page(node: JsonObject) -> bool:
    name = node.get("name") or ""
    return (
        node["label"] == "sheet"
        or (node["label"] == "section" and name.startswith(_SHEET))
        or (node["label"] == "chapter" and _SLIDE.fullmatch(name) is not None)
    )


def _is_hidden(node: JsonObject) -> bool:
    return bool(node["content_layer"] == "invisible")


def _running(node: JsonObject) -> str:
    return node.get("name", "") if node.get("name") in _RUNNING else ""


def _is_head_title(node: JsonObject) -> bool:
    """Whether it is the title in an HTML page's head, which no reader of the page sees."""
    return (node["label"], node["content_layer"]) == ("title", "furniture")
