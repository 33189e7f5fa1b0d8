from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest

from components.run_inputs import document_line, rates_text, version_choice_text, version_choices
from components.run_options import RunChoices
from components.shell import link_html, page_address, server_text
from lineup.contract.addresses import MAX_URL_LENGTH
from lineup.samples import SAMPLES
from pages.run_form import why_not
from state.documents import RunDocument, from_sample, from_urls
from state.uploads import counting_turns, inspect_file
from tests.dashboard.samples_of import pipeline, version

_GOOD = RunDocument("a.pdf", Path("a.pdf"), "PDF", 12, 63_000)
_BAD = RunDocument("b.md", Path("b.md"), "unknown type", size=10, problem="It isn't *read*.")


def test_versions_come_active_first_then_draft_then_newest() -> None:
    assert version_choices(pipeline(6), [version(5), version(7), version(6)]) == [6, 0, 7, 5]


def test_a_pipeline_that_was_never_published_has_its_draft() -> None:
    assert version_choices(pipeline(0), []) == [0]


def test_the_active_version_is_marked() -> None:
    assert [version_choice_text(number, 6) for number in (6, 5, 0)] == [
        "v6 (active)",
        "v5",
        "draft",
    ]
    assert version_choice_text(0, 0) == "draft"


def test_rates_are_said_per_version() -> None:
    assert (
        rates_text({6: Decimal(2500), 0: None}) == "v6 $25.00 per 1,000 pages · draft rate not told"
    )


def test_a_document_is_a_line_of_name_kind_pages_and_size() -> None:
    assert document_line(_GOOD) == "**a.pdf**  :gray[PDF · 12 pages · 61.5 kB]"
    assert ":gray[PDF · 1 page]" in document_line(RunDocument("a", Path("a"), "PDF", 1))


def test_what_is_wrong_with_a_document_stands_beside_it() -> None:
    assert document_line(_BAD).endswith(":small[:red[⚠ It isn't \\*read\\*.]]")


@pytest.mark.parametrize(
    ("chosen", "numbers", "problems", "reason"),
    [
        pytest.param([], [6], {}, "Choose a document first.", id="no document"),
        pytest.param([_BAD], [6], {}, "None of the documents can be run.", id="only bad ones"),
        pytest.param([_GOOD], [], {}, "Tick at least one version.", id="no version"),
        pytest.param(
            [_GOOD],
            [6],
            {"page_range": "x"},
            "Mend what is marked above first.",
            id="a wrong option",
        ),
        pytest.param([_GOOD, _BAD], [6], {}, None, id="one good document is enough"),
    ],
)
def test_run_says_what_is_missing(
    chosen: list[RunDocument], numbers: list[int], problems: dict[str, str], reason: str | None
) -> None:
    assert why_not(chosen, numbers, RunChoices(problems=problems)) == reason


def test_addresses_are_read_one_a_line_each_once() -> None:
    found = from_urls(
        " https://example.org/a%20b.pdf \n\nhttps://example.org/a%20b.pdf\nhttps://example.org/"
    )
    assert [(each.name, each.problem) for each in found] == [
        ("a b.pdf", None),
        ("https://example.org/", None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "example.org/a.pdf",
        "ftp://example.org/a.pdf",
        "https://",
        "https://a b",
        "http://[::1",
        "https://a:0",
    ],
)
def test_a_line_that_is_no_web_address_has_a_problem(line: str) -> None:
    (found,) = from_urls(line)
    assert found.problem == "Write a full address that begins with https:// or http://."


def test_an_address_that_is_too_long_has_a_problem() -> None:
    (found,) = from_urls("https://example.org/" + "a" * MAX_URL_LENGTH)
    assert found.problem == "The address is longer than 4,096 characters."


def test_a_stored_files_reference_is_a_document() -> None:
    (found,) = from_urls("datalab://file-abc123")
    assert (found.kind, found.problem) == ("stored file", None)


def test_a_sample_is_a_document_with_its_pages() -> None:
    found = from_sample(SAMPLES[0])
    assert (found.name, found.kind, found.pages, found.problem) == (
        "quarterly-report.pdf",
        "PDF",
        3,
        None,
    )


def test_a_document_waits_for_its_turn_to_be_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"item,quantity\n{tmp_path},4\n")
    counting = Thread(target=inspect_file, args=(path,))
    with counting_turns(), counting_turns():
        counting.start()
        counting.join(0.2)
        is_waiting = counting.is_alive()
    counting.join()
    assert is_waiting
    assert inspect_file(path).pages == 1


def test_the_server_is_named_and_said_to_answer_or_not() -> None:
    assert server_text("Embedded engine", is_reachable=True) == ":green[●] Embedded engine"
    assert server_text("[::1]:80", is_reachable=False) == ":red[○] ::1:80 does not answer"


def test_an_address_of_a_page_leaves_out_what_is_empty() -> None:
    parameters = {"status": ["failed", "running"], "search": "a b", "version": None}
    assert (
        page_address("executions", parameters)
        == "executions?status=failed&status=running&search=a+b"
    )
    assert page_address("executions", {}) == "executions"
    assert page_address("compare", {"side": [""], "tag": "", "do": []}) == "compare"
    assert page_address("compare", {"side": ["", "a"]}) == "compare?side=a"
    assert page_address("", {"pipeline": "pl_1"}) == "./?pipeline=pl_1"


def test_a_link_opens_in_the_same_window_and_is_escaped() -> None:
    html = link_html("<b>", '"><script>')
    assert 'target="_self"' in html
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
