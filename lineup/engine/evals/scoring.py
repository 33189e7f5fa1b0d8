"""Scoring a step that has just been done, in its own child."""

from collections.abc import Callable
from dataclasses import replace

from lineup.engine.evals.evaluation import SECONDS, Evaluator
from lineup.engine.evals.model_judge import ModelJudge
from lineup.engine.evals.subject import subject_of
from lineup.engine.outbound.llm import open_session
from lineup.engine.outbound.llm_errors import LlmError
from lineup.engine.processors.protocol import StepOutput, StepTask
from lineup.engine.processors.settings_warnings import with_warnings
from lineup.events import Event, log_failure
from lineup.settings import Settings

_STEP_SHARE = 0.4
"""How much of a step's time scoring by a model may take."""


def evaluator(settings: Settings | None = None) -> Evaluator:
    """Return what scores in this process, with the language model as a judge where one is set.

    Raises LlmError for a model whose settings can't be used.
    """
    own = settings or Settings()
    session = open_session(own)
    if session is None:
        return Evaluator()
    return Evaluator(ModelJudge(session), seconds=max(own.step_seconds * _STEP_SHARE, SECONDS))


def scored(
    output: StepOutput, task: StepTask, make_evaluator: Callable[[], Evaluator] = evaluator
) -> StepOutput:
    """Return the output with `evaluation` in its result, if the task asks for it.

    A defect in the scoring loses no result: then the result says that it was not scored. Where the language model failed, a
    later run scores anew.
    """
    if task.rubric is None:
        return output
    try:
        made = make_evaluator()
        evaluation = made.evaluate(task.rubric, subject_of(output, task))
    except LlmError as error:
        return with_warnings(output, [f"The step was not scored: {error}"])
    except Exception as error:  # noqa: BLE001 (the step's work is done and good)
        log_failure(Event.STEP_BROKE, error, step_type="scoring")
        warning = (
            f"The step was not scored: the scoring failed unexpectedly ({type(error).__name__})."
        )
        return with_warnings(output, [warning])
    result = output.result | {"evaluation": evaluation.model_dump(mode="json")}
    has_failed = made.judge is not None and made.judge.has_failed
    return replace(output, result=result, is_lasting=output.is_lasting and not has_failed)
