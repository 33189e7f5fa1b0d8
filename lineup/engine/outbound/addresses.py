"""Connections that reach public addresses only, judged after name resolution, at the moment of connecting."""

import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpcore

from lineup.engine.errors import EngineError

_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_DOCUMENTATION = IPv6Network("3fff::/20")
_PROTOCOLS = IPv4Network("192.0.0.0/24")

Resolver = Callable[[str, int], list[str]]
"""Answers the IP addresses of a host, for a port."""


class PrivateAddressError(EngineError):
    """The host's addresses are private, local or reserved."""


def resolve(host: str, port: int) -> list[str]:
    """Return the host's IP addresses in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet; addresses that embed an IPv4 one are judged by it too."""
    ip = ip_address(address.partition("%")[0])
    return all(_is_global(part) for part in (ip, *_embedded(ip)))


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None and ip not in _NAT64:
        return ip in _GLOBAL_UNICAST and ip.is_global and ip not in _DOCUMENTATION
    return ip.is_global and not ip.is_multicast and ip not in _PROTOCOLS


def _embedded(ip: IPv4Address | IPv6Address) -> Iterable[IPv4Address]:
    if isinstance(ip, IPv4Address):
        return ()
    nat64 = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    candidates = (ip.ipv4_mapped, ip.sixtofour, (ip.teredo or (None, None))[1], nat64)
    return tuple(candidate for candidate in candidates if candidate is not None)


class PublicOnlyBackend(httpcore.NetworkBackend):
    """Opens connections to the address it has just judged, so that a second look-up can't answer another."""

    def __init__(
        self, resolver: Resolver = resolve, sockets: httpcore.NetworkBackend | None = None
    ) -> None:
        self._resolver = resolver
        self._sockets = sockets or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's public addresses that answers, raising PrivateAddressError if it has none.

        The time-out is for each of them.
        """
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:  # the latter for labels that are no host names
            raise httpcore.ConnectError(str(error)) from error
        public = [address for address in addresses if is_public(address)]
        if not public:
            message = f"{host} is a private or local address ({', '.join(addresses)})"
            raise PrivateAddressError(message)
        *others, last = public
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._sockets.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
        return self._sockets.connect_tcp(last, port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 (httpcore's own signature)
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Refuse: no document lies behind a local socket."""
        raise PrivateAddressError(path)
