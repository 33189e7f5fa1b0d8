"""Keeping and dropping blocks by rules, on what convert left."""

from pathlib import Path

import pytest

from lineup.contract.results import StepResult
from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import BlockType
from lineup.engine.processors.convert.model.checkpoint import document_from_json
from lineup.engine.processors.convert.model.contents import Drawing
from lineup.engine.processors.keep_blocks import KeepOrDropBlocks
from lineup.engine.processors.keep_blocks.searching import limited_searching
from lineup.engine.processors.keep_blocks.settings import compiled
from lineup.engine.processors.protocol import ProcessorError, StepOutput
from tests.custom.documents import block, document, heading, items, run, table, text

DOCUMENT = document(
    [
        heading("Offer"),
        text("Dear reader"),
        heading("Terms of payment", 2),
        items("Pay soon", "Confidential: pay late"),
    ],
    [
        text("Payment goes on"),
        heading("Annex"),
        table(("Net", "CONFIDENTIAL"), ("1", "2")),
        text("Last words"),
    ],
)


def left(folder: Path, action: str, *rules: JsonObject) -> StepOutput:
    return run(KeepOrDropBlocks(), DOCUMENT, folder, {"action": action, "rules": list(rules)})


def ids(output: StepOutput) -> list[str]:
    pages = document_from_json(output.checkpoint).pages
    return [f"{page.index}/{each.type}" for page in pages for each in page.walk()]


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        pytest.param(
            [{"types": ["Table", "SectionHeader"]}],
            ["0/SectionHeader", "0/SectionHeader", "1/SectionHeader", "1/Table"],
            id="by type",
        ),
        pytest.param(
            [{"pages": "1", "types": ["Text"]}], ["1/Text", "1/Text"], id="by page, and by type"
        ),
        pytest.param(
            [{"pattern": "confidential"}],
            ["0/ListGroup", "0/ListItem", "0/ListItem", "1/Table"],
            id="by pattern: a group that fits is kept whole",
        ),
        pytest.param(
            [{"pattern": "confidential", "ignore_case": False}],
            [],
            id="by pattern, capital letters apart",
        ),
        pytest.param(
            [{"pattern": "^Pay", "types": ["ListItem"]}],
            ["0/ListGroup", "0/ListItem"],
            id="a part of a group",
        ),
        pytest.param(
            [{"section": "terms  OF"}],
            ["0/SectionHeader", "0/ListGroup", "0/ListItem", "0/ListItem", "1/Text"],
            id="by section, over the page's end",
        ),
        pytest.param(
            [{"section": "annex", "types": ["Text"]}, {"pattern": "^Dear"}],
            ["0/Text", "1/Text"],
            id="what any of two rules fits",
        ),
    ],
)
def test_keeping_leaves_what_fits(tmp_path: Path, rules: list[JsonObject], kept: list[str]) -> None:
    assert ids(left(tmp_path, "keep", *rules)) == kept


def test_dropping_leaves_all_else(tmp_path: Path) -> None:
    output = left(tmp_path, "drop", {"pattern": "confidential", "types": ["ListItem", "Table"]})

    assert ids(output) == [
        "0/SectionHeader",
        "0/Text",
        "0/SectionHeader",
        "0/ListGroup",
        "0/ListItem",
        "1/Text",
        "1/SectionHeader",
        "1/Text",
    ]
    assert "onfidential" not in output.result["markdown"]


def test_keeping_and_dropping_share_the_document_out(tmp_path: Path) -> None:
    rule = {"pattern": "pay"}
    kept, dropped = left(tmp_path, "keep", rule), left(tmp_path, "drop", rule)

    told = [each.result["metadata"]["blocks"] for each in (kept, dropped)]
    assert [each["kept"] for each in told] == [each["dropped"] for each in reversed(told)]
    assert told[0]["kept"] + told[1]["kept"] == 9


def test_blocks_keep_their_ids_and_pages(tmp_path: Path) -> None:
    rules = [{"types": ["Table"]}]
    settings = {"action": "keep", "rules": rules, "output_format": "json"}

    output = run(KeepOrDropBlocks(), DOCUMENT, tmp_path, settings)

    pages = StepResult.model_validate(output.result).page_blocks
    assert [[leaf.id for leaf in page.leaves()] for page in pages] == [[], ["/page/1/Table/2"]]
    assert output.page_count == 2


def test_the_report_says_how_many_blocks_each_rule_was_first_to_fit(tmp_path: Path) -> None:
    output = left(tmp_path, "keep", {"types": ["Text"]}, {"pages": "0"})

    assert output.result["metadata"]["blocks"] == {
        "kept": 7,
        "dropped": 2,
        "fits_by_rule": [3, 3],
    }


def test_a_document_of_which_nothing_is_left_says_so(tmp_path: Path) -> None:
    output = left(tmp_path, "drop", {"pages": "0-9"})

    assert any("No block is left" in each for each in output.result["metadata"]["warnings"])


def test_pictures_are_told_to_be_in_the_earlier_result(tmp_path: Path) -> None:
    given = document([block(BlockType.PICTURE, Drawing("a", "A hill"))])

    output = run(KeepOrDropBlocks(), given, tmp_path, {"rules": [{"pages": "3"}]})

    assert output.result["metadata"]["warnings"] == [
        "Pictures are left out (1): they are in the convert step's result."
    ]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        pytest.param({}, "a rule needs a condition", id="an empty rule"),
        pytest.param({"pattern": "(a"}, "is not a regular expression", id="no pattern"),
        pytest.param({"pattern": "a{99999999999}"}, "is not a regular", id="too many repetitions"),
        pytest.param({"pattern": "x" * 501}, "at most 500", id="a long pattern"),
        pytest.param({"pages": "2-1"}, "rules.0.pages", id="a reversed range"),
        pytest.param({"types": ["Tabel"]}, "rules.0.types.0", id="an unknown type"),
        pytest.param({"tpyes": ["Table"]}, "Extra inputs", id="a misspelt condition"),
    ],
)
def test_wrong_rules_are_a_sentence(tmp_path: Path, rule: JsonObject, sentence: str) -> None:
    with pytest.raises(ProcessorError, match="keep or drop blocks settings can't be used") as told:
        left(tmp_path, "keep", rule)

    assert sentence in str(told.value)


def test_a_pattern_that_takes_for_ever_is_stopped_and_named() -> None:
    pattern = compiled(r"^(a+)+$", ignore_case=True)

    with (
        pytest.raises(ProcessorError, match=r"'\^\(a\+\)\+\$' took longer than 0.2 seconds"),
        limited_searching(0.2) as searching,
    ):
        searching.search(pattern, "a" * 60 + "!")


def test_a_set_that_looks_nested_is_a_pattern() -> None:
    assert compiled("[[a]", ignore_case=True).search("[")
