"""The ways from what has run to its comparison."""

from collections.abc import Sequence

from components.shell import page_address
from lineup.compare.sides import FEWEST, MOST
from lineup.comparing.requests import document_of
from lineup.contract.executions import Execution
from state.comparison_sides import AMONG, VERSION, side_name


def comparing_address(executions: Sequence[Execution]) -> str | None:
    """Return the address of a new comparison of what these have run, None where that isn't two to four sides.

    Of one document each execution is a side, of several each version is.
    """
    versions = dict.fromkeys(side_name(one.pipeline_id, one.pipeline_version) for one in executions)
    documents = {document_of(one).key for one in executions}
    ids = [one.execution_id for one in executions]
    if len(documents) == 1 and FEWEST <= len(ids) <= MOST:
        return page_address("compare", {VERSION: ids})
    if not FEWEST <= len(versions) <= MOST:
        return None
    return page_address("compare", {VERSION: list(versions), "source": "before", AMONG: ids})
