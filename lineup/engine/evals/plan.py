"""Who judges a rule: the one place that decides it, and all of it is ours, as the API does not document rules.

A rule says what is checked in `check`. One that has only words, as the hosted service's rules have, is judged by the
language model where one is set. Where none is, its words may clearly ask for what a declared check looks at; then that
check stands in, and the result says so. Any other rule is not scored, and says that too.
"""

import re
from dataclasses import dataclass

from pydantic import ValidationError

from lineup.contract.eval_checks import (
    Arithmetic,
    EvalCheck,
    HeadingOrder,
    Judged,
    NoEmptyPage,
    RequiredFields,
    SchemaValidity,
    TableShape,
    TextAgreement,
    types_of,
)
from lineup.contract.eval_rubrics import EvalRule
from lineup.engine.evals.items import NotScored

_WORDS: tuple[tuple[str, EvalCheck], ...] = (
    (r"\b(?:empty|blank)\b.*\bpages?\b|\bpages?\b.*\b(?:empty|blank)\b", NoEmptyPage()),
    (r"\bheadings?\b.*\b(?:order|levels?|hierarchy|nest\w*|sequence)\b", HeadingOrder()),
    (r"\b(?:order|levels?|hierarchy|nesting)\b.*\bheadings?\b", HeadingOrder()),
    (r"\btables?\b.*\b(?:shape|structure\w*|rows?|columns?|cells?)\b", TableShape()),
    (r"\b(?:structure|rows?|columns?|cells?)\b.*\btables?\b", TableShape()),
    (r"\btext layer\b", TextAgreement()),
    (r"\b(?:valid\w*|match\w*|conform\w*)\b.*\bschema\b", SchemaValidity()),
    (
        r"\b(?:required|mandatory)\b.*\bfields?\b|\bfields?\b.*\b(?:required|present)\b",
        RequiredFields(),
    ),
    (r"\b(?:adds? up|sums? up|arithmetic|totals? (?:match|close|agree)\w*)\b", Arithmetic()),
)
"""What a rule's name and description must say for a check to stand in, the first that fits."""

NO_MODEL = (
    "Not scored: this rule needs a language model to judge it, and none is set (LINEUP_LLM_BASE_URL). Declare a check in "
    "the rule instead, or set one."
)


@dataclass(frozen=True)
class PlannedRule:
    """A rule, what judges it, and how that is told."""

    rule: EvalRule
    check: EvalCheck
    judged_by: str


def read_rule(written: object) -> EvalRule:
    """Return a stored rule, raising NotScored for one that this engine can't read, such as another server's."""
    try:
        return EvalRule.model_validate(written)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "rule"
        message = f"Not scored: this engine can't read the rule ({where})."
        raise NotScored(message) from error


def plan_rule(rule: EvalRule, *, has_model: bool) -> PlannedRule:
    """Return who judges the rule, raising NotScored where nobody can."""
    if rule.check is not None and not isinstance(rule.check, Judged):
        return PlannedRule(rule, rule.check, f"check {rule.check.kind}")
    if has_model:
        return PlannedRule(rule, Judged(), "language model")
    meant = None if rule.check is not None else _meant(rule)
    if meant is None:
        raise NotScored(NO_MODEL)
    return PlannedRule(rule, meant, f"check {meant.kind}, by the rule's words")


def _meant(rule: EvalRule) -> EvalCheck | None:
    words = f"{rule.name} {rule.description}"
    return next(
        (
            check
            for pattern, check in _WORDS
            if rule.type in types_of(check) and re.search(pattern, words, re.IGNORECASE)
        ),
        None,
    )
