from pathlib import Path

import pytest

from lineup.workspace import unsaved
from lineup.workspace.unsaved import Unsaved


def test_what_is_kept_is_there_until_it_is_dropped(tmp_path: Path) -> None:
    kept = Unsaved(tmp_path / "unsaved")
    assert kept.find("a") is None
    kept.put("a", {"text": "{"})
    kept.put("a", {"text": "{}"})
    assert Unsaved(tmp_path / "unsaved").find("a") == {"text": "{}"}
    assert kept.find("b") is None
    kept.drop("a")
    kept.drop("a")
    assert kept.find("a") is None


def test_what_can_not_be_read_is_not_there(tmp_path: Path) -> None:
    kept = Unsaved(tmp_path)
    for content in (b"[1]", b"{", b"\xff"):
        kept.put("a", {})
        (path,) = tmp_path.iterdir()
        path.write_bytes(content)
        assert kept.find("a") is None


def test_only_so_much_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "_MOST_FILES", 2)
    monkeypatch.setattr(unsaved, "_MOST_BYTES", 50)
    kept = Unsaved(tmp_path)
    for name in "abc":
        kept.put(name, {"name": name})
    kept.put("long", {"name": "x" * 50})
    assert len(list(tmp_path.iterdir())) == 2
    assert kept.find("long") is None


def test_a_disk_that_takes_nothing_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    kept = Unsaved(tmp_path / "file")
    kept.put("a", {})
    kept.drop("a")
    assert kept.find("a") is None
