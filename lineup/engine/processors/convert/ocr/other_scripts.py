"""A Tesseract of the system, for scripts that the wheel's languages aren't written in."""

import os
import re
import shutil
from functools import cache
from pathlib import Path

from lineup.engine.processors.convert.ocr.engine import (
    PageUnreadableError,
    Tesseract,
    run_tesseract,
)

_PATH = os.pathsep.join(("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin"))
_SECONDS = 10.0
_SCRIPT = re.compile(r"^Script: (\w+)$", re.MULTILINE)
_MOST_LANGUAGES = 3
_LANGUAGES = {
    "Arabic": ("ara", "fas", "urd"),
    "Armenian": ("hye",),
    "Bengali": ("ben",),
    "Cyrillic": ("rus", "ukr", "bul", "srp"),
    "Devanagari": ("hin", "mar", "nep", "san"),
    "Ethiopic": ("amh",),
    "Georgian": ("kat",),
    "Greek": ("ell",),
    "Gujarati": ("guj",),
    "Gurmukhi": ("pan",),
    "Han": ("chi_sim", "chi_tra"),
    "Hangul": ("kor",),
    "Hebrew": ("heb",),
    "Japanese": ("jpn",),
    "Kannada": ("kan",),
    "Khmer": ("khm",),
    "Korean": ("kor",),
    "Malayalam": ("mal",),
    "Myanmar": ("mya",),
    "Sinhala": ("sin",),
    "Tamil": ("tam",),
    "Telugu": ("tel",),
    "Thai": ("tha",),
}


def system_tesseract(picture: Path, seconds: float) -> Tesseract | None:
    """Return a Tesseract of the system with the languages of the page's script; None where there is none that helps."""
    program = shutil.which("tesseract", path=_PATH)
    if program is None:
        return None
    installed = _installed(program)
    wanted = _LANGUAGES.get(_script(program, picture, seconds) or "", ())
    known = [language for language in wanted if language in installed][:_MOST_LANGUAGES]
    if not known:
        return None
    latin = ["eng"] if "eng" in installed else []
    return Tesseract(program, "+".join([*known, *latin]))


@cache
def _installed(program: str) -> frozenset[str]:
    listed = _asked(Tesseract(program), ["--list-langs"], _SECONDS)
    return frozenset(listed.splitlines()[1:])


def _script(program: str, picture: Path, seconds: float) -> str | None:
    """Return the script of most of the page, which Tesseract's data for orientation and script tell where they are."""
    answer = _asked(Tesseract(program), [str(picture), "stdout", "--psm", "0"], seconds)
    match = _SCRIPT.search(answer)
    return match[1] if match else None


def _asked(tesseract: Tesseract, arguments: list[str], seconds: float) -> str:
    try:
        return run_tesseract(tesseract, arguments, seconds)
    except PageUnreadableError:
        return ""
