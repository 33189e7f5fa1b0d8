"""Amounts that add up: net, tax and total confirm one another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.kinds.reading import read_values
from lineup.engine.processors.extract.search.candidates import Candidate
from lineup.engine.processors.extract.text.sheet import Sheet

NET, TAX, TOTAL = "net_total", "tax_total", "grand_total"
_ROUNDING = (0, -1, 1, -2, 2)  # cents: two rates are rounded apart
_UNLABELLED = 0.4
_CLOSED = 0.97
_MOST = 12
_MOST_SUMMED = 8
_SUM = 0.4
"""The weight of a total that is the sum of others, which is more than what a place further down costs."""
_CLOSES = "Net, tax and total add up."

Totals = Mapping[str, Sequence[Candidate]]


def closed(totals: Totals, sheet: Sheet, order: Conventions) -> dict[str, list[Candidate]]:
    """Return the candidates with those of the likeliest sum of net and tax that is a total put first.

    Of the three, two must have a label; the third may be any amount on the page.
    """
    best = max(_triples(totals, sheet, order), key=lambda triple: triple[0], default=None)
    found = {name: list(candidates) for name, candidates in totals.items()}
    if best is None:
        return found
    for name, candidate in zip((NET, TAX, TOTAL), best[1], strict=True):
        confirmed = replace(
            candidate,
            score=min(max(_CLOSED, candidate.score), 1.0),
            reason=f"{candidate.reason} {_CLOSES}".strip(),
        )
        found[name] = [confirmed, *found.get(name, [])]
    return found


_Triple = tuple[float, tuple[Candidate, Candidate, Candidate]]
_Index = Mapping[int, Candidate]


def _triples(totals: Totals, sheet: Sheet, order: Conventions) -> Iterator[_Triple]:
    """Yield net, tax and total that add up, with their weight; at most one of them without a label."""
    nets, wholes = _top(totals.get(NET, ())), _top(totals.get(TOTAL, ()))
    taxes = _top([*totals.get(TAX, ()), *_sums(totals.get(TAX, ()))])
    sums = _sums_of([_cents(whole) for whole in wholes])
    wholes = [replace(w, score=w.score + _SUM * (_cents(w) in sums)) for w in wholes]
    loose = {_cents(candidate): candidate for candidate in _loose(sheet, order)}
    labelled = {_cents(candidate): candidate for candidate in reversed(taxes)}
    for net, whole in product(nets, wholes):
        wanted = _cents(whole) - _cents(net)
        for tax in (*_near(labelled, wanted), *(_near(loose, wanted) if wanted else ())):
            yield _weight(net, tax, whole), (net, tax, whole)
    for tax in (each for each in taxes if each.value):
        for net in nets:
            for whole in _near(loose, _cents(net) + _cents(tax)):
                yield _weight(net, tax, whole), (net, tax, whole)
        for whole in wholes:
            for net in _near(loose, _cents(whole) - _cents(tax)):
                yield _weight(net, tax, whole), (net, tax, whole)


def _sums_of(cents: Sequence[int]) -> set[int]:
    """Return the sums of two or three of the amounts: below rates of their own stands the sum of all."""
    positive = [each for each in cents[:_MOST_SUMMED] if each > 0]
    return {sum(some) for size in (2, 3) for some in combinations(positive, size)}


def _near(index: _Index, cents: int) -> Iterator[Candidate]:
    for off in _ROUNDING:
        if cents + off in index:
            yield index[cents + off]


def _weight(net: Candidate, tax: Candidate, total: Candidate) -> float:
    """Return how likely the three are: sums that say something count more than those of zeros."""
    telling = 0.05 * bool(total.value) + 0.05 * bool(tax.value)
    return net.score + tax.score + total.score + telling


def _top(candidates: Sequence[Candidate]) -> list[Candidate]:
    by_value: dict[object, Candidate] = {}
    for candidate in sorted(candidates, key=lambda each: -each.score):
        if isinstance(candidate.value, int | float):
            by_value.setdefault(candidate.value, candidate)
    return list(by_value.values())[:_MOST]


def _sums(taxes: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the sums of two taxes of different lines: one for each rate."""
    for one, other in combinations(_top(taxes)[:6], 2):
        if one.segments[0].row != other.segments[0].row:
            value = (_cents(one) + _cents(other)) / 100
            yield Candidate(
                value,
                min(one.score, other.score) * 0.8,
                (*one.segments, *other.segments),
                "The sum of the taxes of two rates.",
            )


def _loose(sheet: Sheet, order: Conventions) -> list[Candidate]:
    """Return the amounts of the document, whatever stands beside them."""
    found: dict[object, Candidate] = {}
    for segment in sheet.segments:
        for reading in read_values(Kind.MONEY, segment.text, order):
            if reading.strength == 1.0 and len(found) < 300:  # noqa: PLR2004 (a page of amounts)
                found.setdefault(
                    reading.value, Candidate(reading.value, _UNLABELLED, (segment,), "An amount.")
                )
    return list(found.values())


def _cents(candidate: Candidate) -> int:
    return round(float(candidate.value) * 100)
