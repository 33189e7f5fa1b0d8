"""Whether a change says something of two sides, or may be chance: one rule for all figures."""

from lineup.compare.figures import Figure
from lineup.compare.measures import Outcome

FEWEST_DOCUMENTS = 5
"""Below this many documents no test says anything: the fields of one document go right and wrong together."""

_MOST_CHANCE = 0.05


def doubt_of(figure: Figure) -> str:
    """Return why a change that is better or worse is not to be relied on; empty where it is, or where nothing changed.

    A change is relied on when neither the test nor the interval of the change per document allows for chance.
    """
    if figure.outcome not in {Outcome.BETTER, Outcome.WORSE}:
        return ""
    if figure.n < FEWEST_DOCUMENTS:
        return "too few documents to tell"
    by_test = figure.p_value is not None and figure.p_value > _MOST_CHANCE
    by_document = figure.interval is not None and figure.interval.contains(0)
    return "may be chance" if by_test or by_document else ""
