"""An extraction schema as a table of its fields."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.formatting import count_text
from components.json_text import read_json_text
from lineup.contract.wire import JsonObject

_DEEPEST = 6
_MOST = 500
_MOST_ROWS, _HEIGHT = 12, 440


def draw_schema_table(schema: object) -> None:
    """Draw the fields of a schema where there are any, out of the way."""
    frame = schema_frame(schema)
    if len(frame):
        with st.expander(f"As a table · {count_text(len(frame), 'field')}"):
            st.dataframe(
                frame,
                hide_index=True,
                height="content" if len(frame) <= _MOST_ROWS else _HEIGHT,
                alt="Fields of the schema",
            )


def schema_frame(schema: object) -> pd.DataFrame:
    """Return the fields of a schema, those inside others after them, each with its type and what is said of it."""
    rows = list(_rows(_as_object(schema), "", 0))[:_MOST]
    return pd.DataFrame(rows, columns=["Field", "Type", "Required", "Description"])


def _rows(schema: Mapping[str, Any], path: str, depth: int) -> Iterator[tuple[str, str, str, str]]:
    properties, required = schema.get("properties"), schema.get("required")
    if depth == 0 and not isinstance(properties, dict):
        properties = schema  # a bare map from names to schemas is taken as well
    for name, told in (properties if isinstance(properties, dict) else {}).items():
        if not isinstance(told, dict):
            continue
        is_required = isinstance(required, list) and name in required
        own = f"{path}{name}"
        yield own, type_text(told), "yes" if is_required else "", str(told.get("description") or "")
        if depth < _DEEPEST:
            yield from _rows(told, f"{own}.", depth + 1)
            yield from _rows(_as_object(told.get("items")), f"{own}[].", depth + 1)


def type_text(told: JsonObject) -> str:
    """Return a field's type for people: `list of objects`, `date`, `text or nothing`."""
    named = told.get("type")
    if isinstance(named, list):
        return " or ".join(_word(str(each), told) for each in named)
    return _word(str(named), told) if named else "any"


def _word(name: str, told: JsonObject) -> str:
    match name:
        case "string":
            return str(told.get("format") or "text")
        case "array":
            items = _as_object(told.get("items"))
            return f"list of {type_text(items)}s" if items else "list"
        case "integer":
            return "whole number"
        case "boolean":
            return "yes or no"
        case "null":
            return "nothing"
        case _:
            return name


def _as_object(value: object) -> JsonObject:
    """Return an object, also one that is written as a text; empty for anything else."""
    if isinstance(value, str):
        value = read_json_text(value).value
    return value if isinstance(value, dict) else {}
