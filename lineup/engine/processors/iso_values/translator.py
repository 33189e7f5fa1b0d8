"""Translating texts, and remembering what was changed and what was left."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.inline import Runs, plain_text
from lineup.engine.processors.iso_values.conventions import Conventions
from lineup.engine.processors.iso_values.dates import date_findings
from lineup.engine.processors.iso_values.findings import Finding
from lineup.engine.processors.iso_values.measures import measure_findings
from lineup.engine.processors.iso_values.money import money_findings
from lineup.engine.processors.iso_values.settings import IsoSettings
from lineup.engine.processors.rewriting.overlaps import without_overlaps
from lineup.engine.processors.rewriting.replacing import Replacement, replaced_runs

MOST_LISTED = 1_000
"""The most changes that are listed one by one, and the most values that were left."""


@dataclass
class Translator:
    """Writes values anew; program text, formulas and names stay as they are."""

    settings: IsoSettings
    conventions: Conventions
    changed: list[JsonObject] = field(default_factory=list)
    left: list[JsonObject] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def runs(self, runs: Runs, place: str = "") -> Runs:
        """Return the runs with each clear value as ISO has it."""
        text = plain_text(runs)
        if not any(character.isdigit() for character in text):
            return runs
        found = self._chosen(text)
        for finding in found:
            self._note(finding, text[finding.start : finding.end], place)
        return replaced_runs(
            runs,
            [Replacement(each.start, each.end, each.after) for each in found if each.after],
        )

    def text(self, text: str, _place: str = "") -> str:
        """Return the text as it is."""
        return text

    def finds(self, texts: Iterable[str]) -> bool:
        """Whether there is a value to write anew in the texts."""
        return any(each.after for each in self._chosen("\n".join(texts)))

    def report(self) -> JsonObject:
        """Return all changes, what was left and why, and how many of each."""
        return {"changed": self.changed, "left": self.left, "counts": dict(self.counts)}

    def _chosen(self, text: str) -> list[Finding]:
        """Return the values of the chosen kinds; all are looked for, so that no part of one passes for another."""
        found = without_overlaps(self._find(text), len(text))
        return [each for each in found if each.kind in self.settings.kinds]

    def _find(self, text: str) -> Iterator[Finding]:
        """Yield what is found, the surest kind first."""
        yield from date_findings(text, self.conventions)
        yield from money_findings(text, self.conventions, self.settings.currencies)
        yield from measure_findings(text, self.conventions)

    def _note(self, finding: Finding, before: str, place: str) -> None:
        if finding.after == before:
            return
        listed, name = (self.changed, "changed") if finding.after else (self.left, "left")
        self.counts[f"{finding.kind}_{name}"] += 1
        if len(listed) < MOST_LISTED:
            told = {"after": finding.after} if finding.after else {"reason": finding.reason}
            listed.append({"kind": finding.kind, "before": before, **told, "block_id": place})
