"""Web pages, books and other texts of the regression set."""

from tests.convert.legacy_files import word_97
from tests.convert.office_files import epub, open_document
from tests.convert.regression.case import Case

_PNG = "iVBORw0KGgoAAAANSUhEUgAAACgAAAAeCAIAAADRv8uKAAAAKUlEQVR4nO3NMQEAAAgDILV/Z63gtwcK0FsZEQAAAAAAAAAAAAAAAIBXFjZfAgE="


def article() -> bytes:
    return (
        '<!DOCTYPE html><html lang="en"><head><title>T</title><style>p{color:red}</style></head><body>'
        '<header><a href="/">Logo</a><nav><ul><li><a href="/a">Home</a></li></ul></nav></header>'
        '<div class="cookie-consent">We use cookies <button>Accept</button></div>'
        "<main><article><h1>Annual <em>report</em></h1>"
        '<p>Un<b>believ</b>able, <a href="https://e.org/?a=1&amp;b=2">a link</a>, H<sub>2</sub>O, x<sup>2</sup>.<br>Below.</p>'
        '<p hidden>Not shown</p><p style="display:none">Nor this</p>'
        "<h2>Lists</h2><ol start=3><li>three<ul><li>nested<ol><li>deep</li></ol></li></ul></li><li>four</li></ol>"
        "<dl><dt>Term</dt><dd>What it means</dd></dl><blockquote><p>Quoted <i>text</i></p></blockquote>"
        f'<figure><img src="data:image/png;base64,{_PNG}" alt="red"><figcaption>Figure 1. Red</figcaption></figure>'
        '<pre><code class="language-python"><span>def</span> f(x):\n    return x</code></pre>'
        "<p>Inline <code>a|b</code>, <del>old</del> <ins>new</ins>.</p><script>alert(1)</script></article></main>"
        '<aside>Other pages</aside><footer>© 2024 <a href="/imprint">Imprint</a></footer></body></html>'
    ).encode()


def tables_and_forms() -> bytes:
    return (
        b"<!DOCTYPE html><body><table><caption>Table 1. Prices</caption><thead><tr><th rowspan=2>Item<th colspan=2>Price</tr>"
        b"<tr><th>net<th>gross</tr></thead><tbody><tr><td>Nut<td>1<td>2 <b>EUR</b></tr>"
        b"<tr><td colspan=3><ul><li>one</li><li>two</li></ul></td></tr></tbody></table>"
        b"<form><label>Name</label><input value='Bob'><textarea>typed</textarea></form>"
        b"<details><summary>More</summary>Less</details></body>"
    )


def russian() -> bytes:
    page = (
        '<!DOCTYPE html><html><head><meta charset="windows-1251"></head><body><h1>Договор</h1>'
        "<p>Покупатель платит <b>1500 рублей</b> до 31 мая.</p></body></html>"
    )
    return page.encode("cp1251")


def book() -> bytes:
    return epub(
        "<h1>One</h1><p>In the <i>beginning</i>, un<b>believ</b>able.</p>",
        "<h1>Two</h1><p>The end.</p><ul><li>a<ul><li>b</li></ul></li></ul>",
    )


def open_text() -> bytes:
    return open_document(
        "text",
        '<text:h text:outline-level="1">Vertrag</text:h>'
        "<text:p>Wasser<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Ohne Eis.</text:p></text:note-body></text:note> kostet un<text:span>glaub</text:span>lich viel.</text:p>"
        "<text:list><text:list-item><text:p>eins</text:p><text:list><text:list-item><text:p>tiefer</text:p></text:list-item>"
        "</text:list></text:list-item></text:list>"
        '<table:table table:name="T"><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>breit</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>a</text:p>"
        "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p>drei<text:s text:c="3"/>Leerzeichen<text:tab/>Tabulator<text:line-break/>Zeile</text:p>',
    )


def old_text() -> bytes:
    return word_97("The first paragraph", "a <b>second</b> one, 1 < 2 & *three*", "Größe: 5 €")


CASES = (
    Case("web-article", article),
    Case("web-article-content-only", article, {"include_headers_footers": False}),
    Case("web-tables-and-forms", tables_and_forms),
    Case("web-russian-1251", russian),
    Case("book", book),
    Case("text-open-document", open_text),
    Case("text-97", old_text),
)
