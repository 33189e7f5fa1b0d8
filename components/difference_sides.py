"""The sides of a difference as they are shown: which letter each has, and which of them read the same."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from lineup.compare.differences import Difference, Reading
from lineup.compare.kinds import State
from lineup.comparing.letters import letter_of
from lineup.comparing.reading_model import ReadDocument
from lineup.workspace.comparison_model import ComparedSide


@dataclass(frozen=True)
class ShownSide:
    """One side under the letter that it is shown by; `position` is its own. Blind, `label` and `execution_id` are empty."""

    letter: str
    position: int
    key: str
    label: str = ""
    execution_id: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Alike:
    """The sides that read the same, and what they read."""

    sides: tuple[ShownSide, ...]
    reading: Reading

    @property
    def letters(self) -> str:
        """The sides' letters: `A`, `A and C`."""
        return letters_text([side.letter for side in self.sides])

    @property
    def keys(self) -> frozenset[str]:
        """The keys by which a verdict names the sides."""
        return frozenset(side.key for side in self.sides)

    @property
    def has_result(self) -> bool:
        """Whether the sides have a result, so that they can be right."""
        return self.reading.state is not State.NO_RESULT


def letters_text(letters: Sequence[str]) -> str:
    """Return letters as `A`, `A and C`, `A, B and C`."""
    told = sorted(letters)
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def shown_sides(
    sides: Sequence[ComparedSide], read: ReadDocument, difference_id: str, *, is_blind: bool
) -> tuple[ShownSide, ...]:
    """Return the sides in the order of their letters; blind, the letters are dealt anew for each difference."""
    order = dealt(len(sides), difference_id) if is_blind else range(len(sides))
    states = read.measured.comparison.sides
    return tuple(
        ShownSide(letter_of(place), at, sides[at].key, reason=states[at].reason)
        if is_blind
        else ShownSide(
            letter_of(place),
            at,
            sides[at].key,
            sides[at].label,
            execution.execution_id if (execution := read.sides[at].execution) else "",
            states[at].reason,
        )
        for place, at in enumerate(order)
    )


def dealt(count: int, difference_id: str) -> list[int]:
    """Return positions in an order that the difference decides: the same for all who judge it, and no pattern in it."""
    return sorted(
        range(count), key=lambda at: hashlib.sha256(f"{difference_id}|{at}".encode()).digest()
    )


def alike_sides(difference: Difference, sides: Sequence[ShownSide]) -> tuple[Alike, ...]:
    """Return the sides that read the same, to the letter, together; in the order of their letters."""
    found: list[list[ShownSide]] = []
    for side in sides:
        known = (group for group in found if _is_same(difference, group[0], side))
        group = next(known, None)
        if group is None:
            found.append([side])
        else:
            group.append(side)
    return tuple(Alike(tuple(group), difference.readings[group[0].position]) for group in found)


def right_with(
    difference: Difference, chosen: Sequence[ShownSide], sides: Sequence[ShownSide]
) -> frozenset[str]:
    """Return the keys of the sides that are right if the chosen ones are: those too that read the same in another form.

    Where all read the same but for its form, the form is what is judged.
    """
    return frozenset(
        side.key
        for side in sides
        for one in chosen
        if _is_same(difference, one, side)
        or (difference.is_real and difference.alike(one.position, side.position))
    )


def _is_same(difference: Difference, one: ShownSide, other: ShownSide) -> bool:
    first, second = difference.readings[one.position], difference.readings[other.position]
    is_same_text = first.text == second.text
    return is_same_text and difference.alike(one.position, other.position)
