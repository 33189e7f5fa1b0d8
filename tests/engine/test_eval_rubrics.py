"""Eval rubrics through our client, and the steps that name them."""

from collections.abc import Callable

import httpx
import pytest

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.eval_checks import RuleType
from lineup.contract.eval_rubrics import (
    EvalDefinition,
    EvalRubric,
    EvalRubricChange,
    EvalRule,
    NewEvalRubric,
)
from lineup.contract.pipelines import PipelineStep

PATH = "/api/v1/eval_rubrics"
RULE = {"name": "Tables", "type": "block", "description": "Cells are where they belong."}


def definition(*names: str) -> EvalDefinition:
    return EvalDefinition(rules=[EvalRule(name=name, type=RuleType.PAGE) for name in names])


def scored(rubric_id: int) -> PipelineStep:
    return PipelineStep(type="convert", settings={"mode": "fast"}, eval_rubric_id=rubric_id)


@pytest.fixture
def rubric(local: Client) -> EvalRubric:
    return local.create_rubric(NewEvalRubric(name="Reading", eval_definition=definition("Order")))


def test_a_rubric_is_saved_as_its_first_version(local: Client, rubric: EvalRubric) -> None:
    assert (rubric.name, rubric.description, rubric.source) == ("Reading", None, "manual")
    assert rubric.eval_definition == {"rules": [{"name": "Order", "type": "page"}]}
    assert (rubric.version, rubric.version_history, rubric.archived) == (1, None, False)
    assert local.get_rubric(rubric.id) == rubric


def test_keys_of_a_definition_that_nobody_knows_are_kept(api: httpx.Client) -> None:
    given = {"rules": [RULE | {"weight": 2}], "scale": {"best": 5}}

    answer = api.post(PATH, json={"name": "Reading", "eval_definition": given})

    assert answer.json()["eval_definition"] == given


@pytest.mark.both_databases
def test_rubrics_are_listed_the_latest_first_by_pages(local: Client) -> None:
    for name in ("one", "two", "three"):
        local.create_rubric(NewEvalRubric(name=name, eval_definition=definition("a")))

    page = local.list_rubrics(limit=2, offset=1)

    assert [each.name for each in page.rubrics] == ["two", "one"]
    assert page.total == 3


@pytest.mark.both_databases
def test_a_change_makes_a_version_and_keeps_what_was(local: Client, rubric: EvalRubric) -> None:
    local.update_rubric(rubric.id, EvalRubricChange(eval_definition=definition("Order", "Tables")))
    changed = local.update_rubric(rubric.id, EvalRubricChange(name="Whole", description="All."))

    assert (changed.version, changed.name, changed.description) == (3, "Whole", "All.")
    assert [rule["name"] for rule in changed.eval_definition["rules"]] == ["Order", "Tables"]
    assert changed.version_history is not None
    assert [
        (old.version, old.name, len(old.eval_definition["rules"]))
        for old in changed.version_history
    ] == [
        (1, "Reading", 1),
        (2, "Reading", 2),
    ]


def test_a_change_to_what_is_there_makes_no_version(local: Client, rubric: EvalRubric) -> None:
    change = EvalRubricChange(name="Reading", eval_definition=definition("Order"))

    assert local.update_rubric(rubric.id, change) == rubric


def test_deleting_archives(local: Client, rubric: EvalRubric) -> None:
    archived = local.archive_rubric(rubric.id)
    again = local.archive_rubric(rubric.id)

    assert archived.archived
    assert again == archived
    assert local.list_rubrics().total == 0
    assert local.list_rubrics(include_archived=True).total == 1


def test_a_definition_that_is_wrong_is_refused_with_its_path(api: httpx.Client) -> None:
    wrong = {"rules": [RULE, {"name": "Words", "type": "word"}]}

    answer = api.post(PATH, json={"name": "Reading", "eval_definition": wrong})

    assert answer.status_code == 422
    assert [problem["loc"] for problem in answer.json()["detail"]] == [
        ["body", "eval_definition", "rules", 1, "type"]
    ]


@pytest.mark.parametrize(
    "call",
    [
        "import_from_pipeline",
        "generate_from_description",
        "generate_from_feedback",
        "from_feedback",
    ],
)
def test_making_a_rubric_for_somebody_is_refused_and_says_what_to_do(
    api: httpx.Client, call: str
) -> None:
    answer = api.post(f"{PATH}/{call}", json={"pipeline_id": "cp_abc", "description": "good"})

    assert answer.status_code == 404
    assert "save them with POST /api/v1/eval_rubrics" in answer.json()["detail"]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda client, number: client.get_rubric(number), id="get"),
        pytest.param(lambda client, number: client.archive_rubric(number), id="archive"),
        pytest.param(
            lambda client, number: client.update_rubric(number, EvalRubricChange(name="x")),
            id="update",
        ),
    ],
)
def test_an_unknown_rubric_is_not_found(
    local: Client, call: Callable[[Client, int], object]
) -> None:
    with pytest.raises(ClientError, match="no eval rubric 2147483647") as caught:
        call(local, 2**31 - 1)

    assert caught.value.kind is ErrorKind.NOT_FOUND


def test_a_step_takes_a_rubric_that_is_there(local: Client, rubric: EvalRubric) -> None:
    pipeline = local.create_pipeline([scored(rubric.id)])

    assert local.create_version(pipeline.pipeline_id).steps[0].eval_rubric_id == rubric.id


@pytest.mark.both_databases
@pytest.mark.parametrize("number", [pytest.param(99, id="unknown"), pytest.param(2**80, id="huge")])
def test_a_step_with_an_unknown_rubric_is_refused_with_its_path(local: Client, number: int) -> None:
    with pytest.raises(ClientError) as caught:
        local.create_pipeline([scored(number)])

    (blamed,) = caught.value.fields
    assert blamed.field == "steps.0.eval_rubric_id"
    assert blamed.message == f"Step 0 'convert': There is no eval rubric {number}."


def test_an_archived_rubric_is_refused_at_update_and_publish(
    local: Client, rubric: EvalRubric
) -> None:
    pipeline_id = local.create_pipeline([scored(rubric.id)]).pipeline_id
    local.archive_rubric(rubric.id)

    for call in (
        lambda: local.update_pipeline(pipeline_id, [scored(rubric.id)]),
        lambda: local.create_version(pipeline_id),
    ):
        with pytest.raises(ClientError, match="is archived: choose another") as caught:
            call()
        assert [blamed.field for blamed in caught.value.fields] == ["steps.0.eval_rubric_id"]
