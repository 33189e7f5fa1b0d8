"""docling's nodes, as far as whole documents don't show it."""

from typing import Any

import pytest

from lineup.documents.sniff import DocumentType
from lineup.engine.processors.convert.model.blocks import BlockType
from lineup.engine.processors.convert.model.contents import Formula
from lineup.engine.processors.convert.model.document import PageKind
from lineup.engine.processors.convert.model.inline import Mark, Run
from lineup.engine.processors.convert.office.archive import MAX_ENTRIES, refuse_zip_bombs
from lineup.engine.processors.convert.office.blocks import NodeReader
from lineup.engine.processors.convert.office.embedded import embedded_pictures
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.open_sheets import refuse_repeated_cells
from lineup.engine.processors.convert.office.places import box_of, scale_for
from lineup.engine.processors.convert.office.tables import TableReader
from lineup.engine.processors.convert.office.text_runs import runs_of
from lineup.engine.processors.convert.office.walk import Stand, Standing
from lineup.engine.processors.protocol import ProcessorError
from tests.convert.office_files import archive
from tests.hostile.documents import Hostile, make_hostile

EMPTY = DoclingTree({"body": {"children": []}})


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"label": "text", "text": words, "children": [], **more}


@pytest.mark.parametrize(
    ("texts", "together"),
    [
        pytest.param(["one", "two"], "one two", id="a space comes back"),
        pytest.param(["one", ", two"], "one, two", id="but not before a comma"),
        pytest.param(["(", "one", ")"], "(one)", id="nor inside brackets"),
        pytest.param(["one", "", "two"], "one two", id="an empty text counts for nothing"),
    ],
)
def test_texts_stand_apart_as_they_were(texts: list[str], together: str) -> None:
    assert "".join(run.text for run in runs_of(map(text, texts))) == together


def test_raised_and_lowered_text_stands_close() -> None:
    low = text("2", formatting={"script": "sub"})
    assert runs_of([text("H"), low, text("O")]) == (
        Run("H"),
        Run("2", (Mark.SUBSCRIPT,)),
        Run("O"),
    )


def test_the_looks_of_a_text_become_marks() -> None:
    formatting = {"bold": True, "italic": True, "underline": True, "strikethrough": True}
    [run] = runs_of([text("x", formatting=formatting, hyperlink="https://e.org/")])
    assert run == Run("x", (Mark.BOLD, Mark.ITALIC, Mark.UNDERLINE, Mark.STRIKE), "https://e.org/")


def test_a_formula_is_an_equation() -> None:
    node = text("E = mc^2") | {"label": "formula", "self_ref": "#/texts/0"}
    [block] = NodeReader(EMPTY, None, 0).blocks(Standing(node, Stand()))
    assert (block.type, block.content) == (BlockType.EQUATION, Formula("E = mc^2"))


def test_a_table_too_large_to_be_written_out_is_refused() -> None:
    with pytest.raises(ProcessorError, match=r"1,000,000 rows and 16,384 columns"):
        TableReader(lambda _: ()).grid(
            {"num_rows": 1_000_000, "num_cols": 16_384, "table_cells": []}
        )


def picture(at: int, address: str | None) -> dict[str, Any]:
    return {"self_ref": f"#/pictures/{at}", "image": {"uri": address} if address else None}


def test_only_pictures_that_browsers_show_and_that_are_whole_are_taken() -> None:
    nodes = [
        picture(0, "data:image/png;base64,aGk="),
        picture(1, "data:image/x-emf;base64,aGk="),
        picture(2, "data:image/jpeg;base64,?"),
        picture(3, None),
    ]
    assert {key: found.content for key, found in embedded_pictures(nodes).items()} == {
        "#/pictures/0": b"hi"
    }


def test_very_many_pictures_are_cut_off() -> None:
    nodes = [picture(at, "data:image/png;base64,aGk=") for at in range(600)]
    assert len(embedded_pictures(nodes)) == 500


@pytest.mark.parametrize(
    "rect",
    [
        pytest.param(None, id="no place"),
        pytest.param({"l": 0, "t": 0, "r": 0, "b": 0}, id="a place without extent"),
    ],
)
def test_what_has_no_place_has_no_box(rect: dict[str, float] | None) -> None:
    node = {"prov": [{"bbox": rect}]} if rect else {"prov": []}
    assert box_of(node, scale_for(PageKind.SLIDE)) is None


def test_an_archive_of_very_many_parts_is_refused(tmp_path: Any) -> None:
    file = tmp_path / "many.docx"
    file.write_bytes(archive({f"word/{at}": b"" for at in range(MAX_ENTRIES + 1)}))
    with pytest.raises(ProcessorError, match=r"in 50,001 parts"):
        refuse_zip_bombs(file, DocumentType.DOCX)


def test_a_file_that_is_no_archive_is_damaged(tmp_path: Any) -> None:
    file = tmp_path / "cut.docx"
    file.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(ProcessorError, match=r"This Word document is damaged or incomplete"):
        refuse_zip_bombs(file, DocumentType.DOCX)


def test_cells_repeated_beyond_what_can_be_written_out_are_refused(tmp_path: Any) -> None:
    document = make_hostile(Hostile.REPEATED_CELLS_ODS, tmp_path)
    with pytest.raises(ProcessorError, match=r"17,179,869,184 cells with something in them"):
        refuse_repeated_cells(document.path)
