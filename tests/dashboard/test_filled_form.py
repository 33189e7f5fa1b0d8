"""The filled form on the Execution page."""

import base64
import io
import zipfile
from typing import Any

from components.downloads import download_files
from components.filled_form import field_label, fields_frame, page_of, status_text
from lineup.contract.fill_results import FilledField
from lineup.contract.results import StepResult
from lineup.samples import SAMPLES
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import execution, pipeline, step
from tests.dashboard.seen import words

_ID = "pex_000000000001"
_FORM = SAMPLES[3].path.read_bytes()
_FIELDS = [
    {
        "key": "full_name",
        "status": "filled",
        "value": "Ada",
        "target": "Full name",
        "confidence": 0.95,
        "page": 0,
        "bbox": [190, 139, 530, 159],
    },
    {"key": "shoe_size", "status": "not_found", "value": "45", "message": "No field fits."},
]
_FILL = {"fields": _FIELDS, "page_sizes": {"0": [595, 842]}}


def filled(**more: Any) -> dict[str, Any]:
    return {
        "status": "complete",
        "output_format": "pdf",
        "output_base64": base64.b64encode(_FORM).decode(),
        "fields_filled": ["full_name"],
        "fields_not_found": ["shoe_size"],
        "page_count": 1,
        "metadata": {"fill": _FILL, "warnings": ["No field fits 'shoe_size'."]},
    } | more


def serve(fake: FakeServer, body: dict[str, Any]) -> None:
    shown = execution(step(kind="fill"))
    fake.answer("GET /pipelines/pl_000000000001", pipeline().model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{_ID}", shown.model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{_ID}/steps/0/result", body)


def test_the_filled_form_is_drawn_beside_what_became_of_each_value(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake, filled())

    app = on_fake("execution.py", id=_ID)

    assert not app.exception
    assert "**1 of 2 values filled**" in words(app)
    assert "No field fits 'shoe_size'." in words(app).replace("\\", "")
    table = app.dataframe[1].value
    assert list(table["Status"]) == ["✖ not found", "✔ filled"]
    assert list(table["Key"]) == ["shoe_size", "full_name"]
    app.selectbox[0].select("full_name").run()
    assert not app.exception


def test_a_form_of_another_server_is_drawn_without_places(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake, filled(metadata=None))

    app = on_fake("execution.py", id=_ID)

    assert not app.exception
    assert not app.selectbox
    assert list(app.dataframe[1].value["Key"]) == ["shoe_size", "full_name"]


def test_a_file_that_is_none_is_told(fake: FakeServer, on_fake: OpenPage) -> None:
    serve(fake, filled(output_base64="!"))
    assert "The filled file can't be read" in words(on_fake("execution.py", id=_ID))


def test_a_file_that_cannot_be_drawn_can_still_be_taken_away(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    serve(fake, filled(output_base64=base64.b64encode(b"%PDF-1.7 broken").decode()))

    app = on_fake("execution.py", id=_ID)

    assert "**No page image**" in words(app)
    assert not app.exception


def test_values_are_listed_with_those_first_that_need_a_look() -> None:
    frame = fields_frame([FilledField.model_validate(each) for each in _FIELDS])

    assert frame.to_numpy().tolist() == [
        ["✖ not found", "shoe_size", "45", "–", "–", "–"],
        ["✔ filled", "full_name", "Ada", "Full name", "1", "95%"],
    ]


def test_a_status_that_is_new_is_shown_as_it_is() -> None:
    assert status_text("smudged") == "? smudged"


def test_a_fields_label_is_one_short_line() -> None:
    label = field_label(FilledField(key="a", status="filled", value="b\n" * 100))
    assert label.startswith("a · b b")
    assert len(label) == 60


def test_the_boxes_of_values_stand_on_the_page() -> None:
    page = page_of((595, 842), [FilledField.model_validate(each) for each in _FIELDS])

    assert page.bbox == (0, 0, 595, 842)
    assert [(each.id, each.bbox) for each in page.leaves()] == [("full_name", (190, 139, 530, 159))]


def test_everything_as_zip_has_the_filled_file() -> None:
    result = StepResult.model_validate(filled())
    content = download_files(execution(step(kind="fill")), 0, result)[-1].content()

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("invoice-filled.pdf") == _FORM
