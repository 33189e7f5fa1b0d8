"""The one place where an error of the client is shown."""

import re

import streamlit as st

from lineup.client.errors import ClientError, ErrorKind

# the renderer makes links of addresses after it has read all escapes, so only a sign before them stops it:
# a word joiner, which isn't seen, and which leaves a web address whole for who copies it
_UNSEEN = "\u2060"
_LINKED = re.compile(r"(?=https?://|www\.)|(?<=[-+.\w])(?=@[-\w])", re.IGNORECASE)


def draw_failure(error: ClientError, *, retry_key: str | None = None) -> None:
    """Draw what went wrong and what to do about it; with a key, a button that tries again."""
    st.error(failure_text(error), icon=failure_icon(error.kind))
    if retry_key and can_pass(error.kind):
        st.button("Try again", key=retry_key, icon=":material/refresh:")


def draw_problem(sentence: str) -> None:
    """Draw what keeps the page from being shown, such as a comparison that is not in the workspace."""
    st.error(plain(sentence), icon=":material/error:")


def failure_text(error: ClientError) -> str:
    """Return the error as a sentence, and what to do next."""
    lines = [f"**{plain(error.sentence)}**", advice(error.kind)]
    lines += [f"- {plain(problem.field)}: {plain(problem.message)}" for problem in error.fields]
    return "\n\n".join(line for line in lines if line)


def plain(text: str) -> str:
    """Return text whose characters mean themselves in markdown; a server's words are not ours to format, or to link."""
    unlinked = _LINKED.sub(_UNSEEN, text)
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+-!|<>~$:@" else char for char in unlinked)


def can_pass(kind: ErrorKind) -> bool:
    """Whether the same request may well succeed a little later."""
    return kind in {
        ErrorKind.RATE_LIMIT,
        ErrorKind.OVERLOADED,
        ErrorKind.SERVER,
        ErrorKind.UNREACHABLE,
        ErrorKind.BAD_ANSWER,
        ErrorKind.CONFLICT,
    }


def failure_icon(kind: ErrorKind) -> str:
    """Return the icon of a kind of error."""
    if kind in {ErrorKind.AUTHENTICATION, ErrorKind.PAYMENT, ErrorKind.PERMISSION}:
        return ":material/lock:"
    return ":material/cloud_off:" if kind is ErrorKind.UNREACHABLE else ":material/error:"


def advice(kind: ErrorKind) -> str:
    """Return what a person can do about an error of the kind; empty where its own sentence says it all."""
    return _ADVICE[kind]


_ADVICE = {
    ErrorKind.AUTHENTICATION: "Set the right key in LINEUP_API_KEY, or for the embedded engine see what `lineup key` prints, and start the dashboard again.",
    ErrorKind.PAYMENT: "Raise the spend cap or settle the account with the service, then try again.",
    ErrorKind.PERMISSION: "Ask who manages the account for access, or choose another team in LINEUP_TEAM.",
    ErrorKind.NOT_FOUND: "It may have been removed or have expired; the hosted service deletes results an hour after a run.",
    ErrorKind.CONFLICT: "Something changed meanwhile: look again before you repeat it.",
    ErrorKind.TOO_LARGE: "Documents of up to 200 MB and 7,000 pages are taken: split this one.",
    ErrorKind.INVALID: "",
    ErrorKind.RATE_LIMIT: "Wait a moment and try again; nothing that runs is lost.",
    ErrorKind.OVERLOADED: "Wait a moment and try again; nothing that runs is lost.",
    ErrorKind.SERVER: "That is the server's fault; if it happens again, its log says more.",
    ErrorKind.UNREACHABLE: "Check that the server runs and that its address in LINEUP_BASE_URL is right.",
    ErrorKind.BAD_ANSWER: "That is the server's fault; if it happens again, its log says more.",
}
