"""The named rules by which two ways of writing count as one; each can be switched off."""

from enum import StrEnum


class Rule(StrEnum):
    """A difference of form that may be passed over."""

    CASE = "case"
    WHITE_SPACE = "white space"
    """Whether and how much white space there is: `4 71102` is `471102`."""
    HYPHENATION = "hyphenation"
    """A word broken at a line's end."""
    QUOTES = "quotes and dashes"
    """Which sign is used for a quote or a dash."""
    NUMBERS = "number format"
    DATES = "date format"
    CURRENCY = "currency"
    """Whether and how a currency is written at an amount; two different ones stay different."""
    COMPANY = "company suffix"


TEXT_RULES = frozenset({Rule.HYPHENATION, Rule.QUOTES})
"""What is passed over in text unless the reader says otherwise."""

FIELD_RULES = frozenset(Rule)
"""What makes a difference between fields one of form only, unless the reader says otherwise."""
