"""The named rules by which two ways of writing count as one; each can be switched off."""

from enum import StrEnum


class Rule(StrEnum):
    """A difference of form that may be passed over."""

    CASE = "case"
    WHITE_SPACE = "white space"
    HYPHENATION = "hyphenation"
    QUOTES = "quotes and dashes"
    NUMBERS = "number format"
    DATES = "date format"
    CURRENCY = "currency"
    COMPANY = "company suffix"


TEXT_RULES = frozenset({Rule.WHITE_SPACE, Rule.HYPHENATION, Rule.QUOTES})
"""What is passed over in text unless the reader says otherwise."""

FIELD_RULES = frozenset(Rule)
"""What makes a difference between fields one of form only, unless the reader says otherwise."""
