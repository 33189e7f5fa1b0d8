"""What all graphs of steps look like in the DOT language."""

from collections.abc import Sequence

from graphviz import Digraph

from components.statuses import StatusLook

DOCUMENT = "document"
"""The name of the box that every graph begins with."""

_TEXT = "#16202e"
_GREY = "#8391a5"


def begun_graph() -> Digraph:
    """Return a graph that reads from left to right, with the document in it; it stands on light and on dark pages."""
    graph = Digraph(
        graph_attr={"rankdir": "LR", "bgcolor": "transparent", "margin": "0", "nodesep": "0.2"},
        node_attr={
            "shape": "box",
            "style": "filled,rounded",
            "fontname": "sans-serif",
            "fontsize": "11",
            "fontcolor": _TEXT,
            "margin": "0.14,0.07",
        },
        edge_attr={"color": _GREY, "arrowsize": "0.7"},
    )
    graph.node(DOCUMENT, DOCUMENT, fillcolor="#eceff4", color=_GREY)
    return graph


def add_box(graph: Digraph, name: str, lines: Sequence[str], look: StatusLook) -> None:
    """Add a box with its lines; a literal backslash would be read as an escape by DOT."""
    label = "\\n".join(line.replace("\\", "/") for line in lines)
    graph.node(name, label, fillcolor=look.tone.fill, color=look.tone.line)
