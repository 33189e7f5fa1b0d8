"""The scorer of `make bench`: what the public definition asks of it."""

import pytest

from benchmarks.convert_quality_scores import Score, mean_of, score

TABLE = "<table><tr><td>Item</td><td>Pieces</td></tr><tr><td>Nut</td><td>10</td></tr></table>"


def test_the_truth_itself_scores_one() -> None:
    text = f"# Stock\n\nWhat there is.\n\n{TABLE}"
    assert score(text, text) == Score(1.0, 1.0, 1.0)


def test_without_table_or_heading_in_the_truth_only_the_text_counts() -> None:
    assert score(f"# Said\n\n{TABLE}", "Said").teds is None
    assert score("# Said", "Said").mhs is None
    assert score("Said", "Said").overall == 1.0


def test_what_is_missing_scores_nothing() -> None:
    assert score("Item Pieces Nut 10", TABLE).teds == 0.0
    assert score("Stock", "# Stock").mhs == 0.0


def test_emphasis_and_white_space_are_no_text() -> None:
    assert score("a  **bold**\nword", "a bold word").nid == 1.0


def test_a_pipe_table_is_the_same_table() -> None:
    assert score("| Item | Pieces |\n|---|---|\n| Nut | 10 |", TABLE).teds == 1.0


def test_an_empty_header_of_a_pipe_table_is_no_row() -> None:
    assert score("|  |  |\n|---|---|\n| Item | Pieces |\n| Nut | 10 |", TABLE).teds == 1.0


def test_only_the_first_tables_are_compared() -> None:
    assert score(f"{TABLE}\n\n{TABLE}", TABLE).teds == 1.0


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(TABLE.replace("10", "11"), 1 - 0.5 / 6, id="half a cell's text"),
        pytest.param(TABLE.replace("<td>10</td>", ""), 1 - 1 / 6, id="a cell too few"),
        pytest.param(TABLE.replace("<td>10", '<td colspan="2">10'), 1 - 1 / 6, id="another extent"),
        pytest.param(TABLE.replace("<table>", "<table>\n<thead>"), 1.0, id="parts of a table"),
        pytest.param(TABLE.replace("Nut", "Nut<br> "), 1.0, id="a break at a cell's end"),
    ],
)
def test_tables_cost_what_differs(table: str, expected: float) -> None:
    assert score(table, TABLE).teds == pytest.approx(expected)


def test_levels_of_headings_do_not_count_and_false_headings_do() -> None:
    truth = "# One\n\ntext\n\n## Two\n\nmore"
    assert score("### One\n\ntext\n\n# Two\n\nmore", truth).mhs == 1.0
    assert score("# One\n\n# text\n\n# Two\n\nmore", truth).mhs == pytest.approx(0.6)


def test_means_are_over_the_documents_that_have_the_part() -> None:
    mean = mean_of([Score(0.5, None, 0.5), Score(1.0, 0.25, None)])
    assert mean == Score(0.75, 0.25, 0.5)
