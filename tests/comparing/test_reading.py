"""Reading comparisons: from the archive to differences and figures."""

import json
import re
from dataclasses import replace

import pytest

from lineup.compare.kinds import Kind
from lineup.compare.rates import Rate
from lineup.compare.sides import Standing
from lineup.comparing.comparability import Concern, comparability, draft_warnings
from lineup.comparing.golden_values import asked_for, nested
from lineup.comparing.naming import execution_side, version_side
from lineup.comparing.reading import ComparisonReader
from lineup.comparing.reading_model import ComparisonReading
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from lineup.servers import EMBEDDED
from lineup.workspace.comparison_model import ComparedDocument, NewComparison
from tests.compare.made import page, tree
from tests.comparing.conftest import Lab
from tests.comparing.samples import GOLDEN, PLANTED, planted, planted_comparison

HELLO: JsonObject = {"markdown": "Hello there."}


def told(reading: ComparisonReading) -> set[tuple[str, ...]]:
    return {
        (read.document.name, one.kind.value, *(side.text for side in one.readings))
        for read in reading.documents
        for one in read.measured.comparison.differences
    }


def sentences(reading: ComparisonReading) -> dict[Concern, str]:
    return {caution.concern: caution.sentence for caution in comparability(reading)}


def test_every_planted_difference_is_found_and_nothing_else(lab: Lab) -> None:
    comparison = planted_comparison(lab)
    golden = comparison.sides[0].key
    invoice = next(
        c.document
        for c in lab.workspace.comparisons.cells(comparison.comparison_id)
        if c.document.name == "invoice.html"
    )
    lab.workspace.golden.add(invoice.key, GOLDEN, said_by="Ada")
    reader = ComparisonReader.of(lab.workspace)

    reading = reader.read(comparison.comparison_id)

    assert told(reading) == PLANTED
    order = next(read for read in reading.documents if read.document.name == "order.pdf")
    evidence = order.measured.comparison.differences[0].evidence
    assert evidence is not None
    assert evidence.supported == {0}
    [other] = reading.others
    accuracy = next(figure for figure in other.figures if figure.measure.name == "accuracy")
    assert (accuracy.n, golden) == (1, reading.baseline.key)
    assert (accuracy.baseline, accuracy.other) == (1.0, 0.5)
    assert other.numbers.unit == "fields"
    assert other.numbers.changed.count == 1
    assert other.config.steps[0].settings[0].path == "settings.answers"
    assert comparability(reading) == ()

    again = reader.read(comparison.comparison_id)
    assert again.documents[0] is reading.documents[0]


def test_verdicts_count_where_the_sides_differ(lab: Lab) -> None:
    comparison = planted_comparison(lab)
    reader = ComparisonReader.of(lab.workspace)
    reading = reader.read(comparison.comparison_id)
    found = [one for read in reading.documents for one in read.measured.comparison.differences]
    one, other = (side.key for side in comparison.sides)
    for difference, right in zip(found, ([one], [other], [other], [one, other], []), strict=False):
        lab.workspace.verdicts.add(
            comparison.comparison_id, [difference.id], right, judged_by="Ada"
        )

    preference = reader.read(comparison.comparison_id).others[0].preference

    assert (preference.baseline, preference.other) == (1, 2)
    assert (preference.both, preference.neither) == (1, 1)


def test_the_noise_is_what_a_side_changes_against_itself(lab: Lab) -> None:
    names = ["a.html", "b.html"]
    invoice = {"extraction_schema_json": {"total": 1, "tax": 2}}
    comparison = lab.comparison(
        lab.pipeline(dict.fromkeys(names, invoice), {}), [1, 2], *map(lab.document, names)
    )
    lab.finish(comparison)
    changed = {"a.html": {"extraction_schema_json": {"total": 9, "tax": 2}}, "b.html": invoice}
    (lab.folder / "answers-0.json").write_text(json.dumps(changed))
    lab.workspace.comparisons.add_repeat(comparison.comparison_id, comparison.sides[0].key)
    lab.finish(comparison)

    [noise] = ComparisonReader.of(lab.workspace).read(comparison.comparison_id).noise

    assert (noise.runs, noise.numbers.changed) == (2, Rate(1, 4))


def test_what_failed_is_gone_or_empty_is_told_and_leaves_the_rest(lab: Lab) -> None:
    names = ["a.html", "b.html", "c.html", "d.html"]
    answers = dict.fromkeys(names, HELLO)
    pipeline = lab.pipeline(answers, answers | {"a.html": None, "b.html": {"markdown": ""}})
    documents = [lab.document(name) for name in names]
    comparison = lab.comparison(pipeline, [1, 2], *documents)
    lab.finish(comparison)
    lab.workspace.documents.mark_deleted(documents[2].key)

    reading = ComparisonReader.of(lab.workspace).read(comparison.comparison_id)

    standings = [read.measured.comparison.sides[1].standing for read in reading.documents]
    assert standings == [Standing.FAILED, Standing.EMPTY, Standing.MISSING, Standing.COMPARED]
    assert reading.documents[2].measured.comparison.sides[0].reason == (
        "The document was deleted from the workspace, and its results with it."
    )
    assert "Planted v2: failed on a.html." in [one.sentence for one in comparability(reading)]
    assert "Planted v2: an empty result on b.html." in [
        one.sentence for one in comparability(reading)
    ]


def test_past_executions_are_compared_with_words_on_what_is_not_alike(lab: Lab) -> None:
    one, other = planted()
    pipeline = lab.pipeline(one, other)
    document = lab.document("letter.html")
    stranger = lab.document("invoice.html")
    first = lab.comparison(pipeline, [1, 2], document)
    lab.finish(first)
    second = lab.comparison(
        pipeline, [1, 2], stranger, options={"page_range": "0", "output_format": "html"}
    )
    lab.finish(second)
    ids = [
        lab.workspace.comparisons.cells(made.comparison_id)[0].execution_id or ""
        for made in (first, second)
    ]
    sides = tuple(
        execution_side(lab.client.get_execution(execution_id), "Planted") for execution_id in ids
    )
    past = {(document.key, side.key): side.key for side in sides}
    made = lab.workspace.comparisons.add(
        NewComparison("past", EMBEDDED, sides, (document,), "Ada", past=past)
    )
    assert lab.finish(made) == 0

    reading = ComparisonReader.of(lab.workspace).read(made.comparison_id)

    words = sentences(reading)
    assert words[Concern.DOCUMENTS] == "The sides did not read the same document on letter.html."
    assert words[Concern.PAGES] == "The sides read other pages of letter.html."
    assert words[Concern.OPTIONS] == "The sides ran with another output format on letter.html."


def test_other_formats_and_another_schema_are_told(lab: Lab) -> None:
    document = lab.document("one.html")
    pipeline = lab.pipeline({"one.html": HELLO}, {"one.html": {"html": "<p>Hello there.</p>"}})
    comparison = lab.comparison(pipeline, [1, 2], document)
    lab.finish(comparison)
    reading = ComparisonReader.of(lab.workspace).read(comparison.comparison_id)
    assert sentences(reading)[Concern.FORMATS] == (
        "The sides gave other output formats (Planted v1: markdown; Planted v2: html) on one.html."
    )

    schemas: list[JsonObject] = [
        {"type": "object", "properties": {name: {"type": kind} for name, kind in fields.items()}}
        for fields in ({"total": "number"}, {"total": "string", "currency": "string"})
    ]
    steps = [
        PipelineStep(type="extract", settings={"page_schema": schema}).to_wire()
        for schema in schemas
    ]
    sides = [
        replace(side, steps=(step,)) for side, step in zip(comparison.sides, steps, strict=True)
    ]
    made = lab.workspace.comparisons.add(
        NewComparison("schemas", EMBEDDED, tuple(sides), (document,), "Ada")
    )
    words = sentences(ComparisonReader.of(lab.workspace).read(made.comparison_id))
    assert words[Concern.SCHEMA] == (
        "The schema of Planted v2 differs from Planted v1's in 2 places: total, currency."
    )


def test_a_side_that_was_served_from_the_cache_is_told(lab: Lab) -> None:
    document = lab.document("one.html")
    pipeline = lab.pipeline({"one.html": HELLO}, {"one.html": HELLO})
    lab.finish(lab.comparison(pipeline, [1, 2], document))
    again = lab.comparison(pipeline, [1, 2], document)
    lab.finish(again)

    words = sentences(ComparisonReader.of(lab.workspace).read(again.comparison_id))

    assert Concern.CACHED in words


def test_other_numbers_of_pages_are_told(lab: Lab) -> None:
    document = lab.document("one.html")
    pipeline = lab.pipeline({"one.html": HELLO}, {"one.html": HELLO | {"pages": 2}})
    comparison = lab.comparison(pipeline, [1, 2], document)
    lab.finish(comparison)
    words = sentences(ComparisonReader.of(lab.workspace).read(comparison.comparison_id))
    assert words[Concern.PAGES] == "The sides count other numbers of pages on one.html."


def test_what_became_of_a_draft_is_told(lab: Lab) -> None:
    document = lab.document("one.html")
    pipeline = lab.pipeline({"one.html": HELLO}, {"one.html": HELLO})
    changed = pipeline.steps[0].model_copy(
        update={"settings": pipeline.steps[0].settings | {"more": 1}}
    )
    draft = lab.client.update_pipeline(pipeline.pipeline_id, [changed])
    comparison = lab.comparison(draft, [1, 0], document)
    reading = ComparisonReader.of(lab.workspace).read(comparison.comparison_id)
    versions = lab.client.list_versions(pipeline.pipeline_id).versions
    assert draft_warnings(reading, draft, versions) == ()

    moved = draft_warnings(reading, pipeline, versions)
    assert moved[0].sentence.startswith("The draft has changed since Planted draft ")

    published = lab.client.create_version(pipeline.pipeline_id)
    became = draft_warnings(reading, draft, [*versions, published])
    assert became[0].sentence.endswith("was published as version 3.")
    assert version_side(lab.client, draft, 3).config_hash == comparison.sides[1].config_hash


def test_a_result_of_fifty_megabytes_is_compared(lab: Lab) -> None:
    names = ["big.html"]
    pages = ["Every page of this report says something of its own, number {n}." for _ in range(30)]
    text = "\n\n".join(line.format(n=n) for n, line in enumerate(pages))
    big = {"markdown": text, "images": {"a.png": "A" * 50_000_000}}
    other = {"markdown": text.replace("number 7.", "number seven."), "images": {}}
    comparison = lab.comparison(
        lab.pipeline({"big.html": big}, {"big.html": other}), [1, 2], lab.document(names[0])
    )
    lab.finish(comparison)

    reading = ComparisonReader.of(lab.workspace).read(comparison.comparison_id)

    [difference] = reading.documents[0].measured.comparison.differences
    assert (difference.kind, [one.text for one in difference.readings]) == (
        Kind.TEXT,
        ["7.", "seven."],
    )
    assert all(not side.results for side in reading.documents[0].sides)


def test_golden_values_by_path_become_an_object() -> None:
    values = {
        "a": 1,
        "lines[1].price": 3,
        "lines[0].price": 2,
        "lines[0].tags": ["x"],
        'b["c.d"]': None,
        "a.under": 4,
    }
    assert nested(values) == {
        "a": 1,
        "lines": [{"price": 2, "tags": ["x"]}, {"price": 3}],
        "b": {"c.d": None},
    }
    assert nested({"lines[*].price": 1, "": 2}) == {}
    assert nested({"a.b": 1, "a": 2}) == {"a": {"b": 1}}


def test_a_result_with_too_much_to_read_is_told_and_not_compared(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lineup.comparing.archived_sides.MOST_CHARACTERS", 100)
    long = tree(page(0, f"<p>{'long ' * 40}</p>"))
    document = lab.document("one.html")
    pipeline = lab.pipeline({"one.html": HELLO}, {"one.html": long | {"images": {"a": "A" * 200}}})
    comparison = lab.comparison(pipeline, [1, 2], document)
    lab.finish(comparison)

    [read] = ComparisonReader.of(lab.workspace).read(comparison.comparison_id).documents

    state = read.measured.comparison.sides[1]
    assert state.standing is Standing.MISSING
    assert re.match(r"Its result has 2\d\d characters, and at most 100 are compared", state.reason)


def test_only_fields_with_a_golden_value_are_scored() -> None:
    golden = {"total": 1, "lines": [{"price": 2}], "tags": ["x"], "note": {"a": 1}}
    values = {
        "total": 1,
        "currency": "EUR",
        "lines": [{"price": 2, "sku": "A"}, {"price": 3, "sku": "B"}],
        "tags": ["x", "y"],
        "note": "text",
    }
    assert asked_for(values, golden) == {
        "total": 1,
        "lines": [{"price": 2}, {"price": 3}],
        "tags": ["x", "y"],
        "note": "text",
    }


def test_a_document_of_nobody_s_workspace_is_read_without_evidence(lab: Lab) -> None:
    address = ComparedDocument("https://a.example/one.pdf", "one.pdf")
    pipeline = lab.pipeline({}, {})
    comparison = lab.comparison(pipeline, [1, 2], address)
    reading = ComparisonReader.of(lab.workspace).read(comparison.comparison_id)
    [read] = reading.documents
    assert read.known is None
    assert {state.standing for state in read.measured.comparison.sides} == {Standing.MISSING}
    assert replace(read, known=None) == read
