import base64
from pathlib import Path
from typing import Any

from lineup.client import Client
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.samples import SAMPLES
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import JPEG, block, execution, page_block, pipeline, result, step
from tests.dashboard.seen import run_until, words
from tests.seeded import pipeline_named
from tests.waiting import wait_until_ended

_PAGE = "execution.py"
_ID = "pex_000000000001"
_TWO_PAGES = result(
    page_block(block("Text", 1, "<p>First page</p>")),
    page_block(block("Text", 1, "<p>Second page</p>", page=1), page=1),
    markdown="# All",
    page_count=2,
)


def _serve(fake: FakeServer, of: Any = _TWO_PAGES, **more: Any) -> None:
    shown = execution(step(lookup_key="key"), **more)
    fake.answer("GET /pipelines/pl_000000000001", pipeline().model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{_ID}", shown.model_dump(mode="json"))
    body = of.model_dump(mode="json", by_alias=True)
    fake.answer(f"GET /pipelines/executions/{_ID}/steps/0/result", body)
    picture = base64.b64encode(JPEG).decode()
    fake.answer("GET /thumbnails/key", {"success": True, "thumbnails": [picture]})


def test_the_address_brings_back_page_and_view(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake)
    assert "First page" in words(on_fake(_PAGE, id=_ID))
    assert "Second page" in words(on_fake(_PAGE, id=_ID, page="2"))
    shown = on_fake(_PAGE, id=_ID, page="2", view="Source")
    assert shown.code[0].value == "# All"


def test_every_view_can_be_drawn(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake)
    assert on_fake(_PAGE, id=_ID, view="JSON tree").json[0].value
    chunks = on_fake(_PAGE, id=_ID, view="Chunks")
    assert list(chunks.dataframe[1].value["HTML"]) == ["<p>First page</p>"]


def test_a_result_without_blocks_is_drawn_from_its_markdown(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, result(markdown="# Heading ![x](http://evil.example/a.png)"))
    assert "# Heading \\![x]" in words(on_fake(_PAGE, id=_ID))
    assert "not asked for JSON" in words(on_fake(_PAGE, id=_ID, view="JSON tree"))


def test_a_result_of_html_alone_is_drawn_harmless(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, result(html="<h1>Heading</h1><script>x</script>"))
    shown = words(on_fake(_PAGE, id=_ID))
    assert "<h1>Heading</h1>" in shown
    assert "<script>" not in shown


def test_a_page_on_which_nothing_was_found_says_so(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, result(page_block()))
    assert "Nothing was found on this page." in words(on_fake(_PAGE, id=_ID))
    assert "There are no chunks" in words(on_fake(_PAGE, id=_ID, view="Chunks"))


def test_a_view_that_was_cut_says_so(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, result(markdown="word " * 20_000))
    assert "Shows the first 50,000 of 100,000 characters" in words(on_fake(_PAGE, id=_ID))


def test_the_warnings_of_a_result_stand_above_it(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, result(markdown="text", metadata={"warnings": ["The setting 'paginat' is odd."]}))
    assert "The setting 'paginat' is odd." in words(on_fake(_PAGE, id=_ID))


def test_choosing_a_block_highlights_its_box(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake)
    app = on_fake(_PAGE, id=_ID)
    app.selectbox[0].select("/page/0/Text/1").run()
    assert app.selectbox[0].value == "/page/0/Text/1"
    assert not app.exception


def test_a_page_without_an_image_is_no_failure(fake: FakeServer, on_fake: OpenPage) -> None:
    for answer in ({"success": False, "error": "gone", "thumbnails": []}, {"thumbnails": ["!"]}):
        _serve(fake)
        fake.answer("GET /thumbnails/key", answer)
        shown = words(on_fake(_PAGE, id=_ID))
        assert "**No page image**" in shown
        assert "First page" in shown


def test_a_step_without_a_lookup_key_has_no_image(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake)
    fake.answer(f"GET /pipelines/executions/{_ID}", execution(step()).model_dump(mode="json"))
    assert "**No page image**" in words(on_fake(_PAGE, id=_ID))


def test_a_result_that_has_expired_is_said_where_it_would_be(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake)
    fake.answers.pop(f"GET /pipelines/executions/{_ID}/steps/0/result")
    app = on_fake(_PAGE, id=_ID)
    assert "deletes results an hour after a run" in words(app)
    assert "✔ completed" in str(app.dataframe[0].value)


def test_what_is_terminal_is_asked_for_once(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake)
    app = on_fake(_PAGE, id=_ID)
    app.run()
    app.run()
    asked = [call for call in fake.asked if "executions" in call]
    assert asked == [
        f"GET /pipelines/executions/{_ID}",
        f"GET /pipelines/executions/{_ID}/steps/0/result",
    ]


def test_a_removed_pipeline_is_named_by_its_id(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake)
    fake.answers.pop("GET /pipelines/pl_000000000001")
    assert "pl\\_000000000001 v6" in words(on_fake(_PAGE, id=_ID))


def test_an_execution_that_failed_outside_its_steps_says_why(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake)
    failed = execution(step(status="skipped"), status="failed", error_message="No credit left.")
    fake.answer(f"GET /pipelines/executions/{_ID}", failed.model_dump(mode="json"))
    assert "No credit left." in words(on_fake(_PAGE, id=_ID))


def test_an_unknown_execution_is_one_sentence(on_engine: OpenPage) -> None:
    app = on_engine(_PAGE, id="pex_nothing00000")
    assert "There is no execution" in words(app)
    assert not app.exception


def test_an_address_without_an_id_says_what_to_do(on_engine: OpenPage) -> None:
    assert "The address names no execution." in words(on_engine(_PAGE))


def test_a_running_execution_is_followed_to_its_result(
    on_engine: OpenPage, client: Client, tmp_path: Path
) -> None:
    gate, log = tmp_path / "gate", tmp_path / "log"
    settings = {"log": str(log), "gate": str(gate)}
    steps = [
        PipelineStep(type="note", settings=settings),
        PipelineStep(type="linger", settings=settings),
    ]
    made = client.create_pipeline(steps)
    started = client.run_pipeline_on_file(made.pipeline_id, SAMPLES[0].path, RunOptions())
    app = on_engine(_PAGE, id=started.execution_id)
    run_until(app, "◐ running")
    assert list(app.dataframe[0].value["Step"]) == ["0 note", "1 linger"]
    gate.touch()
    wait_until_ended(client, started.execution_id)
    run_until(app, "noted")
    lingered = on_engine(_PAGE, id=started.execution_id, step="1")
    assert "lingered" in words(lingered)


def test_a_failed_step_shows_its_error_and_its_input(
    on_engine: OpenPage, client: Client, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"0" * 2_000)
    pipeline_id = pipeline_named(client, "Convert (balanced)")
    started = client.run_pipeline_on_file(pipeline_id, broken, RunOptions())
    wait_until_ended(client, started.execution_id)
    shown = words(on_engine(_PAGE, id=started.execution_id))
    assert "**✖ Step 0 convert:**" in shown
    assert "Its input: broken.pdf · all pages" in shown
