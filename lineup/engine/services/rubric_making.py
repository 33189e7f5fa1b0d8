"""Rubrics that somebody else would have to write: what the API has calls for and this engine does not do."""

from typing import NoReturn

from lineup.engine.errors import NotFound


def refuse_to_make() -> NoReturn:
    """Raise NotFound. Our decision: a call that is not served is not there, as for any other (rulings 9)."""
    message = (
        "This engine makes no rubrics: it has no language model to write them with, and its custom processors carry none. "
        "Write the rules yourself and save them with POST /api/v1/eval_rubrics."
    )
    raise NotFound(message)
