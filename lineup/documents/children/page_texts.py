"""Program: the text layers of a PDF's pages, `{"path", "most_pages", "most_characters"}` to `{"pages": {"0": text}}`.

A page whose text can't be read is left out; so is what lies beyond the limits. A word that goes on in the next line is
whole again.
"""

from typing import Any

from lineup.documents.children.pdf import open_pdf, whole_words
from lineup.documents.children.serving import serve_child


def page_texts(request: dict[str, Any]) -> dict[str, Any]:
    """Return each page's own text by its 0-based number. Raises RefusalError."""
    import pypdfium2  # noqa: PLC0415 (loaded under the child's limits)

    document = open_pdf(request["path"])
    pages: dict[str, str] = {}
    room = request["most_characters"]
    for number in range(min(len(document), request["most_pages"])):
        try:
            text = document[number].get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:
            continue
        room -= len(text)
        if room < 0:
            break
        pages[str(number)] = whole_words(text).encode("utf-8", "replace").decode()
    return {"pages": pages}


if __name__ == "__main__":  # pragma: no cover (as a program it runs in children)
    serve_child(page_texts)
