"""Opening a PDF to be written anew, with a sentence for each reason why that may not be."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NameObject

from lineup.engine.processors.protocol import ProcessorError

_PASSWORD = "This PDF is protected by a password: remove it and upload the file again."  # noqa: S105 (a sentence, no password)
_LOCKED = "This PDF is encrypted and doesn't allow filling: ask its author for a copy that does."
_DAMAGED = "This PDF is damaged or incomplete and can't be filled: upload it again, or save it anew from the program it came from."
_SIGNED = "This PDF is signed, and writing into it would break the signature: use a copy that was not signed yet."
_XFA = (
    "This is an XFA form, which only Adobe's programs can fill: open it there and print it to a plain PDF, which can be "
    "filled here."
)
UNLOCKED = "The document was encrypted against changes other than filling; the filled file is not encrypted."
WITHOUT_XFA = "The form also had an XFA part, which would hide the values: it was taken out."

_FILL_BIT = 1 << 8  # ISO 32000-1, table 22, bit 9
_SIGNATURES_EXIST = 1  # ISO 32000-1, table 219


@contextmanager
def expecting_damage() -> Iterator[None]:
    """Tell what a damaged PDF makes pypdf raise in the block as a sentence: its own errors, and whatever odd objects lead to."""
    try:
        yield
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError) as error:  # fmt: skip
        raise ProcessorError(_DAMAGED) from error


def opened_for_writing(path: Path) -> tuple[PdfWriter, list[str]]:
    """Return a writer with the whole PDF in it, and what is to be told of it. Raises ProcessorError where it can't be filled."""
    with expecting_damage():
        reader = PdfReader(path)
        told = _decrypt(reader)
        form = acro_form(reader)
        _require_unsigned(reader, form)
        told += _require_no_xfa(form)
        writer = PdfWriter()
        writer.clone_document_from_reader(reader)
        kept = acro_form(writer)
        kept.pop(NameObject("/XFA"), None)
        writer.root_object.pop(NameObject("/Perms"), None)
        if not writer.pages:
            raise ProcessorError(_DAMAGED)
    return writer, told


def written_pdf(writer: PdfWriter) -> bytes:
    """Return the PDF as a file. Raises ProcessorError where odd objects in it make that impossible."""
    content = io.BytesIO()
    with expecting_damage():
        writer.write(content)
    return content.getvalue()


def acro_form(pdf: PdfReader | PdfWriter) -> DictionaryObject:
    """Return the form's dictionary; an empty one where there is none."""
    found = _resolved(pdf.root_object.get("/AcroForm"))
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _decrypt(reader: PdfReader) -> list[str]:
    if not reader.is_encrypted:
        return []
    if not reader.decrypt(""):
        raise ProcessorError(_PASSWORD)
    permissions = reader.user_access_permissions
    if permissions is not None and not permissions & _FILL_BIT:
        raise ProcessorError(_LOCKED)
    return [UNLOCKED]


def _require_unsigned(reader: PdfReader, form: DictionaryObject) -> None:
    flags = _resolved(form.get("/SigFlags", 0))
    permissions = _resolved(reader.root_object.get("/Perms"))
    is_certified = isinstance(permissions, DictionaryObject) and "/DocMDP" in permissions
    if is_certified or (int(flags) & _SIGNATURES_EXIST and _has_signature(form)):
        raise ProcessorError(_SIGNED)


def _has_signature(form: DictionaryObject) -> bool:
    fields = _resolved(form.get("/Fields")) or []
    return any(_is_signed(field, depth=10) for field in fields)


def _is_signed(reference: Any, depth: int) -> bool:  # noqa: ANN401 (pypdf's objects)
    field = _resolved(reference)
    if not isinstance(field, DictionaryObject) or not depth:
        return False
    if field.get("/FT") == "/Sig" and "/V" in field:
        return True
    return any(_is_signed(kid, depth - 1) for kid in _resolved(field.get("/Kids")) or [])


def _require_no_xfa(form: DictionaryObject) -> list[str]:
    """Refuse a form that is XFA alone; one that has plain fields as well can be filled by these."""
    if "/XFA" not in form:
        return []
    if not _resolved(form.get("/Fields")):
        raise ProcessorError(_XFA)
    return [WITHOUT_XFA]


def _resolved(value: Any) -> Any:  # noqa: ANN401 (pypdf's objects)
    return value.get_object() if hasattr(value, "get_object") else value
