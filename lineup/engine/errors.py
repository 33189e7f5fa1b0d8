"""Expected failures of the engine: each is a class with its HTTP status and a sentence for people.

EngineError
├── BadDocument     400
├── NotPossible     400
├── Unauthorized    401
├── Forbidden       403
├── NotFound        404
├── TooLarge        413
├── InvalidRequest  422, with the fields it blames
├── TooManyRequests 429, with the seconds to wait
└── StorageError    500, the place of the blobs can't be used
"""

from dataclasses import dataclass
from typing import ClassVar


class EngineError(Exception):
    """An expected failure whose text is a sentence for people."""

    status: ClassVar[int] = 500


class NotFound(EngineError):  # noqa: N818 (the HTTP status's own name)
    """What was asked for does not exist."""

    status = 404


class Unauthorized(EngineError):  # noqa: N818 (the HTTP status's own name)
    """The request carries no key, or a wrong one."""

    status = 401

    def __init__(self) -> None:
        super().__init__("Invalid API key provided. Set the X-API-Key header to your API key.")


class Forbidden(EngineError):  # noqa: N818 (the HTTP status's own name)
    """What the request carries in place of a key does not open this."""

    status = 403


class NotPossible(EngineError):  # noqa: N818 (it is the request that is not possible)
    """What is asked makes sense but can't be done as things stand."""

    status = 400


class BadDocument(EngineError):  # noqa: N818 (it is the document that is bad)
    """The document is of no type the engine reads."""

    status = 400


class TooLarge(EngineError):  # noqa: N818 (the HTTP status's own name)
    """The request carries more bytes than allowed."""

    status = 413


@dataclass(frozen=True)
class Problem:
    """What is wrong with one part of a request: where it is, and a sentence."""

    location: tuple[str | int, ...]
    message: str


class InvalidRequest(EngineError):  # noqa: N818 (FastAPI's word for it)
    """The request contradicts itself or the rules; `problems` name the fields."""

    status = 422

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class TooManyRequests(EngineError):  # noqa: N818 (the HTTP status's own name)
    """The key asks for more than it may at the moment; `retry_after` says in how many seconds to try again."""

    status = 429

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StorageError(EngineError):
    """The place where documents and results lie refuses, does not answer, or gave back something else than it was given."""
