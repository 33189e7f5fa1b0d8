"""One figure of a side as text."""

from dataclasses import dataclass

from lineup.compare.measures import Outcome


@dataclass(frozen=True)
class Tile:
    """One figure as it is shown: `value` is the side's own, `baseline` the baseline's, `change` between the two.

    `count` says on how much it stands; `details` are sentences for who asks. `is_sure` is False where that is too little.
    `doubt` is why the change is not to be relied on, which `count` says too.
    """

    name: str
    title: str
    value: str
    baseline: str
    change: str
    outcome: Outcome
    count: str
    details: tuple[str, ...] = ()
    is_sure: bool = True
    doubt: str = ""
