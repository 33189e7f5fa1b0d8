"""What holds for any extracted values."""

import copy
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.compare.differences import Difference
from lineup.compare.field_values import are_equal, bare
from lineup.compare.fields import diff_fields
from lineup.compare.kinds import Kind
from lineup.compare.patching import patched

bounded = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
names = st.sampled_from(["a", "b", "total", "a.b", "x y", "it[0]", 'q"', "tag_meta", "tag"])
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-3, 12)
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.sampled_from(
        ["", " ", "EUR", "Acme Inc.", "acme", "1,204.50", "2024-03-10", "10 March 2024"]
    )
    | st.text(max_size=4)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)
objects = st.dictionaries(names, values, max_size=5)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "sku": st.integers(0, 30).map(str),
            "price": scalars,
            "tags": st.lists(scalars, max_size=3),
        }
    ),
    max_size=8,
)


@bounded
@given(objects)
def test_comparing_values_with_themselves_gives_nothing(value: dict[str, Any]) -> None:
    diff = diff_fields("d", [value, copy.deepcopy(value), value])
    assert diff.differences == ()
    assert all(tally.alike.count == tally.alike.n for tally in diff.tallies)


@bounded
@given(objects, objects)
def test_applying_the_differences_gives_the_other_side(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert are_equal(patched(one, diff_fields("d", [one, other]).differences), bare(other))


@bounded
@given(rows, rows)
def test_applying_the_differences_of_rows_gives_the_other_rows(
    one: list[Any], other: list[Any]
) -> None:
    before, after = {"rows": one}, {"rows": other}
    assert are_equal(patched(before, diff_fields("d", [before, after]).differences), after)


@bounded
@given(
    st.tuples(objects, objects)
    | st.tuples(rows, rows).map(lambda two: ({"r": two[0]}, {"r": two[1]}))
)
def test_swapping_the_sides_swaps_the_readings_and_keeps_every_total(two: tuple[Any, Any]) -> None:
    there, back = diff_fields("d", two), diff_fields("d", two[::-1])
    assert seen(there.differences) == seen(back.differences, is_swapped=True)
    assert there.tallies[1].alike == back.tallies[1].alike
    assert there.tallies[1].only_baseline == back.tallies[1].only_other
    assert there.tallies[1].only_other == back.tallies[1].only_baseline


def seen(differences: Sequence[Difference], *, is_swapped: bool = False) -> list[Any]:
    """What each difference says; an order counts from the baseline's, so its numbers differ from either side."""
    return sorted(
        (
            one.id,
            one.kind,
            one.alike_by,
            [] if one.kind is Kind.ORDER else told[:: -1 if is_swapped else 1],
        )
        for one in differences
        for told in [[(reading.state, reading.text) for reading in one.readings]]
    )


@bounded
@given(rows, st.randoms(use_true_random=False))
def test_permuting_rows_changes_nothing_but_their_order(one: list[Any], shuffle: Any) -> None:
    other = copy.deepcopy(one)
    shuffle.shuffle(other)
    diff = diff_fields("d", [{"rows": one}, {"rows": other}])
    assert {difference.kind for difference in diff.differences} <= {Kind.ORDER}
    assert bool(diff.differences) is not are_equal(one, other)
