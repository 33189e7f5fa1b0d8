"""Fetching documents: which addresses are reached, what is followed, and where it stops."""

import itertools
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpcore
import httpx
import pytest

from lineup.engine.outbound.addresses import PrivateAddressError, PublicOnlyBackend, is_public
from lineup.engine.outbound.deadline import Deadline
from lineup.engine.outbound.download import DownloadError, download, public_transport
from lineup.engine.outbound.transport import outbound_transport
from tests.receivers import receiving


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::",
    ],
)
def test_private_local_and_reserved_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_name_that_resolves_to_loopback_is_refused_when_connecting() -> None:
    backend = PublicOnlyBackend(lambda _host, _port: ["127.0.0.1", "10.0.0.1"])

    with pytest.raises(PrivateAddressError, match=r"127\.0\.0\.1, 10\.0\.0\.1"):
        backend.connect_tcp("innocent.example", 80)


def test_a_name_that_does_not_resolve_is_a_connection_error() -> None:
    def fail(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    with pytest.raises(httpcore.ConnectError):
        PublicOnlyBackend(fail).connect_tcp("nowhere.example", 80)


def test_a_name_that_is_none_cannot_be_fetched(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="can't be fetched"):
        download("http://a..b/x", tmp_path / "a", public_transport(allow_private=False))


def test_local_sockets_are_refused() -> None:
    with pytest.raises(PrivateAddressError):
        PublicOnlyBackend().connect_unix_socket("/run/secret.sock")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_a_url_to_this_machine_is_refused_with_a_sentence(tmp_path: Path, host: str) -> None:
    with pytest.raises(DownloadError, match="documents come from public addresses only"):
        download(f"http://{host}:9/a.pdf", tmp_path / "a", public_transport(allow_private=False))

    assert not (tmp_path / "a").exists()


REDIRECTS = {
    "/moved": "/report%20one.pdf",
    "/loop": "/loop",
    "/to-file": "file:///etc/passwd",
    "/to-nonsense": "http://[bad",
}


def answer(request: httpx.Request) -> httpx.Response:
    """Stand for servers that redirect, refuse and answer."""
    path = request.url.path
    if path in REDIRECTS:
        return httpx.Response(302, headers={"Location": REDIRECTS[path]})
    match path:
        case "/gone":
            return httpx.Response(404)
        case "/zipped":
            headers = {"Content-Encoding": "gzip"}
            return httpx.Response(200, content=iter([b""]), headers=headers)
        case "/slow":
            raise httpx.ReadTimeout("", request=request)
        case "/down":
            raise httpx.ConnectError("", request=request)
        case _:
            return httpx.Response(200, content=iter([b"%PDF-1.4 content"]))


def test_a_redirect_is_followed_and_names_the_document(tmp_path: Path) -> None:
    name = download("http://a.example/moved", tmp_path / "a", httpx.MockTransport(answer))

    assert name == "report one.pdf"
    assert (tmp_path / "a").read_bytes() == b"%PDF-1.4 content"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("/loop", "redirects more than 5 times", id="endless redirects"),
        pytest.param("/to-file", "which is not http or https", id="a redirect to a file"),
        pytest.param("/gone", "answered 404", id="not there"),
        pytest.param("/zipped", "answers compressed", id="compressed although asked not to"),
        pytest.param("/to-nonsense", "can't be fetched", id="a redirect to nonsense"),
        pytest.param("/slow", "no answer in time", id="no answer"),
        pytest.param("/down", "no connection", id="no connection"),
    ],
)
def test_a_document_that_cannot_be_fetched_says_why(tmp_path: Path, path: str, words: str) -> None:
    with pytest.raises(DownloadError, match=words):
        download(f"http://a.example{path}", tmp_path / "a", httpx.MockTransport(answer))


def test_a_document_that_is_too_large_is_cut_off(tmp_path: Path) -> None:
    def endless(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=(bytes(1 << 20) for _ in range(202)))

    with pytest.raises(DownloadError, match="larger than 200 MB"):
        download("http://a.example/a", tmp_path / "a", httpx.MockTransport(endless))


class OneHopOutside(httpx.BaseTransport):
    """A public server that redirects, with the real transport behind it for the next hop."""

    def __init__(self, location: str, real: httpx.BaseTransport | None = None) -> None:
        self._location = location
        self._real = real or public_transport(allow_private=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Redirect the first hop, and let the real transport judge the second."""
        if request.url.host == "a.example":
            return httpx.Response(302, headers={"Location": self._location})
        return self._real.handle_request(request)


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/x", "http://169.254.169.254/latest", "//[::1]/x"]
)
def test_a_redirect_to_a_private_address_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(DownloadError, match="documents come from public addresses only"):
        download("http://a.example/a", tmp_path / "a", OneHopOutside(target))


class Sockets(httpcore.NetworkBackend):
    """Connections that open at one address only; it remembers which were tried."""

    def __init__(self, working: str, error: type[Exception]) -> None:
        self.tried: list[str] = []
        self._working = working
        self._error = error

    def connect_tcp(self, host: str, *_arguments: object) -> httpcore.NetworkStream:
        """Connect, or fail."""
        self.tried.append(host)
        if host != self._working:
            raise self._error
        return httpcore.MockStream([])


@pytest.mark.parametrize("error", [httpcore.ConnectError, httpcore.ConnectTimeout])
def test_the_next_public_address_is_tried_when_one_does_not_answer(error: type[Exception]) -> None:
    addresses = ["2606:4700::1111", "10.0.0.1", "8.8.8.8", "1.1.1.1"]
    sockets = Sockets("8.8.8.8", error)

    PublicOnlyBackend(lambda _host, _port: addresses, sockets).connect_tcp("a.example", 80)

    assert sockets.tried == ["2606:4700::1111", "8.8.8.8"]


def test_the_last_address_tells_why_none_answers() -> None:
    sockets = Sockets("none", httpcore.ConnectTimeout)

    with pytest.raises(httpcore.ConnectTimeout):
        PublicOnlyBackend(lambda _h, _p: ["8.8.8.8", "1.1.1.1"], sockets).connect_tcp("a", 80)

    assert sockets.tried == ["8.8.8.8", "1.1.1.1"]


@pytest.fixture
def dripping() -> Iterator[str]:
    """Give the URL of a server that sends its status line one byte after the other, without an end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_drip, args=(listener,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/a"
        thread.join()


def _drip(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.settimeout(0.01)
        while connection.send(b"H"):
            try:
                if not connection.recv(1 << 16):
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return


def test_headers_that_drip_end_at_the_deadline_although_bytes_keep_coming(
    tmp_path: Path, dripping: str
) -> None:
    clock = itertools.count(0, 10)
    deadline = Deadline(60, monotonic=lambda: float(next(clock)))

    with pytest.raises(DownloadError, match="no answer in time"):
        download(dripping, tmp_path / "a", outbound_transport(deadline, allow_private=True))


def test_redirects_share_one_deadline(tmp_path: Path) -> None:
    deadline = Deadline(0)

    with pytest.raises(DownloadError, match="no answer in time"):
        download(
            "http://a.example/moved",
            tmp_path / "a",
            OneHopOutside("http://8.8.8.8/x", outbound_transport(deadline, allow_private=False)),
        )


def test_a_server_without_tls_cannot_be_fetched_by_https(tmp_path: Path) -> None:
    transport = public_transport(allow_private=True)
    with receiving(200) as receiver:
        url = receiver.url.replace("http:", "https:")
        with pytest.raises(DownloadError, match="no connection"):
            download(url, tmp_path / "a", transport)
