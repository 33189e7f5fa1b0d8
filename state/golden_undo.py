"""Taking golden values back with the verdicts that they came with."""

from lineup.workspace.golden import GoldenStore, GoldenValue
from lineup.workspace.verdicts import VerdictStore, last_of


def take_golden_back(golden: GoldenStore, document: str, difference_id: str, person: str) -> None:
    """Take back what a person said with a verdict on a difference; what was said before counts again."""
    history = golden.history(document)
    for path, value in golden.current(document).items():
        if (value.difference_id, value.said_by) != (difference_id, person):
            continue
        earlier = _before([told for told in history if told.path == path], value)
        if earlier is None:
            golden.withdraw(document, path, said_by=person)
        else:
            golden.add(
                document,
                {path: earlier.value},
                said_by=earlier.said_by,
                difference_id=earlier.difference_id,
            )


def has_verdict_left(
    verdicts: VerdictStore, comparison_id: str, difference_id: str, person: str
) -> bool:
    """Whether a verdict of the person on a difference stands, after the last one was taken back: that was a comment then."""
    left = last_of(verdicts.history(comparison_id, difference_id), person)
    return left is not None and left.right is not None


def _before(history: list[GoldenValue], value: GoldenValue) -> GoldenValue | None:
    """Return what counted before somebody said a value of the same path; None if nothing did."""
    others = [
        told
        for told in history
        if (told.difference_id, told.said_by) != (value.difference_id, value.said_by)
    ]
    return others[-1] if others and not others[-1].is_withdrawn else None
