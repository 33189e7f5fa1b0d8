"""The texts of docling's nodes as runs."""

from collections.abc import Iterator
from dataclasses import dataclass

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.inline import Run, Runs, plain
from lineup.engine.processors.convert.office.markings import Markings, plainly
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.text_runs import marked_runs, runs_of
from lineup.engine.processors.convert.office.walk import inline_texts

_LINE_END = Run("\n")


@dataclass(frozen=True)
class NodeText:
    """Gives the runs of nodes; `markings` tell more of a document that was prepared for docling."""

    tree: DoclingTree
    markings: Markings | None

    def of_block(self, node: JsonObject) -> Runs:
        """Return the runs of a block, empty where it says nothing."""
        texts = inline_texts(self.tree, node)
        return runs_of(texts) if self.markings is None else marked_runs(texts, self.markings)

    def of_cell(self, cell: JsonObject) -> Runs:
        """Return the runs of a table's cell, each of its paragraphs on a line of its own."""
        runs: list[Run] = []
        for line in self._lines(cell):
            runs += [_LINE_END, *line] if runs else line
        return tuple(runs) or self._written(cell)

    def before_page_end(self, node: JsonObject) -> str | None:
        """Return what a block says before its author ends the page in it; None where none ends."""
        if self.markings is None or node["label"] in {"table", "picture"}:
            return None
        said = "".join(text.get("text") or "" for text in inline_texts(self.tree, node))
        return self.markings.before_page_end(said)

    def is_furniture(self, node: JsonObject) -> bool:
        """Whether a block is around the content rather than part of it."""
        if self.markings is None:
            return False
        texts = [text.get("text") or "" for text in inline_texts(self.tree, node)]
        said = [text for text in texts if plainly(text).strip()]
        return bool(said) and all(self.markings.is_furniture(text) for text in said)

    def _lines(self, cell: JsonObject) -> Iterator[Runs]:
        """Yield the paragraphs of a cell that is more than its text, those of tables inside it too."""
        if "ref" not in cell:
            return
        pending = self.tree.children(self.tree.node(cell["ref"]["$ref"]))[::-1]
        while pending:
            node = pending.pop()
            if node["label"] == "table":
                yield from self._rows(node["data"])
                continue
            runs = () if node["label"] == "picture" else self.of_block(node)
            if runs:
                yield runs
            if node["label"] != "inline":
                pending += [
                    child for child in self.tree.children(node)[::-1] if child["label"] != "inline"
                ]

    def _rows(self, content: JsonObject) -> Iterator[Runs]:
        rows: dict[int, list[str]] = {}
        for cell in content["table_cells"]:
            rows.setdefault(cell["start_row_offset_idx"], []).append(_one_line(cell))
        yield from (plain(" ".join(filter(None, texts))) for texts in rows.values())

    def _written(self, cell: JsonObject) -> Runs:
        text = str(cell["text"]).strip()
        if self.markings is None:
            return plain(text)
        return marked_runs([{"text": text}], self.markings)


def _one_line(cell: JsonObject) -> str:
    return " ".join(plainly(str(cell["text"])).split())
