"""The bands above the grid: what is alike, cautions, figures, and what changed in the pipeline."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from components.comparison_config import same_text
from components.comparison_strip import alike_markdown, caution_markdown
from components.comparison_tiles import plain_lines, tile_frame, tile_markdown
from lineup.compare.measures import Outcome
from lineup.compare.rates import Rate
from lineup.comparing.comparability import Caution, Concern
from lineup.comparing.reading_model import ComparisonReading
from lineup.comparing.tile_model import Tile
from lineup.contract.pipelines import PipelineStep
from lineup.workspace.comparison_model import ComparedSide
from tests.comparing.readings import FAILED as FAILED_SIDE
from tests.comparing.readings import (
    FINE,
    RUNNING,
    compared_side,
    comparison_reading,
    difference,
    read_document,
)
from tests.dashboard.seen import PATIENCE_SECONDS, address, run_script, words
from tests.dashboard.shown_comparison import figures_page, show

COST = Tile("cost", "Cost", "$0.09", "$0.08", "+12 %", Outcome.WORSE, "n = 4", ("Billed.",))
FAILED = Caution(Concern.FAILED, "B: failed on [a](b).pdf.", ("a", "b"))


@pytest.mark.parametrize(
    ("tile", "lines"),
    [
        (COST, [":small[Cost]", r"\$0.08 → **\$0.09**", r":red-badge[↑ \+12 %] :red-badge[worse]", ":small[:gray[n = 4]]"]),
        (
            replace(COST, change="−30 %", outcome=Outcome.BETTER),
            [":small[Cost]", r"\$0.08 → **\$0.09**", ":green-badge[↓ −30 %] :green-badge[better]", ":small[:gray[n = 4]]"],
        ),
        (
            replace(COST, change="+1 %", outcome=Outcome.SAME),
            [":small[Cost]", r"\$0.08 → **\$0.09**", r":gray-badge[↑ \+1 %] :gray-badge[about the same]", ":small[:gray[n = 4]]"],
        ),
        (
            replace(COST, change="±0 %", outcome=Outcome.SAME),
            [":small[Cost]", r"\$0.08 → **\$0.09**", ":gray-badge[±0 %]", ":small[:gray[n = 4]]"],
        ),
        (
            Tile("preference", "People prefer", "B 11 : A 3", "", "B preferred", Outcome.BETTER, "16 judged"),
            [":small[People prefer]", r"**B 11 \: A 3**", ":green-badge[B preferred]", ":small[:gray[16 judged]]"],
        ),
        (
            Tile("preference", "People prefer", "–", "", "", Outcome.UNKNOWN, "nothing judged yet"),
            [":small[People prefer]", "**–**", ":small[:gray[nothing judged yet]]"],
        ),
    ],
    ids=["worse", "better", "within tolerance", "the same", "a sentence of its own", "nothing"],
)  # fmt: skip
def test_a_tile_has_a_word_beside_its_colour(tile: Tile, lines: list[str]) -> None:
    assert tile_markdown(tile).split("  \n") == lines


def test_details_are_told_on_asking() -> None:
    assert plain_lines(("It costs $2.", "Twice.")) == r"It costs \$2." + "\n\nTwice."
    assert plain_lines(()) is None


def test_all_sides_stand_in_one_table() -> None:
    pages = Tile("pages", "Pages", "17", "17", "±0", Outcome.SAME, "n = 3")
    dear = replace(COST, value="$0.30", baseline="$0.20", change="", outcome=Outcome.UNKNOWN)
    frame = tile_frame(
        [
            (replace(COST, doubt="may be chance"), pages),
            (dear, replace(pages, value="18", change="+1", outcome=Outcome.DIFFERENT)),
            (pages,),
        ]
    )
    assert frame.to_dict("records") == [
        {"Figure": "Cost", "A": "", "B": "$0.08 → $0.09 (+12 %, worse, may be chance)", "C": "$0.20 → $0.30", "D": "–"},
        {"Figure": "Pages", "A": "17", "B": "17 (±0)", "C": "18 (+1)", "D": "17 (±0)"},
    ]  # fmt: skip


def test_what_is_alike_is_said_with_a_sign() -> None:
    told = alike_markdown([Concern.DOCUMENTS, Concern.SCHEMA, Concern.CACHED])
    assert told == ":green-badge[✔ Same documents] :green-badge[✔ Same schema]"


def test_sides_without_changes_share_a_line() -> None:
    assert same_text(["B"]) == "B has the same steps and settings as A."
    assert same_text(["B", "C", "D"]) == "B, C and D have the same steps and settings as A."


def test_a_caution_formats_nothing_of_a_documents_name() -> None:
    assert caution_markdown(FAILED).endswith(r"**Caution**] B\: failed on \[a\]\(b\).pdf.")


def _strip() -> None:
    import streamlit as st  # noqa: PLC0415 (runs as a script of its own)

    from components.comparison_strip import draw_strip  # noqa: PLC0415
    from lineup.comparing.comparability import Caution, Concern  # noqa: PLC0415

    cautions = [Caution(Concern.SCHEMA, f"{n} differs.", ("a",) * (n - 1)) for n in range(1, 6)]
    draw_strip(
        [], cautions, key="caution", on_show=lambda concern: st.session_state.update(asked=concern)
    )


def test_many_cautions_fold_and_a_press_asks_for_their_documents() -> None:
    app = run_script(_strip)
    assert [button.label for button in app.button] == ["Show documents"] * 4
    assert app.expander[0].label == "2 more cautions"
    assert "5 differs." in words(app)
    app.button[1].click().run()
    assert app.session_state.asked is Concern.SCHEMA


def _explaining_strip() -> None:
    from components.comparison_strip import draw_strip  # noqa: PLC0415 (runs as a script of its own)
    from lineup.comparing.comparability import Caution, Concern  # noqa: PLC0415

    explaining = [Concern.FAILED, Concern.MISSING, Concern.MISSING, Concern.PAGES, Concern.READ]
    concerns = [*explaining, Concern.SCHEMA, Concern.CACHED]
    cautions = [Caution(one, f"{at} differs.") for at, one in enumerate(concerns)]
    draw_strip([], cautions, key="caution", on_show=lambda _: None)


def test_no_caution_that_explains_differences_is_folded() -> None:
    app = run_script(_explaining_strip)
    folded = [told.value for told in app.expander[0].markdown]
    assert app.expander[0].label == "2 more cautions"
    assert [told.split("**] ")[-1] for told in folded] == ["5 differs.", "6 differs."]


def _page(reading: ComparisonReading, **parameters: str) -> AppTest:
    show(reading)
    app = AppTest.from_function(figures_page, default_timeout=PATIENCE_SECONDS)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


CHANGED = [difference(document="a"), difference(document="a", path="date")]


def _sides(*modes: str) -> list[ComparedSide]:
    steps = [[PipelineStep(type="convert", settings={"mode": mode})] for mode in modes]
    return [compared_side(at, each) for at, each in enumerate(steps)]


def test_two_sides_have_tiles_a_sentence_and_what_changed() -> None:
    other = replace(FINE, alike=Rate(8, 10), is_cached=True)
    documents = [
        read_document("a", FINE, other, differences=CHANGED),
        read_document("b", FINE, FAILED_SIDE),
    ]
    app = _page(comparison_reading(*documents, sides=_sides("fast", "balanced")))
    said = words(app)
    assert "Same documents" in said
    assert r"Invoices v7\: failed on b." in said
    assert "**Version 7 reads 8 of 10 fields as version 6 does.**" in said
    assert ":small[Agreement]  \n**80.00 %**" in said
    assert r"n = 0 documents, 1 left out \(from cache\)" in said
    assert not app.table
    assert app.expander[0].label.endswith(": convert.mode fast → balanced")
    assert not app.get("graphviz_chart")
    app.session_state[f"config-{compared_side(1).key}"] = True
    assert app.run().get("graphviz_chart")


def test_the_documents_of_a_caution_are_shown_from_any_panel() -> None:
    documents = [read_document("a", FINE, FINE), read_document("b", FINE, FAILED_SIDE)]
    app = _page(comparison_reading(*documents), panel="kinds", show="different", cursor="2")
    app.button(key="caution-0").click().run()
    assert address(app, "about") == ["failed"]
    assert [address(app, name) for name in ("panel", "show", "cursor")] == [[], [], []]


def test_four_sides_stand_in_a_table_and_one_is_chosen() -> None:
    sides = _sides("fast", "balanced", "fast", "fast")
    app = _page(comparison_reading(read_document("a", FINE, FINE, FINE, FINE), sides=sides))
    assert list(app.table[0].value.columns) == ["Figure", "A", "B", "C", "D"]
    assert "C and D have the same steps and settings as A." in words(app)
    app.button_group[0].set_value("C").run()
    assert address(app, "beside") == ["C"]
    assert not app.table
    assert ":small[Cost per page]" in words(app)
    app.button_group[0].set_value("all").run()
    assert address(app, "beside") == []


def test_before_anything_ended_nothing_is_claimed() -> None:
    app = _page(comparison_reading(read_document("a", RUNNING, RUNNING)))
    said = words(app)
    assert "Nothing of version 7 can be compared with version 6 yet" in said
    assert r"Not run to the end on all sides\: a." in said
    assert "same steps" not in said
