from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from lineup.client import Client
from lineup.samples import SAMPLES
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import pipeline, version
from tests.dashboard.seen import address, run_until, words
from tests.servers import Server, running

_REPORT = SAMPLES[0]
_PIPELINE = pipeline(1).model_dump(mode="json")
_VERSIONS = {"versions": [version(1).model_dump(mode="json")], "total": 1}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An engine with the pipelines that it begins with and no others: the form begins with the newest."""
    with running(tmp_path_factory.mktemp("engine")) as server:
        yield server


def _with_sample(open_page: OpenPage, **more: str | list[str]) -> AppTest:
    return open_page(source="Samples", sample=_REPORT.name, **more)


def _serve_pipeline(fake: FakeServer) -> None:
    fake.answer("GET /pipelines", {"pipelines": [_PIPELINE], "total": 1})
    fake.answer(f"GET /pipelines/{_PIPELINE['pipeline_id']}/versions", _VERSIONS)
    fake.answer(
        f"GET /pipelines/{_PIPELINE['pipeline_id']}/rate", {"rate_per_1000_pages_cents": 2500}
    )


def test_an_empty_form_says_what_to_do_first(on_engine: OpenPage) -> None:
    app = on_engine()
    assert "Choose a document first." in words(app)
    assert app.button(key="run").disabled


def test_a_sample_is_one_click_away_and_brings_its_pipeline(on_engine: OpenPage) -> None:
    app = on_engine(source="Samples")
    app.button(key="sample-letter-scan.png").click().run()
    assert address(app, "sample") == ["letter-scan.png"]
    assert app.selectbox[0].value == address(app, "pipeline")[0]
    assert app.button(key="run").label == "Run 1 document × 1 version · 1 page · about $0.01"


def test_a_run_is_started_followed_and_shown_with_its_result(on_engine: OpenPage) -> None:
    app = _with_sample(on_engine)
    app.button(key="run").click().run()
    assert len(address(app, "started")) == 1
    run_until(app, "completed")
    run_until(app, "Tarnbrook Meters")
    assert not app.exception


def test_after_f5_the_started_execution_is_still_there(on_engine: OpenPage) -> None:
    app = _with_sample(on_engine)
    app.button(key="run").click().run()
    again = on_engine(started=address(app, "started"))
    run_until(again, "completed")
    assert _REPORT.name in words(again).replace("\\", "")


def test_several_versions_make_several_executions(on_engine: OpenPage) -> None:
    app = _with_sample(on_engine, version=["1", "0"])
    assert app.button(key="run").label == "Run 1 document × 2 versions · 6 pages · about $0.04"
    app.button(key="run").click().run()
    assert len(address(app, "started")) == 2
    run_until(app, "2 of 2 finished")
    assert list(app.dataframe[0].value["Version"]) == ["v1", "draft"]


def test_one_of_several_can_be_opened_below_the_list(on_engine: OpenPage) -> None:
    app = _with_sample(on_engine, version=["1", "0"])
    app.button(key="run").click().run()
    started = address(app, "started")
    opened = on_engine(started=started, execution=started[1])
    run_until(opened, "2 of 2 finished")
    assert "Convert \\(balanced\\) draft" in words(opened)


def test_ticking_a_version_puts_it_into_the_address(on_engine: OpenPage) -> None:
    app = on_engine()
    app.button_group[0].set_value([1, 0]).run()
    assert address(app, "version") == ["1", "0"]


def test_another_pipeline_forgets_the_ticked_versions(on_engine: OpenPage) -> None:
    app = on_engine(version=["0"])
    other = app.selectbox[0].options[1]
    app.selectbox[0].select(other).run()
    assert address(app, "pipeline")
    assert address(app, "version") == []


def test_uploads_are_listed_with_pages_and_what_is_wrong_with_them(on_engine: OpenPage) -> None:
    app = on_engine()
    report = ("my report.pdf", _REPORT.path.read_bytes(), "application/pdf")
    app.file_uploader[0].set_value([report, ("notes.pages", b"plain words", "text/plain")]).run()
    assert "**my report.pdf**  :gray[PDF · 3 pages" in words(app)
    assert "not a type of file that the service reads" in words(app)
    assert app.button(key="run").label.startswith("Run 1 document × 1 version · 3 pages")


def test_uploads_stay_chosen_while_another_source_is_looked_at(on_engine: OpenPage) -> None:
    app = on_engine()
    names = ("one.csv", "two.csv", "three.csv")
    sent = [(name, f"item,quantity\n{name},4\n".encode(), "text/csv") for name in names]
    app.file_uploader[0].set_value(sent).run()
    app.button_group(key="source-").set_value("URLs").run()
    app.button_group(key="source-URLs").set_value("Upload").run()
    assert app.button(key="run").label.startswith("Run 3 documents")
    next(one for one in app.button if one.label == "Remove two.csv").click().run()
    assert "two.csv" not in words(app)
    assert app.button(key="run").label.startswith("Run 2 documents")
    app.button(key="uploads-remove-all").click().run()
    assert app.button(key="run").disabled


def test_an_upload_runs_under_the_name_its_owner_gave_it(
    on_engine: OpenPage, client: Client
) -> None:
    app = on_engine()
    upload = ("../my report.pdf", _REPORT.path.read_bytes(), "application/pdf")
    app.file_uploader[0].set_value([upload]).run()
    app.button(key="run").click().run()
    (started,) = address(app, "started")
    assert client.get_execution(started).document_name == "my report.pdf"


def test_addresses_show_their_rate_only(on_engine: OpenPage) -> None:
    app = on_engine(source="URLs")
    app.text_area[0].set_value("https://example.org/a.pdf\nnonsense").run()
    assert app.button(key="run").label == "Run 1 document × 1 version · $4.00 per 1,000 pages"
    assert "Write a full address" in words(app)


def test_choosing_a_source_puts_it_into_the_address(on_engine: OpenPage) -> None:
    app = on_engine()
    app.button_group(key="source-").set_value("URLs").run()
    assert address(app, "source") == ["URLs"]


def test_a_wrong_page_range_is_said_beside_its_field_and_nothing_is_sent(
    on_engine: OpenPage,
) -> None:
    app = _with_sample(on_engine)
    app.text_input(key="option-page_range").set_value("0,7").run()
    assert "'7' reaches beyond the last page" in words(app).replace("\\", "")
    assert app.button(key="run").disabled


def test_options_that_take_effect_later_say_so(fake: FakeServer, on_fake: OpenPage) -> None:
    capabilities = {"server": "lineup", "version": "1", "recorded_only": ["skip_cache"]}
    fake.answer("GET /lineup/capabilities", capabilities)
    _serve_pipeline(fake)
    later = ":gray[recorded; takes effect in a later release]"
    assert [box.label for box in on_fake().checkbox] == ["Run evals", f"Skip cache {later}"]


def test_a_processing_location_stores_the_upload_first(on_engine: OpenPage, client: Client) -> None:
    app = _with_sample(on_engine)
    app.selectbox(key="option-processing_location").select("eu").run()
    assert app.button(key="run").label.endswith("about $0.02")
    app.button(key="run").click().run()
    (started,) = address(app, "started")
    assert client.get_execution(started).execution_id == started


def test_what_the_server_refuses_is_said_and_the_rest_goes_on(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve_pipeline(fake)
    detail = [{"loc": ["body", "page_range"], "msg": "no such page", "type": "value_error"}]
    fake.answer(f"POST /pipelines/{_PIPELINE['pipeline_id']}/run", {"detail": detail}, 422)
    app = _with_sample(on_fake)
    app.button(key="run").click().run()
    assert not address(app, "started")
    assert "was not started" in words(app)
    assert ":small[:red[⚠ no such page]]" in words(app)


def test_another_server_is_asked_for_the_format_alone(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve_pipeline(fake)
    app = _with_sample(on_fake)
    assert "v1 $25.00 per 1,000 pages" in words(app)
    assert [box.label for box in app.checkbox] == ["Run evals", "Skip cache"]


def test_a_server_that_prices_each_version_is_asked_for_the_ticked_ones(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve_pipeline(fake)
    own = f"GET /lineup/pipelines/{_PIPELINE['pipeline_id']}/versions"
    features = {"server": "lineup", "version": "1", "features": ["version_rates"]}
    fake.answer("GET /lineup/capabilities", features)
    fake.answer(f"{own}/1/rate", {"rate_per_1000_pages_cents": 2500})
    fake.answer(f"{own}/0/rate", {"rate_per_1000_pages_cents": 600})

    app = _with_sample(on_fake, version=["1", "0"])

    assert "v1 $25.00 per 1,000 pages · draft $6.00 per 1,000 pages" in words(app)
    assert app.button(key="run").label == "Run 1 document × 2 versions · 6 pages · about $0.10"


def test_a_server_that_tells_no_rate_leaves_the_price_open(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve_pipeline(fake)
    fake.answers.pop(f"GET /pipelines/{_PIPELINE['pipeline_id']}/rate")
    assert _with_sample(on_fake).button(key="run").label.endswith("price not known")


def test_a_server_without_pipelines_says_so(fake: FakeServer, on_fake: OpenPage) -> None:
    fake.answer("GET /pipelines", {"pipelines": [], "total": 0})
    assert "This server has no saved pipelines." in words(on_fake())


def test_a_wrong_key_is_one_sentence_with_what_to_do(fake: FakeServer, on_fake: OpenPage) -> None:
    fake.answer("GET /lineup/capabilities", {"detail": "Invalid API key"}, 401)
    app = on_fake()
    assert "LINEUP_API_KEY" in words(app)
    assert "does not answer" in words(app)
    assert not app.exception
