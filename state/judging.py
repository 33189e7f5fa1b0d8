"""Judging: each press is carried out once, about the difference that was shown when it was made.

A press is carried out before the reader runs again, and what it says is written before the address is changed: a key that is
pressed meanwhile drops the script where it stands. Presses are numbered; one that comes late, or twice, has an old number.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

import streamlit as st

from components.difference_sides import ShownSide
from components.difference_words import own_path
from components.golden_words import TypedValueError, right_by_value, typed_value
from components.verdict_words import verdict_sentence
from lineup.compare.differences import Difference
from lineup.compare.rules import Rule
from lineup.workspace.errors import WorkspaceError
from lineup.workspace.verdicts import last_of
from state import reading_place
from state.comparison_view import read_view
from state.golden_undo import has_verdict_left, take_golden_back
from state.judging_turns import (
    Done,
    Golden,
    Press,
    is_just_decided,
    report,
    take_turn,
    take_waiting,
    tell_done,
    wait_for_name,
)
from state.open_document import find_document, next_place
from state.person import person_name, tell_person_of
from state.workspaces import OpenWorkspace


def judge(opened: OpenWorkspace, press: Press) -> None:
    """Carry a press out and go on to the next difference; without a name it waits for one."""
    if not take_turn(press.turn):
        return
    comment = str(st.session_state.get(press.comment_key) or "").strip()
    made = replace(press, comment=comment)
    if person_name():
        _carry_out(opened, made)
    else:
        wait_for_name(made)


def judge_several(
    opened: OpenWorkspace, press: Press, key: str, groups: dict[str, frozenset[str]]
) -> None:
    """Carry a press out that says that the sides chosen in the widget with this key are right."""
    chosen: list[str] = st.session_state[key]
    right = frozenset(side for letter in chosen for side in groups[letter])
    verdict = f"{' and '.join(sorted(chosen))} {'are' if len(chosen) > 1 else 'is'} right"
    judge(opened, replace(press, right=right, verdict=verdict))


def tell_name(opened: OpenWorkspace, key: str) -> None:
    """Take the name that was typed into the field with this key, and carry out what waited for it."""
    tell_person_of(key)
    press = take_waiting() if person_name() else None
    if press is not None:
        _carry_out(opened, press)


def add_comment(opened: OpenWorkspace, press: Press) -> None:
    """Keep a comment with a verdict that was made before; one typed before the verdict waits for it."""
    comment = str(st.session_state[press.comment_key] or "").strip()
    person = person_name()
    history = opened.workspace.verdicts.history(press.comparison_id, press.difference_id)
    known = last_of(history, person)
    if known is None or known.right is None or known.comment == comment:
        return
    opened.workspace.verdicts.add(
        press.comparison_id, [press.difference_id], known.right, judged_by=person, comment=comment
    )
    tell_done(Done(f"Comment kept · {press.place}"))


def go(number: int, document: str, difference_id: str) -> None:
    """Go to another difference without judging; a press of buttons that were shown before leads nowhere."""
    if take_turn(number):
        tell_done(None)
        reading_place.go_to(document=document, difference=difference_id)


def undo(opened: OpenWorkspace, number: int, comparison_id: str) -> None:
    """Take the person's last decision back, with the golden value that came with it, and return to its difference.

    A press between a decision and the drawing of what comes next means that decision, though its turn is over.
    """
    person = person_name()
    told = last_of(opened.workspace.verdicts.history(comparison_id), person)
    if told is None or not take_turn(number + 1 if is_just_decided(number) else number):
        return
    opened.workspace.verdicts.add(comparison_id, [told.difference_id], None, judged_by=person)
    view = read_view()
    snapshot = opened.snapshots.take(view.comparison_id, view.sides)
    document = next(
        (
            read.document.key
            for read in snapshot.reading.documents
            if any(one.id == told.difference_id for one in read.measured.comparison.differences)
        ),
        None,
    )
    tell_done(Done("Taken back: this difference is as it was before.", is_undo=True))
    if document is not None:
        if not has_verdict_left(
            opened.workspace.verdicts, comparison_id, told.difference_id, person
        ):
            take_golden_back(opened.workspace.golden, document, told.difference_id, person)
        reading_place.go_to(document=document, difference=told.difference_id)


def say_golden(
    opened: OpenWorkspace,
    press: Press,
    key: str,
    difference: Difference,
    rules: Collection[Rule],
    sides: Sequence[ShownSide],
) -> None:
    """Take the value that was typed into the field with this key for the right one, which says who is right as well.

    Nothing typed says nothing: a browser tells of an empty field also where its first drawing was cut short.
    """
    typed = str(st.session_state[key] or "")
    if not typed.strip():
        return
    try:
        value = typed_value(typed, difference)
    except TypedValueError as error:
        report(str(error))
        return
    right = right_by_value(value, difference, sides, rules)
    golden = Golden(own_path(difference), value)
    judge(
        opened, replace(press, right=right, verdict=verdict_sentence(right, sides), golden=golden)
    )


def withdraw(opened: OpenWorkspace, document: str, path: str) -> None:
    """Say that a path has no right value any more."""
    opened.workspace.golden.withdraw(document, path, said_by=person_name() or "somebody")
    tell_done(Done("The golden value was withdrawn."))


def _carry_out(opened: OpenWorkspace, press: Press) -> None:
    try:
        _write(opened, press)
    except WorkspaceError as error:
        report(str(error))
        return
    golden = ", and golden" if press.golden else ""
    tell_done(Done(f"{press.verdict}{golden} · {press.place}"))
    _go_on(opened, press)


def _write(opened: OpenWorkspace, press: Press) -> None:
    """Write a decision down; the same one again is no other one."""
    person, verdicts = person_name(), opened.workspace.verdicts
    known = last_of(verdicts.history(press.comparison_id, press.difference_id), person)
    if known is None or (known.right, known.comment) != (press.right, press.comment):
        verdicts.add(
            press.comparison_id,
            [press.difference_id],
            press.right,
            judged_by=person,
            comment=press.comment,
        )
    if press.golden is not None:
        opened.workspace.golden.add(
            press.document,
            {press.golden.path: press.golden.value},
            said_by=person,
            difference_id=press.difference_id,
        )


def _go_on(opened: OpenWorkspace, press: Press) -> None:
    """Open the next difference that nobody has judged: of this document, else of the next that has one; else stay."""
    view = read_view().opening(press.document, press.difference_id)
    document = find_document(opened.snapshots.take(view.comparison_id, view.sides), view)
    if document is None:
        return
    key, difference = next_place(document, press.difference_id) or (
        press.document,
        press.difference_id,
    )
    reading_place.go_to(document=key, difference=difference)
