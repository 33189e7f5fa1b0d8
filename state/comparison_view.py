"""Which comparison is looked at and how, as the URL says it, so that a link opens the same place."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from lineup.comparing.comparability import Concern
from lineup.comparing.letters import letter_of, position_of
from lineup.comparing.narrowing import GridSort, Narrowing, read_token
from state import url

COMPARISON = "comparison"
"""The URL's parameter that names the comparison to show."""


class Panel(StrEnum):
    """What the documents are looked at by."""

    DOCUMENTS = "documents"
    KINDS = "kinds"
    """Alike differences over all documents."""
    BREAKDOWN = "breakdown"
    """Tags and types of document."""


@dataclass(frozen=True)
class ComparisonView:
    """What is looked at: `sides` are keys, the baseline first, none for all in their own order.

    `beside` is the position of the side whose figures are shown, None for all. `document` is the key of the open document,
    `difference` the id of the open difference, each empty for none. `with_form` shows differences of form too; `is_blind` hides
    which side is which.
    """

    comparison_id: str = ""
    sides: tuple[str, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)
    beside: int | None = None
    panel: Panel = Panel.DOCUMENTS
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
            "about": narrowing.concern,
            "group": narrowing.group,
            "all": None if narrowing.is_different else "1",
            "tag": narrowing.tag,
            "type": narrowing.document_type,
            "sort": None if narrowing.sort is GridSort.WORST else narrowing.sort.value,
            "beside": None if self.beside is None else letter_of(self.beside),
            "panel": None if self.panel is Panel.DOCUMENTS else self.panel.value,
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
    sort, about, panel = url.text("sort"), url.text("about"), url.text("panel")
    return ComparisonView(
        comparison_id=url.text(COMPARISON),
        sides=tuple(dict.fromkeys(url.texts("side"))),
        narrowing=Narrowing(
            show=show,
            side=side,
            is_different=url.text("all") != "1",
            concern=Concern(about) if about in set(Concern) else None,
            group=url.text("group"),
            tag=url.text("tag"),
            document_type=url.text("type"),
            sort=GridSort(sort) if sort in set(GridSort) else GridSort.WORST,
        ),
        beside=position_of(url.text("beside")),
        panel=Panel(panel) if panel in set(Panel) else Panel.DOCUMENTS,
        document=url.text("document"),
        difference=url.text("difference"),
        with_form=url.text("form") == "1",
        is_blind=url.text("blind") == "1",
    )
