from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.documents import Hostile, HostileDocument, make_hostile


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Hostile], HostileDocument]:
    """Return a function that gives one bad input, made once."""
    folder = tmp_path_factory.mktemp("hostile")
    made: dict[Hostile, HostileDocument] = {}

    def get(kind: Hostile) -> HostileDocument:
        if kind not in made:
            made[kind] = make_hostile(kind, folder)
        return made[kind]

    return get


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], Path]:
    """Return a function that puts bytes into a file and gives its path."""

    def put(content: bytes) -> Path:
        path = tmp_path / "document"
        path.write_bytes(content)
        return path

    return put
