"""One graph of two step lists: what was added, removed, changed or moved, each told by a sign and a word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from components.dot_graphs import DOCUMENT, add_box, begun_graph
from components.formatting import count_text
from components.marks import mark_look
from components.statuses import StatusLook
from components.step_names import cut_name
from lineup.compare.config_changes import ConfigDiff, Edge, Mark, StepChange

_MOST_NAME = 24
_EDGE_STYLES = {Mark.ADDED: "bold", Mark.REMOVED: "dashed"}


@dataclass(frozen=True)
class Box:
    """A step of the graph: its name in DOT, its lines, and its look."""

    name: str
    lines: tuple[str, ...]
    look: StatusLook


def config_graph_dot(diff: ConfigDiff) -> str:
    """Return the merged graph in the DOT language: the document, then every step of either list once."""
    graph = begun_graph()
    boxes = {step.key: _box(number, step) for number, step in enumerate(diff.steps)}
    for box in boxes.values():
        add_box(graph, box.name, box.lines, box.look)
    for edge in (*_first_edges(diff.steps), *diff.edges):
        source = boxes[edge.source].name if edge.source in boxes else DOCUMENT
        graph.edge(source, boxes[edge.target].name, **_edge_look(edge.mark))
    return str(graph.source)


def config_graph_alt(diff: ConfigDiff) -> str:
    """Return the graph in words, for who can't see it."""
    told = [f"{cut_name(step.step_type)} {mark_look(step.mark).word}" for step in diff.steps]
    return "Steps of both: " + ", then ".join(["document", *told])


def _box(number: int, step: StepChange) -> Box:
    look = mark_look(step.mark)
    lines = (cut_name(step.step_type, _MOST_NAME), look.text, *_counts(step))
    return Box(f"step{number}", lines, look)


def _counts(step: StepChange) -> Iterator[str]:
    """Yield how much of a step differs."""
    if step.settings:
        yield count_text(len(step.settings), "setting")
    if step.schema:
        yield count_text(len(step.schema), "schema change")


def _first_edges(steps: Iterable[StepChange]) -> Iterator[Edge]:
    """Yield the edges from the document to the first step of either list."""
    olds = [(step.before, step.key) for step in steps if step.before is not None]
    news = [(step.after, step.key) for step in steps if step.after is not None]
    old, new = (min(each)[1] if each else None for each in (olds, news))
    if new is not None:
        yield Edge(DOCUMENT, new, Mark.SAME if old == new else Mark.ADDED)
    if old is not None and old != new:
        yield Edge(DOCUMENT, old, Mark.REMOVED)


def _edge_look(mark: Mark) -> dict[str, str]:
    """Return how an edge is drawn: one that was there before is dashed, a new one is bold."""
    if mark is Mark.SAME:
        return {}
    return {"color": mark_look(mark).tone.line, "style": _EDGE_STYLES[mark]}
