"""The health call, which needs no key (contract §1.6)."""

from lineup.contract.wire import WireModel


class Health(WireModel):
    """Whether the server serves; `ok` if all is well."""

    status: str
