"""The words by which people choose one of several things.

Streamlit knows what was chosen by its words alone: of two things with the same words it always takes one and the same.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)


def told_apart(words: Mapping[_Key, str], mark: Callable[[_Key], str] = str) -> dict[_Key, str]:
    """Return the words of each thing by its key, no two the same: `Invoices · pl_4d2a` where several are called Invoices.

    `mark` makes of a key what tells it from the others; where that isn't enough, the position does.
    """
    times = Counter(words.values())
    told = {
        key: text if times[text] == 1 else f"{text} · {mark(key)}" for key, text in words.items()
    }
    if len(set(told.values())) == len(told):
        return told
    positions = {key: str(position) for position, key in enumerate(words, start=1)}
    return told_apart(told, positions.__getitem__)
