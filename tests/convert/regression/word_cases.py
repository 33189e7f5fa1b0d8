"""Word documents of the regression set."""

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches

from tests.convert.office_files import red_png, saved, word_parts
from tests.convert.regression.case import Case

_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _linked(document: Document, text: str, address: str) -> None:
    paragraph = document.add_paragraph("See ")
    relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
    paragraph._p.append(parse_xml(link))
    paragraph.add_run(" for the rest.")


def contract() -> bytes:
    document = docx.Document()
    document.add_heading("Supply contract", 0)
    document.add_heading("1 Parties", 1)
    line = document.add_paragraph("The ")
    line.add_run("buyer").bold = True
    line.add_run(" (Example Ltd) and the ")
    line.add_run("seller").italic = True
    line.add_run(" agree on what follows.")
    document.add_heading("2 Goods", 1)
    for style, text in [
        ("List Bullet", "screws"),
        ("List Bullet 2", "long ones"),
        ("List Bullet 3", "of steel"),
        ("List Bullet", "bolts"),
        ("List Number", "order"),
        ("List Number", "pay"),
    ]:
        document.add_paragraph(text, style=style)
    document.add_heading("2.1 Delivery", 2)
    document.add_paragraph(
        "Within 30 days; 5 % off after that. Costs: 1 < 2 & 3 > 2, a*b, c_d_e, [x](y)."
    )
    _linked(document, "our terms", "https://e.org/terms?a=1&b=2")
    document.add_picture(red_png(), Inches(1))
    document.add_paragraph("Figure 1. The seal", style="Caption")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Signed on 1 May 2024.")
    document.sections[0].header.paragraphs[0].text = "Contract no. 7"
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    return saved(document)


def tables() -> bytes:
    document = docx.Document()
    table = document.add_table(4, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Prices 2024"
    for column, text in enumerate(["item", "net", "gross"]):
        table.cell(1, column).text = text
    table.cell(2, 0).merge(table.cell(3, 0)).text = "nut"
    table.cell(2, 1).text, table.cell(2, 2).text = "1.00", "1.19"
    table.cell(3, 1).paragraphs[0].add_run("2.00").bold = True
    table.cell(3, 2).text = "two\nlines | and a pipe"
    document.add_paragraph("Table 1. What it costs", style="Caption")
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "outside"
    inner = outer.cell(0, 1).add_table(2, 2)
    for at, text in enumerate(["a", "b", "c", "d"]):
        inner.cell(at // 2, at % 2).text = text
    return saved(document)


def _run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def notes_and_formulas() -> bytes:
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:footnoteRef/></w:r>{1}</w:p></w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="{0}"/></w:r>'
    area = (
        f"<m:oMath {_MATH}><m:r><m:t>A=</m:t></m:r><m:sSup><m:e><m:r><m:t>r</m:t></m:r></m:e>"
        "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    half = (
        f"<m:oMathPara {_MATH}><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara>"
    )
    low = '<w:rPr><w:vertAlign w:val="subscript"/></w:rPr>'
    return word_parts(
        f"<w:p>{_run('Water is H')}{_run('2', low)}{_run('O')}{reference.format(2)}{_run(', and un')}"
        f"{_run('believ', '<w:rPr><w:b/></w:rPr>')}{_run('able')}{reference.format(3)}{_run('.')}</w:p>",
        f"<w:p>{_run('The area is ')}{area}{_run(' here.')}</w:p>",
        f"<w:p>{half}</w:p>",
        f"<w:p>{_run('Before a tab')}<w:r><w:tab/></w:r>{_run('after it')}<w:r><w:br/></w:r>{_run('and below')}</w:p>",
        notes=note.format(2, _run("As everybody knows.")) + note.format(3, _run("As nobody does.")),
    )


def changes() -> bytes:
    by = 'w:id="1" w:author="Ann" w:date="2024-01-02T03:04:05Z"'
    deleted = '<w:r><w:delText xml:space="preserve">thirty days</w:delText></w:r>'
    return word_parts(
        f"<w:p>{_run('Payment within ')}<w:del {by}>{deleted}</w:del><w:ins {by}>{_run('two weeks')}</w:ins>{_run('.')}</w:p>",
        f"<w:p><w:ins {by}>{_run('A paragraph of Ann’s.')}</w:ins></w:p>",
    )


def greek() -> bytes:
    document = docx.Document()
    document.add_heading("Σύμβαση προμήθειας", 1)
    document.add_paragraph("Ο αγοραστής πληρώνει 1.234,50 € μέχρι τις 31 Μαΐου 2024.")
    document.add_paragraph("βίδες και παξιμάδια", style="List Bullet")
    return saved(document)


def arabic() -> bytes:
    document = docx.Document()
    document.add_heading("عقد توريد", 1)
    document.add_paragraph("يدفع المشتري 1500 يورو خلال ثلاثين يوما.")
    table = document.add_table(2, 2)
    for at, text in enumerate(["البند", "السعر", "برغي", "٢٫٥٠"]):
        table.cell(at // 2, at % 2).text = text
    return saved(document)


CASES = (
    Case("word-contract", contract),
    Case("word-tables", tables),
    Case("word-notes-and-formulas", notes_and_formulas),
    Case("word-changes-accepted", changes),
    Case("word-changes-shown", changes, {"extras": "track_changes"}),
    Case("word-greek", greek),
    Case("word-arabic", arabic),
)
