"""Spreadsheets of the regression set, those of OpenDocument and of 1997 to 2003, and CSV among them."""

import datetime as dt
import io
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment

from tests.convert.legacy_files import excel
from tests.convert.office_files import open_document, saved
from tests.convert.regression.case import Case


def sales() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sales"
    sheet["A1"] = "Report 2024"
    sheet.merge_cells("A1:D1")
    for row in (
        ["Region", "Date", "Amount", "Share"],
        ["North", dt.date(2024, 1, 31), 1234.5, 0.256],
        ["South", dt.datetime(2024, 2, 29, 13, 45), -99, 1],  # noqa: DTZ001 (a sheet has no zones)
    ):
        sheet.append(row)
    sheet["D3"].number_format, sheet["D4"].number_format = "0.0%", "0%"
    sheet["B4"].number_format = "dd.mm.yyyy hh:mm"
    sheet["A7"], sheet["B7"] = "note | pipe", True
    sheet["A7"].comment = Comment("check this", "Ann")
    sheet["F10"], sheet["G10"], sheet["F11"], sheet["G11"] = "far", "away", 1, 2
    hidden = book.create_sheet("Hidden")
    hidden["A1"] = "secret"
    hidden.sheet_state = "hidden"
    book.create_sheet("Empty")
    return saved(book)


def written() -> io.BytesIO:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Цены")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    sheet.merge_range(0, 0, 0, 1, "Прайс-лист", bold)
    sheet.write_row(1, 0, ["Товар", "Цена"])
    sheet.write_row(2, 0, ["Гайка", 2.5], money)
    sheet.write_row(3, 0, ["Болт", 1234.5], money)
    sheet.write(4, 0, "Итого")
    sheet.write_formula(4, 1, "=SUM(B3:B4)", money, 1237)
    sheet.merge_range(5, 0, 6, 0, "два ряда")
    sheet.write(5, 1, "a")
    sheet.write(6, 1, "b")
    book.close()
    return buffer


def formulas() -> bytes:
    return written().getvalue()


def with_macros() -> bytes:
    """Return a workbook that says it has macros, and has a part of them that is no program."""
    plain, macro = "spreadsheetml.sheet.main+xml", "vnd.ms-excel.sheet.macroEnabled.main+xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(written()) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            whole = f"vnd.openxmlformats-officedocument.{plain}".encode()
            new.writestr(name, text.replace(whole, macro.encode()))
        new.writestr("xl/vbaProject.bin", b"no program")
    return buffer.getvalue()


def semicolons() -> bytes:
    return (
        'Artikel;Preis;Bemerkung\nMutter;2,50;"klein; rund"\nSchraube;3,00;"mit ""Kopf"""\n'.encode(
            "cp1252"
        )
    )


def tabs_in_utf_16() -> bytes:
    return "Όνομα\tΤιμή\nβίδα\t2,50\nπαξιμάδι\t3,00\n".encode("utf-16")


def open_sheets() -> bytes:
    filler = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    return open_document(
        "spreadsheet",
        '<table:table table:name="Preise"><table:table-row>'
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>Preise</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row><table:table-row>"
        '<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1.234,50 €</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2024-01-31"><text:p>31.01.24</text:p></table:table-cell>'
        f"</table:table-row>{filler}</table:table>"
        '<table:table table:name="Rest"><table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>",
    )


def old_workbook() -> bytes:
    sheets: dict[str, list[list[str | float]]] = {
        "Prices": [["item", "price"], ["nut", 2.5], ["bolt", 3.0]],
        "Hidden": [["secret"]],
        "Rest": [["x", 1.0]],
    }
    return excel(sheets, hidden={"Hidden"})


CASES = (
    Case("sheets-sales", sales),
    Case("sheets-second-only", sales, {"page_range": "1"}),
    Case("sheets-formulas-russian", formulas),
    Case("sheets-with-macros", with_macros),
    Case("csv-semicolons", semicolons),
    Case("csv-tabs-greek-utf-16", tabs_in_utf_16),
    Case("sheets-open-document", open_sheets),
    Case("sheets-97", old_workbook),
)
