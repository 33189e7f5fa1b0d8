"""Carrying out what was pressed, and showing what came of it."""

import streamlit as st

from components.failure import draw_failure, draw_problem, plain
from lineup.client import ClientError
from state import presses, url


def carry_out_presses() -> None:
    """Do what was asked for, and go where it leads."""
    press = presses.requested()
    if press is not None:
        with st.spinner(plain(press.meanwhile)):
            presses.carry_out()
    done = presses.take_done()
    if done is None:
        return
    if done.sentence:
        st.toast(plain(done.sentence), icon=":material/check:")
    if done.parameters:
        url.go(**done.parameters)


def show_problem(place: str) -> None:
    """Show why what was last pressed at a place could not be done."""
    problem = presses.problem_at(place)
    if isinstance(problem, ClientError):
        draw_failure(problem)
    elif problem is not None:
        draw_problem(str(problem))
