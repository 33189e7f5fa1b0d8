"""Presses of buttons: each is carried out once, and what it did before it was ended is not done again."""

import pytest

from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import execution
from tests.dashboard.seen import run_script


def _press_twice() -> None:
    # AppTest runs the body alone, as a script
    import streamlit as st  # noqa: PLC0415

    from state import presses  # noqa: PLC0415
    from state.presses import Done, Press  # noqa: PLC0415

    number = presses.press_number()
    for name in ("one", "two"):
        presses.request(number, Press("here", name, lambda name=name: Done(name)))  # type: ignore[misc]
    presses.carry_out()
    presses.carry_out()
    done = presses.take_done()
    st.text(f"{presses.press_number()} {done.sentence if done else ''} {presses.take_done()}")


def _fail() -> None:
    import streamlit as st  # noqa: PLC0415

    from lineup.workspace.errors import WorkspaceError  # noqa: PLC0415
    from state import presses  # noqa: PLC0415
    from state.presses import Press  # noqa: PLC0415

    def act() -> None:
        raise WorkspaceError("No.")

    presses.request(presses.press_number(), Press("here", "", act))  # type: ignore[arg-type]
    presses.carry_out()
    st.text(f"{presses.problem_at('here')} {presses.problem_at('there')} {presses.take_done()}")


def _be_ended() -> None:
    import streamlit as st  # noqa: PLC0415

    from state import presses  # noqa: PLC0415
    from state.presses import Done, Press  # noqa: PLC0415

    ends = [KeyboardInterrupt()]

    def act() -> Done:
        if ends:
            raise ends.pop()
        return Done("at last")

    presses.request(presses.press_number(), Press("here", "", act))
    try:
        presses.carry_out()
    except KeyboardInterrupt:
        presses.carry_out()
    done = presses.take_done()
    st.text(done.sentence if done else "")


def _go_wrong() -> None:
    import streamlit as st  # noqa: PLC0415

    from state import presses  # noqa: PLC0415
    from state.presses import Press  # noqa: PLC0415

    tries: list[int] = []

    def act() -> None:
        tries.append(1)
        raise ZeroDivisionError

    presses.request(presses.press_number(), Press("here", "", act))  # type: ignore[arg-type]
    try:
        presses.carry_out()
    except ZeroDivisionError:
        presses.carry_out()
    st.text(f"{len(tries)} {presses.requested()} {presses.take_done()}")


def _press_again_with_the_url_of_before() -> None:
    import streamlit as st  # noqa: PLC0415

    from state import presses, url  # noqa: PLC0415
    from state.presses import Done, Press  # noqa: PLC0415

    press = Press("here", "", lambda: Done(parameters={"started": "pex_1"}))
    presses.request(0, press)
    presses.carry_out()
    presses.request(0, press)
    early = url.text("started")
    presses.take_done()
    presses.request(0, press)
    st.text(f"{early!r} {url.text('started')!r} {presses.requested()} {presses.take_done()}")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param(_press_twice, "1 one None", id="a second report of a press is ignored"),
        pytest.param(_fail, "No. None None", id="what fails is told where it was pressed"),
        pytest.param(_be_ended, "at last", id="a script that was ended begins again"),
        pytest.param(
            _press_again_with_the_url_of_before,
            "'' 'pex_1' None None",
            id="a second click that was under way goes where the first led",
        ),
        pytest.param(_go_wrong, "1 None None", id="an error of ours is not made again"),
    ],
)
def test_a_press_is_carried_out_once(script: object, said: str) -> None:
    app = run_script(script)  # type: ignore[arg-type]
    assert not app.exception
    assert app.text[0].value == said


def _start_one_again_and_again() -> None:
    import streamlit as st  # noqa: PLC0415

    from lineup.contract.executions import RunOptions  # noqa: PLC0415
    from state import runs  # noqa: PLC0415
    from state.connection import current_connection  # noqa: PLC0415
    from state.documents import RunDocument  # noqa: PLC0415

    document = RunDocument("a page", "https://example.org", "web address")
    starts = [runs.Start(name, document, RunOptions()) for name in ("pl_1", "pl_refused")]
    press = runs.press_to_start(current_connection(), starts)
    press.act()
    st.text(f"{press.act().parameters['started']} {len(runs.failed_starts())}")


@pytest.mark.usefixtures("on_fake")
def test_what_was_started_is_not_started_again_after_the_script_was_ended(fake: FakeServer) -> None:
    fake.answer("POST /pipelines/pl_1/run", execution().model_dump(mode="json"))
    app = run_script(_start_one_again_and_again)
    assert not app.exception
    assert app.text[0].value == "['pex_000000000001'] 1"
    assert sorted(fake.asked) == ["POST /pipelines/pl_1/run", "POST /pipelines/pl_refused/run"]
