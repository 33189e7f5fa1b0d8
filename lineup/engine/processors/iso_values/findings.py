"""What was found in a text: something to write anew, or something that may mean several things."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of values that are written anew."""

    DATE = "date"
    MONEY = "money"
    MEASURE = "measure"


@dataclass(frozen=True)
class Finding:
    """A value in a text. `after` is how it is to be written; without it, `reason` says why it is left as it is."""

    kind: Kind
    start: int
    end: int
    after: str | None = None
    reason: str = ""
