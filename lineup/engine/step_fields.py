"""What the engine itself says in a step result: which checkpoint it left, and what it cost (contract §4.1).

These fields belong to the step of one execution, while the stored result may be shared by several that took it over:
so they are added when it is read.
"""

from lineup.contract.wire import JsonObject, cents_number
from lineup.engine.billing import billed_cents, price

ENGINE_FIELDS = frozenset({"checkpoint_id", "total_cost", "cost_breakdown"})
"""The fields that no stored result has, whatever its processor wrote."""


def step_fields(checkpoint_id: str | None, bill: JsonObject) -> JsonObject:
    """Return the fields of a completed step.

    Costs are exact cents, not rounded up: the steps' sum to the execution's before its one rounding. The keys of
    `cost_breakdown` are ours, as the service's are not documented: the list price, and what was charged in the end.
    """
    list_cost = price(bill, bill.get("page_count", 0))
    final_cost = billed_cents(bill)
    return {
        "checkpoint_id": checkpoint_id,
        "total_cost": cents_number(final_cost),
        "cost_breakdown": {
            "list_cost": cents_number(list_cost),
            "final_cost": cents_number(final_cost),
            "page_count": bill.get("page_count", 0),
            "rate_per_1000_cents": bill["rate_per_1000_cents"],
            "reused": bill.get("reused"),
        },
    }
