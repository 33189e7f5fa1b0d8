"""The price before a run: decimal, rounded as billed, and unknown where a part is."""

from decimal import Decimal

import pytest

from lineup.comparing.naming import find_pipeline, version_side
from lineup.comparing.pricing import Price, price_of, price_sentence, side_rate
from lineup.contract.page_ranges import parse_page_range
from lineup.contract.pipelines import PipelineStep
from lineup.workspace.comparison_model import ComparedSide
from lineup.workspace.errors import UnknownError
from tests.comparing.conftest import Lab

RATE = Decimal(250)


@pytest.mark.parametrize(
    ("counts", "pages", "rates", "price"),
    [
        ([10, 3], None, [("A", RATE), ("B", RATE)], Price(4, 26, Decimal(8), 0, ())),
        ([10, 3], "0-4", [("A", RATE)], Price(2, 8, Decimal(3), 0, ())),
        ([10, None], None, [("A", RATE)], Price(2, None, None, 1, ())),
        ([10], None, [("A", RATE), ("B", None)], Price(2, 20, None, 0, ("B",))),
        ([], None, [("A", RATE)], Price(0, 0, Decimal(0), 0, ())),
    ],
    ids=["each run rounded up", "a page range", "pages unknown", "rate unknown", "nothing"],
)
def test_the_price_of_a_comparison(
    counts: list[int | None],
    pages: str | None,
    rates: list[tuple[str, Decimal | None]],
    price: Price,
) -> None:
    asked = None if pages is None else parse_page_range(pages)
    assert price_of(counts, asked, rates) == price


@pytest.mark.parametrize(
    ("price", "sentence"),
    [
        (Price(4, 26, Decimal(8), 0, ()), "4 runs · 26 pages · about $0.08"),
        (
            Price(1, None, None, 1, ("B",)),
            "1 run · pages not known · price not known: the pages of 1 document, the rate of B",
        ),
    ],
)
def test_the_price_is_said(price: Price, sentence: str) -> None:
    assert price_sentence(price) == sentence


def test_each_side_has_its_own_rate(lab: Lab) -> None:
    pipeline = lab.client.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
    lab.client.save_pipeline(pipeline.pipeline_id, "Convert")
    lab.client.create_version(pipeline.pipeline_id)
    accurate = [PipelineStep(type="convert", settings={"mode": "accurate"})]
    pipeline = lab.client.update_pipeline(pipeline.pipeline_id, accurate)

    rates = [side_rate(lab.client, version_side(lab.client, pipeline, one)) for one in (1, 0)]

    assert rates[0] is not None
    assert rates[1] is not None
    assert rates[0] < rates[1]
    past = ComparedSide("pex_1", "past", pipeline.pipeline_id, "Convert", None)
    assert side_rate(lab.client, past) == 0
    gone = ComparedSide("pl_goneGONEgone@1", "gone", "pl_goneGONEgone", "Gone", 1)
    assert side_rate(lab.client, gone) is None


def test_pipelines_are_found_by_id_and_by_name(lab: Lab) -> None:
    pipeline = lab.pipeline({}, {})
    assert find_pipeline(lab.client, pipeline.pipeline_id) == pipeline
    assert find_pipeline(lab.client, "Planted").pipeline_id == pipeline.pipeline_id
    with pytest.raises(UnknownError, match=r"no pipeline 'Plantet'"):
        find_pipeline(lab.client, "Plantet")
    with pytest.raises(UnknownError, match=r"no version 9; published: 1, 2"):
        version_side(lab.client, pipeline, 9)
    lab.pipeline({}, {})
    with pytest.raises(UnknownError, match="more than one pipeline"):
        find_pipeline(lab.client, "Planted")
