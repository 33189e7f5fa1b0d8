"""Write both lock files: names, versions and hashes only, for every platform."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT, TESTS = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
OPTIONS = ("--universal", "--no-header", "--no-annotate", "--generate-hashes", "--quiet")
BUILD = "setuptools>=77\n"


def compile_lock(target: Path, *sources: str, given: str = "") -> None:
    """Write the lock file for the sources; `given` is more requirements as text."""
    command = ["uv", "pip", "compile", *OPTIONS, *sources, "-", "-o", str(target)]
    subprocess.run(command, check=True, cwd=ROOT, input=given, text=True)


def main() -> None:
    """Lock the product, then what the tests need on top of just those versions."""
    compile_lock(PRODUCT, "pyproject.toml", given=BUILD)
    compile_lock(TESTS, "--group", "test", "-c", PRODUCT.name)


if __name__ == "__main__":
    main()
