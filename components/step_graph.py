"""The graph of an execution's steps."""

from collections.abc import Sequence

import streamlit as st
from graphviz import Digraph

from components.formatting import duration_text
from components.statuses import step_look
from lineup.contract.executions import ExecutionStep

_SOURCE = "document"
_TEXT = "#16202e"
_EDGE = "#8391a5"


def draw_step_graph(steps: Sequence[ExecutionStep]) -> None:
    """Draw the graph as wide as its place allows."""
    st.graphviz_chart(step_graph_dot(steps), width="content", alt=step_graph_alt(steps))


def step_graph_dot(steps: Sequence[ExecutionStep]) -> str:
    """Return the graph in the DOT language: the document, then each step after the one that fed it."""
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
        edge_attr={"color": _EDGE, "arrowsize": "0.7"},
    )
    graph.node(_SOURCE, "document", fillcolor="#eceff4", color=_EDGE)
    for step in steps:
        look = step_look(step.state, step.status)
        graph.node(_name(step), _label(step), fillcolor=look.tone.fill, color=look.tone.line)
        graph.edge(_source_name(step, steps), _name(step))
    return str(graph.source)


def step_graph_alt(steps: Sequence[ExecutionStep]) -> str:
    """Return the graph in words, for who can't see it."""
    texts = [f"{step.step_type} {step_look(step.state, step.status).word}" for step in steps]
    return "Step graph: " + ", then ".join(["document", *texts])


def _name(step: ExecutionStep) -> str:
    return f"step{step.step_index}"


def _label(step: ExecutionStep) -> str:
    look = step_look(step.state, step.status)
    # a literal backslash would be read as an escape by DOT
    title = f"{step.step_index} {step.step_type}".replace("\\", "/")
    lines = [title, f"{look.sign} {look.word}".replace("\\", "/")]
    if step.seconds is not None:
        lines.append(duration_text(step.seconds))
    return "\\n".join(lines)


def _source_name(step: ExecutionStep, steps: Sequence[ExecutionStep]) -> str:
    """Return the step that fed this one: the nearest earlier one of the type it names, else the one before."""
    earlier = [other for other in steps if other.step_index < step.step_index]
    named = [other for other in earlier if other.step_type == step.source_step_type]
    if named or earlier:
        return _name(max(named or earlier, key=lambda other: other.step_index))
    return _SOURCE
