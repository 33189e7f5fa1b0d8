"""How much a side changes against itself, beside how much two sides differ."""

from collections.abc import Iterable, Iterator, Sequence

from lineup.compare.measures import Outcome
from lineup.compare.significance import is_beyond_noise
from lineup.comparing.letters import letter_of
from lineup.comparing.numbers import number_text, rounded
from lineup.comparing.reading_model import ComparisonReading, Noise, SideFigures
from lineup.comparing.tile_model import Tile


def noise_tiles(reading: ComparisonReading, other: SideFigures) -> Iterator[Tile]:
    """Yield the tile, where the baseline or the side was run again."""
    sides = [side.key for side in reading.comparison.sides]
    own = (sides[0], sides[other.position])
    measured = [each for key in own for each in reading.noise if each.side.key == key]
    for noise in measured[:1]:
        letter = letter_of(sides.index(noise.side.key))
        yield _noise_tile(noise, other, f"{letter}/{letter}", measured)


def _noise_tile(noise: Noise, other: SideFigures, name: str, measured: Sequence[Noise]) -> Tile:
    floor, changed = noise.numbers.changed, other.numbers.changed
    is_same_unit = noise.numbers.unit == other.numbers.unit
    is_beyond = is_beyond_noise(changed, floor) if is_same_unit else None
    return Tile(
        name="noise",
        title="Noise",
        value=f"{name} {number_text(rounded(floor.share, 'share'), 'share')}",
        baseline="",
        change=f"A/{letter_of(other.position)} {number_text(rounded(changed.share, 'share'), 'share')}",
        outcome=Outcome.DIFFERENT if is_beyond else Outcome.SAME,
        count=f"n = {floor.n:,} {noise.numbers.unit}",
        details=(*_told(measured, other), _verdict(is_beyond)),
        is_sure=is_beyond is not None,
    )


def _told(measured: Iterable[Noise], other: SideFigures) -> Iterator[str]:
    changed = other.numbers.changed
    yield f"Between A and {letter_of(other.position)} {changed.count:,} of {changed.n:,} {other.numbers.unit} differ."
    for noise in measured:
        floor = noise.numbers.changed
        yield (
            f"Between runs of {noise.side.label} {floor.count:,} of {floor.n:,} {noise.numbers.unit} differ, "
            f"over {noise.runs:,} pairs of runs."
        )


def _verdict(is_beyond: bool | None) -> str:
    match is_beyond:
        case True:
            return "More differs between the two than between runs of one: the difference is real."
        case False:
            return "That is not clearly more than between runs of one: it may be chance."
        case _:
            return "There is not enough to tell whether the difference is more than chance."
