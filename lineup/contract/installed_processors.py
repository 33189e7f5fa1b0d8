"""The processors of a server: which steps they do, in which order, and what may be set (contract §3.1).

The call that serves them is our engine's own; of another server the documented ones are known, without their settings.
"""

from pydantic import Field

from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject, WireModel

START = "start"
"""What a first step follows."""

CUSTOM = "custom"
"""The type of the steps that name their processor by its id."""

SELDOM = "x-seldom"
"""The keyword, in the JSON Schema of settings, of those that few need."""

COMMA_LIST = "x-comma-list"
"""The keyword for a text that is a comma list of the words that are its value."""

ALSO = "x-also"
"""The keyword for a setting that is read by other names too, which are its value."""

PAGE_RANGE = "page-range"
"""The format of a text that is a range of 0-based pages."""


class InstalledProcessor(WireModel):
    """A processor that steps may name, by its type alone or, a custom one, by its id too.

    `may_follow` are types of steps, `start` for one that may be the first; `may_be_followed_by` are types of steps too.
    `settings_schema` is the JSON Schema of a step's settings, None where the server doesn't tell. `active_version` is the
    version of a custom processor that new runs take. An archived one can't be put into a pipeline.
    """

    step_type: str
    custom_processor_id: str | None = None
    title: str
    description: str = ""
    settings_schema: JsonObject | None = None
    may_follow: list[str] = Field(default_factory=list)
    may_be_followed_by: list[str] = Field(default_factory=list)
    active_version: int | None = None
    archived: bool = False

    @property
    def may_be_first(self) -> bool:
        """Whether a pipeline may begin with it."""
        return START in self.may_follow


class InstalledProcessors(WireModel):
    """All processors of a server, and how many steps a pipeline may have, None where the server doesn't tell.

    `is_complete` is false for those that only the documentation tells of: the server may have others.
    """

    processors: list[InstalledProcessor]
    max_steps: int | None = None
    is_complete: bool = True

    @property
    def custom_names(self) -> dict[str, str]:
        """What the custom processors are called, by their ids."""
        return {
            each.custom_processor_id: each.title
            for each in self.processors
            if each.custom_processor_id is not None
        }

    def find(self, step: PipelineStep) -> InstalledProcessor | None:
        """Return the processor of a step; None where the server has none."""
        wanted = step.custom_processor_id if step.type == CUSTOM else None
        named = (each for each in self.processors if each.step_type == step.type)
        return next((each for each in named if each.custom_processor_id == wanted), None)


_DOCUMENTED = {
    "convert": (
        "Reads a document and renders it as text.",
        [START],
        ["segment", "extract", CUSTOM],
    ),
    "segment": ("Says which pages belong together.", ["convert"], ["extract"]),
    "extract": ("Finds the values that a schema asks for.", ["convert", "segment", CUSTOM], []),
    "fill": ("Fills in a form.", [START], []),
}
_CUSTOM_ORDER = (["convert"], ["extract"])


def documented_processors() -> list[InstalledProcessor]:
    """Return what the API's documentation says of the types of steps that it names itself."""
    return [
        InstalledProcessor(
            step_type=name,
            title=name.capitalize(),
            description=description,
            may_follow=before,
            may_be_followed_by=after,
        )
        for name, (description, before, after) in _DOCUMENTED.items()
    ]


def documented_custom_processor(processor_id: str, title: str) -> InstalledProcessor:
    """Return what the API's documentation says of any custom processor."""
    before, after = _CUSTOM_ORDER
    return InstalledProcessor(
        step_type=CUSTOM,
        custom_processor_id=processor_id,
        title=title,
        may_follow=before,
        may_be_followed_by=after,
    )
