"""The graph of an execution's steps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from components.dot_graphs import DOCUMENT, add_box, begun_graph
from components.formatting import count_text, duration_text, pages_text
from components.statuses import StatusLook, step_look
from components.step_names import cut_name, in_reading_order, section_titles
from lineup.contract.executions import ExecutionStep
from lineup.contract.statuses import StepStatus

_MOST_SECTIONS = 8
"""The most sections that are drawn one by one; of more, those that people look for are, and the rest is told in one node."""

_MOST_OUTSTANDING = 5
_OUTSTANDING = {StepStatus.FAILED, StepStatus.RUNNING, StepStatus.UNKNOWN}
_MOST_NAME = 24


@dataclass(frozen=True)
class Node:
    """A box of the graph: its name in DOT, what it is called in words, its lines, its look, and the boxes that feed it."""

    name: str
    spoken: str
    lines: tuple[str, ...]
    look: StatusLook
    sources: tuple[str, ...]


def draw_step_graph(steps: Sequence[ExecutionStep]) -> None:
    """Draw the graph as wide as its place allows."""
    st.graphviz_chart(step_graph_dot(steps), width="content", alt=step_graph_alt(steps))


def step_graph_dot(steps: Sequence[ExecutionStep]) -> str:
    """Return the graph in the DOT language: the document, then each step after those that fed it."""
    graph = begun_graph()
    for node in graph_nodes(steps):
        add_box(graph, node.name, node.lines, node.look)
        for source in node.sources:
            graph.edge(source, node.name)
    return str(graph.source)


def step_graph_alt(steps: Sequence[ExecutionStep]) -> str:
    """Return the graph in words, for who can't see it."""
    texts = [f"{node.spoken} {node.look.word}" for node in graph_nodes(steps)]
    return "Step graph: " + ", then ".join(["document", *texts])


def graph_nodes(steps: Sequence[ExecutionStep]) -> list[Node]:
    """Return the graph's boxes in the order in which the steps are done."""
    planned = [step for step in in_reading_order(steps) if step.section is None]
    nodes: list[Node] = []
    for step in planned:
        sections = [
            each for each in steps if each.section and each.section.planned_step == step.step_index
        ]
        between = list(_section_nodes(sections, _sources(step, planned)))
        merged = tuple(node.name for node in between)
        nodes += [*between, _step_node(step, merged or _sources(step, planned))]
    return nodes


def _step_node(step: ExecutionStep, sources: tuple[str, ...]) -> Node:
    look = step_look(step.state, step.status)
    title = f"{step.step_index} {step.step_type}"
    time = () if step.seconds is None else (duration_text(step.seconds),)
    return Node(_name(step), step.step_type, (title, look.text, *time), look, sources)


def _section_nodes(sections: Sequence[ExecutionStep], sources: tuple[str, ...]) -> Iterator[Node]:
    """Yield a box for each section, or, of many, for those that stand out and one for the rest of each status."""
    titles = section_titles(sections)
    outstanding = [step for step in sections if step.state in _OUTSTANDING][:_MOST_OUTSTANDING]
    shown = sections if len(sections) <= _MOST_SECTIONS else outstanding
    for step in shown:
        look = step_look(step.state, step.status)
        pages = pages_text(step.section.pages if step.section else ())
        name = cut_name(titles[step.step_index], _MOST_NAME)
        yield Node(_name(step), name, (name, pages, look.text), look, sources)
    rest = Counter((step.state, step.status) for step in sections if step not in shown)
    for (state, status), count in rest.items():
        look = step_look(state, status)
        told = count_text(count, "more section" if shown else "section")
        yield Node(f"rest_{state.value}", told, (told, look.text), look, sources)


def _name(step: ExecutionStep) -> str:
    return f"step{step.step_index}"


def _sources(step: ExecutionStep, steps: Sequence[ExecutionStep]) -> tuple[str, ...]:
    """Return the step that fed this one: the nearest earlier one of the type it names, else the one before."""
    earlier = [other for other in steps if other.step_index < step.step_index]
    named = [other for other in earlier if other.step_type == step.source_step_type]
    if named or earlier:
        return (_name(max(named or earlier, key=lambda other: other.step_index)),)
    return (DOCUMENT,)
