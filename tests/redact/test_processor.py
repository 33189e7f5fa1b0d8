"""The redact processor on what convert left, in every format."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lineup.contract.results import StepResult
from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Block, BlockType, Content, Group
from lineup.engine.processors.convert.model.checkpoint import document_from_json, document_to_json
from lineup.engine.processors.convert.model.contents import (
    Cell,
    Drawing,
    Formula,
    Grid,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.document import (
    Document,
    ExtractionMethod,
    Page,
    PageKind,
)
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.model.lines import Line
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.protocol import Processor, ProcessorError, StepOutput, StepTask
from lineup.engine.processors.redact import RedactPersonalData

SECRET = "max@example.com"
TEXT = plain(f"Write to {SECRET} soon")
BOX = (10.0, 20.0, 110.0, 40.0)
CONTENTS: list[tuple[BlockType, Content]] = [
    (BlockType.SECTION_HEADER, Heading(TEXT, 1)),
    (BlockType.TEXT, Prose(TEXT)),
    (BlockType.LIST_GROUP, Group((Block(BlockType.LIST_ITEM, Item(TEXT), BOX),))),
    (BlockType.CODE, Listing(f"mail {SECRET}")),
    (BlockType.EQUATION, Formula(f"x = {SECRET}")),
    (BlockType.TABLE, Grid(1, 1, (Cell(TEXT, 0, 0),))),
    (BlockType.PICTURE, Drawing("a", f"Portrait of {SECRET}")),
]
DOCUMENT = Document(
    kind=PageKind.PAGE,
    pages=(
        Page(
            index=3,
            width=600,
            height=800,
            blocks=numbered(Block(kind, content, BOX) for kind, content in CONTENTS),
            method=ExtractionMethod.PDFTEXT,
            title=f"Sheet of {SECRET}",
        ),
    ),
    warnings=(f"Could not fetch the portrait of {SECRET}.",),
)
FORMATS = "markdown,html,json,chunks"

Redact = Callable[..., StepOutput]


@pytest.fixture
def redact(tmp_path: Path) -> Redact:
    """Redact a document with the settings given as keywords."""

    def run(
        document: Document = DOCUMENT, output_format: str | None = None, **settings: Any
    ) -> StepOutput:
        checkpoint = tmp_path / "checkpoint.json.gz"
        checkpoint.write_bytes(gzip.compress(json.dumps(document_to_json(document)).encode()))
        return processor().run(task(tmp_path, checkpoint, settings, output_format))

    return run


def processor() -> Processor:
    return RedactPersonalData.versions[0].processor


def task(
    folder: Path, checkpoint: Path | None, settings: JsonObject, output_format: str | None = None
) -> StepTask:
    return StepTask(
        source=folder / "unread",
        filename="a.pdf",
        settings=settings,
        scratch=folder,
        output_format=output_format,
        checkpoint=checkpoint,
    )


def test_no_format_and_no_next_step_gets_to_see_what_was_redacted(redact: Redact) -> None:
    output = redact(output_format=FORMATS)

    assert SECRET not in json.dumps(output.result)
    assert SECRET not in json.dumps(output.checkpoint)
    for written in ("markdown", "html", "json", "chunks"):
        assert "[email]" in json.dumps(output.result[written])


def test_blocks_keep_their_ids_types_and_boxes(redact: Redact) -> None:
    result = StepResult.model_validate(redact(output_format="json").result)

    (page,) = result.page_blocks
    assert (page.id, page.bbox) == ("/page/3/Page/8", (0.0, 0.0, 600.0, 800.0))
    assert [(leaf.id, leaf.bbox) for leaf in page.leaves()] == [
        ("/page/3/SectionHeader/0", BOX),
        ("/page/3/Text/1", BOX),
        ("/page/3/ListItem/3", BOX),
        ("/page/3/Code/4", BOX),
        ("/page/3/Equation/5", BOX),
        ("/page/3/Table/6", BOX),
        ("/page/3/Picture/7", BOX),
    ]


def test_the_next_step_gets_the_redacted_document(redact: Redact) -> None:
    left = document_from_json(redact().checkpoint)

    (page,) = left.pages
    assert page.title == "Sheet of [email]"
    assert page.blocks[1].content == Prose(plain("Write to [email] soon"))


def test_the_result_is_like_converts(redact: Redact) -> None:
    output = redact()

    assert output.page_count == output.result["page_count"] == 1
    assert (output.result["status"], output.result["success"]) == ("complete", True)
    assert output.result["markdown"].startswith("# Write to [email] soon")
    assert output.result["html"] is None
    assert output.result["versions"]["lineup-redact"] == "1"
    assert output.result["runtime"] >= 0


def test_what_was_found_is_counted_by_kind(redact: Redact) -> None:
    metadata = redact(kinds=["email", "iban"]).result["metadata"]

    assert metadata["redactions"] == {"email": 9, "iban": 0}


def test_pictures_are_left_out_and_that_is_told(redact: Redact) -> None:
    result = redact(output_format=FORMATS).result

    assert result["images"] == {}
    assert result["metadata"]["warnings"] == [
        "Could not fetch the portrait of [email].",
        "Pictures are left out (1): nothing looks for personal data in them.",
    ]


def test_pages_that_convert_could_not_read_stay_told(redact: Redact) -> None:
    output = redact(replace(DOCUMENT, failed_pages=(4,)))

    assert output.has_errors
    assert output.result["metadata"]["failed_pages"] == [4]


def test_rendering_follows_the_steps_settings_and_the_run_comes_first(redact: Redact) -> None:
    paginated = redact(paginate=True, output_format="markdown").result

    assert paginated["markdown"].startswith("\n\n{3}" + "-" * 48)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="no checkpoint"),
        pytest.param(b"", id="an empty one"),
        pytest.param(gzip.compress(b'{"noted": true}'), id="one of another step"),
        pytest.param(gzip.compress(b"{}")[:-9], id="one that was cut"),
    ],
)
def test_without_a_converted_document_the_step_fails_with_a_sentence(
    tmp_path: Path, content: bytes | None
) -> None:
    checkpoint = tmp_path / "checkpoint"
    if content is not None:
        checkpoint.write_bytes(content)

    with pytest.raises(ProcessorError, match="put this step after a convert step"):
        processor().run(task(tmp_path, checkpoint if content is not None else None, {}))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param({"kinds": ["name"]}, "kinds.0: Input should be 'email'", id="an unknown kind"),
        pytest.param({"kinds": []}, "kinds: Tuple should have at least 1 item", id="no kind"),
        pytest.param({"replacement": "x" * 101}, "replacement: ", id="a long replacement"),
        pytest.param({"output_format": "pdf"}, "output_format: 'pdf'", id="an unknown format"),
    ],
)
def test_wrong_settings_are_a_sentence(tmp_path: Path, settings: JsonObject, sentence: str) -> None:
    with pytest.raises(ProcessorError, match=f"redact settings can't be used: {sentence}"):
        processor().run(task(tmp_path, None, settings))


def test_lines_stay_only_on_pages_where_nothing_was_found(redact: Redact) -> None:
    line = Line("Nothing of note", BOX)
    clean_page = Page(1, 600, 800, (), ExtractionMethod.PDFTEXT, lines=(line,))
    told = Line(f"Write to {SECRET}", BOX)
    pages = (
        clean_page,
        replace(DOCUMENT.pages[0], lines=(line,)),
        replace(clean_page, index=4, lines=(told,)),
    )
    after = document_from_json(redact(replace(DOCUMENT, pages=pages)).checkpoint)
    assert [page.lines for page in after.pages] == [(line,), (), ()]
