"""The documents chosen for a run, wherever they come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lineup.contract.addresses import address_problem
from lineup.contract.files import REFERENCE_SCHEME
from lineup.samples import Sample
from state.uploads import StoredUpload, file_sha256, inspect


@dataclass(frozen=True)
class RunDocument:
    """A document to run: a file on disk or a web address.

    `kind` is its type for people, `pages` None where only the run shows it, `size` in bytes, `problem` a sentence where it
    can't be run, `sha256` that of a file on disk.
    """

    name: str
    source: Path | str
    kind: str
    pages: int | None = None
    size: int | None = None
    problem: str | None = None
    sha256: str | None = None

    @property
    def key(self) -> str:
        """What two documents with the same content, or the same address, have in common."""
        return self.sha256 or str(self.source)


def each_once(documents: Iterable[RunDocument]) -> list[RunDocument]:
    """Return the documents without those whose content or address came before."""
    found: dict[str, RunDocument] = {}
    for document in documents:
        found.setdefault(document.key, document)
    return list(found.values())


def from_uploads(uploads: Iterable[StoredUpload]) -> list[RunDocument]:
    """Return what the browser has sent as documents on disk."""
    return [_from_file(item.path, item.filename, item.sha256) for item in uploads]


def from_sample(sample: Sample) -> RunDocument:
    """Return a built-in sample as a document."""
    return _from_file(sample.path, sample.path.name, file_sha256(sample.path))


def from_urls(text: str) -> list[RunDocument]:
    """Return the addresses in the text, one a line, each once, as documents."""
    lines = dict.fromkeys(line.strip() for line in text.splitlines())
    return [_from_url(line) for line in lines if line]


def _from_file(path: Path, filename: str, sha256: str) -> RunDocument:
    facts = inspect(sha256, path)
    kind = facts.document_type.label if facts.document_type else "unknown type"
    size = path.stat().st_size
    return RunDocument(filename, path, kind, facts.pages, size, facts.problem, sha256)


def _from_url(url: str) -> RunDocument:
    if url.startswith(REFERENCE_SCHEME):
        return RunDocument(url, url, "stored file")
    return RunDocument(_url_name(url), url, "web address", problem=address_problem(url))


def _url_name(url: str) -> str:
    """Return the last part of the address's path, which is what people call the document."""
    try:
        name = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1])
    except ValueError:
        return url
    return name or url
