"""Lists of executions: sorted every way without gap or repeat, narrowed, searched, and counted as far as it is told."""

import httpx
import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.contract.extension import ExecutionQuery, ExecutionRow, ExecutionRows, ExecutionSort
from lineup.engine.store.list_matches import ListLimits
from lineup.engine.store.listing import search_executions
from tests.engine.usage_runs import End, Hands, Runs

pytestmark = pytest.mark.both_databases

PAGES_OF = {"a.pdf": 8, "b.pdf": 32, "Ä.pdf": 8, "C.pdf": 0, "b2.pdf": 4}
COMPLETED = {"a", "b", "Ä", "b2"}
WAITING = ("d.pdf", "e.pdf")
SORTED = {
    ExecutionSort.NEWEST: ["e", "d", "b2", "C", "Ä", "b", "a"],
    ExecutionSort.OLDEST: ["a", "b", "Ä", "C", "b2", "d", "e"],
    ExecutionSort.LONGEST: ["b", "Ä", "a", "b2", "C", "e", "d"],
    ExecutionSort.SHORTEST: ["C", "b2", "a", "Ä", "b", "d", "e"],
    ExecutionSort.MOST_PAGES: ["b", "Ä", "a", "b2", "e", "d", "C"],
    ExecutionSort.FEWEST_PAGES: ["b2", "a", "Ä", "b", "C", "d", "e"],
    ExecutionSort.DEAREST: ["b", "Ä", "a", "b2", "C", "e", "d"],
    ExecutionSort.CHEAPEST: ["C", "b2", "a", "Ä", "b", "d", "e"],
    ExecutionSort.DOCUMENT: ["a", "b", "b2", "C", "d", "e", "Ä"],
    ExecutionSort.DOCUMENT_REVERSED: ["Ä", "e", "d", "C", "b2", "b", "a"],
}
FEW = ListLimits(counted=2, searched=1_000)


@pytest.fixture
def runs(database: Engine) -> Runs:
    return Runs(database, Hands())


@pytest.fixture
def several(runs: Runs) -> Runs:
    """Executions of all lengths, of which the last two have not begun."""
    pipeline = runs.add_pipeline("Invoices")
    for name, pages in PAGES_OF.items():
        end = End.COMPLETED if pages else End.FAILED
        runs.carry_out(runs.start(pipeline, name=name), [(end, pages)])
    for name in WAITING:
        runs.start(pipeline, name=name)
    return runs


def _names(rows: list[ExecutionRow]) -> list[str]:
    return [(row.document_name or "").removesuffix(".pdf") for row in rows]


def _walk(engine: Engine, query: ExecutionQuery, limits: ListLimits) -> list[str]:
    """Return the names of all pages."""
    names, cursor = list[str](), None
    while True:
        page = search_executions(engine, query.model_copy(update={"cursor": cursor}), limits)
        names += _names(page.rows)
        cursor = page.next_cursor
        if cursor is None:
            return names


def _search(engine: Engine, text: str, limits: ListLimits = FEW, **query: object) -> ExecutionRows:
    return search_executions(engine, ExecutionQuery(search=text, **query), limits)


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_every_order_pages_without_gap_or_repeat_and_ends_with_what_has_no_value(
    several: Runs, limit: int
) -> None:
    walked = {
        sort: _walk(several.engine, ExecutionQuery(sort=sort, limit=limit), ListLimits())
        for sort in ExecutionSort
    }

    assert walked == SORTED


@pytest.mark.parametrize("counted", [1, 100], ids=["many matches", "few matches"])
@pytest.mark.parametrize("search", [None, "INVOICES"])
def test_a_narrowed_list_has_the_same_orders(
    several: Runs, counted: int, search: str | None
) -> None:
    query = ExecutionQuery(limit=2, status=["completed", "odd"], search=search)
    walked = {
        sort: _walk(several.engine, query.model_copy(update={"sort": sort}), ListLimits(counted))
        for sort in ExecutionSort
    }

    whole = SORTED.items()
    assert walked == {sort: [n for n in names if n in COMPLETED] for sort, names in whole}


def test_names_are_sorted_whatever_their_case_over_the_api(several: Runs, local: Client) -> None:
    listed = local.list_execution_rows(ExecutionQuery(sort=ExecutionSort.DOCUMENT, limit=4))

    assert _names(listed.rows) == ["a", "b", "b2", "C"]
    assert several.engine is not None


def test_counting_a_narrowed_list_ends_somewhere_and_says_so(several: Runs) -> None:
    completed = ExecutionQuery(status=["completed"])
    exact = search_executions(several.engine, completed, ListLimits())
    bounded = search_executions(several.engine, completed, FEW)
    whole = search_executions(several.engine, ExecutionQuery(), FEW)

    assert (exact.total, exact.is_total_exact) == (4, True)
    assert (bounded.total, bounded.is_total_exact) == (2, False)
    assert (whole.total, whole.is_total_exact) == (7, True)


def test_a_text_is_found_wherever_it_stands(several: Runs) -> None:
    everything = SORTED[ExecutionSort.NEWEST]
    found = {
        "2.P": ["b2"],  # part of a document's name, in any case
        "ä": ["Ä"],  # a letter beyond ASCII, in any case
        "it failed": ["C"],  # an error
        "%": [],  # a sign is no wildcard
        "_": everything,  # nor is this one: ids have it
        "voice": everything,  # part of the pipeline's name
        "  ": everything,  # nothing
    }
    for limits in (FEW, ListLimits()):
        names = {text: _names(_search(several.engine, text, limits).rows) for text in found}
        assert names == found


def test_an_id_finds_its_execution_in_its_pipeline_only(several: Runs) -> None:
    row = _search(several.engine, "b2.pdf").rows[0]  # "b2" alone may stand in a random id too

    found = _search(several.engine, row.execution_id, pipeline_id=row.pipeline_id)

    assert _names(found.rows) == ["b2"]
    assert _search(several.engine, row.execution_id, pipeline_id="pl_other").total == 0
    assert _search(several.engine, row.execution_id, version=7).total == 0


def test_a_renamed_pipeline_is_found_by_its_new_name(several: Runs) -> None:
    (row, *_) = _search(several.engine, "Invoices").rows
    several.rename(row.pipeline_id, "Letters")

    assert _search(several.engine, "invoices").rows == []
    assert len(_search(several.engine, "letters").rows) == 7


def test_a_fetched_document_is_found_and_sorted_by_its_own_name(runs: Runs) -> None:
    started = runs.start(runs.add_pipeline(), name="https://example.com/z?download=1")
    runs.start(runs.add_pipeline(), name="m.pdf")
    runs.executions.mark_fetched(started, "documents/a", "Annual report.pdf")

    by_name = ExecutionQuery(sort=ExecutionSort.DOCUMENT)
    listed = search_executions(runs.engine, by_name)

    assert _names(listed.rows) == ["Annual report", "m"]
    assert _search(runs.engine, "example.com").rows == []
    assert _names(_search(runs.engine, "annual").rows) == ["Annual report"]


def test_a_text_is_looked_for_in_the_newest_only_and_that_is_said(several: Runs) -> None:
    found = _search(several.engine, "pdf", ListLimits(counted=100, searched=3))

    assert (_names(found.rows), found.searched) == (["e", "d", "b2"], 3)
    assert _search(several.engine, "pdf").searched is None


def test_what_can_not_be_asked_is_refused(api: httpx.Client) -> None:
    for query in ("sort=odd", "search=%00", "status=%00", f"search={'x' * 201}", "cursor=odd"):
        assert api.get(f"/api/v1/lineup/executions?{query}").status_code == 422, query


def test_a_pipelines_own_list_pages_by_offset_and_knows_its_length(
    runs: Runs, local: Client
) -> None:
    mine, other = runs.add_pipeline(), runs.add_pipeline()
    ids = [runs.start(mine) for _ in range(3)]
    runs.start(other)

    first = local.list_executions(mine, limit=2)
    rest = local.list_executions(mine, limit=2, offset=2)

    assert [each.execution_id for each in [*first.executions, *rest.executions]] == ids[::-1]
    assert (first.total, local.list_executions(mine, offset=9).executions) == (3, [])
