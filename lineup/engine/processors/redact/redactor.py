"""Taking personal data out of text, plain or in runs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lineup.engine.processors.convert.model.inline import Run, Runs, clean, plain_text
from lineup.engine.processors.redact.contacts import email_spans, phone_spans
from lineup.engine.processors.redact.findings import Finding, Kind, find_all
from lineup.engine.processors.redact.numbers import card_spans, iban_spans
from lineup.engine.processors.redact.settings import KIND_PLACE, RedactSettings

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

    def text(self, text: str) -> str:
        """Return the text with each finding replaced."""
        return plain_text(self.runs((Run(text),)))

    def finds(self, texts: Iterable[str]) -> bool:
        """Whether there is something to redact in the texts, one over two of them included."""
        return bool(self._find("\n".join(texts)))

    def runs(self, runs: Runs) -> Runs:
        """Return the runs with each finding replaced in the run where it begins, across changes of look.

        A link that holds personal data, or leads on from some, is taken off.
        """
        findings = self._find(plain_text(runs))
        self.counts.update(finding.kind for finding in findings)
        redacted = (self._run(run, start, findings) for run, start in _placed(runs))
        return tuple(self._uncommented(run) for run in redacted if run.text)

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

    def _run(self, run: Run, start: int, findings: list[Finding]) -> Run:
        end = start + len(run.text)
        inside = [each for each in findings if each.start < end and each.end > start]
        link = None if inside or self._is_personal(run.link) else run.link
        if not inside:
            return replace(run, link=link)
        pieces, at = [], start
        for finding in inside:
            pieces.append(run.text[at - start : max(finding.start, at) - start])
            pieces.append(self._replacement(finding.kind) if finding.start >= start else "")
            at = finding.end
        pieces.append(run.text[at - start :] if at < end else "")
        return replace(run, text="".join(pieces), link=link)

    def _replacement(self, kind: Kind) -> str:
        return clean(self.settings.replacement.replace(KIND_PLACE, kind))

    def _is_personal(self, link: str | None) -> bool:
        if link is None:
            return False
        scheme = next(
            (kind for start, kind in _LINKS.items() if link.lower().startswith(start)), None
        )
        return scheme in self.settings.kinds or bool(self._find(unquote(link)))


def _placed(runs: Iterable[Run]) -> Iterator[tuple[Run, int]]:
    start = 0
    for run in runs:
        yield run, start
        start += len(run.text)
