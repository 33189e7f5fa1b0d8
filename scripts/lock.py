"""Write both lock files: names, versions and hashes only, for every platform."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT, TESTS = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
UV = Path(sys.executable).with_name("uv")
OPTIONS = ("--universal", "--no-header", "--no-annotate", "--generate-hashes", "--quiet")
BUILD = "setuptools>=77\n"
SHARED = "python-dateutil<3\n"
"""The object store that the tests start takes no newer one, and the product's versions are the tests' too."""


def compile_lock(target: Path, *sources: str, given: str = "") -> None:
    """Write the lock file for the sources; `given` is more requirements as text."""
    command = [str(UV), "pip", "compile", *OPTIONS, *sources, "-", "-o", str(target)]
    subprocess.run(command, check=True, cwd=ROOT, input=given, text=True)


def main() -> None:
    """Lock the product, then what the tests need on top of just those versions."""
    compile_lock(PRODUCT, "pyproject.toml", given=BUILD + SHARED)
    compile_lock(TESTS, "--group", "test", "-c", PRODUCT.name)


if __name__ == "__main__":
    main()
