"""Pictures of the pages of the workspace's documents, small enough to be fetched while somebody reads, drawn once."""

import io
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image

from lineup.documents.page_images import PageImageError, render_pages
from lineup.workspace.documents import DocumentStore
from lineup.workspace.errors import UnknownError

WIDTH = 800
"""How wide the pictures are, in pixels."""

_QUALITY, _EFFORT = 45, 2
"""A full page of print takes 60 to 100 kB and 30 ms; JPEG would take half as much again at the same sharpness."""

_MOST_BYTES = 64 * 1024**2


class PagePictures:
    """The pictures drawn last; may be shared by threads. A page that can't be drawn is remembered as well."""

    def __init__(self, documents: DocumentStore, most_bytes: int = _MOST_BYTES) -> None:
        self._documents = documents
        self._most_bytes = most_bytes
        self._kept: OrderedDict[tuple[str, int], bytes | None] = OrderedDict()
        self._lock = threading.Lock()
        self._ahead = threading.Lock()

    @property
    def bytes_kept(self) -> int:
        """How much memory the pictures take."""
        with self._lock:
            return self._size()

    def take(self, sha256: str, page: int) -> bytes | None:
        """Return a 0-based page as WebP; None for a document without fixed pages, a deleted one, or a damaged page."""
        return self._take((sha256, page), lambda path: self._documents.write_to(sha256, path), page)

    def take_image(self, name: str, image: bytes) -> bytes | None:
        """Return a page's picture that a server drew as WebP, as wide as ours; None where it can't be read.

        It is kept under the name. Like a document it is opened in a child only.
        """
        return self._take((name, 0), lambda path: path.write_bytes(image), 0)

    def prepare(self, sha256: str, pages: Iterable[int]) -> None:
        """Draw pages that will soon be looked at, in a thread of its own; one at a time, however fast somebody reads."""
        with self._lock:
            missing = [page for page in pages if (sha256, page) not in self._kept]
        if missing:
            _in_thread(lambda: self._draw_ahead(sha256, missing))

    def _draw_ahead(self, sha256: str, pages: Iterable[int]) -> None:
        with self._ahead:
            for page in pages:
                self.take(sha256, page)

    def _take(
        self, key: tuple[str, int], write: Callable[[Path], object], page: int
    ) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        return self._keep(key, _drawn(write, page))

    def _keep(self, key: tuple[str, int], picture: bytes | None) -> bytes | None:
        with self._lock:
            self._kept[key] = picture
            while self._size() > self._most_bytes:
                self._kept.popitem(last=False)
        return picture

    def _size(self) -> int:
        return sum(len(picture or b"") for picture in self._kept.values())


def _drawn(write: Callable[[Path], object], page: int) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="lineup-pages-") as folder:
        path = Path(folder) / "document"
        try:
            write(path)
            drawn = render_pages(path, pages=[page], width=WIDTH)
        except (UnknownError, PageImageError, OSError):
            return None
    return _small(drawn[0]) if drawn else None


def _small(jpeg: bytes) -> bytes:
    with Image.open(io.BytesIO(jpeg)) as picture:
        stream = io.BytesIO()
        picture.save(stream, "WEBP", quality=_QUALITY, method=_EFFORT)
    return stream.getvalue()


def _in_thread(draw: Callable[[], object]) -> None:
    threading.Thread(target=draw, daemon=True).start()
