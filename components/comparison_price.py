"""What comparing will do and cost, said before it starts."""

from components.formatting import count_text, money_text
from lineup.comparing.pricing import Price


def compare_label(documents: int, sides: int, price: Price) -> str:
    """Return the words on the button: `Compare 5 documents × 2 versions · 10 runs · 34 pages · about $0.52`."""
    if not documents or sides <= 0:
        return "Compare"
    what = f"{count_text(documents, 'document')} × {count_text(sides, 'version')}"
    return priced(f"Compare {what}", price)


def priced(label: str, price: Price) -> str:
    """Return a label with the runs, the pages and the cost; by itself where nothing is run."""
    if not price.runs:
        return label
    parts = [
        label,
        count_text(price.runs, "run"),
        "" if price.pages is None else count_text(price.pages, "page"),
        "price not known" if price.cents is None else f"about {money_text(price.cents)}",
    ]
    return " · ".join(part for part in parts if part)


def unknown_text(price: Price) -> str:
    """Return what keeps the price from being known; empty where it is."""
    parts = [f"the pages of {count_text(price.uncounted, 'document')}"] if price.uncounted else []
    parts += [f"the rate of {label}" for label in price.unpriced]
    return f"Not known before the runs: {', '.join(parts)}." if parts else ""
