"""`make bench`: print every figure that the project claims, each as a ratio or beside its peer of the same run."""

import argparse
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from benchmarks import (
    cold_start,
    compare,
    compare_page,
    convert_quality,
    engine,
    executions_list,
    executions_page,
    extract,
    segments,
    throughput,
    uploads,
    workers,
)
from benchmarks.figures import Figure

PARTS = (
    segments,
    engine,
    throughput,
    workers,
    uploads,
    executions_page,
    executions_list,
    compare,
    compare_page,
    cold_start,
)
DATA_PARTS = (convert_quality, extract)


def main() -> int:
    """Print the figures and return 1 if one misses its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="folder of documents for the parts that need some"
    )
    data = parser.parse_args().data
    is_met = True
    for figure in chain(*(part.measure() for part in PARTS), _of_data(data)):
        print(figure.line(), flush=True)
        is_met &= figure.is_met
    return 0 if is_met else 1


def _of_data(data: Path | None) -> Iterator[Figure]:
    for part in DATA_PARTS:
        if data is None:
            print(part.NEEDS)
        else:
            yield from part.measure(data)


if __name__ == "__main__":
    sys.exit(main())
