"""Presentations of the regression set, those of OpenDocument and of 1997 to 2003 among them."""

from typing import Any

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.convert.legacy_files import powerpoint_97
from tests.convert.office_files import open_document, red_png, saved
from tests.convert.regression.case import Case

TITLE, TITLE_AND_TEXT, TITLE_ONLY, BLANK = 0, 1, 5, 6
_PLACE = (Inches(1), Inches(2), Inches(6), Inches(2))


def deck() -> bytes:
    presentation = pptx.Presentation()
    layouts, slides = presentation.slide_layouts, presentation.slides
    first = slides.add_slide(layouts[TITLE])
    first.shapes.title.text = "Results 2024"
    first.placeholders[1].text = "Board meeting"
    plan = slides.add_slide(layouts[TITLE_AND_TEXT])
    plan.shapes.title.text = "Plan"
    frame = plan.placeholders[1].text_frame
    frame.text = "Grow"
    for level, text in enumerate(["in the north", "by 5 %"], start=1):
        line = frame.add_paragraph()
        line.text, line.level = text, level
    line = frame.add_paragraph()
    line.add_run().text = "Save "
    bold = line.add_run()
    bold.text, bold.font.bold = "half", True
    plan.notes_slide.notes_text_frame.text = "Say hello first.\nThen begin."
    prices = slides.add_slide(layouts[TITLE_ONLY])
    prices.shapes.title.text = "Prices"
    table = prices.shapes.add_table(3, 3, *_PLACE).table
    for column, text in enumerate(["item", "net", "gross"]):
        table.cell(0, column).text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    table.cell(1, 0).text, table.cell(2, 2).text = "on request", "1.19"
    box = prices.shapes.add_textbox(Inches(1), Inches(5), Inches(3), Inches(1)).text_frame
    link = box.paragraphs[0].add_run()
    link.text, link.hyperlink.address = "Price list", "https://e.org/prices"
    picture = prices.shapes.add_picture(red_png(), Inches(5), Inches(5))
    picture._element.nvPicPr.cNvPr.set("descr", "a red box")
    return saved(presentation)


def charts_and_hidden() -> bytes:
    presentation = pptx.Presentation()
    layouts, slides = presentation.slide_layouts, presentation.slides
    sales = slides.add_slide(layouts[TITLE_ONLY])
    sales.shapes.title.text = "Sales"
    figures: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    figures.categories = ["North", "South"]
    figures.add_series("2023", (1, 2.5))
    figures.add_series("2024", (3, 4))
    sales.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *_PLACE, figures)
    hidden = slides.add_slide(layouts[BLANK])
    hidden._element.set("show", "0")
    hidden.shapes.add_textbox(*_PLACE).text_frame.text = "Not shown: Здравствуйте"
    group = hidden.shapes.add_group_shape()
    group.shapes.add_textbox(*_PLACE).text_frame.text = "In a group"
    return saved(presentation)


def open_slides() -> bytes:
    title = '<draw:frame presentation:class="title"><draw:text-box><text:p>{0}</text:p></draw:text-box></draw:frame>'
    items = (
        '<draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item><text:p>first</text:p>'
        "<text:list><text:list-item><text:p>deeper</text:p></text:list-item></text:list></text:list-item></text:list>"
        "</draw:text-box></draw:frame>"
    )
    notes = (
        "<presentation:notes><draw:frame><draw:text-box><text:p>Say hello.</text:p></draw:text-box></draw:frame>"
        "</presentation:notes>"
    )
    return open_document(
        "presentation",
        f'<draw:page draw:name="a">{title.format("Plan")}{items}{notes}</draw:page>'
        f'<draw:page draw:name="b">{title.format("End")}</draw:page>',
    )


def old_deck() -> bytes:
    return powerpoint_97(
        ("Plan", "grow in the north", "save half"),
        ("End", "Thank you"),
        boxes={1: "Questions?"},
        layout="Titelmasterformat durch Klicken bearbeiten",
    )


CASES = (
    Case("slides-deck", deck),
    Case("slides-chart-and-hidden", charts_and_hidden),
    Case("slides-open-document", open_slides),
    Case("slides-97", old_deck),
)
