"""Eval rubrics (contract §8.1)."""

from lineup.client.funnel import Funnel
from lineup.client.paths import to
from lineup.contract.eval_rubrics import (
    EvalRubric,
    EvalRubricChange,
    EvalRubricList,
    NewEvalRubric,
)


class RubricCalls(Funnel):
    """The calls below `/eval_rubrics`."""

    def list_rubrics(
        self, *, include_archived: bool = False, limit: int = 50, offset: int = 0
    ) -> EvalRubricList:
        """Fetch one page of rubrics; `limit` is 1 to 200."""
        params = {"include_archived": include_archived, "limit": limit, "offset": offset}
        return self._call(EvalRubricList, "GET", to("eval_rubrics"), params=params)

    def create_rubric(self, new: NewEvalRubric) -> EvalRubric:
        """Save a rubric."""
        body = new.model_dump(mode="json", exclude_unset=True)
        return self._call(EvalRubric, "POST", to("eval_rubrics"), json=body)

    def get_rubric(self, rubric_id: int) -> EvalRubric:
        """Fetch a rubric with its earlier versions."""
        return self._call(EvalRubric, "GET", to("eval_rubrics", rubric_id))

    def update_rubric(self, rubric_id: int, change: EvalRubricChange) -> EvalRubric:
        """Change what is given; what the rubric was stays in its history."""
        body = change.model_dump(mode="json", exclude_unset=True)
        return self._call(EvalRubric, "PUT", to("eval_rubrics", rubric_id), json=body)

    def archive_rubric(self, rubric_id: int) -> EvalRubric:
        """Take a rubric off the default list and out of new pipelines."""
        return self._call(EvalRubric, "DELETE", to("eval_rubrics", rubric_id))
