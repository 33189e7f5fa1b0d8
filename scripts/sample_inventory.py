"""The sample workbook: the stock of a workshop and what moved in it."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_COUNTED = date(2026, 9, 30)
_ZIP_TIME = (2026, 10, 1, 8, 0, 0)
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

_ITEMS: list[
    tuple[str, str, str, str, int, int, float]
] = [  # number, item, category, place, on hand, reorder at, unit cost in EUR
    ("BR-1010", "Ball valve 1/2 in", "Valves", "A-01", 184, 60, 7.40),
    ("BR-1015", "Ball valve 3/4 in", "Valves", "A-01", 132, 60, 9.10),
    ("BR-1020", "Ball valve 1 in", "Valves", "A-02", 48, 50, 12.85),
    ("BR-1040", "Check valve 3/4 in", "Valves", "A-02", 77, 30, 11.20),
    ("BR-1055", "Pressure relief valve 6 bar", "Valves", "A-03", 22, 15, 34.50),
    ("CP-2005", "Copper pipe 15 mm, 3 m", "Pipe", "B-01", 260, 100, 13.60),
    ("CP-2010", "Copper pipe 22 mm, 3 m", "Pipe", "B-01", 145, 80, 21.90),
    ("CP-2020", "Copper pipe 28 mm, 3 m", "Pipe", "B-02", 38, 40, 31.75),
    ("PX-2110", "PEX pipe 16 mm, 100 m coil", "Pipe", "B-03", 19, 8, 86.00),
    ("PX-2120", "PEX pipe 20 mm, 100 m coil", "Pipe", "B-03", 11, 8, 118.00),
    ("FT-3001", "Elbow 15 mm", "Fittings", "C-01", 920, 300, 0.95),
    ("FT-3002", "Elbow 22 mm", "Fittings", "C-01", 640, 300, 1.45),
    ("FT-3011", "Tee 15 mm", "Fittings", "C-02", 415, 200, 1.60),
    ("FT-3012", "Tee 22 mm", "Fittings", "C-02", 188, 200, 2.35),
    ("FT-3021", "Reducer 22 to 15 mm", "Fittings", "C-03", 276, 120, 1.30),
    ("FT-3034", "Compression coupling 15 mm", "Fittings", "C-03", 350, 150, 2.10),
    ("MT-4001", "Water meter DN 15", "Meters", "D-01", 64, 25, 48.00),
    ("MT-4002", "Water meter DN 20", "Meters", "D-01", 31, 20, 57.50),
    ("MT-4010", "Ultrasonic meter DN 25", "Meters", "D-02", 9, 10, 212.00),
    ("MT-4090", "Meter coupling set", "Meters", "D-02", 140, 50, 6.80),
    ("PU-5003", "Circulation pump 25-40", "Pumps", "E-01", 14, 6, 139.00),
    ("PU-5005", "Circulation pump 25-60", "Pumps", "E-01", 8, 6, 164.00),
    ("PU-5020", "Submersible pump 400 W", "Pumps", "E-02", 5, 4, 97.90),
    ("SL-6001", "PTFE tape 12 mm", "Sealing", "F-01", 510, 200, 0.60),
    ("SL-6004", "Fibre washer 3/4 in, 100 pcs", "Sealing", "F-01", 43, 20, 5.25),
    ("SL-6010", "Flange gasket DN 50", "Sealing", "F-02", 68, 30, 3.90),
    ("TL-7001", "Pipe cutter 3 to 35 mm", "Tools", "G-01", 12, 5, 27.40),
    ("TL-7008", "Press jaw 15 mm", "Tools", "G-01", 4, 3, 149.00),
    ("TL-7015", "Torque wrench 20 to 100 Nm", "Tools", "G-02", 3, 2, 118.50),
    ("IN-8002", "Pipe insulation 22 mm, 2 m", "Insulation", "H-01", 390, 150, 1.85),
]
_REASONS = {"Receipt": "Delivery", "Issue": "Job", "Return": "From job", "Correction": "Count"}

_HEAD_FILL = PatternFill("solid", fgColor="0B5C7A")
_LOW_FILL = PatternFill("solid", fgColor="FBE3D6")
_THIN = Side("thin", color="9FB3BD")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def inventory_xlsx() -> bytes:
    """Return the workbook, with nothing in it that depends on when it was made."""
    book = Workbook()
    _fill_stock(book.active)
    _fill_movements(book.create_sheet("Movements"))
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _fill_stock(sheet: Worksheet) -> None:
    sheet.title = "Stock"
    heads = [
        "Number",
        "Item",
        "Category",
        "Place",
        "On hand",
        "Reorder at",
        "Unit cost",
        "Value",
        "Counted on",
    ]
    _write_head(sheet, f"Stock on {_COUNTED:%d %B %Y}, values in EUR", heads)
    for place, item in enumerate(_ITEMS):
        _, _, _, _, on_hand, reorder_at, cost = item
        sheet.append([*item, round(on_hand * cost, 2), _COUNTED - timedelta(days=place % 4)])
        if on_hand < reorder_at:
            sheet.cell(sheet.max_row, 5).fill = _LOW_FILL
    total = round(sum(item[4] * item[6] for item in _ITEMS), 2)
    sheet.append(["Total", None, None, None, sum(item[4] for item in _ITEMS), None, None, total])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    _set_formats(sheet, {5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "yyyy-mm-dd"})
    _set_widths(sheet, (11, 31, 12, 8, 10, 12, 11, 13, 13))


def _fill_movements(sheet: Worksheet) -> None:
    heads = ["Date", "Number", "Movement", "Quantity", "Reference", "Booked by"]
    _write_head(sheet, "Movements in September 2026", heads)
    chance = Random(9)
    day = date(2026, 9, 1)
    for _ in range(30):
        number, *_, on_hand, _, _ = chance.choice(_ITEMS)
        kind = chance.choices(list(_REASONS), weights=(5, 9, 2, 1))[0]
        quantity = max(1, round(on_hand * chance.uniform(0.02, 0.15)))
        reference = f"{_REASONS[kind]} {chance.randint(4100, 4899)}"
        signed = quantity if kind in {"Receipt", "Return"} else -quantity
        sheet.append(
            [day, number, kind, signed, reference, chance.choice(["Anders", "Meera", "Tom"])]
        )
        day += timedelta(days=chance.choice([0, 1, 1, 1]))
    _set_formats(sheet, {1: "yyyy-mm-dd", 4: "+#,##0;-#,##0"})
    _set_widths(sheet, (12, 11, 13, 10, 16, 12))


def _write_head(sheet: Worksheet, title: str, heads: Sequence[str]) -> None:
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.row_dimensions[1].height = 24
    sheet.append(list(heads))
    for cell in sheet[2]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD_FILL
        cell.alignment = Alignment(horizontal="center")
    sheet.freeze_panes = "A3"


def _set_formats(sheet: Worksheet, formats: dict[int, str]) -> None:
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.border = _GRID
            if cell.row > 2 and cell.column in formats:
                cell.number_format = formats[cell.column]


def _set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _timeless(content: bytes) -> bytes:
    """Return the archive with one fixed time in place of each moment of its making."""
    buffer = io.BytesIO()
    stamp = rb"\g<1>2026-10-01T08:00:00Z"
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(buffer, "w") as fixed:
        for part in made.infolist():
            text = _MADE.sub(stamp, made.read(part))
            entry = zipfile.ZipInfo(part.filename, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, text)
    return buffer.getvalue()
