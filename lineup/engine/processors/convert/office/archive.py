"""Archives that would unpack to far more than they are, refused before anything unpacks them."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lineup.documents.sniff import DocumentType
from lineup.engine.processors.protocol import ProcessorError

MAX_UNPACKED_BYTES = 500 * 1024 * 1024
"""All parts of an archive together; a parser needs several times that."""

MAX_ENTRIES = 50_000
"""The most parts of an archive."""

_MAX_RATIO = 200
_RATIO_FROM_BYTES = 50 * 1024 * 1024  # small archives may pack as well as they like

_ARCHIVES = {
    DocumentType.DOCX,
    DocumentType.PPTX,
    DocumentType.XLSX,
    DocumentType.EPUB,
    DocumentType.ODT,
    DocumentType.ODS,
    DocumentType.ODP,
}


def refuse_zip_bombs(path: Path, document_type: DocumentType) -> None:
    """Raise ProcessorError if the document is an archive that is damaged, or too large once unpacked."""
    if document_type not in _ARCHIVES:
        return
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except (BadZipFile, OSError, ValueError) as error:
        message = f"This {document_type.label} is damaged or incomplete: save it anew and upload it again."
        raise ProcessorError(message) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if _is_bomb(unpacked, packed, len(entries)):
        raise ProcessorError(_sentence(unpacked, len(entries)))


def _is_bomb(unpacked: int, packed: int, entry_count: int) -> bool:
    return (
        unpacked > MAX_UNPACKED_BYTES
        or entry_count > MAX_ENTRIES
        or (unpacked > _RATIO_FROM_BYTES and unpacked > _MAX_RATIO * max(packed, 1))
    )


def _sentence(unpacked: int, entry_count: int) -> str:
    return (
        f"The file would unpack to {unpacked / 1024**2:,.0f} MB in {entry_count:,} parts, which is more than is safe: "
        "split the document, or save it anew without what makes it so large."
    )
