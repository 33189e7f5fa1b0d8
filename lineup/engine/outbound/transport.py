"""The transport for addresses that users give: public ones only, within one limit of time."""

import ssl
from functools import cache

import httpcore
import httpx

from lineup.engine.outbound.addresses import PublicOnlyBackend
from lineup.engine.outbound.deadline import Deadline, TimedBackend

TIMEOUT = httpx.Timeout(20.0, connect=10.0)
"""Seconds that one connecting, reading or writing may take; a host's next address is tried after the connecting's."""


class OutboundTransport(httpx.HTTPTransport):
    """A transport whose connections a backend opens."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        super().__init__(verify=_certificates(), trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(),
            network_backend=backend,
        )


def outbound_transport(deadline: Deadline, *, allow_private: bool) -> httpx.BaseTransport:
    """Return the transport for one exchange; it reaches private addresses only where the setting allows them.

    What the system takes to resolve a name can't be cut short; the deadline ends all that follows.
    """
    sockets = TimedBackend(deadline)
    return OutboundTransport(sockets if allow_private else PublicOnlyBackend(sockets=sockets))


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
