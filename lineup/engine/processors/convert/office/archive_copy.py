"""A copy of an archive with some of its parts rewritten."""

from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

MAX_PART_BYTES = 64 * 1024 * 1024
"""Parts above this are left as they are: they are read, only with less of what rewriting keeps."""

Rewrite = Callable[[str], str]
"""Makes a part's new text of its old one."""


def read_part(path: Path, name: str) -> str:
    """Return a part's text; empty where there is none, it is too large, or it is no UTF-8."""
    try:
        with ZipFile(path) as archive:
            return _text(archive, name)
    except (BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return ""


def copy_rewritten(source: Path, target: Path, rewrites: Mapping[str, Rewrite]) -> None:
    """Write the archive anew with the parts named in `rewrites` rewritten, the others as they are and unpacked."""
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_STORED) as new:
        for entry in old.infolist():
            rewrite = rewrites.get(entry.filename)
            text = _text(old, entry.filename) if rewrite else ""
            if rewrite and text:
                new.writestr(entry.filename, rewrite(text), compress_type=ZIP_DEFLATED)
            elif not entry.is_dir():
                with old.open(entry) as held, new.open(entry.filename, "w") as copied:
                    while block := held.read(1 << 20):
                        copied.write(block)


def _text(archive: ZipFile, name: str) -> str:
    if archive.getinfo(name).file_size > MAX_PART_BYTES:
        return ""
    return archive.read(name).decode("utf-8")
