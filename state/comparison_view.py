"""Which comparison is looked at and how, as the URL says it, so that a link opens the same place."""

from dataclasses import dataclass, field, replace

from lineup.comparing.grid import GridSort, Narrowing, read_token
from state import url

COMPARISON = "comparison"
"""The URL's parameter that names the comparison to show."""


@dataclass(frozen=True)
class ComparisonView:
    """What is looked at: `sides` are keys, the baseline first, none for all in their own order.

    `document` is the key of the open document, `difference` the id of the open difference, each empty for none. `with_form`
    shows differences of form too; `is_blind` hides which side is which.
    """

    comparison_id: str = ""
    sides: tuple[str, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)
    document: str = ""
    difference: str = ""
    with_form: bool = False
    is_blind: bool = False

    def parameters(self) -> dict[str, str | list[str] | None]:
        """Return the view as the URL says it; what is as by default is left out."""
        narrowing = self.narrowing
        return {
            COMPARISON: self.comparison_id,
            "side": list(self.sides),
            "show": narrowing.token,
            "all": None if narrowing.is_different else "1",
            "tag": narrowing.tag,
            "type": narrowing.document_type,
            "sort": None if narrowing.sort is GridSort.WORST else narrowing.sort.value,
            "document": self.document,
            "difference": self.difference,
            "form": "1" if self.with_form else None,
            "blind": "1" if self.is_blind else None,
        }

    def opening(self, document: str, difference: str = "") -> "ComparisonView":
        """Return the view with a document open, at a difference."""
        return replace(self, document=document, difference=difference)


def read_view() -> ComparisonView:
    """Return the view in the URL; what is none is left out."""
    show, side = read_token(url.text("show"))
    sort = url.text("sort")
    return ComparisonView(
        comparison_id=url.text(COMPARISON),
        sides=tuple(dict.fromkeys(url.texts("side"))),
        narrowing=Narrowing(
            show=show,
            side=side,
            is_different=url.text("all") != "1",
            tag=url.text("tag"),
            document_type=url.text("type"),
            sort=GridSort(sort) if sort in set(GridSort) else GridSort.WORST,
        ),
        document=url.text("document"),
        difference=url.text("difference"),
        with_form=url.text("form") == "1",
        is_blind=url.text("blind") == "1",
    )
