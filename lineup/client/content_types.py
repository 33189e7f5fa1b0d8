"""The content types of the documents that the service reads (contract §7.3)."""

from pathlib import PurePath

UNKNOWN_TYPE = "application/octet-stream"
"""The content type of a file whose name says nothing."""

_OOXML = "application/vnd.openxmlformats-officedocument"

_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
    ".docx": f"{_OOXML}.wordprocessingml.document",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".xlsx": f"{_OOXML}.spreadsheetml.sheet",
    ".xltx": f"{_OOXML}.spreadsheetml.template",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".pptx": f"{_OOXML}.presentationml.presentation",
    ".ppt": "application/vnd.ms-powerpoint",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".html": "text/html",
    ".htm": "text/html",
    ".epub": "application/epub+zip",
}


def guess_content_type(filename: str) -> str:
    """Return the content type that a file's name suggests.

    Python's own table depends on the machine and lacks half of these.
    """
    return _TYPES.get(PurePath(filename).suffix.lower(), UNKNOWN_TYPE)
