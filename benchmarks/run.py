"""`make bench`: print every figure that the project claims, each as a ratio or beside its peer of the same run."""

import argparse
import sys
from pathlib import Path

from benchmarks import (
    cold_start,
    engine,
    executions_list,
    executions_page,
    throughput,
    uploads,
    workers,
)

PARTS = (engine, throughput, workers, uploads, executions_page, executions_list, cold_start)


def main() -> int:
    """Print the figures and return 1 if one misses its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="folder of documents for the parts that need some"
    )
    parser.parse_args()
    is_met = True
    for part in PARTS:
        for figure in part.measure():
            print(figure.line(), flush=True)
            is_met &= figure.is_met
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
