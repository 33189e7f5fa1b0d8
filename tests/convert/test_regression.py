"""Our own documents of all kinds read as they did: what differs is what users will see differ."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from tests.convert.regression.case import EXPECTED, Case
from tests.convert.regression.cases import CASES

MEANT = "If that is meant, run `make expectations` and read what it changes."


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_reads_as_before(case: Case, tmp_path: Path) -> None:
    kept = case.expected.read_text(encoding="utf-8")
    read = case.read(tmp_path)
    if case.alike == 1:
        assert read == kept, MEANT
    else:
        assert SequenceMatcher(None, read, kept, autojunk=False).ratio() >= case.alike, MEANT


def test_no_reading_is_kept_of_a_document_that_is_gone() -> None:
    assert {case.expected for case in CASES} == set(EXPECTED.glob("*.md"))
