from streamlit.testing.v1 import AppTest

from components.page_sheet import sheet_style


def _pages() -> None:
    from components.page_sheet import draw_sheet  # noqa: PLC0415 (it is run as a script)

    draw_sheet(
        b"\xff\xd8 a page of print" * 10_000, "<svg viewBox='0 0 1 1'></svg>", alt="The page"
    )


def test_the_picture_is_fetched_and_not_sent() -> None:
    app = AppTest.from_function(_pages).run()
    assert not app.exception
    style, image = app.get("html")[0].proto, app.image[0].proto
    assert '.jpg")' in style.body
    assert max(style.ByteSize(), image.ByteSize()) < 1_000
    assert image.imgs[0].alt == "The page"


def test_the_picture_is_found_beside_the_page_it_is_on() -> None:
    assert 'url("media/a.webp")' in sheet_style("media/a.webp")
