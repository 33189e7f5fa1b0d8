"""The letters that sides are called by: A is the baseline."""

LETTERS = "ABCD"


def letter_of(position: int) -> str:
    """Return the letter of a side, given by its position."""
    return LETTERS[position]


def position_of(letter: str) -> int | None:
    """Return the position of a side by its letter; None for what is none."""
    return LETTERS.index(letter) if len(letter) == 1 and letter in LETTERS else None
