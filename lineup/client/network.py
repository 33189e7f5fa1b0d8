"""The real network below the client: the environment's proxies for other machines, none for this one."""

from urllib.request import getproxies, proxy_bypass

import httpx

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_IDLE_SECONDS = 2.0
"""How long an idle connection is kept: below the 5 s of common servers, so that a run never meets one just closing."""


class Network(httpx.BaseTransport):
    """Sends each request directly or through the proxy that the environment names for it.

    httpx reads the environment itself only where no transport is given; and it would send loopback through a proxy.
    """

    def __init__(self) -> None:
        self._transports: dict[str | None, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to the request."""
        proxy = proxy_for(request.url)
        if proxy not in self._transports:
            limits = httpx.Limits(keepalive_expiry=_IDLE_SECONDS)
            self._transports[proxy] = httpx.HTTPTransport(proxy=proxy, limits=limits)
        return self._transports[proxy].handle_request(request)

    def close(self) -> None:
        """Close all connections."""
        for transport in self._transports.values():
            transport.close()


def proxy_for(url: httpx.URL) -> str | None:
    """Return the proxy that the environment wants for the address, raising UnsupportedProtocol for one that isn't HTTP."""
    if url.host in _LOOPBACK or proxy_bypass(url.host):
        return None
    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy:
        return None
    address = proxy if "://" in proxy else f"http://{proxy}"
    if not address.startswith(("http://", "https://")):
        message = "the proxy that the environment names is not an HTTP proxy"
        raise httpx.UnsupportedProtocol(message)
    return address
