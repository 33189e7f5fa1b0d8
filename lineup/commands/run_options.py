"""The options of the run endpoint on the command line."""

import argparse

from lineup.contract.executions import OUTPUT_FORMATS, PROCESSING_LOCATIONS
from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.contract.wire import JsonObject

_NAMES = (
    "page_range",
    "output_format",
    "run_evals",
    "skip_cache",
    "webhook_url",
    "processing_location",
)


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """Add every option that a run may have."""
    group = parser.add_argument_group("options of the runs")
    group.add_argument("--page-range", type=_pages, metavar="PAGES", help="0-based, such as 0,2-4")
    formats = ", ".join(OUTPUT_FORMATS)
    group.add_argument("--output-format", metavar="FORMAT", help=f"{formats}, or several of them")
    group.add_argument("--run-evals", action="store_true", help="run the pipeline's eval rubrics")
    group.add_argument("--skip-cache", action="store_true", help="do all work anew")
    group.add_argument("--webhook-url", metavar="URL", help="where the end of a run is told")
    group.add_argument("--processing-location", choices=PROCESSING_LOCATIONS)


def chosen_options(chosen: argparse.Namespace) -> JsonObject:
    """Return the options that were chosen, by their names on the wire."""
    told = {name: getattr(chosen, name) for name in _NAMES}
    return {name: value for name, value in told.items() if value}


def _pages(text: str) -> str:
    try:
        parse_page_range(text)
    except PageRangeError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text
