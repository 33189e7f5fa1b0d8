"""What a person reads on a page that AppTest has drawn."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.waiting import wait_for

PATIENCE_SECONDS = 90
"""How long a page may take to be drawn: the first one of a worker loads much, while others work."""


def run_script(script: Callable[[], object]) -> AppTest:
    """Return what a function draws that is run as a script of its own."""
    return AppTest.from_function(script, default_timeout=PATIENCE_SECONDS).run()


def words(app: AppTest) -> str:
    """Return all text on the page, one element a line."""
    elements = [
        *app.header,
        *app.subheader,
        *app.markdown,
        *app.caption,
        *app.error,
        *app.info,
        *app.warning,
        *app.get("html"),
    ]
    return "\n".join(_text(element) for element in elements)


def address(app: AppTest, name: str) -> list[str]:
    """Return the values of a parameter in the page's address; none where it is missing or empty."""
    value = app.query_params.get(name, [])
    values = [value] if isinstance(value, str) else list(value)
    return [each for each in values if each]


def run_until(app: AppTest, text: str) -> AppTest:
    """Run the page again and again, as its fragment does in a browser, until it says the text."""
    wait_for(lambda: text in words(app.run()), f"'{text}' on the page")
    return app


def _text(element: object) -> str:
    value = getattr(element, "value", None)
    proto = getattr(element, "proto", None)
    return str(value if isinstance(value, str) else getattr(proto, "body", ""))
