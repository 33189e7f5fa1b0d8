"""The text layers of the workspace's documents, each read once."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lineup.documents.page_texts import page_texts
from lineup.workspace.documents import Document
from lineup.workspace.errors import UnknownError
from lineup.workspace.opening import Workspace

_NAME = "page texts 1"


@dataclass(frozen=True)
class PageLayers:
    """Reads what digital PDFs say of themselves, in a child where it wasn't read before."""

    workspace: Workspace

    def of(self, known: Document) -> dict[int, str] | None:
        """Return the text of each page by its 0-based number, empty for what has none; None where the bytes are gone."""
        kept = self.workspace.derived.find(known.sha256, _NAME)
        if kept is not None:
            return {int(number): str(text) for number, text in json.loads(kept).items()}
        with tempfile.TemporaryDirectory(prefix="lineup-compare-") as folder:
            path = Path(folder) / "document"
            try:
                self.workspace.documents.write_to(known.sha256, path)
                layers = page_texts(path)
            except (UnknownError, OSError):
                return None
        self.workspace.derived.put(known.sha256, _NAME, json.dumps(layers).encode())
        return layers
