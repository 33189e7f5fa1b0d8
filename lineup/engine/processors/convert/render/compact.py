"""Blocks without their look, for Markdown that costs a language model fewer tokens."""

from dataclasses import replace

from lineup.engine.processors.convert.model.blocks import Block, Content, Group
from lineup.engine.processors.convert.model.contents import Grid, Heading, Item, Prose
from lineup.engine.processors.convert.model.inline import Mark, Run, Runs

_LOOKS = {Mark.BOLD, Mark.ITALIC, Mark.UNDERLINE}


def without_look(block: Block) -> Block:
    """Return the block with nothing bold, italic or underlined; what changes the meaning stays."""
    return replace(block, content=_content(block.content))


def _content(content: Content) -> Content:
    match content:
        case Prose() | Heading() | Item():
            return replace(content, runs=_runs(content.runs))
        case Grid():
            cells = tuple(replace(cell, runs=_runs(cell.runs)) for cell in content.cells)
            return replace(content, cells=cells)
        case Group():
            return Group(tuple(without_look(child) for child in content.children))
        case _:
            return content


def _runs(runs: Runs) -> Runs:
    return tuple(_plainer(run) for run in runs)


def _plainer(run: Run) -> Run:
    return replace(run, marks=tuple(mark for mark in run.marks if mark not in _LOOKS))
