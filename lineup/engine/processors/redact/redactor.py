"""Taking personal data out of text, plain or in runs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lineup.engine.processors.convert.model.inline import Run, Runs, clean, plain_text
from lineup.engine.processors.redact.contacts import email_spans, phone_spans
from lineup.engine.processors.redact.findings import Finding, Kind, find_all
from lineup.engine.processors.redact.numbers import card_spans, iban_spans
from lineup.engine.processors.redact.settings import KIND_PLACE, RedactSettings
from lineup.engine.processors.rewriting.overlaps import between
from lineup.engine.processors.rewriting.replacing import Replacement, placed, replaced_runs

_DETECTORS = (
    (Kind.IBAN, iban_spans),
    (Kind.CARD, card_spans),
    (Kind.EMAIL, email_spans),
    (Kind.PHONE, phone_spans),
)
"""All kinds are looked for, chosen or not: else a part of an account number would pass for a phone number."""

_LINKS = {"mailto:": Kind.EMAIL, "tel:": Kind.PHONE, "sms:": Kind.PHONE, "callto:": Kind.PHONE}


@dataclass(frozen=True)
class Redactor:
    """Takes the chosen kinds out of texts, and counts them by kind."""

    settings: RedactSettings
    counts: Counter[Kind] = field(default_factory=Counter)

    def text(self, text: str, place: str = "") -> str:
        """Return the text with each finding replaced."""
        return plain_text(self.runs((Run(text),), place))

    def finds(self, texts: Iterable[str]) -> bool:
        """Whether there is something to redact in the texts, one over two of them included."""
        return bool(self._find("\n".join(texts)))

    def runs(self, runs: Runs, _place: str = "") -> Runs:
        """Return the runs with each finding replaced in the run where it begins, across changes of look.

        A link that holds personal data, or leads on from some, is taken off.
        """
        findings = self._find(plain_text(runs))
        self.counts.update(finding.kind for finding in findings)
        unlinked = tuple(self._unlinked(run, start, findings) for run, start in placed(runs))
        replacements = [self._replacement(finding) for finding in findings]
        return tuple(self._uncommented(run) for run in replaced_runs(unlinked, replacements))

    def _uncommented(self, run: Run) -> Run:
        """Return the run with what comments on it say redacted too."""
        changes = tuple(
            replace(change, note=self.text(change.note), author=self.text(change.author))
            for change in run.changes
        )
        return replace(run, changes=changes) if changes else run

    def _find(self, text: str) -> list[Finding]:
        found = find_all(text, _DETECTORS)
        return [finding for finding in found if finding.kind in self.settings.kinds]

    def _unlinked(self, run: Run, start: int, findings: list[Finding]) -> Run:
        end = start + len(run.text)
        leads_on = between(findings, start, end)
        return replace(run, link=None) if leads_on or self._is_personal(run.link) else run

    def _replacement(self, finding: Finding) -> Replacement:
        text = clean(self.settings.replacement.replace(KIND_PLACE, finding.kind))
        return Replacement(finding.start, finding.end, text)

    def _is_personal(self, link: str | None) -> bool:
        if link is None:
            return False
        scheme = next(
            (kind for start, kind in _LINKS.items() if link.lower().startswith(start)), None
        )
        return scheme in self.settings.kinds or bool(self._find(unquote(link)))
