from collections.abc import Iterator
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from components.chosen_sources import sum_text
from components.comparison_documents import Source, library_words, sources_of, split_tags
from components.comparison_form import FormState, suggested_name, why_not
from components.comparison_price import compare_label, unknown_text
from components.comparison_sides import (
    count_problem,
    sameness_text,
    side_problems,
    version_words,
)
from components.run_options import RunChoices, chosen_wire_options
from lineup.client import Client
from lineup.comparing.pricing import Price
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import Pipeline, PipelineStep
from lineup.samples import SAMPLES
from lineup.workspace.comparison_model import CellState
from lineup.workspace.opening import Workspace
from state.comparison_sides import SideChoice
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import execution, pipeline, version
from tests.dashboard.seen import address, words
from tests.waiting import wait_until_ended

_FAST = [PipelineStep(type="convert", settings={"mode": "fast"})]
_BALANCED = [PipelineStep(type="convert", settings={"mode": "balanced"})]
_SAMPLE = SAMPLES[0].name


@pytest.fixture
def published(client: Client) -> Iterator[Pipeline]:
    """A pipeline with a version and a draft that differs; archived afterwards, for the tests that list them."""
    made = client.create_pipeline(_FAST)
    client.save_pipeline(made.pipeline_id, "Form of comparisons")
    client.create_version(made.pipeline_id, description="the quick one")
    client.update_pipeline(made.pipeline_id, _BALANCED)
    yield client.get_pipeline(made.pipeline_id)
    client.archive_pipeline(made.pipeline_id)


def _side(number: int = 6, **more: object) -> SideChoice:
    known = pipeline(6)
    parts: dict[str, object] = {"pipeline": known, "versions": (version(6),), "number": number}
    return SideChoice(f"{known.pipeline_id}@{number}", **(parts | more))  # type: ignore[arg-type]


_PAST = _side(execution=execution())
_GONE = SideChoice("pl_x@1", problem="There is no such pipeline.")


@pytest.mark.parametrize(
    ("state", "missing"),
    [
        pytest.param({}, None, id="nothing is missing"),
        pytest.param({"sides_problem": "Choose."}, "Choose.", id="sides first"),
        pytest.param({"chosen": 0, "runnable": 0}, "Choose a document first.", id="no document"),
        pytest.param(
            {"chosen": 2, "runnable": 0}, "None of the documents can be run.", id="none can be run"
        ),
        pytest.param({"chosen": 0, "runnable": 0, "is_run": False}, None, id="what was run before"),
        pytest.param(
            {"has_problems": True}, "Mend what is marked above first.", id="a field is wrong"
        ),
        pytest.param({"person": ""}, "Say who you are first.", id="nobody"),
    ],
)
def test_what_is_missing_is_said(state: dict[str, object], missing: str | None) -> None:
    parts: dict[str, object] = {"chosen": 2, "runnable": 1, "is_run": True, "person": "Ada"}
    assert why_not(FormState(**(parts | state))) == missing  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("documents", "sides", "price", "label", "unknown"),
    [
        pytest.param(
            5,
            2,
            Price(10, 34, Decimal(52), 0, ()),
            "Compare 5 documents × 2 versions · 10 runs · 34 pages · about $0.52",
            "",
            id="all known",
        ),
        pytest.param(
            1,
            1,
            Price(1, None, None, 1, ("Invoices v6",)),
            "Compare 1 document × 1 version · 1 run · price not known",
            "Not known before the runs: the pages of 1 document, the rate of Invoices v6.",
            id="nothing known",
        ),
        pytest.param(0, 2, Price(0, 0, Decimal(0), 0, ()), "Compare", "", id="no documents"),
    ],
)
def test_the_button_carries_the_price(
    documents: int, sides: int, price: Price, label: str, unknown: str
) -> None:
    assert compare_label(documents, sides, price) == label
    assert unknown_text(price) == unknown


@pytest.mark.parametrize(
    ("sides", "problems"),
    [
        pytest.param([_side(6), _side(0)], {}, id="two versions"),
        pytest.param([_side(6), _GONE], {1: "There is no such pipeline."}, id="one is not there"),
        pytest.param(
            [_side(6), _side(0), _side(6)],
            {2: "This is the same as A: choose another version."},
            id="twice the same",
        ),
    ],
)
def test_what_is_wrong_with_a_side_is_said_at_it(
    sides: list[SideChoice], problems: dict[int, str]
) -> None:
    assert side_problems(sides) == problems


def test_sides_with_the_same_steps_are_told_of() -> None:
    known = pipeline(6)
    same = _side(6, versions=(version(6, *known.steps),))
    assert sameness_text([same, _side(0)]).startswith("A and B have the same steps")
    assert sameness_text([_side(6), _PAST]) == ""


def test_two_to_four_sides_are_compared() -> None:
    assert [count_problem(count) is None for count in range(1, 6)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("sides", "name"),
    [
        pytest.param([_side(6), _side(0)], "Invoices: v6 or draft", id="one pipeline"),
        pytest.param(
            [_side(6), _side(1, pipeline=pipeline(1, name="Letters"))],
            "Invoices v6 or Letters v1",
            id="two pipelines",
        ),
        pytest.param(
            [_PAST, _side(0)], "invoice.pdf on Invoices v6 or Invoices draft", id="an execution"
        ),
    ],
)
def test_a_name_is_suggested(sides: list[SideChoice], name: str) -> None:
    assert suggested_name(sides) == name


def test_a_version_is_told_with_its_description_cut_short() -> None:
    known = pipeline(6)
    told = version(6).model_copy(update={"description": "reads\n" + "tables " * 20})
    side = _side(6, versions=(told,))
    words_of = version_words(known, side, 6)
    assert words_of.startswith("v6 (active) · reads tables")
    assert words_of.endswith("…")
    assert version_words(known, side, 0) == "draft"


def test_where_documents_may_come_from() -> None:
    assert sources_of(2, 2) == (Source.BEFORE,)
    assert sources_of(1, 2)[0] is Source.SAME
    assert Source.SAME not in sources_of(0, 2)


def test_tags_are_split() -> None:
    assert split_tags(" paid,  very  old ,, paid") == ("paid", "very old")


def test_a_document_of_the_library_is_told_with_its_tags(workspace: Workspace) -> None:
    kept = workspace.documents.add(SAMPLES[0].path, _SAMPLE)
    tagged = workspace.documents.mark_tagged(kept.sha256, ["old", "paid"])
    assert library_words(tagged) == f"{_SAMPLE} · 3 pages · #old #paid"


def test_only_options_that_were_chosen_are_sent() -> None:
    assert chosen_wire_options(RunChoices(page_range_text="0", skip_cache=True)) == {
        "page_range": "0",
        "skip_cache": True,
    }


def _compare(app: AppTest) -> AppTest:
    app.text_input(key="comparison-person").set_value("Ada").run()
    return app.button(key="compare").click().run()


@pytest.mark.usefixtures("workspace")
def test_the_form_begins_with_two_likely_sides_and_says_what_to_do(on_engine: OpenPage) -> None:
    app = on_engine("compare.py", new="1")
    assert not app.exception
    assert len([box for box in app.selectbox if box.label == "Version"]) == 2
    assert "Choose a document first." in words(app)
    assert app.button(key="compare").disabled


@pytest.mark.usefixtures("workspace")
def test_a_version_alone_is_joined_by_the_draft_that_differs(
    on_engine: OpenPage, published: Pipeline
) -> None:
    app = on_engine("compare.py", version=f"{published.pipeline_id}@1")
    shown = [box.value for box in app.selectbox if box.label == "Version"]
    assert shown == [1, 0]
    assert app.text_input(key="comparison-name").placeholder == "Form of comparisons: v1 or draft"


def test_pressing_makes_one_comparison_and_opens_it(
    on_engine: OpenPage, workspace: Workspace, published: Pipeline
) -> None:
    app = on_engine(
        "compare.py", version=f"{published.pipeline_id}@1", source="samples", sample=_SAMPLE
    )
    assert "Say who you are first." in words(app)
    app.text_input(key="comparison-option-page_range").set_value("0").run()
    label = app.button(key="compare").label
    assert label.startswith("Compare 1 document × 2 versions · 2 runs · 2 pages · about $")
    app.text_input(key="comparison-collection-name").set_value("Of the form").run()
    app.text_input(key="comparison-tags").set_value("report").run()
    _compare(app)
    assert not app.exception
    made = workspace.comparisons.list_comparisons()
    assert address(app, "comparison") == [one.comparison_id for one in made]
    assert made[0].name == "Form of comparisons: v1 or draft"
    assert (made[0].created_by, made[0].options) == ("Ada", {"page_range": "0"})
    assert made[0].sides[0].key == f"{published.pipeline_id}@1"
    kept = workspace.collections.get("Of the form").documents
    assert workspace.documents.get(kept[0]).tags == ("report",)
    cells = workspace.comparisons.cells(made[0].comparison_id)
    assert {(cell.document.key, cell.document.name) for cell in cells} == {(kept[0], _SAMPLE)}


def test_uploads_addresses_and_the_library_are_compared_too(
    on_engine: OpenPage, workspace: Workspace, published: Pipeline
) -> None:
    version_name = f"{published.pipeline_id}@1"
    app = on_engine("compare.py", version=version_name)
    content = SAMPLES[0].path.read_bytes()
    app.file_uploader[0].set_value([("mine.pdf", content, "application/pdf")]).run()
    _compare(app)
    kept = workspace.documents.list_documents()
    assert [one.name for one in kept] == ["mine.pdf"]
    assert len(workspace.comparisons.list_comparisons()) == 1

    library = on_engine("compare.py", version=version_name, source="library")
    library.multiselect(key="comparison-library").set_value([kept[0].sha256]).run()
    assert "2 runs · 6 pages" in library.button(key="compare").label

    urls = on_engine("compare.py", version=version_name, source="urls")
    urls.text_area(key="comparison-urls").set_value("https://a.example/x.pdf\nnothing").run()
    assert "1 document can't be run and will be left out." in words(urls)
    assert urls.button(key="compare").label.endswith("price not known")
    _compare(urls)
    newest = workspace.comparisons.list_comparisons()[0]
    cells = workspace.comparisons.cells(newest.comparison_id)
    assert {cell.document.key for cell in cells} == {"https://a.example/x.pdf"}


@pytest.mark.usefixtures("workspace")
def test_uploads_stay_chosen_while_another_source_is_looked_at(
    on_engine: OpenPage, published: Pipeline
) -> None:
    version_name = f"{published.pipeline_id}@1"
    app = on_engine("compare.py", version=version_name)
    mine = ("mine.pdf", SAMPLES[0].path.read_bytes(), "application/pdf")
    app.file_uploader[0].set_value([mine]).run()
    app.button_group(key=f"source-/{version_name}").set_value(Source.URLS).run()
    assert app.button(key="compare").label.startswith("Compare 1 document")
    app.button_group(key=f"source-urls/{version_name}").set_value(Source.UPLOAD).run()
    assert not app.file_uploader[0].value
    assert "**mine.pdf**" in words(app)
    assert app.button(key="compare").label.startswith("Compare 1 document")

    other = ("other.csv", b"item,quantity\npen,4\n", "text/csv")
    app.file_uploader[0].set_value([other, mine]).run()
    assert app.button(key="compare").label.startswith("Compare 2 documents")
    (remove,) = (one for one in app.button if one.label == "Remove mine.pdf")
    app.file_uploader[0].set_value([other]).run()
    remove.click().run()
    assert app.button(key="compare").label.startswith("Compare 1 document")
    _compare(app)
    app.query_params.pop("comparison")
    app.query_params["version"] = [version_name]
    app.run()
    assert app.button(key="compare").disabled


def test_what_is_chosen_in_all_sources_adds_up(
    on_engine: OpenPage, workspace: Workspace, published: Pipeline
) -> None:
    kept = [workspace.documents.add(sample.path, sample.path.name) for sample in SAMPLES[:2]]
    workspace.collections.add("Reports", [kept[0].sha256])
    version_name = f"{published.pipeline_id}@1"
    of_url = {"version": version_name, "sample": SAMPLES[2].name, "collection": "Reports"}
    app = on_engine("compare.py", **of_url)
    mine = ("mine.csv", b"item,quantity\npen,4\n", "text/csv")
    app.file_uploader[0].set_value([mine]).run()
    _to(app, Source.URLS)
    app.text_area(key="comparison-urls").set_value("https://a.example/x.pdf").run()
    _to(app, Source.LIBRARY)
    app.multiselect(key="comparison-library").set_value([one.sha256 for one in kept]).run()
    told = words(app)
    assert (
        "1 upload, 1 address, 2 documents of the library, 1 document of the collection, 1 sample"
        in told
    )
    assert "the same documents count once, so that is 5 documents." in told
    assert all(name in told.replace("\\", "") for name in ("mine.csv", "x.pdf", kept[1].name))
    assert app.button(key="compare").label.startswith("Compare 5 documents × 2 versions · 10 runs")

    for source in (Source.URLS, Source.COLLECTION, Source.SAMPLES):
        app.button(key=f"comparison-remove-{source}").click().run()
    assert app.button(key="compare").label.startswith("Compare 3 documents × 2 versions · 6 runs")
    assert address(app, "sample") == address(app, "collection") == []
    _compare(app)
    made = workspace.comparisons.list_comparisons()[0]
    cells = workspace.comparisons.cells(made.comparison_id)
    assert {cell.document.name for cell in cells} == {"mine.csv", *(one.name for one in kept)}

    app.query_params.pop("comparison")
    app.query_params["version"] = [version_name]
    app.run()
    assert app.button(key="compare").disabled


def _to(app: AppTest, source: Source) -> None:
    (choice,) = (one for one in app.button_group if str(one.key).startswith("source-"))
    choice.set_value(source).run()


@pytest.mark.parametrize(
    ("counts", "different", "text"),
    [
        pytest.param({Source.UPLOAD: 1}, 1, "1 upload is chosen.", id="one"),
        pytest.param(
            {Source.UPLOAD: 5, Source.URLS: 2, Source.LIBRARY: 0, Source.SAMPLES: 1},
            8,
            "5 uploads, 2 addresses, 1 sample are chosen.",
            id="of several sources",
        ),
        pytest.param(
            {Source.SAME: 1, Source.COLLECTION: 2},
            2,
            "1 document of the executions, 2 documents of the collection are chosen; "
            "the same documents count once, so that is 2 documents.",
            id="some twice",
        ),
    ],
)
def test_the_sum_of_all_sources_is_said(
    counts: dict[Source, int], different: int, text: str
) -> None:
    assert sum_text(counts, different) == text


def test_a_collection_is_chosen_by_the_address_and_its_name_is_taken(
    on_engine: OpenPage, workspace: Workspace, published: Pipeline
) -> None:
    kept = workspace.documents.add(SAMPLES[0].path, _SAMPLE)
    workspace.collections.add("Reports", [kept.sha256])
    version_name = f"{published.pipeline_id}@1"
    app = on_engine("compare.py", version=version_name, source="collection", collection="Reports")
    assert "2 runs · 6 pages" in app.button(key="compare").label
    app.text_input(key="comparison-collection-name").set_value("Reports").run()
    assert "There is a collection named Reports already" in words(app)
    assert "Mend what is marked above first." in words(app)


@pytest.mark.usefixtures("workspace")
def test_sides_are_added_removed_and_put_first_by_the_address(
    on_engine: OpenPage, published: Pipeline
) -> None:
    first, draft = f"{published.pipeline_id}@1", f"{published.pipeline_id}@0"
    app = on_engine("compare.py", version=[first, draft])
    app.button(key=f"sides-{first}+{draft}-1-first").click().run()
    assert address(app, "version") == [draft, first]
    app.button(key=f"sides-{draft}+{first}-add").click().run()
    three = address(app, "version")
    assert three[:2] == [draft, first]
    assert len(three) == 3
    app.button(key=f"sides-{'+'.join(three)}-0-remove").click().run()
    assert address(app, "version") == three[1:]


@pytest.mark.usefixtures("workspace")
def test_a_further_side_begins_with_the_pipeline_that_is_compared(
    on_engine: OpenPage, published: Pipeline, client: Client
) -> None:
    client.create_version(published.pipeline_id, description="what the draft is")
    sides = [f"{published.pipeline_id}@{number}" for number in (1, 2)]
    app = on_engine("compare.py", version=sides)
    app.button(key=f"sides-{'+'.join(sides)}-add").click().run()
    assert address(app, "version") == [*sides, f"{published.pipeline_id}@0"]


@pytest.mark.usefixtures("workspace")
def test_a_side_that_is_not_there_is_said_at_it(on_engine: OpenPage) -> None:
    app = on_engine("compare.py", version=["pl_000000000000@1", "nonsense"])
    assert not app.exception
    assert "This names neither a version nor an execution." in words(app)
    assert "Mend what is marked at the sides first." in words(app)


def test_a_past_execution_is_compared_with_the_draft_on_its_own_document(
    on_engine: OpenPage, workspace: Workspace, published: Pipeline, client: Client
) -> None:
    run = client.run_pipeline_on_file(
        published.pipeline_id, SAMPLES[0].path, RunOptions(version=1), filename=_SAMPLE
    )
    wait_until_ended(client, run.execution_id)

    app = on_engine("compare.py", version=run.execution_id)
    assert "The workspace doesn't have it" in words(app).replace("\\", "")
    assert "None of the documents can be run." in words(app)

    workspace.documents.add(SAMPLES[0].path, _SAMPLE)
    app = on_engine("compare.py", version=run.execution_id)
    assert "1 document × 1 version · 1 run · 3 pages" in app.button(key="compare").label
    _compare(app)
    assert not app.exception
    made = workspace.comparisons.list_comparisons()[0]
    cells = workspace.comparisons.cells(made.comparison_id)
    assert [(cell.side, cell.state) for cell in cells] == [
        (run.execution_id, CellState.RUNNING),
        (made.sides[1].key, CellState.WAITING),
    ]


def test_what_was_never_run_before_is_refused_with_a_sentence(
    on_engine: OpenPage, workspace: Workspace, published: Pipeline
) -> None:
    app = on_engine("compare.py", version=f"{published.pipeline_id}@1", source="before")
    assert "Nothing is run and nothing is billed" in words(app)
    _compare(app)
    assert "None of these versions was run before" in words(app)
    assert workspace.comparisons.list_comparisons() == []


@pytest.mark.usefixtures("workspace")
def test_a_server_without_pipelines_says_so(on_fake: OpenPage, fake: FakeServer) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    app = on_fake("compare.py", new="1")
    assert "This server has no saved pipelines." in words(app)


def test_a_server_that_tells_no_rates_is_compared_on_all_the_same(
    on_fake: OpenPage, fake: FakeServer, workspace: Workspace
) -> None:
    known = pipeline(1).model_dump(mode="json")
    versions = {"versions": [version(1).model_dump(mode="json")], "total": 1}
    fake.answer("GET /pipelines", {"pipelines": [known], "total": 1})
    fake.answer(f"GET /pipelines/{known['pipeline_id']}", known)
    fake.answer(f"GET /pipelines/{known['pipeline_id']}/versions", versions)
    sides = [f"{known['pipeline_id']}@{number}" for number in (1, 0)]
    app = on_fake("compare.py", version=sides, source="samples", sample=_SAMPLE)
    assert "the rate of Invoices v1" in words(app)
    _compare(app)
    assert len(workspace.comparisons.list_comparisons()) == 1
