"""What `additional_config` holds: settings inside a setting, as an object or as JSON text (contract §3.2)."""

import json

from pydantic import BaseModel, ConfigDict


class AdditionalConfig(BaseModel):
    """Which running headers and footers are kept, each kind by itself. Unknown keys are kept."""

    model_config = ConfigDict(frozen=True, extra="allow")

    keep_pageheader_in_output: bool = False
    keep_pagefooter_in_output: bool = False
    keep_spreadsheet_formatting: bool = False


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
