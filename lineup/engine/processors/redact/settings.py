"""What a redact step may be set to."""

from typing import Annotated

from pydantic import Field

from lineup.engine.processors.convert.settings import RenderSettings
from lineup.engine.processors.redact.findings import Kind

KIND_PLACE = "{kind}"
"""Where a replacement names the kind of what it stands for."""


class RedactSettings(RenderSettings):
    """Which kinds of personal data are taken out, what stands in their place, and how the document is rendered.

    `replacement` may hold `{kind}`. Pictures are always left out, whatever `include_images` says: nothing looks for
    personal data in them.
    """

    kinds: Annotated[
        tuple[Kind, ...],
        Field(title="What is taken out", description="The kinds of personal data.", min_length=1),
    ] = tuple(Kind)
    replacement: Annotated[
        str,
        Field(
            title="Replacement",
            description="What stands in its place; {kind} names the kind of what was there.",
            max_length=100,
        ),
    ] = f"[{KIND_PLACE}]"
