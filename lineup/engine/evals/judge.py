"""A judge: the language model, or another that reads a rule's words."""

from collections.abc import Iterator
from typing import Protocol

from lineup.contract.eval_rubrics import EvalRule
from lineup.engine.evals.items import Item
from lineup.engine.evals.subject import Subject


class Judge(Protocol):
    """Scores what a rule looks at by the rule's words. Once it `has_failed`, it might score more another time."""

    @property
    def has_failed(self) -> bool:
        """Whether it failed at any rule."""
        ...

    def items(self, rule: EvalRule, subject: Subject) -> Iterator[Item]:
        """Yield what was judged, raising NotScored where it can't be."""
        ...
