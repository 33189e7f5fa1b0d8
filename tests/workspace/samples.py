"""What comparisons are made of, for tests."""

from lineup.contract.executions import Execution
from lineup.workspace.comparison_model import ComparedDocument, ComparedSide, NewComparison

SERVER = "http://127.0.0.1:8501"
A = ComparedSide("pl_a@6", "Invoices v6", "pl_a", "Invoices", 6, ({"type": "convert"},))
B = ComparedSide("pl_a@7", "Invoices v7", "pl_a", "Invoices", 7, ({"type": "convert"},))
PAST = ComparedSide("pex_old", "yesterday", "pl_a", "Invoices", None)
ONE = ComparedDocument("a" * 64, "one.pdf")
TWO = ComparedDocument("https://a.example/two.pdf", "two.pdf")


def new_comparison(name: str = "6 or 7", **changed: object) -> NewComparison:
    """Return a comparison of two versions on two documents."""
    parts: dict[str, object] = {
        "name": name,
        "server": SERVER,
        "sides": (A, B),
        "documents": (ONE, TWO),
        "created_by": "Ada",
    }
    return NewComparison(**(parts | changed))  # type: ignore[arg-type]


def execution(execution_id: str = "pex_1", status: str = "completed") -> Execution:
    """Return an execution of one step."""
    return Execution.model_validate(
        {
            "execution_id": execution_id,
            "pipeline_id": "pl_a",
            "pipeline_version": 6,
            "status": status,
            "steps": [{"step_index": 0, "step_type": "convert", "status": status}],
            "a_field_of_later": 1,
        }
    )
