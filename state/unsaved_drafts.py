"""Drafts with what the server couldn't take yet, kept for the person who typed it until it is saved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from lineup.clock import utc_now
from lineup.contract.pipelines import PipelineStep
from lineup.settings import Settings
from lineup.workspace.unsaved import Unsaved
from state.connection import Connection
from state.edited_draft import EditedDraft, EditedStep
from state.person import person_name

_STEPS = TypeAdapter(tuple[PipelineStep, ...])


def keep_unsaved(connection: Connection, pipeline_id: str, draft: EditedDraft) -> None:
    """Keep the draft as it was typed, or nothing where the server has it."""
    unsaved, key = Unsaved.of(Settings()), _key(connection, pipeline_id)
    if draft.is_saved:
        unsaved.drop(key)
        return
    unsaved.put(
        key,
        {
            "base": [step.to_wire() for step in draft.base],
            "sent": [step.to_wire() for step in draft.sent],
            "edited": [step.to_wire() for step in draft.steps],
            "opened": [each.opened for each in draft.edited],
            "texts": [dict(each.texts) for each in draft.edited],
            "typed": utc_now().isoformat(),
        },
    )


def find_unsaved(connection: Connection, pipeline_id: str) -> EditedDraft | None:
    """Return the draft as this person typed it at an earlier visit, None where all of it was saved."""
    kept = Unsaved.of(Settings()).find(_key(connection, pipeline_id))
    if kept is None:
        return None
    try:
        return _draft(kept)
    except (ValidationError, KeyError, TypeError, ValueError):
        return None  # another version of the program wrote it


def _draft(kept: Mapping[str, Any]) -> EditedDraft:
    steps = _STEPS.validate_python(kept["edited"])
    told = zip(steps, kept["opened"], kept["texts"], strict=True)
    edited = tuple(
        EditedStep(f"0.{number}", step, dict(opened), {str(a): str(b) for a, b in texts.items()})
        for number, (step, opened, texts) in enumerate(told)
    )
    base, sent = _STEPS.validate_python(kept["base"]), _STEPS.validate_python(kept["sent"])
    typed = datetime.fromisoformat(kept["typed"])
    return EditedDraft(base, sent, edited, counter=len(edited), typed=typed)


def _key(connection: Connection, pipeline_id: str) -> str:
    return "\0".join((connection.server, connection.team or "", pipeline_id, person_name()))
