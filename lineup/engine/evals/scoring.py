"""Scoring a step that has just been done, in its own child."""

from dataclasses import replace

from lineup.engine.evals.evaluation import Evaluator
from lineup.engine.evals.subject import subject_of
from lineup.engine.processors.protocol import StepOutput, StepTask
from lineup.engine.processors.settings_warnings import with_warnings
from lineup.events import Event, log_failure


def evaluator() -> Evaluator:
    """Return what scores in this process."""
    return Evaluator()


def scored(output: StepOutput, task: StepTask, evaluator: Evaluator) -> StepOutput:
    """Return the output with `evaluation` in its result, if the task asks for it.

    A defect in the scoring loses no result: then the result says that it was not scored.
    """
    if task.rubric is None:
        return output
    try:
        evaluation = evaluator.evaluate(task.rubric, subject_of(output, task))
    except Exception as error:  # noqa: BLE001 (the step's work is done and good)
        log_failure(Event.STEP_BROKE, error, step_type="scoring")
        warning = (
            f"The step was not scored: the scoring failed unexpectedly ({type(error).__name__})."
        )
        return with_warnings(output, [warning])
    written = evaluation.model_dump(mode="json")
    return replace(output, result=output.result | {"evaluation": written})
