"""Choosing documents to upload."""

from functools import partial

import streamlit as st

from components.earlier_uploads import draw_earlier
from state import documents, uploads
from state.documents import RunDocument

_MAX_MB = 200


def choose_uploads(*, key: str) -> list[RunDocument]:
    """Draw the uploader and return what was chosen in it, also before another source was looked at."""
    earlier = uploads.earlier_uploads(key)
    sent = st.file_uploader(
        "Documents to upload",
        accept_multiple_files=True,
        max_upload_size=_MAX_MB,
        label_visibility="collapsed",
        key=key,
    )
    draw_earlier(
        earlier,
        key=key,
        on_remove=partial(uploads.remove_upload, key),
        on_remove_all=partial(uploads.remove_uploads, key),
    )
    return documents.from_uploads(uploads.all_uploads(key, sent))
