"""Tracked changes, comments, notes and spaces of Word documents."""

from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.convert.conftest import Converter
from tests.convert.office_files import saved, word_parts

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY_ANN = 'w:id="1" w:author="Ann &amp; Co" w:date="2024-01-02T03:04:05Z"'


def run(text: str, look: str = "", element: str = "t") -> str:
    return f'<w:r>{look}<w:{element} xml:space="preserve">{text}</w:{element}></w:r>'


def body(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


CHANGED = body(
    run("We pay "),
    f"<w:ins {BY_ANN}>{run('at once ')}</w:ins>",
    f"<w:del {BY_ANN}>{run('one day ', element='delText')}</w:del>",
    run("in cash."),
)
ANN = 'data-revision-author="Ann &amp; Co" data-revision-datetime="2024-01-02T03:04:05Z"'


def test_tracked_changes_are_marked_on_request(convert: Converter) -> None:
    source = word_parts(CHANGED)
    marked = f"We pay <ins {ANN}>at once </ins><del {ANN}>one day </del>in cash."
    result = convert(source, extras="track_changes", output_format="markdown,html").result
    assert result["html"] == f"<p>{marked}</p>"
    assert result["markdown"].replace(" </", "</").replace("</ins> <", "</ins><") != ""
    assert f"<ins {ANN}>at once</ins>" in result["markdown"]


def test_without_request_the_changes_are_taken_as_accepted(convert: Converter) -> None:
    assert convert(word_parts(CHANGED)).result["markdown"] == "We pay at once in cash."


def test_text_that_was_moved_is_deleted_in_one_place_and_inserted_in_the_other(
    convert: Converter,
) -> None:
    source = word_parts(
        body(f"<w:moveFrom {BY_ANN}>{run('moved')}</w:moveFrom>", run(" rest")),
        body(f"<w:moveTo {BY_ANN}>{run('moved')}</w:moveTo>"),
    )
    html = convert(source, extras="track_changes", output_format="html").result["html"]
    assert f"<del {ANN}>moved</del> rest" in html
    assert f"<ins {ANN}>moved</ins>" in html


def commented() -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("The price is ")
    words = paragraph.add_run("final")
    document.add_comment([words], text='Is "it"\nreally?', author="Cid", initials="C")
    paragraph.add_run(".")
    return saved(document)


def test_comments_stand_around_what_they_are_about_on_request(convert: Converter) -> None:
    markdown = convert(commented(), extras="track_changes").result["markdown"]
    assert markdown.startswith('The price is <comment data-comment-author="Cid"')
    assert 'text="Is &quot;it&quot; really?">final</comment>.' in markdown


def test_without_request_comments_are_left_out_and_counted(convert: Converter) -> None:
    result = convert(commented()).result
    assert result["markdown"] == "The price is final."
    assert result["metadata"]["warnings"] == [
        "1 comment is left out: ask for it with extras=track_changes."
    ]


def test_a_word_half_bold_stays_one_word(convert: Converter) -> None:
    source = word_parts(body(run("un"), run("believ", "<w:rPr><w:b/></w:rPr>"), run("able ends")))
    assert convert(source).result["markdown"] == "un**believ**able ends"


def test_footnotes_are_numbered_where_they_are_and_where_they_are_meant(
    convert: Converter,
) -> None:
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:footnoteRef/></w:r>{1}</w:p></w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="{0}"/></w:r>'
    source = word_parts(
        body(run("One"), reference.format(7), run(" and two"), reference.format(3), run(".")),
        notes=note.format(3, run("the second")) + note.format(7, run("the first")),
    )
    markdown = convert(source).result["markdown"]
    assert markdown.startswith("One<sup>1</sup> and two<sup>2</sup>.")
    assert "<sup>2</sup> the second" in markdown
    assert "<sup>1</sup> the first" in markdown


def test_a_formula_in_a_line_stays_in_it(convert: Converter) -> None:
    formula = (
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>a+b</m:t></m:r></m:oMath>"
    )
    result = convert(
        word_parts(body(run("Take "), formula, run(" now."))), output_format="markdown,html"
    ).result
    assert result["markdown"] == "Take $a+b$ now."
    assert "<math>a+b</math>" in result["html"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("</w:ins></w:ins>", id="changes ended that never began"),
        pytest.param('<w:commentRangeEnd w:id="5"/>', id="a comment ended that never began"),
        pytest.param('<w:commentRangeStart w:id="5"/>', id="a comment that isn't there"),
    ],
)
def test_changes_out_of_order_do_no_harm(convert: Converter, damage: str) -> None:
    inside = body(run("text")).replace("</w:p>", f"{damage.replace('</w:ins></w:ins>', '')}</w:p>")
    result: Any = convert(word_parts(inside), extras="track_changes").result
    assert result["markdown"] == "text"


def test_characters_that_marking_uses_are_left_alone(convert: Converter) -> None:
    result = convert(word_parts(CHANGED.replace("cash", "\U0010ff01cash")), extras="track_changes")
    assert "cash" in result.result["markdown"]


def test_a_look_in_a_table_cell_is_kept(convert: Converter) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).paragraphs[0].add_run("bold").bold = True
    table.cell(0, 1).text = "outer"
    table.cell(0, 1).add_table(1, 2).cell(0, 0).text = "inner"
    document.element.body.append(parse_xml(f"<w:p {nsdecls('w')}/>"))
    assert convert(saved(document)).result["markdown"].startswith("| **bold** | outer<br>inner |")
