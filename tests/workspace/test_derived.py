"""What was worked out of documents: found again, never needed, and not without bound."""

from pathlib import Path

from lineup.workspace.derived import Derived


def test_a_piece_is_found_again(tmp_path: Path) -> None:
    derived = Derived(tmp_path)
    derived.put("https://a.example/../../x", "an odd/name \ud800", b"content")

    assert Derived(tmp_path).find("https://a.example/../../x", "an odd/name \ud800") == b"content"
    assert derived.find("https://a.example/../../x", "another") is None
    assert derived.find("another", "an odd/name \ud800") is None


def test_all_of_a_document_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    derived = Derived(tmp_path)
    for document in ("one", "other"):
        for name in ("a", "b"):
            derived.put(document, name, b"x")
    derived.delete("one")
    derived.delete("never there")

    assert [derived.find("one", name) for name in ("a", "b")] == [None, None]
    assert [derived.find("other", name) for name in ("a", "b")] == [b"x", b"x"]


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    derived = Derived(tmp_path)
    for number in range(30):
        derived.put("one", str(number), b"x")
        assert derived.find("one", "0") == b"x"

    left = [number for number in range(30) if derived.find("one", str(number))]
    assert len(left) == 24
    assert 0 in left
    assert 29 in left


def test_a_folder_that_cannot_be_written_is_fine(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    derived = Derived(tmp_path / "file")
    derived.put("one", "a", b"x")

    assert derived.find("one", "a") is None
    derived.delete("one")
