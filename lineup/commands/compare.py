"""`lineup compare`: versions, drafts or executions compared, for people and for continuous integration."""

import argparse
import sys
import time
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from lineup.commands.run_options import add_run_options, chosen_options
from lineup.commands.terminal import printable, user_name
from lineup.errors import CommandError
from lineup.settings import Settings

if TYPE_CHECKING:
    from lineup.commands.server import CommandServer
    from lineup.comparing.reading_model import ComparisonReading
    from lineup.comparing.report_model import ComparisonReport
    from lineup.workspace.comparison_model import NewComparison
    from lineup.workspace.opening import Workspace

Print = Callable[[str], None]
Wait = Callable[[float], object]

FAILED, NOT_COMPARED = 1, 2
_TURN_SECONDS = 0.2
_TURNS_PER_CHECK = 50
_MOST_SIDES = 4
_TOLERANCES = {"regression": Decimal("0.005"), "difference": Decimal(0)}


def add_compare_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `compare` to the command line."""
    parser = commands.add_parser(
        "compare",
        help="compare two to four versions or executions; exits 1 if --fail-on fails, 2 if it can't",
        description=(
            "Each side is an execution (pex_…) or PIPELINE@VERSION, @0 the draft; the first is the baseline. With "
            "--documents versions are run on them, without it what was run before is compared."
        ),
    )
    parser.add_argument("sides", nargs="+", metavar="SIDE", help="pex_… or PIPELINE@VERSION")
    parser.add_argument("--documents", nargs="+", default=[], metavar="COLLECTION|FILE|URL")
    parser.add_argument("--golden", type=Path, metavar="FILE", help="right values, JSON or lines")
    parser.add_argument("--json", action="store_true", help="print the whole comparison as JSON")
    for name in ("html", "csv", "zip"):
        parser.add_argument(
            f"--{name}", type=Path, metavar="FILE", help=f"write it as {name.upper()}"
        )
    parser.add_argument("--fail-on", choices=sorted(_TOLERANCES), help="exit with status 1 on it")
    parser.add_argument(
        "--tolerance", type=_share, metavar="X", help="share that is no regression or difference"
    )
    parser.add_argument("--data-dir", type=Path, help="folder of everything that is kept")
    add_run_options(parser)


def run_compare_command(chosen: argparse.Namespace, settings: Settings, show: Print) -> int:
    """Compare what was chosen and return the exit status; what can't be compared is a sentence on stderr."""
    from lineup.client import ClientError  # noqa: PLC0415 (dear to import, and only these commands need them)
    from lineup.commands.server import command_server  # noqa: PLC0415
    from lineup.workspace.errors import WorkspaceError  # noqa: PLC0415
    from lineup.workspace.opening import open_workspace  # noqa: PLC0415

    try:
        _require_sides(chosen.sides)
        with command_server(settings) as server, open_workspace(settings) as workspace:
            return compare(chosen, server, workspace, show)
    except (CommandError, ClientError, WorkspaceError) as error:
        _tell(f"Could not compare. {error}")
    except OSError as error:
        _tell(f"Could not compare. {error.filename or 'A file'}: {error.strerror}.")
    return NOT_COMPARED


def compare(
    chosen: argparse.Namespace,
    server: "CommandServer",
    workspace: "Workspace",
    show: Print,
    wait: Wait = time.sleep,
) -> int:
    """Make the comparison, wait for it, export it, and return the exit status. Raises CommandError and the others'."""
    from lineup.clock import utc_now  # noqa: PLC0415
    from lineup.commands.compare_text import FailOn, failures, report_text  # noqa: PLC0415
    from lineup.commands.documents import named_documents, read_golden  # noqa: PLC0415
    from lineup.comparing.exports.json_export import report_json  # noqa: PLC0415
    from lineup.comparing.reading import ComparisonReader  # noqa: PLC0415
    from lineup.comparing.report import comparison_report  # noqa: PLC0415
    from lineup.comparing.requests import CompareRequest, new_comparison  # noqa: PLC0415

    documents = named_documents(workspace, chosen.documents) if chosen.documents else ()
    request = CompareRequest(tuple(chosen.sides), documents, chosen_options(chosen))
    new = new_comparison(server.client, server.name, request, user_name())
    golden = read_golden(chosen.golden, new.documents) if chosen.golden else None
    _tell_price(new, server, workspace)
    comparison_id = workspace.comparisons.add(new).comparison_id
    _finish(comparison_id, server, workspace, wait)
    reading = ComparisonReader.of(workspace).read(comparison_id, golden)
    report = comparison_report(reading, utc_now())
    _require_compared(report)
    _export(chosen, workspace, report, reading)
    show(report_json(report) if chosen.json else report_text(report))
    if chosen.fail_on is None:
        return 0
    condition = FailOn(chosen.fail_on)
    allowed = _TOLERANCES[condition] if chosen.tolerance is None else chosen.tolerance
    found = failures(report, condition, allowed)
    for sentence in found:
        _tell(sentence)
    return FAILED if found else 0


def _tell_price(new: "NewComparison", server: "CommandServer", workspace: "Workspace") -> None:
    """Say what the runs will cost, if any are made."""
    from lineup.comparing.pricing import price_of, price_sentence, side_rate  # noqa: PLC0415
    from lineup.contract.page_ranges import parse_page_range  # noqa: PLC0415

    sides = [side for side in new.sides if side.is_run]
    if not sides:
        return
    keys = [document.key for document in new.documents]
    pages = {one.sha256: one.pages for one in workspace.documents.list_documents(keys)}
    text, location = new.options.get("page_range"), new.options.get("processing_location")
    rates = [(side.label, side_rate(server.client, side, location)) for side in sides]
    page_range = parse_page_range(text) if text else None
    _tell(price_sentence(price_of([pages.get(key) for key in keys], page_range, rates)))


def _finish(
    comparison_id: str, server: "CommandServer", workspace: "Workspace", wait: Wait
) -> None:
    """Go on until all runs have ended; a live dashboard may do some of it. Raises ClientError where the server is away."""
    from lineup.clock import utc_now  # noqa: PLC0415
    from lineup.comparing.running import ComparisonRunner  # noqa: PLC0415
    from lineup.comparing.service import ComparisonService  # noqa: PLC0415

    runner = ComparisonRunner(server.client, workspace, server.name, utc_now)
    service = ComparisonService(workspace, {server.name: runner})
    for turn in count(1):
        service.turn_of(comparison_id)
        is_stopped = workspace.comparisons.get(comparison_id).stopped is not None
        cells = workspace.comparisons.cells(comparison_id)
        if not any(cell.is_due(is_stopped=is_stopped) for cell in cells):
            return
        if not turn % _TURNS_PER_CHECK:
            server.client.get_capabilities()  # a runner waits for a server that is away; a command does not
        wait(_TURN_SECONDS)


def _export(
    chosen: argparse.Namespace,
    workspace: "Workspace",
    report: "ComparisonReport",
    reading: "ComparisonReading",
) -> None:
    from lineup.comparing.exports.crops import page_crops  # noqa: PLC0415
    from lineup.comparing.exports.csv_export import grid_csv  # noqa: PLC0415
    from lineup.comparing.exports.html_export import report_html  # noqa: PLC0415
    from lineup.comparing.exports.zip_export import report_zip  # noqa: PLC0415

    if chosen.csv:
        chosen.csv.write_text(grid_csv(report), "utf-8", newline="")
    if chosen.html or chosen.zip:
        page = report_html(report, page_crops(workspace, reading))
        if chosen.html:
            chosen.html.write_text(page, "utf-8")
        if chosen.zip:
            chosen.zip.write_bytes(report_zip(report, page))


def _require_compared(report: "ComparisonReport") -> None:
    """Raise CommandError where no document has a result on two sides."""
    for document in report.documents:
        if sum(cell.standing == "compared" for cell in document.cells) > 1:
            return
    reasons = [
        f"{document.name} on {cell.side}: {cell.reason}"
        for document in report.documents
        for cell in document.cells
        if cell.reason
    ]
    message = f"No document has a result on two sides. {reasons[0] if reasons else ''}".strip()
    raise CommandError(message)


def _require_sides(sides: list[str]) -> None:
    if not 1 < len(sides) <= _MOST_SIDES:
        message = f"{len(sides)} sides were named: compare two to {_MOST_SIDES}."
        raise CommandError(message)


def _share(text: str) -> Decimal:
    try:
        share = Decimal(text)
    except InvalidOperation:
        share = Decimal(-1)
    if not (share.is_finite() and 0 <= share <= 1):
        message = f"{text!r} is not a share: give a number from 0 to 1"
        raise argparse.ArgumentTypeError(message)
    return share


def _tell(sentence: str) -> None:
    print(printable(sentence), file=sys.stderr)  # noqa: T201 (this is the command line)
