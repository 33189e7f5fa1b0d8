import pytest

from components.step_refusals import is_of_steps, refused_settings, refused_step, refused_steps
from lineup.client import ClientError, ErrorKind
from lineup.contract.errors import FieldError

_NAMES = ["mode", "rules"]


def _error(*blamed: tuple[str, str]) -> ClientError:
    return ClientError(ErrorKind.INVALID, "No.", tuple(FieldError(*each) for each in blamed))


@pytest.mark.parametrize(
    ("field", "message", "told"),
    [
        ("steps.1.settings.mode", "choose another", {"mode": "Choose another."}),
        ("steps.1.settings.rules.0.pages", "write pages.", {"rules": "Write pages."}),
        ("steps.1.settings.dream", "what?", {"": "What?"}),
        ("steps.1.settings", "it is empty", {"": "It is empty."}),
        (
            "steps.1.settings.mode",
            "Step 1 'convert', setting 'mode': 'x' is not a mode: choose 'fast'",
            {"mode": "'x' is not a mode: choose 'fast'."},
        ),
        ("steps.0.settings.mode", "choose another", {}),
        ("steps.1.type", "it can't stand there", {}),
        (f"steps.{'1' * 5000}.settings.mode", "far", {}),
        ("steps.one.settings.mode", "which?", {}),
        ("name", "too long", {}),
    ],
    ids=[
        "a setting", "inside a setting", "one without a field", "all of them", "our engine's words",
        "another step's", "the step's type", "an endless number", "no number", "no step",
    ],
)  # fmt: skip
def test_what_was_refused_stands_beside_its_setting(
    field: str, message: str, told: dict[str, str]
) -> None:
    assert refused_settings(_error((field, message)), 1, _NAMES) == told


def test_several_problems_of_one_setting_are_told_together() -> None:
    error = _error(("steps.0.settings.rules.0", "one"), ("steps.0.settings.rules.1", "two"))
    assert refused_settings(error, 0, _NAMES) == {"rules": "One. Two."}


def test_what_is_wrong_with_the_step_itself_is_told_apart() -> None:
    error = _error(
        ("steps.0.type", "Step 0 'fill': it must be the first step."), ("steps.0", "Big")
    )
    assert refused_step(error, 0) == ["It must be the first step.", "Big."]
    assert refused_steps(error) == [0]
    assert is_of_steps(error)


def test_a_refusal_of_something_else_is_of_no_step() -> None:
    assert not is_of_steps(_error(("steps.0.type", "a"), ("steps", "b")))
    assert not is_of_steps(_error())
    assert refused_steps(None) == []
    assert refused_settings(None, 0, _NAMES) == {}
