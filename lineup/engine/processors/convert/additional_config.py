"""What `additional_config` holds: settings inside a setting, as an object or as JSON text (contract §3.2)."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class AdditionalConfig(BaseModel):
    """Which running headers and footers are kept, each kind by itself. Unknown keys are kept."""

    model_config = ConfigDict(frozen=True, extra="allow")

    keep_pageheader_in_output: Annotated[bool, Field(title="Keep page headers")] = False
    keep_pagefooter_in_output: Annotated[bool, Field(title="Keep page footers")] = False
    keep_spreadsheet_formatting: Annotated[
        bool, Field(title="Keep spreadsheet formatting", description="Without effect here.")
    ] = False


def read_additional_config(written: object) -> object:
    """Return what the JSON text holds, or what is no text as it is. Raises ValueError with a sentence where it is no JSON."""
    if written is None or written == "":
        return {}
    if not isinstance(written, str):
        return written
    try:
        return json.loads(written)
    except (ValueError, RecursionError) as error:
        message = """it is not JSON: write it like '{"keep_pageheader_in_output": true}'"""
        raise ValueError(message) from error
