import pytest

from components.draft_state import draft_state_text
from components.publishing import why_not_published
from lineup.client import ClientError, ErrorKind
from lineup.contract.errors import FieldError
from lineup.contract.pipelines import PipelineStep
from state.edited_draft import EditedDraft, begun, is_changed
from tests.dashboard.samples_of import pipeline

CONVERT = PipelineStep(type="convert", settings={"mode": "fast"})
ACCURATE = PipelineStep(type="convert", settings={"mode": "accurate"})
EXTRACT = PipelineStep(type="extract")


def _refused(draft: EditedDraft, *fields: str) -> EditedDraft:
    blamed = tuple(FieldError(name, "It is wrong") for name in fields)
    return EditedDraft(
        draft.base, draft.sent, draft.edited, refusal=ClientError(ErrorKind.INVALID, "No.", blamed)
    )


def test_a_draft_begins_saved_and_readable() -> None:
    draft = begun([CONVERT, EXTRACT])
    assert draft.is_saved
    assert draft.is_readable
    assert not is_changed(draft, pipeline(steps=[CONVERT, EXTRACT]))


def test_a_step_that_was_changed_is_not_saved_and_one_changed_back_is() -> None:
    draft = begun([CONVERT])
    changed = draft.with_step(0, ACCURATE, {})
    assert not changed.is_saved
    assert changed.with_step(0, CONVERT, {}).is_saved
    assert not draft.with_step(0, CONVERT, {"page_schema": "{"}).is_saved


def test_a_step_keeps_its_key_wherever_it_is_moved() -> None:
    draft = begun([CONVERT, EXTRACT])
    keys = [each.key for each in draft.edited]
    longer = draft.with_added(ACCURATE, 1).with_moved(2, 0)
    assert [each.key for each in longer.edited] == [keys[1], keys[0], longer.edited[2].key]
    again = longer.with_removed(2).with_added(ACCURATE, 0)
    assert len({each.key for each in (*longer.edited, *again.edited)}) == 4


def test_a_draft_that_is_begun_anew_has_other_keys() -> None:
    first, second = begun([CONVERT]), begun([CONVERT], revision=1)
    assert first.edited[0].key != second.edited[0].key


def test_a_draft_that_the_server_has_otherwise_is_changed() -> None:
    assert is_changed(begun([CONVERT]), pipeline(steps=[ACCURATE]))


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (begun([CONVERT]), "Saved."),
        (begun([CONVERT]).with_step(0, ACCURATE, {}), "Not saved yet."),
        (
            begun([CONVERT]).with_step(0, CONVERT, {"a": "{"}),
            "Not saved yet: step 0 can't be read.",
        ),
        (
            _refused(begun([CONVERT, EXTRACT]), "steps.0.type", "steps.1.settings.a", "steps.1"),
            "Not saved: steps 0, 1 can't run like that.",
        ),
        (_refused(begun([CONVERT]), "steps"), "Not saved: the server did not take it."),
        (
            EditedDraft((CONVERT,), (CONVERT,), begun([CONVERT]).edited, newer=(ACCURATE,)),
            "Not saved: somebody else changed the draft meanwhile.",
        ),
    ],
    ids=["saved", "not sent", "unreadable", "refused steps", "refused", "changed elsewhere"],
)
def test_whether_a_draft_is_saved_is_told(draft: EditedDraft, words: str) -> None:
    assert draft_state_text(draft)[1].startswith(words)


@pytest.mark.parametrize(
    ("is_saved", "is_same", "has_newer", "why"),
    [
        (True, False, False, None),
        (True, True, False, "The draft is the same as v3."),
        (False, True, False, "The draft isn't saved yet: mend what is marked above first."),
        (
            True,
            False,
            True,
            "Somebody else changed the draft: decide above which one is to stay.",
        ),
    ],
    ids=["can be", "nothing new", "not saved", "changed elsewhere"],
)
def test_a_draft_that_can_not_be_published_says_why(
    is_saved: bool, is_same: bool, has_newer: bool, why: str | None
) -> None:
    told = why_not_published(is_saved=is_saved, is_same=is_same, active=3, has_newer=has_newer)
    assert told == why
