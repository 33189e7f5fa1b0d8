"""The one error that leaves the client, and its kinds.

ClientError
├─ the server refused, and the caller can do something about it
│  ├─ AUTHENTICATION  401             no key, or a wrong one
│  ├─ PAYMENT         402             a spend cap is reached
│  ├─ PERMISSION      403             the key may not, or the subscription lapsed
│  ├─ NOT_FOUND       404 405 410 501 nothing there, or no longer, or a call the server lacks
│  ├─ CONFLICT        409             something changed meanwhile
│  ├─ TOO_LARGE       413             the document is over the limit
│  ├─ INVALID         other 4xx       with the fields to blame, where the server names them
│  └─ RATE_LIMIT      429             too much at once
├─ the server could not
│  ├─ OVERLOADED      503 529
│  └─ SERVER          other 5xx
└─ no usable answer
   ├─ UNREACHABLE     no connection, no answer in time, or a broken one
   └─ BAD_ANSWER      a redirect, no JSON, a wrong shape, too much of it
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from lineup.contract.errors import FieldError


class ErrorKind(StrEnum):
    """Why a call failed, for code to choose by."""

    AUTHENTICATION = "authentication"
    PAYMENT = "payment"
    PERMISSION = "permission"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    TOO_LARGE = "too_large"
    INVALID = "invalid"
    RATE_LIMIT = "rate_limit"
    OVERLOADED = "overloaded"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    BAD_ANSWER = "bad_answer"


class ClientError(Exception):
    """A call that failed: a kind for code, and a sentence for people that says what to do.

    `fields` are the request's fields that the server blames, `status` the HTTP status where there was an answer.
    """

    def __init__(
        self,
        kind: ErrorKind,
        sentence: str,
        fields: tuple[FieldError, ...] = (),
        status: int | None = None,
    ) -> None:
        super().__init__(kind, sentence, fields, status)
        self.kind = kind
        self.sentence = sentence
        self.fields = fields
        self.status = status

    def __str__(self) -> str:
        """Return the sentence alone."""
        return self.sentence


Found = TypeVar("Found")


def found_or_none(ask: Callable[[], Found]) -> Found | None:
    """Return what is asked for, None where the server has nothing there; what else goes wrong is raised."""
    try:
        return ask()
    except ClientError as error:
        if error.kind is ErrorKind.NOT_FOUND:
            return None
        raise
