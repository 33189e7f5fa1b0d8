"""The whole document as Markdown and as HTML."""

from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.render.blocks_html import HtmlWriter, name_as_reference
from lineup.engine.processors.convert.render.blocks_markdown import join_markdown, whole_markdown
from lineup.engine.processors.convert.render.scene import Scene

_SEPARATOR = "-" * 48


def document_markdown(scene: Scene) -> str:
    """Return the document as Markdown; paginated, `{page}` and 48 dashes stand before each page (contract §4.4)."""
    pages = [_page_markdown(scene, page) for page in scene.document.pages]
    if not scene.settings.paginate:
        return join_markdown(pages)
    return "".join(
        f"\n\n{{{page.index}}}{_SEPARATOR}\n\n{markdown}"
        for page, markdown in zip(scene.document.pages, pages, strict=True)
    )


def document_html(scene: Scene) -> str:
    """Return the document as HTML without a frame around it; paginated, each page is a `div` (contract §4.4)."""
    pages = [_page_html(scene, page) for page in scene.document.pages]
    if not scene.settings.paginate:
        return "\n".join(page for page in pages if page)
    return "\n".join(
        f"<div class='page' data-page-id='{page.index}'>\n{html}\n</div>"
        for page, html in zip(scene.document.pages, pages, strict=True)
    )


def _page_markdown(scene: Scene, page: Page) -> str:
    return join_markdown([whole_markdown(scene, page, block) for block in page.blocks])


def _page_html(scene: Scene, page: Page) -> str:
    writer = HtmlWriter(scene, page, name_as_reference)
    return "\n".join(filter(None, (writer.whole(block) for block in page.blocks)))
