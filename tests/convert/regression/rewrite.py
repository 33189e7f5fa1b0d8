"""Keep today's readings of the regression set: `make expectations`, or with names of cases only those.

To be run on purpose, and its difference to be read, as it is what users will see.
"""

import sys
import tempfile
from pathlib import Path

from tests.convert.regression.cases import CASES


def main(names: list[str]) -> None:
    unknown = set(names) - {case.name for case in CASES}
    if unknown:
        sys.exit(f"There are no such cases: {', '.join(sorted(unknown))}.")
    for case in CASES:
        if names and case.name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            read = case.read(Path(folder))
        kept = case.expected.read_text(encoding="utf-8") if case.expected.exists() else ""
        case.expected.write_text(read, encoding="utf-8")
        if read != kept:
            sys.stdout.write(f"{case.expected.name} {'is changed' if kept else 'is new'}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
