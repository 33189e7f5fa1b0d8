"""Document HTML made harmless: hostile until it has gone through here (rulings 23)."""

import base64
import binascii
import re
from collections.abc import Mapping

import nh3

_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "math",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
    ]
)
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_DROPPED_WITH_CONTENT = frozenset({"script", "style", "template", "noscript", "title", "textarea"})
_MARKS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG": "png", b"GIF8": "gif", b"RIFF": "webp"}
_MOST_IMAGE_CHARACTERS = 4_000_000
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def harmless_html(html: str, images: Mapping[str, str]) -> str:
    """Return the HTML without style, script, form and anything remote; pictures only from the result's own images.

    `images` holds base64 by the name that the HTML gives as a picture's source.
    """

    def filtered(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("img", "src"):
            return data_uri(images.get(value, ""))
        if attribute == "href":
            return value if _ADDRESS.match(value) else None
        return value

    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attribute_filter=filtered,
        url_schemes={"http", "https", "data"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def harmless_markdown(markdown: str) -> str:
    """Return markdown without HTML, and with pictures turned into links, so that drawing it fetches nothing."""
    return nh3.clean(markdown, tags=set()).replace("![", "\\![")


def data_uri(encoded: str) -> str | None:
    """Return a base64 picture as a data address; None if it is none that browsers draw without risk, such as SVG."""
    if not encoded or len(encoded) > _MOST_IMAGE_CHARACTERS:
        return None
    try:
        head = base64.b64decode(encoded[:24])
    except (binascii.Error, ValueError):
        return None
    kind = next((kind for mark, kind in _MARKS.items() if head.startswith(mark)), None)
    return f"data:image/{kind};base64,{encoded}" if kind else None
