from streamlit.testing.v1 import AppTest


def _press_twice() -> None:
    import streamlit as st  # noqa: PLC0415 (AppTest runs this function's source by itself)

    from lineup.contract.executions import RunOptions  # noqa: PLC0415 (likewise)
    from state import runs  # noqa: PLC0415 (likewise)
    from state.documents import RunDocument  # noqa: PLC0415 (likewise)

    first, second = (
        runs.Start("pl_1", RunDocument(name, "https://example.org", "web address"), RunOptions())
        for name in ("first", "second")
    )
    press = runs.press_number()
    runs.request_starts(press, [first])
    runs.request_starts(press, [second])
    st.text(" ".join(start.document.name for start in runs.requested_starts()))
    st.text(str(runs.press_number()))


def test_a_second_report_of_the_same_press_asks_for_nothing() -> None:
    app = AppTest.from_function(_press_twice).run()
    assert [text.value for text in app.text] == ["first", "1"]
