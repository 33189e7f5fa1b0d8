"""What is drawn over a page to fill it."""

from dataclasses import dataclass, field

from lineup.engine.processors.fill.flat.blanks import Blank
from lineup.engine.processors.fill.flat.spots import Option, Spot
from lineup.engine.processors.fill.names import likeness
from lineup.engine.processors.fill.outcome import Status
from lineup.engine.processors.fill.settings import FieldValue
from lineup.engine.processors.fill.type.drawing import draw_line, draw_lines, draw_tick
from lineup.engine.processors.fill.type.fitting import Fitted, fit_line, fit_lines
from lineup.engine.processors.fill.values import text_of, tick_of
from lineup.engine.processors.fill.writability import refusal

COLOUR, STROKE = "0 0.1 0.4 rg", "0 0.1 0.4 RG"
"""A dark blue, as of a pen: what was filled in can be told from what was printed."""

_LARGEST = 11.0
_TWO_LINES = 26.0
"""From which height on, in points, a blank takes several lines."""

_BASELINE = 2.5
"""How far above a line text stands, in points."""

_SURE = 0.75
_MOST_NAMED = 8


@dataclass
class Overlay:
    """Operators to be drawn over a page, in points with the origin at the lower left of the page as it is seen."""

    height: float
    operators: list[str] = field(default_factory=list)

    def write(self, spot: Spot, value: FieldValue) -> tuple[Status, str]:
        """Draw a value; return what became of it, and why it did where people should know."""
        if spot.blank is None:
            return self._tick(spot, value)
        text = text_of(value)
        reason = refusal(text)
        if reason:
            return Status.NOT_WRITTEN, reason
        fitted = _fit(spot.blank, text)
        self._draw(spot.blank, fitted)
        if fitted.is_whole:
            return Status.FILLED, ""
        return Status.CUT, "the blank holds the value's beginning only"

    def _draw(self, blank: Blank, fitted: Fitted) -> None:
        x0, y0, _, y1 = blank.box
        if blank.height >= _TWO_LINES:
            drawn = draw_lines(fitted, x=x0 + 1, top=self.height - y0 - 2, colour=COLOUR)
        else:
            y = self.height - y1 + _BASELINE
            drawn = draw_line(fitted.lines[0], x=x0 + 1, y=y, size=fitted.size, colour=COLOUR)
        self.operators.append(drawn)

    def _tick(self, spot: Spot, value: FieldValue) -> tuple[Status, str]:
        chosen, reason = _chosen(spot, value)
        for option in chosen:
            x0, y0, x1, y1 = option.box
            self.operators.append(draw_tick(x0, self.height - y1, x1 - x0, y1 - y0, STROKE))
        return (Status.NOT_WRITTEN, reason) if reason else (Status.FILLED, "")


def _fit(blank: Blank, text: str) -> Fitted:
    width = blank.width - 2
    if blank.height >= _TWO_LINES:
        return fit_lines(text, width=width, height=blank.height - 4, size=_LARGEST)
    return fit_line(text, width=width, size=min(_LARGEST, max(blank.height * 0.8, 5.0)))


def _chosen(spot: Spot, value: FieldValue) -> tuple[list[Option], str]:
    """Return the boxes that are ticked for a value, or why none can be."""
    text, tick = text_of(value), tick_of(value)
    scores = [likeness(text, option.label) for option in spot.options]
    best = max(range(len(scores)), key=scores.__getitem__)
    if scores[best] >= _SURE and scores.count(scores[best]) == 1:
        return [spot.options[best]], ""
    if len(spot.options) > 1:
        offered = ", ".join(option.label for option in spot.options[:_MOST_NAMED])
        return [], f"{text!r} is none of the options: {offered}"
    if tick is None:
        return [], f"{text!r} says neither yes nor no"
    return (list(spot.options) if tick else []), ""
