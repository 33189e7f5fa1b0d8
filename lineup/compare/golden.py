"""Scoring extracted values against golden ones with omni-extract-bench, which is met only here."""

from collections.abc import Iterator
from typing import Any

from omni_extract_bench import score

from lineup.compare.field_values import bare
from lineup.compare.golden_scores import GoldenField, GoldenScore, Match
from lineup.compare.shapes import is_too_deep
from lineup.contract.wire import JsonObject

_MATCHES = {
    "matched": Match.RIGHT,
    "misread": Match.MISREAD,
    "unfound": Match.MISSED,
    "fabricated": Match.INVENTED,
    "invented_item": Match.INVENTED,
    "invented_field": Match.INVENTED,
}


class GoldenError(ValueError):
    """Golden values or a schema that can't be scored against; its text says why."""


def score_golden(values: Any, golden: Any, schema: JsonObject | None = None) -> GoldenScore:  # noqa: ANN401 (JSON)
    """Return how right extracted values are, in counts of leaf fields; values equal in another form are right.

    Empty texts and nulls state nothing and are not counted. Without a schema every golden field counts as asked for. What
    isn't an object has no fields. Raises GoldenError where the golden values or the schema can't be used.
    """
    if not isinstance(golden, dict):
        message = "The golden values are not a JSON object with fields."
        raise GoldenError(message)
    if any(map(is_too_deep, (values, golden, schema))):
        message = "The values, the golden values or the schema are nested too deep to be scored."
        raise GoldenError(message)
    own = bare(values) if isinstance(values, dict) else {}
    try:
        told = score(own, bare(golden), schema or {"properties": {"": {}}}, verdicts=True)
    except ValueError as error:
        message = "The schema refers to itself and can't be scored against: write it without the reference."
        raise GoldenError(message) from error
    return GoldenScore(
        matched=told["matched"],
        golden=told["matched"] + told["misread"] + told["unfound"],
        asserted=told["asserted"],
        addresses=told["total"],
        is_exact=told["matching_exact"],
        fields=tuple(_fields(told["verdicts"])),
    )


def _fields(verdicts: list[Any]) -> Iterator[GoldenField]:
    for verdict in verdicts:
        if verdict.verdict in _MATCHES:
            yield GoldenField(_path(verdict.address), _MATCHES[verdict.verdict])


def _path(address: tuple[tuple[str, Any], ...]) -> str:
    """Return an address as text; a row that golden values lack has `p` and its own number."""
    text = ""
    for kind, name in address:
        text += f"[{name}]" if kind == "i" else f".{name}" if text else str(name)
    return text
