"""Dates, measures and amounts of money, written as the ISO standards have them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import BlockType
from lineup.engine.processors.convert.model.checkpoint import document_from_json
from lineup.engine.processors.convert.model.contents import Listing, Prose
from lineup.engine.processors.convert.model.inline import Mark, Run, plain, plain_text
from lineup.engine.processors.iso_values import TranslateToIso
from lineup.engine.processors.iso_values.conventions import Conventions
from lineup.engine.processors.iso_values.settings import IsoSettings
from lineup.engine.processors.iso_values.translator import Translator
from lineup.engine.processors.protocol import ProcessorError, StepOutput
from tests.custom.documents import block, document, heading, run, table, text


def translated(words: str, **settings: Any) -> tuple[str, list[str]]:
    """Return the text as it is written anew, by itself, and why values were left."""
    chosen = IsoSettings.model_validate(settings)
    translator = Translator(chosen, Conventions(chosen.date_order, chosen.decimal_mark))
    written = plain_text(translator.runs(plain(words)))
    return written, [each["reason"] for each in translator.left]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("due 4 March 2026, or", "due 2026-03-04, or"),
        ("March 4th, 2026", "2026-03-04"),
        ("4-Mar-2026", "2026-03-04"),
        ("am 4. März 2026", "am 2026-03-04"),
        ("4. Jänner 2026", "2026-01-04"),
        ("le 1er août 2026", "le 2026-08-01"),
        ("4 de enero de 2026", "2026-01-04"),
        ("4 gennaio 2026", "2026-01-04"),
        ("4 maart 2026", "2026-03-04"),
        ("in May 2026", "in 2026-05"),
        ("mars 2026", "2026-03"),
        ("03.04.2026", "2026-04-03"),
        ("13/04/2026", "2026-04-13"),
        ("04/13/2026", "2026-04-13"),
        ("2026/3/4", "2026-03-04"),
        ("2026-03-04", "2026-03-04"),
        ("€ 1.234,56", "EUR 1234.56"),
        ("1 234,56 €", "EUR 1234.56"),
        ("1,234.56 USD", "USD 1234.56"),
        ("US$ 1,234.50", "USD 1234.50"),
        ("CHF 1'250.00", "CHF 1250.00"),
        ("-5 €", "EUR -5"),
        ("£-5.10", "GBP -5.10"),
        ("EUR 5,--", "EUR 5"),
        ("12,50 zł", "PLN 12.50"),
        ("5 lb", "2.27 kg"),
        ("6 feet", "1.83 m"),
        ("98.6 °F", "37 °C"),
        ("-40 °F", "-40 °C"),
        ("100 mph", "161 km/h"),
        ("12 Kilogramm", "12 kg"),
        ("1,5 Liter", "1.5 L"),
        ("2,5 kg", "2.5 kg"),
        ("10 ft²", "0.929 m²"),
        ("0 miles", "0 km"),
    ],
)
def test_a_clear_value_is_written_anew(before: str, after: str) -> None:
    assert translated(before) == (after, [])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("03/04/2026", "the day or the month first"),
        ("03/13/26", "two digits"),
        ("31.02.2026", "no such day"),
        ("30 February 2026", "no such day"),
        ("you may 2026", "a word rather than a month"),
        ("$5", "several dollars"),
        ("¥500", "yen and of yuan"),
        ("200 kr", "krone"),
        ("£1,234", "two ways"),
        ("1.234 Meter", "two ways"),
        ("20 gallons", "the US"),
        ("5 pounds", "weight or money"),
        ("10-12 ft", "end of a range"),
        ("10 x 12 ft", "end of a range"),
        ("10-12 €", "end of a range"),
        ("5 ft 10 in", "another unit"),
    ],
)
def test_an_unclear_value_is_left_and_told(words: str, reason: str) -> None:
    written, reasons = translated(words)

    assert written == words
    assert [reason in each for each in reasons] == [True]


@pytest.mark.parametrize(
    "words",
    [
        "version 1.2.3",
        "10.0.0.1",
        "tel 030-12-2026",
        "Section 3.4",
        "5 M of them",
        "IBAN DE02 1203 0000 0000 2020 51",
        "no figures",
        "march on",
    ],
)
def test_what_is_no_such_value_is_left_alone(words: str) -> None:
    assert translated(words) == (words, [])


@pytest.mark.parametrize(
    ("words", "settings", "after"),
    [
        ("03/04/2026", {"date_order": "day_first"}, "2026-04-03"),
        ("03/04/2026", {"date_order": "month_first"}, "2026-03-04"),
        ("£1,234", {"decimal_mark": "point"}, "GBP 1234"),
        ("£1,234", {"decimal_mark": "comma"}, "GBP 1.234"),
        ("$5", {"currencies": {"$": "CAD"}}, "CAD 5"),
        ("4 March 2026 for 5 €", {"kinds": ["money"]}, "4 March 2026 for EUR 5"),
    ],
)
def test_settings_say_what_the_text_does_not(words: str, settings: JsonObject, after: str) -> None:
    assert translated(words, **settings) == (after, [])


def test_a_value_across_changes_of_look_is_written_where_it_begins() -> None:
    translator = Translator(IsoSettings(), Conventions())
    runs = (Run("on "), Run("4 March", (Mark.BOLD,)), Run(" 2026"), Run(" at noon"))

    assert translator.runs(runs) == (
        Run("on "),
        Run("2026-03-04", (Mark.BOLD,)),
        Run(" at noon"),
    )


def output_of(folder: Path, *blocks: Any, **settings: Any) -> StepOutput:
    return run(TranslateToIso(), document(blocks), folder, settings)


def test_the_documents_clear_cases_decide_its_unclear_ones(tmp_path: Path) -> None:
    output = output_of(
        tmp_path, text("From 03/04/2026 to 28/04/2026"), table(("£1,234", "£2,345.60"))
    )

    (page,) = document_from_json(output.checkpoint).pages
    assert page.blocks[0].content == Prose(plain("From 2026-04-03 to 2026-04-28"))
    assert "GBP 1234" in output.result["markdown"]
    assert output.result["metadata"]["iso"]["left"] == []


def test_a_document_that_says_both_decides_nothing(tmp_path: Path) -> None:
    output = output_of(tmp_path, text("28/04/2026, 04/28/2026 and 03/04/2026"))

    assert "2026-04-28, 2026-04-28 and 03/04/2026" in output.result["markdown"]


def test_the_report_names_each_change_and_its_place(tmp_path: Path) -> None:
    output = output_of(tmp_path, heading("Due 4 March 2026"), text("Pay $5, else 5 €"))

    assert output.result["metadata"]["iso"] == {
        "changed": [
            {
                "kind": "date",
                "before": "4 March 2026",
                "after": "2026-03-04",
                "block_id": "/page/0/SectionHeader/0",
            },
            {
                "kind": "money",
                "before": "5 €",
                "after": "EUR 5",
                "block_id": "/page/0/Text/1",
            },
        ],
        "left": [
            {
                "kind": "money",
                "before": "$5",
                "reason": "$ is the sign of several dollars: name the one meant in the setting 'currencies'",
                "block_id": "/page/0/Text/1",
            }
        ],
        "counts": {"date_changed": 1, "money_left": 1, "money_changed": 1},
    }


def test_program_text_stays_as_it_is(tmp_path: Path) -> None:
    output = output_of(tmp_path, block(BlockType.CODE, Listing("due = '4 March 2026'")))

    assert "4 March 2026" in output.result["markdown"]


@pytest.mark.parametrize(
    "settings",
    [
        {"kinds": []},
        {"kinds": ["colour"]},
        {"date_order": "year"},
        {"currencies": {"$": "dollar"}},
    ],
)
def test_wrong_settings_are_a_sentence(tmp_path: Path, settings: JsonObject) -> None:
    with pytest.raises(ProcessorError, match="The translate to ISO settings can't be used"):
        output_of(tmp_path, text("a"), **settings)


def test_translating_twice_changes_nothing_more() -> None:
    words = "On 4 March 2026 pay 1.234,56 € for 5 lb or 6 feet at 98.6 °F"
    once, _ = translated(words)
    assert translated(once)[0] == once


@given(st.text(alphabet="0123456789.,-/ $€kglbftm MarchMay\u00a0", max_size=60))
def test_no_text_makes_it_stumble(words: str) -> None:
    translated(words)
