"""The processors that steps may name, as far as the server tells."""

from lineup.client import ClientError
from lineup.contract.extension import Feature
from lineup.contract.installed_processors import (
    InstalledProcessor,
    InstalledProcessors,
    documented_custom_processor,
    documented_processors,
)
from state import queries
from state.connection import Connection
from state.features import has_feature


def installed_processors(connection: Connection) -> InstalledProcessors:
    """Return the server's processors; from one that doesn't tell, the documented ones and the account's own."""
    if has_feature(connection, Feature.PROCESSORS):
        return queries.processors(connection)
    known = [*documented_processors(), *_own(connection)]
    return InstalledProcessors(processors=known, is_complete=False)


def _own(connection: Connection) -> list[InstalledProcessor]:
    """Return the account's custom processors; none where the server lists none, as they are a beta there."""
    try:
        found = queries.custom_processors(connection)
    except ClientError:
        return []
    return [
        documented_custom_processor(each.processor_id, each.name or each.processor_id)
        for each in found
        if not each.archived
    ]
