"""Rubrics as a whole: who judges a rule, what becomes of one that nobody can, and the limits of time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lineup.contract.eval_rubrics import EvalRubric, EvalRule, RubricVersion
from lineup.contract.evaluations import Evaluation, read_evaluation
from lineup.engine.evals.evaluation import LOWEST, Evaluator
from lineup.engine.evals.items import Item
from lineup.engine.evals.plan import NO_MODEL
from lineup.engine.evals.rubric import Rubric, rubric_version
from lineup.engine.evals.subject import Subject, subject_of
from lineup.engine.processors.protocol import StepOutput, StepTask
from tests.evals.made import document, heading, table, text


def evaluate(subject: Subject, *rules: Any, evaluator: Evaluator | None = None) -> Evaluation:
    return (evaluator or Evaluator()).evaluate(Rubric("Reading", rules), subject)


def declared(kind: str, rule_type: str = "page", **check: Any) -> dict[str, Any]:
    return {"name": kind, "type": rule_type, "check": {"kind": kind, **check}}


def by_words(words: str, rule_type: str = "document") -> dict[str, Any]:
    return {"name": "Rule", "type": rule_type, "description": words}


class Kind:
    """A judge that finds everything fair."""

    has_failed = False

    def items(self, rule: EvalRule, subject: Subject) -> Iterator[Item]:
        """Yield one item, whatever there is."""
        yield Item(3.0, f"{rule.name} over {len(subject.pages)} page")


def test_an_evaluation_has_the_lowest_results_with_their_places() -> None:
    pages = [[text("Words.")] for _ in range(LOWEST + 5)]
    pages[7] = []

    evaluation = evaluate(document(*pages), declared("no_empty_page"))

    rule = evaluation.evaluations[0]
    assert evaluation.eval_definition_name == "Reading"
    assert (rule.name, rule.type, rule.judged_by) == (
        "no_empty_page",
        "page",
        "check no_empty_page",
    )
    assert (rule.rule_score, rule.items_evaluated) == (4.67, LOWEST + 5)
    assert len(rule.individual_results) == LOWEST
    assert (rule.individual_results[0].score, rule.individual_results[0].page_id) == (0, 7)


def test_a_rule_about_pages_takes_the_blocks_of_each_together() -> None:
    subject = document([heading(1), heading(3)], [heading(1)])

    rule = evaluate(subject, declared("heading_order")).evaluations[0]

    assert (rule.rule_score, rule.items_evaluated) == (4.38, 2)
    assert rule.individual_results[0].block_id == "/page/0/SectionHeader/1"


@pytest.mark.parametrize(
    ("words", "rule_type", "kind"),
    [
        ("No page is empty.", "page", "no_empty_page"),
        ("There are no blank pages", "document", "no_empty_page"),
        ("Headings are nested in the right order", "document", "heading_order"),
        ("The hierarchy of the headings is kept", "document", "heading_order"),
        ("Tables keep their rows and columns.", "block", "table_shape"),
        ("All words of the text layer are there", "page", "text_agreement"),
        ("The output matches the schema", "document", "schema_validity"),
        ("All required fields are found", "document", "required_fields"),
        ("The totals add up", "document", "arithmetic"),
    ],
)
def test_without_a_model_words_may_mean_a_check(words: str, rule_type: str, kind: str) -> None:
    subject = document([heading(1), table(["a", "b"], ["c", "d"])])

    rule = evaluate(subject, by_words(words, rule_type)).evaluations[0]

    assert rule.judged_by == f"check {kind}, by the rule's words"


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(by_words("The tone is friendly."), id="words"),
        pytest.param(by_words("No page is empty.", "block"), id="another type"),
        pytest.param(declared("judged", "document"), id="declared"),
    ],
)
def test_a_rule_that_only_a_model_can_judge_says_so_and_is_not_scored(rule: Any) -> None:
    evaluation = evaluate(document([text("Words.")]), rule)

    result = evaluation.evaluations[0]
    assert (result.rule_score, result.items_evaluated, result.judged_by) == (None, 0, None)
    assert result.note == NO_MODEL
    assert evaluation.overall_score is None


def test_with_a_model_words_are_judged_by_it_and_checks_are_not() -> None:
    rules = [by_words("No page is empty."), declared("judged", "block"), declared("no_empty_page")]

    evaluation = evaluate(document([text("x")]), *rules, evaluator=Evaluator(Kind()))

    assert [rule.judged_by for rule in evaluation.evaluations] == [
        "language model",
        "language model",
        "check no_empty_page",
    ]
    assert [rule.rule_score for rule in evaluation.evaluations] == [3, 3, 5]
    assert evaluation.overall_score == pytest.approx(11 / 3)
    assert evaluation.total_items_evaluated == 3


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param("not a rule", id="text"),
        pytest.param({"title": "Other server's"}, id="other shape"),
        pytest.param({"name": "x", "type": "page", "check": {"kind": "magic"}}, id="other check"),
    ],
)
def test_a_rule_of_another_shape_is_not_scored_and_the_others_are(rule: Any) -> None:
    evaluation = evaluate(document([text("x")]), rule, declared("no_empty_page"))

    assert [each.rule_score for each in evaluation.evaluations] == [None, 5]
    assert "can't read the rule" in str(evaluation.evaluations[0].note)


def test_what_a_step_has_none_of_is_a_note() -> None:
    evaluation = evaluate(
        document([text("x")]), declared("required_fields", "document", fields=["a"])
    )

    assert "put the rubric on an extract step" in str(evaluation.evaluations[0].note)


def test_scoring_ends_in_time_and_says_what_it_left_out() -> None:
    ticks = iter([0.0, 0.0, 0.0, 99.0, 99.0])
    evaluator = Evaluator(monotonic=lambda: next(ticks), seconds=10)
    subject = document([text("x")], [text("x")], [text("x")])

    evaluation = evaluate(
        subject, declared("no_empty_page"), declared("heading_order"), evaluator=evaluator
    )

    assert [rule.items_evaluated for rule in evaluation.evaluations] == [2, 0]
    assert [str(rule.note).partition(":")[0] for rule in evaluation.evaluations] == [
        "Scored in part",
        "Not scored",
    ]


def test_a_rubric_is_read_in_the_version_that_a_run_was_submitted_with() -> None:
    rules = {"rules": [{"name": "new", "type": "page"}]}
    before = RubricVersion(version=1, name="Old", eval_definition={"rules": []})
    rubric = EvalRubric(
        id=1, name="New", eval_definition=rules, version=2, version_history=[before]
    )

    assert rubric_version(rubric, 1) == Rubric("Old", ())
    assert rubric_version(rubric, 2) == rubric_version(rubric, None)
    assert rubric_version(rubric, 3) is None


@pytest.mark.parametrize("written", [None, {}, {"evaluations": "odd"}])
def test_an_evaluation_of_an_unknown_shape_is_none(written: Any) -> None:
    assert read_evaluation(written) is None


def test_the_evaluation_of_the_contract_is_read() -> None:
    written = {
        "eval_definition_name": "Reading",
        "evaluations": [
            {
                "name": "Tables",
                "type": "block",
                "rule_score": 4.1,
                "items_evaluated": 17,
                "individual_results": [{"score": 2, "feedback": "x", "block_id": "/page/0/T/1"}],
            }
        ],
        "total_items_evaluated": 17,
    }

    evaluation = read_evaluation(written)

    assert evaluation is not None
    assert evaluation.overall_score == 4.1
    assert evaluation.evaluations[0].individual_results[0].feedback == "x"


def _subject(written: Any, schema: Any = None, folder: Path = Path()) -> Subject:
    output = StepOutput({"extraction_schema_json": written}, 1)
    return subject_of(output, StepTask(folder, "a.pdf", {"page_schema": schema}, folder))


def test_extraction_and_schema_may_be_written_as_text() -> None:
    subject = _subject('{"a": 1, "a_meta": {}}', '{"properties": {"a": {}}}')
    assert subject.extracted.values == {"a": 1}
    assert subject.schema == {"properties": {"a": {}}}
    assert subject.document is None


@pytest.mark.parametrize("odd", [None, "no JSON", "[1]", 7])
def test_what_is_neither_is_none(odd: Any) -> None:
    subject = _subject(odd, odd)
    assert (subject.extraction, subject.schema) == (None, None)
