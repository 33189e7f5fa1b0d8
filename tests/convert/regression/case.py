"""One document of the regression set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lineup.engine.processors.convert import Convert
from lineup.engine.processors.protocol import StepTask

EXPECTED = Path(__file__).with_name("expected")
OCR = 0.97
"""How alike two readings of a picture have to be: the share of characters in common, as difflib counts it."""


@dataclass(frozen=True)
class Case:
    """A document made by us, the settings it is read with, and how alike its reading has to be to the one kept.

    An `alike` of 1 means the same to the letter.
    """

    name: str
    make: Callable[[], bytes]
    settings: Mapping[str, Any] = field(default_factory=dict)
    alike: float = 1.0

    @property
    def expected(self) -> Path:
        """The file that keeps the reading."""
        return EXPECTED / f"{self.name}.md"

    def read(self, folder: Path) -> str:
        """Return the document as Markdown by pages, after its warnings; `folder` is an empty one."""
        source = folder / "document"
        source.write_bytes(self.make())
        scratch = folder / "scratch"
        scratch.mkdir()
        settings = {"paginate": True, "include_headers_footers": True, **self.settings}
        result = Convert().run(StepTask(source, "document", settings, scratch)).result
        warnings = [f"> {sentence}" for sentence in result["metadata"].get("warnings", [])]
        return "\n".join([*warnings, str(result["markdown"]).strip(), ""])
