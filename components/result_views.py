"""The views of a page of a result."""

import json
from enum import StrEnum
from typing import assert_never

import pandas as pd
import streamlit as st

from components.limits import MOST_CHARACTERS, Excerpt, cut_parts, cut_text
from components.page_blocks import (
    ResultPage,
    assembled_html,
    image_sources,
    markdown_of_page,
)
from components.safe_html import harmless_html, harmless_markdown
from lineup.contract.results import Block, ChunkBlock, StepResult
from lineup.contract.wire import JsonObject

_STYLE = """<style>
.lineup-page {line-height:1.5; overflow-wrap:anywhere}
.lineup-page h1 {font-size:1.5rem} .lineup-page h2 {font-size:1.3rem} .lineup-page h3 {font-size:1.15rem}
.lineup-page h4, .lineup-page h5, .lineup-page h6 {font-size:1rem}
.lineup-page h1, .lineup-page h2, .lineup-page h3, .lineup-page h4 {padding:0; margin:.8rem 0 .3rem; font-weight:600}
.lineup-page p {margin:0 0 .6rem}
.lineup-page table {border-collapse:collapse; margin:.4rem 0 .9rem; display:block; overflow-x:auto; max-width:100%; font-size:.9rem}
.lineup-page th, .lineup-page td {border:1px solid rgba(128,140,160,.45); padding:.25rem .55rem; vertical-align:top; overflow-wrap:normal}
.lineup-page th {background:rgba(128,140,160,.16); font-weight:600; text-align:left}
.lineup-page img {max-width:100%; background:#fff; border-radius:.3rem}
.lineup-page pre {white-space:pre-wrap; background:rgba(128,140,160,.14); padding:.5rem; border-radius:.3rem}
</style>"""

_MOST_CELL = 1_000
_HTML_WIDTH = 360


class ResultView(StrEnum):
    """A way to look at a page."""

    RENDERED = "Rendered"
    SOURCE = "Source"
    JSON_TREE = "JSON tree"
    CHUNKS = "Chunks"
    FIELDS = "Fields"
    SEGMENTS = "Segments"
    EVALUATION = "Evaluation"


_OF_TEXT = (
    ResultView.RENDERED,
    ResultView.SOURCE,
    ResultView.JSON_TREE,
    ResultView.CHUNKS,
    ResultView.EVALUATION,
)


def views_of(result: StepResult) -> list[ResultView]:
    """Return the views that suit a result, the one to begin with first."""
    if result.extraction_schema_json is not None:
        beside = [ResultView.RENDERED] if result.tree else []
        return [ResultView.FIELDS, *beside, ResultView.JSON_TREE, ResultView.EVALUATION]
    if result.segmentation_results is not None:
        return [ResultView.SEGMENTS, ResultView.JSON_TREE, ResultView.EVALUATION]
    return list(_OF_TEXT)


def draw_result_view(view: ResultView, result: StepResult, page: ResultPage) -> None:
    """Draw the page in the view, or why the view is missing."""
    missing = missing_view(view, result, page)
    if missing:
        st.info(missing, icon=":material/info:")
        return
    match view:
        case ResultView.RENDERED:
            _draw_rendered(result, page)
        case ResultView.SOURCE:
            _draw_source(result, page)
        case ResultView.JSON_TREE:
            _draw_tree(result, page)
        case ResultView.CHUNKS:
            _draw_chunks(result, page)
        case ResultView.FIELDS | ResultView.SEGMENTS | ResultView.EVALUATION:
            pass  # the page draws them: a click there turns to another page
        case _:
            assert_never(view)


def missing_view(view: ResultView, result: StepResult, page: ResultPage) -> str | None:
    """Return why the view can't be drawn; None if it can."""
    match view:
        case ResultView.RENDERED | ResultView.SOURCE:
            has_any = page.block is not None or result.markdown or result.html
            return None if has_any else "This step's result has no text in it."
        case ResultView.JSON_TREE:
            has_tree = page.block is not None or found_json(result) is not None
            return None if has_tree else _not_asked("JSON")
        case ResultView.CHUNKS:
            return None if result.chunks or page.block is not None else _not_asked("chunks")
        case ResultView.FIELDS | ResultView.SEGMENTS | ResultView.EVALUATION:
            return None
        case _:
            assert_never(view)


def page_html(page: Block, images: dict[str, str]) -> Excerpt:
    """Return the page as harmless HTML, cut to what a browser draws quickly."""
    parts = [assembled_html(block) for block in page.children or ()] or [page.html]
    excerpt = cut_parts(parts, "blocks of the page")
    return Excerpt(harmless_html(excerpt.text, images), excerpt.note)


def page_source(result: StepResult, page: ResultPage) -> tuple[str, str]:
    """Return the page's source and its language: markdown where there is some, else HTML."""
    if result.markdown:
        return markdown_of_page(result.markdown, page), "markdown"
    if result.html:
        return result.html, "html"
    return (assembled_html(page.block), "html") if page.block else ("", "html")


def tree_json(page: Block, most: int = MOST_CHARACTERS) -> tuple[JsonObject, str | None]:
    """Return the page's part of the tree without its pictures, small enough to draw, and what was left out."""
    tree = _without_images(page.model_dump(mode="json", exclude_none=True))
    children = tree.get("children", [])
    shown = children
    while shown and len(json.dumps(tree | {"children": shown})) > most:
        shown = shown[: len(shown) // 2]
    if len(shown) == len(children):
        return tree, None
    note = (
        f"Shows the first {len(shown):,} of {len(children):,} blocks. The download has all of it."
    )
    return tree | {"children": shown}, note


def chunks_frame(chunks: list[ChunkBlock]) -> pd.DataFrame:
    """Return chunks as a table; a long one is cut, because a table's cell shows one line."""
    return pd.DataFrame(
        {
            "Type": [chunk.block_type for chunk in chunks],
            "HTML": [cut_text(chunk.html, _MOST_CELL).text for chunk in chunks],
            "Block": [chunk.id for chunk in chunks],
        }
    )


def page_chunks(result: StepResult, page: ResultPage) -> list[ChunkBlock]:
    """Return the page's chunks: the result's own, else its top-level blocks, which is what chunks are."""
    if result.chunks:
        return [chunk for chunk in result.chunks.blocks if chunk.page == page.page_index]
    blocks = page.block.children if page.block else None
    return [
        ChunkBlock(
            id=block.id or "",
            block_type=block.block_type,
            html=assembled_html(block),
            page=page.page_index,
            bbox=block.bbox,
        )
        for block in blocks or ()
    ]


def _draw_rendered(result: StepResult, page: ResultPage) -> None:
    if page.block is not None:
        excerpt = page_html(page.block, image_sources(page.block, result.images))
        if not excerpt.text.strip():
            st.caption("Nothing was found on this page.")
        st.html(f'{_STYLE}<div class="lineup-page">{excerpt.text}</div>')
    elif result.markdown:
        excerpt = cut_text(markdown_of_page(result.markdown, page))
        st.markdown(harmless_markdown(excerpt.text))
    else:
        excerpt = cut_text(result.html or "")
        html = harmless_html(excerpt.text, result.images or {})
        st.html(f'{_STYLE}<div class="lineup-page">{html}</div>')
    _draw_note(excerpt.note)


def _draw_source(result: StepResult, page: ResultPage) -> None:
    source, language = page_source(result, page)
    excerpt = cut_text(source)
    if is_whole_text(source, result):
        st.caption("The text of all pages: this result doesn't say where one ends.")
    st.code(excerpt.text, language=language, wrap_lines=True)
    _draw_note(excerpt.note)


def is_whole_text(source: str, result: StepResult) -> bool:
    """Whether the source is that of several pages, because nothing parts them."""
    return (result.page_count or 1) > 1 and source in {result.markdown, result.html}


def found_json(result: StepResult) -> JsonObject | None:
    """Return what a step found beside text, as the result writes it; None for a step that finds none."""
    found = {
        "extraction_schema_json": result.extraction_schema_json,
        "segmentation_results": result.segmentation_results,
    }
    told = {name: value for name, value in found.items() if value is not None}
    return told or None


def _draw_tree(result: StepResult, page: ResultPage) -> None:
    found = found_json(result)
    if found is not None:
        text = json.dumps(found, ensure_ascii=False, indent=2)
        excerpt = cut_text(text)
        if excerpt.note:
            st.code(excerpt.text, language="json", wrap_lines=True)
        else:
            st.json(found, expanded=3)
        _draw_note(excerpt.note)
    elif page.block is not None:
        tree, note = tree_json(page.block)
        st.json(tree, expanded=2)
        _draw_note(note)


def _draw_chunks(result: StepResult, page: ResultPage) -> None:
    chunks = page_chunks(result, page)
    if chunks:
        st.dataframe(
            chunks_frame(chunks),
            hide_index=True,
            height="content",
            column_config={"HTML": st.column_config.TextColumn(width=_HTML_WIDTH)},
            alt="Chunks of the page",
        )
    else:
        st.caption("There are no chunks on this page.")


def _draw_note(note: str | None) -> None:
    if note:
        st.caption(f":material/content_cut: {note}")


def _not_asked(name: str) -> str:
    return f"This run was not asked for {name}, so this view is empty. Run again with that output format."


def _without_images(tree: JsonObject) -> JsonObject:
    """Return the tree without pictures and polygons, its children before the references to them."""
    kept = {name: value for name, value in tree.items() if name not in {"images", "polygon"}}
    if "children" not in kept:
        return kept
    children = [_without_images(child) for child in kept.pop("children")]
    references = kept.pop("html", "")
    return kept | {"children": children, "html": references}
