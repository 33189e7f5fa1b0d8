"""Candidates for a field by what it means, and the choice among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lineup.contract.safe_patterns import PatternError, is_found
from lineup.engine.processors.extract.backend import Confidence, ValueFinding
from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.schema.fields import ValueField
from lineup.engine.processors.extract.search import headings
from lineup.engine.processors.extract.search.addresses import address_parts
from lineup.engine.processors.extract.search.amounts import NET, TAX, TOTAL, closed
from lineup.engine.processors.extract.search.candidates import Candidate, CandidateFinder
from lineup.engine.processors.extract.search.labels import Label, Labels
from lineup.engine.processors.extract.search.meanings import Meaning
from lineup.engine.processors.extract.search.names import is_name
from lineup.engine.processors.extract.search.parties import Parties
from lineup.engine.processors.extract.search.party_sections import OTHER
from lineup.engine.processors.extract.search.prose import Fact
from lineup.engine.processors.extract.search.sources import by_place, facts_of
from lineup.engine.processors.extract.search.unlabelled import own_forms
from lineup.engine.processors.extract.search.values import fitted
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import phrase

HIGH, MEDIUM, LOW = 0.9, 0.7, 0.5
"""From which score on a value has which level; below the lowest it is no value."""

_MARGIN = 0.02
_ACCOUNTS = {Kind.IBAN, Kind.BIC}
_NAMES = {Kind.NAME, Kind.PERSON}
_ADDRESS = {Kind.ADDRESS, Kind.STREET, Kind.POSTCODE, Kind.CITY, Kind.COUNTRY}
_FALLBACKS = {TOTAL: ("amount_due", 0.85), "amount_due": (TOTAL, 0.75)}
_MOST_LABELS = 60


@dataclass(frozen=True)
class Finder:
    """Finds the values of one document."""

    sheet: Sheet
    labels: Labels
    order: Conventions

    @cached_property
    def parties(self) -> Parties:
        """Who is who."""
        return Parties(self.sheet, self.labels)

    @cached_property
    def _beside(self) -> CandidateFinder:
        return CandidateFinder(self.sheet, self.labels, self.order)

    @cached_property
    def _totals(self) -> dict[str, list[Candidate]]:
        labelled = {name: list(self._labelled(name, Kind.MONEY)) for name in (NET, TAX, TOTAL)}
        return closed(labelled, self.sheet, self.order)

    def find(self, field: ValueField, meaning: Meaning, own: str) -> ValueFinding:
        """Return what was found for a field; `own` is the key of its own words among the labels."""
        candidates = list(self._candidates(meaning, own))
        fitting = [
            replace(each, value=value)
            for each in candidates
            if (value := fitted(each.value, field)) is not None
        ]
        if field.pattern:
            fitting = self._by_pattern(field.pattern, fitting)
        if not fitting and field.enum:
            fitting = list(self._by_enum(field))
        return self._chosen(fitting, had_any=bool(candidates))

    def find_all(self, meaning: Meaning, own: str) -> list[Candidate]:
        """Return all different values that a list of single values may hold, in the document's order."""
        found: dict[object, Candidate] = {}
        for candidate in self._candidates(meaning, own):
            if candidate.score >= LOW:
                found.setdefault(candidate.value, candidate)
        return list(found.values())

    def citations(self, candidate: Candidate) -> tuple[str, ...]:
        """Return the ids of the blocks a value was read from."""
        found = (self.sheet.citation(segment) for segment in candidate.segments)
        return tuple(
            dict.fromkeys(each for each in (*found, *candidate.blocks) if each is not None)
        )

    def _chosen(self, candidates: list[Candidate], *, had_any: bool) -> ValueFinding:
        best = max(candidates, key=lambda each: each.score, default=None)
        if best is None or best.score < LOW:
            why = (
                "What stands beside its label is no such value."
                if had_any
                else "No label or place of such a value was found."
            )
            return ValueFinding(reason=why)
        level = level_of(best.score)
        rivals = [
            each
            for each in candidates
            if each.value != best.value and each.score > best.score - _MARGIN
        ]
        reason = best.reason
        if rivals and level is Confidence.HIGH:
            level = Confidence.MEDIUM
            reason = f"{reason} {rivals[0].value!r} would be as likely."
        return ValueFinding(best.value, self.citations(best), level, reason)

    def _candidates(self, meaning: Meaning, own: str) -> Iterator[Candidate]:
        if meaning.concept is None:
            yield from self._labelled(own, meaning.kind)
            if meaning.kind is Kind.TEXT:
                yield from _facts(headings.text_below(self.sheet.document, meaning.labels))
            return
        name, kind = meaning.concept.name, meaning.concept.kind
        if name in (NET, TAX, TOTAL):
            yield from self._totals[name]
        elif kind in _ADDRESS:
            yield from address_parts(kind, self.parties, meaning.party or "seller")
        elif kind is Kind.NAME:
            yield from self.parties.names(meaning.party or "seller")
        else:
            yield from self._of_party(meaning, self._labelled(name, kind))
        yield from self._of_party(meaning, self._without_label(name, kind))
        yield from self._instead(name, kind)

    def _instead(self, name: str, kind: Kind) -> Iterator[Candidate]:
        other, weight = _FALLBACKS.get(name, ("", 0.0))
        if other:
            for candidate in self._labelled(other, kind):
                yield replace(candidate, score=candidate.score * weight)

    def _labelled(self, concept: str, kind: Kind) -> Iterator[Candidate]:
        for label in self.labels.of(concept)[:_MOST_LABELS]:
            for candidate in self._beside.beside(label, kind):
                if kind in _NAMES and not is_name(str(candidate.value)):
                    continue
                yield replace(candidate, score=candidate.score * self._weight(label))

    def _weight(self, label: Label) -> float:
        """Return how specific a label is: longer ones say more, and one in a part of its own counts less."""
        words = len(phrase(label.text))
        section = self.parties.sections.section_of(label.segment)
        is_aside = (
            section is not None
            and section.party == OTHER
            and section.heading.row != label.segment.row
        )
        return min(0.97 + 0.01 * words, 1.0) * (0.97 if is_aside else 1.0)

    def _of_party(self, meaning: Meaning, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield the candidates weighed by whose part of the page they stand in."""
        concept = meaning.concept
        is_owned = concept is not None and (concept.has_party or concept.kind in _ACCOUNTS)
        if meaning.party is None or not is_owned:
            yield from candidates
            return
        for candidate in candidates:
            owner = self._owner(candidate)
            if owner == meaning.party:
                yield candidate
            elif owner in (None, OTHER):
                weight = 0.97 if meaning.party == "seller" else 0.5
                yield replace(candidate, score=candidate.score * weight)
            else:
                yield replace(candidate, score=candidate.score * 0.3)

    def _owner(self, candidate: Candidate) -> str | None:
        """Return whose a value is: by its label's words, else by the part of the page."""
        known = lexicon().party_words
        for segment in candidate.segments:
            head = segment.text.split(":")[0][:60]
            for word in phrase(head):
                if (word,) in known and word in _TELLING:
                    return known[word,]
        for segment in candidate.segments:
            section = self.parties.sections.section_of(segment)
            if section is not None:
                return section.party
        return None

    def _without_label(self, name: str, kind: Kind) -> Iterator[Candidate]:
        yield from own_forms(kind, self.sheet, self.order)
        yield from by_place(name, self.sheet, self.order)
        yield from _facts(facts_of(name, self.sheet.document, self.order))

    def _by_pattern(self, written: str, candidates: list[Candidate]) -> list[Candidate]:
        """Return the candidates that a pattern allows; without any, the only word of the document that is all of it."""
        try:
            allowed = [each for each in candidates if is_found(written, str(each.value))]
        except PatternError:
            return candidates
        if allowed or not (written.startswith("^") and written.endswith("$")):
            return allowed
        found = {
            word: Candidate(word, 0.72, (segment,), "The only word of its pattern.")
            for segment in self.sheet.segments
            for word in segment.text.split()
            if is_found(written, word)
        }
        return list(found.values()) if len(found) == 1 else []

    def _by_enum(self, field: ValueField) -> Iterator[Candidate]:
        """Yield the only one of an enum's texts that the document has."""
        found: dict[object, Candidate] = {}
        for option in field.enum:
            words = phrase(str(option))
            if not isinstance(option, str) or not words or len("".join(words)) < 3:  # noqa: PLR2004
                continue
            for segment in self.sheet.segments:
                if _has(phrase(segment.text), words):
                    found[option] = Candidate(
                        option, 0.72, (segment,), "The only one of its values in the document."
                    )
                    break
        if len(found) == 1:
            yield from found.values()


_TELLING = frozenset(
    [
        "customer",
        "client",
        "buyer",
        "kunde",
        "kunden",
        "kaeufer",
        "kaufer",
        "klant",
        "cliente",
        "acheteur",
        "seller",
        "supplier",
        "lieferant",
        "verkaufer",
        "vendeur",
        "fournisseur",
        "vendor",
    ]
)


def _has(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


def level_of(score: float) -> Confidence:
    """Return the level of a score."""
    if score >= HIGH:
        return Confidence.HIGH
    return Confidence.MEDIUM if score >= MEDIUM else Confidence.LOW


def _facts(facts: Iterable[Fact]) -> Iterator[Candidate]:
    for fact in facts:
        yield Candidate(
            fact.value, fact.score, (), f"In the words {fact.sentence!r}.", (fact.block,)
        )
