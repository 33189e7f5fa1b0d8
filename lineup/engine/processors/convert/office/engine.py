"""docling-rs's native engine.

The package itself imports pandas and docling-core to hold documents: 120 MB and seconds that nothing here needs, as the
engine's own JSON is read directly. So its extension module is loaded alone.
"""

import json
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType

from lineup.contract.wire import JsonObject
from lineup.documents.sniff import DocumentType
from lineup.engine.processors.protocol import ProcessorError

_PACKAGE = "docling_rs"
_EXTENSION = "_native"


def convert_office(path: Path, document_type: DocumentType, scratch: Path) -> JsonObject:
    """Return the document as docling's JSON. Raises ProcessorError where it is damaged or protected by a password.

    Pictures that are part of the file come with it; nothing else is read or fetched.
    """
    native = _native()
    named = scratch / f"document.{document_type.value}"  # the engine tells formats by their names
    named.symlink_to(path.absolute())
    try:
        converted = native.DocumentConverter(image_sources="embedded").convert(str(named))
    except (
        native.EncryptionError,
        native.PasswordRequiredError,
        native.WrongPasswordError,
    ) as error:
        message = f"This {document_type.label} is protected by a password: remove it and upload the file again."
        raise ProcessorError(message) from error
    except native.ConversionError as error:
        message = f"This {document_type.label} is damaged and can't be read: save it anew and upload it again."
        raise ProcessorError(message) from error
    finally:
        named.unlink()
    document: JsonObject = json.loads(converted.document_json)
    return document


@cache
def _native() -> ModuleType:
    package = find_spec(_PACKAGE)
    folders = package.submodule_search_locations if package else None
    spec = PathFinder.find_spec(_EXTENSION, folders)
    if spec is None or spec.loader is None:
        message = f"{_PACKAGE} is not installed, or has no {_EXTENSION} module"
        raise ImportError(message)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
