"""The nodes that are added to an execution for the sections of its document (rulings 8).

They come after the pipeline's own steps. Each is billed for the pages that no other node of the same step has covered, and
the step itself, which merges what they leave, for nothing: so the sum is what the rate says for these pages.
"""

from collections.abc import Sequence
from decimal import Decimal

from lineup.contract.executions import Section
from lineup.contract.statuses import StepStatus
from lineup.contract.wire import JsonObject, cents_number
from lineup.engine.billing import billed_cents, entry_of
from lineup.engine.store.steps import NewSection
from lineup.engine.store.tables import ExecutionRow, StepRow
from lineup.ids import new_id


def section_of(step: StepRow) -> Section | None:
    """Return the section that a node works on; None for the pipeline's own steps."""
    return None if step.section is None else Section.model_validate(step.section)


def sections_of(row: ExecutionRow, planned_step: int) -> list[StepRow]:
    """Return the nodes that were added for a step."""
    return [
        step
        for step in row.steps
        if step.section is not None and step.section["planned_step"] == planned_step
    ]


def add_section_rows(row: ExecutionRow, sections: Sequence[NewSection]) -> list[StepRow]:
    """Add a pending node for each section, with its entry in the bill, and return them."""
    begin = len(row.steps)
    steps = row.config_snapshot["steps"]
    added = [
        StepRow(
            step_index=index,
            step_type=steps[new.section.planned_step]["type"],
            status=StepStatus.PENDING,
            attempt=0,
            lookup_key=new_id("req_"),
            source_step_type=steps[new.section.planned_step - 1]["type"],
            section=new.section.model_dump(mode="json"),
            has_errors=False,
        )
        for index, new in enumerate(sections, start=begin)
    ]
    row.steps.extend(added)
    entries = [*row.rate_breakdown["steps"], *(_entry(row, step) for step in added)]
    row.rate_breakdown = row.rate_breakdown | {"steps": entries}
    return added


def billable_of_section(row: ExecutionRow, step: StepRow, section: Section) -> int:
    """Return how many pages of a section are billed: those that no other node of its step has covered.

    Where a page is more than one to the bill, such as a large sheet, the whole document's count is shared out by pages.
    """
    before = row.steps[section.planned_step - 1]
    total, pages = before.billable_pages or 0, before.page_count or 0
    others = [
        other
        for other in sections_of(row, section.planned_step)
        if other is not step and other.status == StepStatus.COMPLETED
    ]
    covered = {page for other in others for page in (other.section or {})["pages"]}
    together = covered | set(section.pages)
    return total * len(together) // pages - total * len(covered) // pages if pages else 0


def bill_of(row: ExecutionRow, step: StepRow) -> JsonObject:
    """Return a step's entry in the bill; for one that merges sections the sum of theirs."""
    own = entry_of(row.rate_breakdown, step.step_index)
    nodes = sections_of(row, step.step_index)
    if not nodes:
        return own
    entries = [entry_of(row.rate_breakdown, node.step_index) for node in nodes]
    cents = sum((billed_cents(entry) for entry in entries), Decimal(0))
    pages = sum(entry.get("page_count", 0) for entry in entries)
    return own | {"page_count": pages, "billed_cents": cents_number(cents)}


def _entry(row: ExecutionRow, step: StepRow) -> JsonObject:
    section = Section.model_validate(step.section)
    planned = entry_of(row.rate_breakdown, section.planned_step)
    return planned | {
        "step_index": step.step_index,
        "section_of": section.planned_step,
        "section": section.name,
        "per_document_cents": 0,
    }
