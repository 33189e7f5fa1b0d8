"""A comparison is read once for all who look at it, and again as soon as something has changed."""

from threading import Barrier, Thread
from typing import Any

import pytest

from lineup.comparing.reading import ComparisonReader
from lineup.comparing.reading_model import ComparisonReading
from lineup.comparing.service import ComparisonService
from lineup.comparing.snapshots import Snapshot, Snapshots
from lineup.servers import EMBEDDED
from lineup.workspace.comparison_model import Comparison
from lineup.workspace.errors import UnknownError
from tests.comparing.conftest import Lab
from tests.comparing.samples import documents, planted, planted_comparison


@pytest.fixture
def compared(lab: Lab) -> Comparison:
    return planted_comparison(lab)


@pytest.fixture
def snapshots(lab: Lab) -> Snapshots:
    return Snapshots(lab.workspace)


def _first_difference(reading: ComparisonReading) -> str:
    return reading.documents[0].measured.comparison.differences[0].id


def _fail(*_arguments: Any, **_options: Any) -> None:
    raise AssertionError


def test_nothing_is_read_again_while_nothing_has_changed(
    snapshots: Snapshots, compared: Comparison
) -> None:
    first = snapshots.take(compared.comparison_id)
    assert snapshots.take(compared.comparison_id) is first


def _judge(lab: Lab, snapshot: Snapshot) -> None:
    reading = snapshot.reading
    lab.workspace.verdicts.add(
        reading.comparison.comparison_id,
        [_first_difference(reading)],
        [reading.baseline.key],
        judged_by="Ada",
    )


def _tag(lab: Lab, snapshot: Snapshot) -> None:
    lab.workspace.documents.mark_tagged(snapshot.reading.documents[0].document.key, ["scan"])


def _rename(lab: Lab, snapshot: Snapshot) -> None:
    lab.workspace.comparisons.mark_renamed(snapshot.reading.comparison.comparison_id, "Other")


def _turn_round(lab: Lab, snapshot: Snapshot) -> None:
    comparison = snapshot.reading.comparison
    lab.workspace.comparisons.mark_baseline(comparison.comparison_id, comparison.sides[1].key)


def _repeat(lab: Lab, snapshot: Snapshot) -> None:
    comparison = snapshot.reading.comparison
    lab.workspace.comparisons.add_repeat(comparison.comparison_id, comparison.sides[0].key)


def _say(lab: Lab, snapshot: Snapshot) -> None:
    lab.workspace.golden.add(
        snapshot.reading.documents[1].document.key, {"total": 1204.5}, said_by="Ada"
    )


def _delete(lab: Lab, snapshot: Snapshot) -> None:
    lab.workspace.documents.mark_deleted(snapshot.reading.documents[1].document.key)


def test_it_is_read_again_after_each_change(
    lab: Lab, snapshots: Snapshots, compared: Comparison
) -> None:
    known = snapshots.take(compared.comparison_id)
    for change in (_judge, _tag, _rename, _turn_round, _repeat, _say, _delete):
        change(lab, known)
        again = snapshots.take(compared.comparison_id)

        assert again is not known, change.__name__
        fresh = ComparisonReader.of(lab.workspace).read(compared.comparison_id)
        assert again.reading == fresh, change.__name__
        assert snapshots.take(compared.comparison_id) is again
        known = again


def test_a_failed_run_that_is_wanted_again_is_a_change(lab: Lab, snapshots: Snapshots) -> None:
    one, other = planted()
    pipeline = lab.pipeline(one, other | {"order.pdf": None})
    comparison = lab.comparison(pipeline, [1, 2], *documents(lab))
    lab.finish(comparison)
    first = snapshots.take(comparison.comparison_id)

    assert lab.workspace.comparisons.mark_retried(comparison.comparison_id) == 1
    assert snapshots.take(comparison.comparison_id) is not first
    lab.finish(comparison)
    failed_anew = snapshots.take(comparison.comparison_id)
    assert failed_anew.revision != first.revision


def test_a_verdict_leaves_what_was_compared(
    lab: Lab, snapshots: Snapshots, compared: Comparison
) -> None:
    first = snapshots.take(compared.comparison_id)
    _judge(lab, first)
    again = snapshots.take(compared.comparison_id)

    assert again.reading.documents is first.reading.documents
    assert again.reading.others[0].preference.baseline == 1
    assert first.reading.others[0].preference.judged == 0


def test_a_golden_value_leaves_the_other_documents(
    lab: Lab, snapshots: Snapshots, compared: Comparison
) -> None:
    first = snapshots.take(compared.comparison_id).reading
    _say(lab, snapshots.take(compared.comparison_id))
    again = snapshots.take(compared.comparison_id).reading

    same = [one is other for one, other in zip(first.documents, again.documents, strict=True)]
    assert same == [True, False, True, True, True]
    scored = again.documents[1].measured
    assert scored.golden
    assert scored.comparison is first.documents[1].measured.comparison  # it isn't compared anew


def test_passing_over_a_group_compares_nothing_anew(
    lab: Lab, snapshots: Snapshots, compared: Comparison
) -> None:
    first = snapshots.take(compared.comparison_id).reading
    group = first.documents[0].measured.comparison.differences[0].group
    lab.workspace.comparisons.mark_passed_over(compared.comparison_id, group, is_passed_over=True)
    again = snapshots.take(compared.comparison_id).reading

    assert again.rules.ignored == {group}
    assert all(one is other for one, other in zip(first.documents, again.documents, strict=True))


def test_sides_are_taken_as_asked_for(snapshots: Snapshots, compared: Comparison) -> None:
    one, other = (side.key for side in compared.sides)

    turned = snapshots.take(compared.comparison_id, [other, one]).reading
    lone = snapshots.take(compared.comparison_id, [other, "gone"]).reading

    assert turned.baseline.key == other
    assert [side.side.key for side in turned.others] == [one]
    assert lone.baseline.key == one


def test_what_is_made_of_a_snapshot_is_made_once(
    snapshots: Snapshots, compared: Comparison
) -> None:
    snapshot = snapshots.take(compared.comparison_id)
    made: list[int] = []

    def count(reading: ComparisonReading, least: int) -> int:
        made.append(least)
        return sum(len(read.measured.comparison.differences) >= least for read in reading.documents)

    assert snapshot.derive(count, 1) == snapshot.derive(count, 1) == 5
    assert snapshot.derive(count, 100) == 0
    assert made == [1, 100]


def test_two_who_look_at_once_read_it_once(lab: Lab, compared: Comparison) -> None:
    snapshots, ready, taken = Snapshots(lab.workspace), Barrier(2), list[Snapshot]()

    def look() -> None:
        ready.wait(90)
        taken.append(snapshots.take(compared.comparison_id))

    threads = [Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    assert taken[0] is taken[1]


def test_how_far_it_is_read_is_told(snapshots: Snapshots, compared: Comparison) -> None:
    told: list[tuple[int, int]] = []
    snapshots.take(compared.comparison_id, (), lambda read, of: told.append((read, of)))
    assert told == [(number, 5) for number in range(1, 6)]


def test_a_comparison_that_is_not_there_is_an_error(snapshots: Snapshots) -> None:
    with pytest.raises(UnknownError, match="no comparison 'cmp_none'"):
        snapshots.take("cmp_none")


def test_after_a_restart_nothing_is_compared_anew(
    lab: Lab, snapshots: Snapshots, compared: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshots.take(compared.comparison_id).reading
    monkeypatch.setattr("lineup.comparing.document_reading.compare_document", _fail)
    monkeypatch.setattr("lineup.comparing.page_layers.page_texts", _fail)

    assert Snapshots(lab.workspace).take(compared.comparison_id).reading == before


def test_what_cannot_be_read_is_compared_anew(
    lab: Lab, snapshots: Snapshots, compared: Comparison
) -> None:
    before = snapshots.take(compared.comparison_id).reading
    pieces = list((lab.workspace.contents._root.parent / "derived").rglob("*.gz"))
    for number, piece in enumerate(pieces):
        piece.write_bytes(piece.read_bytes()[: 20 * (number % 2)])

    assert pieces
    assert Snapshots(lab.workspace).take(compared.comparison_id).reading == before


def test_what_another_version_compared_is_compared_anew(
    lab: Lab, snapshots: Snapshots, compared: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots.take(compared.comparison_id)
    monkeypatch.setattr("lineup.comparing.reading_cache._code_digest", lambda: "another")
    monkeypatch.setattr("lineup.comparing.document_reading.compare_document", _fail)
    with pytest.raises(AssertionError):
        Snapshots(lab.workspace).take(compared.comparison_id)


def test_what_was_made_of_a_deleted_document_is_deleted(
    lab: Lab, snapshots: Snapshots, compared: Comparison
) -> None:
    reading = snapshots.take(compared.comparison_id).reading
    derived = lab.workspace.contents._root.parent / "derived"
    folders = {folder for folder in derived.glob("*/*") if any(folder.iterdir())}

    lab.workspace.documents.mark_deleted(reading.documents[0].document.key)
    assert len(folders) == 5
    assert len([folder for folder in folders if folder.exists()]) == 4


def test_documents_are_compared_as_soon_as_their_runs_have_ended(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparison = lab.comparison(lab.pipeline(*planted()), [1, 2], *documents(lab))
    service = ComparisonService(lab.workspace, {EMBEDDED: lab.runner()})
    while any(
        cell.state.is_open for cell in lab.workspace.comparisons.cells(comparison.comparison_id)
    ):
        service.turn()
        lab.work()

    monkeypatch.setattr("lineup.comparing.document_reading.compare_document", _fail)
    reading = Snapshots(lab.workspace).take(comparison.comparison_id).reading
    assert all(read.measured.comparison.differences for read in reading.documents)


def test_half_characters_are_compared_all_the_same(lab: Lab) -> None:
    pipeline = lab.pipeline(
        {"a.html": {"extraction_schema_json": {"total": "\ud800"}}},
        {"a.html": {"extraction_schema_json": {"total": "1"}}},
    )
    comparison = lab.comparison(pipeline, [1, 2], lab.document("a.html"))
    lab.finish(comparison)
    for _ in range(2):
        reading = Snapshots(lab.workspace).take(comparison.comparison_id).reading
        assert len(reading.documents[0].measured.comparison.differences) == 1
