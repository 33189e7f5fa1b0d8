"""Office documents, HTML and EPUB."""

from collections import Counter

import docx
import pytest
from docx.enum.text import WD_BREAK

from lineup.engine.processors.protocol import ProcessorError
from tests.convert.conftest import Converter
from tests.convert.office_files import archive, epub, open_document, saved, slides, word, workbook


def test_a_word_document_keeps_headings_lists_and_looks(convert: Converter) -> None:
    document = docx.Document()
    document.add_heading("Terms", 1)
    line = document.add_paragraph("The buyer pays ")
    line.add_run("at once").bold = True
    line.add_run(", in cash.")
    document.add_paragraph("screws", style="List Bullet")
    document.add_paragraph("long ones", style="List Bullet 2")
    document.add_paragraph("first", style="List Number")
    document.add_heading("Delivery", 2)
    assert convert(saved(document)).result["markdown"] == (
        "# Terms\n\nThe buyer pays **at once**, in cash.\n\n"
        "- screws\n    - long ones\n1. first\n\n## Delivery"
    )


def test_a_title_stands_above_the_headings(convert: Converter) -> None:
    source = word(("Title", "The whole"), ("Heading 1", "A part"), ("Normal", "text"))
    assert convert(source).result["markdown"] == "# The whole\n\n## A part\n\ntext"


def test_a_word_table_keeps_its_spans(convert: Converter) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "both"
    table.cell(1, 0).text, table.cell(1, 1).text = "left", "right"
    html = convert(saved(document), output_format="html").result["html"]
    assert '<th colspan="2">both</th>' in html
    assert "<td>left</td><td>right</td>" in html


def test_a_picture_comes_with_what_its_author_wrote_about_it(convert: Converter) -> None:
    result = convert(slides("One")).result
    [name] = result["images"]
    assert name.endswith(".png")
    assert f"({name})" in result["markdown"]
    bare = convert(slides("One"), include_image_captions=False).result
    assert f"![]({name})" in bare["markdown"]


def test_a_word_documents_header_and_footer_are_shown_on_request(convert: Converter) -> None:
    document = docx.Document()
    document.add_paragraph("the text")
    document.sections[0].header.paragraphs[0].text = "from above"
    document.sections[0].footer.paragraphs[0].text = "from below"
    source = saved(document)
    assert convert(source).result["markdown"] == "the text"
    whole = convert(source, include_headers_footers=True).result["markdown"]
    assert sorted(whole.split("\n\n")) == ["from above", "from below", "the text"]


def test_slides_are_pages_and_know_their_places(convert: Converter) -> None:
    output = convert(slides("One", "Two", "Three"), page_range="2", output_format="json,markdown")
    [page] = output.result["json"]["children"]
    assert page["id"].startswith("/page/2/Page/")
    assert page["bbox"] == [0, 0, 720, 540]
    assert output.result["markdown"].startswith("# Three\n\n- first point of Three")
    heading = page["children"][0]
    assert heading["bbox"][0] == 36
    assert output.result["metadata"]["page_kind"] == "slide"


def test_sheets_are_pages_with_their_names(convert: Converter) -> None:
    source = workbook({"Prices": [["item", "price"], ["nut", 2.5]], "Empty": [], "Rest": [["x"]]})
    output = convert(source, page_range="0-1", output_format="markdown,json")
    assert output.page_count == 2
    assert output.result["markdown"] == (
        "# Prices\n\n| item | price |\n|---|---|\n| nut | 2.5 |\n\n# Empty"
    )
    titles = [page["title"] for page in output.result["metadata"]["page_stats"]]
    assert titles == ["Prices", "Empty"]
    assert output.result["metadata"]["page_kind"] == "sheet"


def test_a_csv_is_one_table(convert: Converter) -> None:
    source = b'name,remark\nNut,"small, <b>round</b>"\nBolt,"a|b"\n'
    result = convert(source, output_format="markdown,html").result
    assert result["markdown"] == (
        "| name | remark |\n|---|---|\n| Nut | small, &lt;b>round&lt;/b> |\n| Bolt | a\\|b |"
    )
    assert "&lt;b&gt;round&lt;/b&gt;" in result["html"]


def test_html_loses_its_scripts_and_keeps_its_structure(convert: Converter) -> None:
    source = (
        b"<html><head><title>T</title><script>alert(1)</script></head><body><p>before</p>"
        b"<h1>Top &amp; bottom</h1><p onclick='x'>one <em>two</em> <code>x*y</code> <a href='javascript:y'>three</a>"
        b" <a href='https://e.org/'>four</a></p><pre>a &lt; b\n  c</pre><h3>Deeper</h3>"
        b"<ol><li>first</li><li>second<ul><li>inner</li></ul></li></ol></body></html>"
    )
    result = convert(source, output_format="markdown,html").result
    assert result["markdown"] == (
        "before\n\n# Top & bottom\n\none *two* `x*y` three [four](https://e.org/)\n\n"
        "```\na < b\n  c\n```\n\n### Deeper\n\n1. first\n2. second\n    - inner"
    )
    assert "alert" not in result["html"]
    assert "javascript" not in result["html"]
    assert "onclick" not in result["html"]


def test_pictures_of_other_servers_are_not_fetched(convert: Converter) -> None:
    source = (
        b"<!DOCTYPE html><html><body><h1>x</h1>"
        b"<img src='http://127.0.0.1:9/x.png' alt='a chart'></body></html>"
    )
    result = convert(source).result
    assert result["images"] == {}
    assert result["markdown"] == "# x\n\na chart"


def test_an_epub_is_read_chapter_by_chapter(convert: Converter) -> None:
    source = epub("<h1>One</h1><p>first</p>", "<h1>Two</h1><p>second</p>")
    assert convert(source).result["markdown"] == "# One\n\nfirst\n\n# Two\n\nsecond"


def test_an_opendocument_text_is_read(convert: Converter) -> None:
    source = open_document(
        "text",
        '<text:h text:outline-level="1">Head</text:h><text:p>para</text:p>'
        "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>",
    )
    assert convert(source).result["markdown"] == "# Head\n\npara\n\n- item"


def test_an_opendocument_spreadsheets_sheets_are_pages(convert: Converter) -> None:
    sheet = (
        '<table:table table:name="{0}"><table:table-row><table:table-cell office:value-type="string">'
        "<text:p>in {0}</text:p></table:table-cell></table:table-row></table:table>"
    )
    source = open_document("spreadsheet", sheet.format("A") + sheet.format("B"))
    result = convert(source, page_range="1").result
    assert result["markdown"] == "# B\n\n| in B |\n|---|"


def test_an_opendocument_presentations_slides_are_pages(convert: Converter) -> None:
    slide = (
        '<draw:page draw:name="{0}"><draw:frame><draw:text-box><text:p>says {0}</text:p>'
        "</draw:text-box></draw:frame></draw:page>"
    )
    output = convert(open_document("presentation", slide.format("a") + slide.format("b")))
    assert output.page_count == 2
    assert output.result["markdown"].endswith("# b\n\nsays b")


def long_text(first: str = "Paragraph 0.") -> bytes:
    texts = [first, *(f"Paragraph {at}." for at in range(1, 30))]
    return word(*[("Normal", f"{text} {'All is well. ' * 80}") for text in texts])


def test_a_long_text_gets_pages_of_its_own_that_stay_the_same(convert: Converter) -> None:
    whole = convert(long_text(), output_format="chunks").result
    pages = [block["page"] for block in whole["chunks"]["blocks"]]
    assert pages == sorted(pages)
    assert max(Counter(pages).values()) == 2
    assert whole["metadata"]["page_kind"] == "synthetic"
    part = convert(long_text(), output_format="chunks", page_range="2").result
    assert part["chunks"]["blocks"] == [
        block for block in whole["chunks"]["blocks"] if block["page"] == 2
    ]


def test_after_a_small_edit_the_later_pages_are_the_same(convert: Converter) -> None:
    before = convert(long_text(), output_format="chunks").result["chunks"]["blocks"]
    edited = long_text("Paragraph nought, as it is called now, in a few more words.")
    after = convert(edited, output_format="chunks").result["chunks"]["blocks"]
    assert after[0] != before[0]
    assert after[1:] == before[1:]


def test_a_page_ends_where_its_author_ends_it(convert: Converter) -> None:
    document = docx.Document()
    document.add_paragraph("on the first")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("on the second").add_run().add_break(WD_BREAK.PAGE)
    third = document.add_paragraph("on the third")
    fourth = document.add_paragraph("on the fourth")
    fourth.paragraph_format.page_break_before = True
    third.add_run(" too")
    document.sections[0].header.paragraphs[0].text = "above"
    result = convert(saved(document), include_headers_footers=True, paginate=True).result
    pages = [page.split("---\n\n")[-1].strip() for page in result["markdown"].split("{")[1:]]
    assert pages == ["above\n\non the first", "on the second", "on the third too", "on the fourth"]


def test_a_heading_is_not_left_behind_at_the_end_of_a_page(convert: Converter) -> None:
    text = "All is well. " * 100
    source = word(
        ("Normal", text), ("Normal", text), ("Heading 3", "What follows"), ("Normal", text)
    )
    blocks = convert(source, output_format="chunks").result["chunks"]["blocks"]
    assert [block["page"] for block in blocks] == [0, 0, 1, 1]


def test_a_document_without_any_text_has_no_pages(convert: Converter) -> None:
    with pytest.raises(ProcessorError, match=r"The document has no pages"):
        convert(word())


def test_a_zip_bomb_is_refused_before_it_is_unpacked(convert: Converter) -> None:
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": bytes(120 * 1024 * 1024),
    }
    with pytest.raises(ProcessorError, match=r"would unpack to 120 MB in 2 parts"):
        convert(archive(parts))


def test_a_damaged_office_file_is_an_error_that_says_so(convert: Converter) -> None:
    broken = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "no xml"})
    with pytest.raises(ProcessorError, match=r"This Word document is damaged"):
        convert(broken)


def test_a_truncated_office_file_is_an_error_that_says_so(convert: Converter) -> None:
    whole = slides("One")
    with pytest.raises(ProcessorError, match=r"damaged or incomplete|is damaged"):
        convert(whole[: len(whole) // 2])


def test_entities_that_grow_are_refused(convert: Converter) -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    document = (
        f"{laughs}<w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(ProcessorError, match=r"is damaged|no pages"):
        convert(archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document}))
