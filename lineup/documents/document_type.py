"""The closed set of document types that the service reads (contract §7.1)."""

from enum import StrEnum


class DocumentType(StrEnum):
    """A type of document; the value is its file name extension. Macro and template variants count as the plain type."""

    PDF = "pdf"
    PNG = "png"
    JPG = "jpg"
    WEBP = "webp"
    TIFF = "tiff"
    GIF = "gif"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    EPUB = "epub"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    DOC = "doc"
    PPT = "ppt"
    XLS = "xls"

    @property
    def media_type(self) -> str:
        """The media type registered for it (IANA)."""
        return _MEDIA_TYPES[self]

    @property
    def label(self) -> str:
        """The type's name for people, as it stands in the middle of a sentence."""
        return _LABELS[self]

    @property
    def is_image(self) -> bool:
        """Whether the document is a picture."""
        return self in _IMAGES

    @property
    def is_spreadsheet(self) -> bool:
        """Whether its pages are sheets."""
        return self in _SPREADSHEETS

    @property
    def has_page_images(self) -> bool:
        """Whether its pages can be drawn as they look."""
        return self is DocumentType.PDF or self.is_image


READABLE_TYPES_TEXT = (
    "PDF; PNG, JPG, WEBP, TIFF and GIF images; Word, PowerPoint, Excel and OpenDocument files; "
    "CSV, HTML and EPUB"
)
"""All types in words, for a sentence to people."""

_IMAGES = frozenset(
    {
        DocumentType.PNG,
        DocumentType.JPG,
        DocumentType.WEBP,
        DocumentType.TIFF,
        DocumentType.GIF,
    }
)

_SPREADSHEETS = frozenset({DocumentType.XLSX, DocumentType.XLS, DocumentType.ODS, DocumentType.CSV})

_LABELS = {
    DocumentType.PDF: "PDF",
    DocumentType.PNG: "PNG image",
    DocumentType.JPG: "JPG image",
    DocumentType.WEBP: "WEBP image",
    DocumentType.TIFF: "TIFF image",
    DocumentType.GIF: "GIF image",
    DocumentType.DOCX: "Word document",
    DocumentType.PPTX: "PowerPoint presentation",
    DocumentType.XLSX: "Excel workbook",
    DocumentType.CSV: "CSV table",
    DocumentType.HTML: "HTML page",
    DocumentType.EPUB: "EPUB book",
    DocumentType.ODT: "OpenDocument text",
    DocumentType.ODS: "OpenDocument spreadsheet",
    DocumentType.ODP: "OpenDocument presentation",
    DocumentType.DOC: "Word document (97-2003)",
    DocumentType.PPT: "PowerPoint presentation (97-2003)",
    DocumentType.XLS: "Excel workbook (97-2003)",
}

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

_MEDIA_TYPES = {
    DocumentType.PDF: "application/pdf",
    DocumentType.PNG: "image/png",
    DocumentType.JPG: "image/jpeg",
    DocumentType.WEBP: "image/webp",
    DocumentType.TIFF: "image/tiff",
    DocumentType.GIF: "image/gif",
    DocumentType.DOCX: f"{_OPEN_XML}.wordprocessingml.document",
    DocumentType.PPTX: f"{_OPEN_XML}.presentationml.presentation",
    DocumentType.XLSX: f"{_OPEN_XML}.spreadsheetml.sheet",
    DocumentType.CSV: "text/csv",
    DocumentType.HTML: "text/html",
    DocumentType.EPUB: "application/epub+zip",
    DocumentType.ODT: f"{_OPEN_DOCUMENT}.text",
    DocumentType.ODS: f"{_OPEN_DOCUMENT}.spreadsheet",
    DocumentType.ODP: f"{_OPEN_DOCUMENT}.presentation",
    DocumentType.DOC: "application/msword",
    DocumentType.PPT: "application/vnd.ms-powerpoint",
    DocumentType.XLS: "application/vnd.ms-excel",
}
