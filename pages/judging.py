"""Judging a difference: the verdicts' buttons and keys, what was decided before, the comment, and the golden value."""

from functools import partial

import streamlit as st

from components.difference_readings import reading_cards
from components.difference_sides import Alike, ShownSide, right_with
from components.difference_words import own_path
from components.failure import draw_problem
from components.golden_value import draw_golden, edit_golden
from components.golden_words import can_be_golden
from components.person import edit_person
from components.verdict_buttons import VerdictButton, draw_several, draw_verdict_buttons
from components.verdict_history import (
    draw_done,
    draw_hidden_history,
    draw_history,
    edit_comment,
)
from components.verdict_words import disagreement_text, history_lines, is_hidden
from lineup.compare.field_values import are_equal, bare
from lineup.workspace.verdicts import last_of
from pages.judged import Judged
from state import judging, judging_turns
from state.judging_turns import Golden

_MANY = 3


def show_last(judged: Judged) -> None:
    """Show what was done last, what went wrong, and the question for the name that a verdict waits for."""
    opened = judged.opened
    if judging_turns.waiting() is not None:
        with st.container(border=True):
            st.markdown("**Who judges?** Your verdict is kept as soon as you have said your name.")
            edit_person("", key="judge-name", on_tell=partial(judging.tell_name, opened))
    problem = judging_turns.take_problem()
    if problem:
        draw_problem(problem)
    done = judging_turns.done()
    if done is not None and not problem:
        draw_done(done.sentence)


def show_groups(judged: Judged) -> None:
    """Show what each side reads, with the buttons that say that it is right."""
    cards = reading_cards(judged.difference, judged.groups)
    for group, card in zip(judged.groups, cards, strict=True):
        with st.container(border=True, gap="small"):
            st.html(card)
            with st.container(horizontal=True, gap="small"):
                buttons = [_side_button(judged, side) for side in group.sides if group.has_result]
                draw_verdict_buttons(
                    [*buttons, *_golden_button(judged, group)],
                    on_press=partial(judging.judge, judged.opened),
                )


def show_verdicts(judged: Judged, skip_to: tuple[str, str] | None) -> None:
    """Show the buttons for all and for none, for several, to skip, and to take back."""
    opened, possible = judged.opened, judged.possible
    are_two = len(possible) == 2  # noqa: PLR2004 (of two one says both)
    every = frozenset(side.key for side in possible)
    with st.container(horizontal=True, gap="small"):
        draw_verdict_buttons(
            [
                _button(judged, "Both right" if are_two else "All right", "A", every),
                _button(judged, "Neither right" if are_two else "None right", "0", frozenset()),
            ],
            on_press=partial(judging.judge, opened),
        )
        st.button(
            "Skip",
            key=judged.key("skip"),
            shortcut="S",
            disabled=skip_to is None,
            on_click=judging.go,
            args=(judged.turn, *(skip_to or ("", ""))),
        )
        st.button(
            "Undo",
            key=judged.key("undo"),
            icon=":material/undo:",
            shortcut="U",
            disabled=last_of(judged.whole, judged.onlooker.person) is None,
            on_click=judging.undo,
            args=(opened, judged.turn, judged.comparison_id),
        )
    told = [group for group in judged.groups if group.has_result]
    if len(told) >= _MANY:
        groups = {group.letters: group.keys for group in told}
        draw_several(
            groups,
            key=judged.key("several"),
            on_save=partial(judging.judge_several, opened, judged.press(frozenset())),
        )


def show_said(judged: Judged) -> None:
    """Show who decided what, the comment, and the golden value."""
    person = judged.onlooker.person
    if is_hidden(judged.history, person, is_blind=judged.document.view.is_blind):
        draw_hidden_history()
    else:
        told = judged.history, judged.possible, judged.onlooker
        draw_history(history_lines(*told), disagreement_text(*told))
    own = judged.own
    press = judged.press(own.right if own and own.right else frozenset())
    edit_comment(
        own.comment if own else "",
        key=press.comment_key,
        on_change=partial(judging.add_comment, judged.opened, press),
    )
    if can_be_golden(judged.difference):
        _show_golden(judged)


def _show_golden(judged: Judged) -> None:
    opened, document = judged.opened, judged.document
    draw_golden(
        judged.golden,
        judged.onlooker,
        key=judged.key("withdraw"),
        on_withdraw=partial(
            judging.withdraw, opened, document.view.document, own_path(judged.difference)
        ),
    )
    edit_golden(
        key=judged.key("golden"),
        on_type=partial(
            judging.say_golden,
            opened,
            judged.press(frozenset()),
            difference=judged.difference,
            rules=document.snapshot.reading.rules.options.field_rules,
            sides=judged.possible,
        ),
    )


def _side_button(judged: Judged, side: ShownSide) -> VerdictButton:
    right = right_with(judged.difference, [side], judged.possible)
    return _button(judged, f"{side.letter} is right", str("ABCD".index(side.letter) + 1), right)


def _golden_button(judged: Judged, group: Alike) -> list[VerdictButton]:
    """Return the button that makes a group's value golden and the group right, where there can be one."""
    if not can_be_golden(judged.difference) or not group.reading.is_there:
        return []
    golden = Golden(own_path(judged.difference), bare(group.reading.value))
    right = right_with(judged.difference, group.sides, judged.possible)
    known = judged.golden
    is_golden = known is not None and are_equal(known.value, golden.value)
    return [
        VerdictButton(
            "Right, and golden",
            None,
            judged.key(f"golden-{group.letters}"),
            judged.press(right, golden),
            is_chosen=is_golden,
        )
    ]


def _button(judged: Judged, label: str, shortcut: str, right: frozenset[str]) -> VerdictButton:
    own = judged.own
    return VerdictButton(
        label,
        shortcut,
        judged.key(shortcut),
        judged.press(right),
        is_chosen=own is not None and own.right == right,
    )
