"""Making a pipeline: its name, and what it begins with."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.choice_words import told_apart
from components.draft_steps import steps_text
from components.failure import plain
from components.pipeline_templates import Template
from components.shell import draw_link
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import MAX_NAME

OnCreate = Callable[[str, str], None]
"""Called with the keys of what was chosen to begin with, a position, and of the name."""


def edit_new_pipeline(
    templates: Sequence[Template], known: InstalledProcessors, *, key: str, on_create: OnCreate
) -> None:
    """Draw what a pipeline can begin with, and the button that makes it, which calls back."""
    if not templates:
        st.markdown("This server has no processors that a pipeline could begin with.")
        return
    template_key, name_key = f"{key}-template", f"{key}-name"
    st.radio(
        "Begin with",
        range(len(templates)),
        format_func=template_titles(templates).__getitem__,
        captions=[template_text(template, known) for template in templates],
        key=template_key,
    )
    st.text_input(
        "Name",
        max_chars=MAX_NAME,
        key=name_key,
        placeholder="Invoices",
        help="Can be changed later; without one, the server makes one.",
    )
    st.button(
        "Create",
        type="primary",
        key=f"{key}-create",
        on_click=on_create,
        args=(template_key, name_key),
    )


def draw_unsaved(address: str) -> None:
    """Draw that a pipeline was made and could not be named and listed, what to do, and a link to it."""
    st.warning(
        "A pipeline was made, but it could not be named and put on the list. Press Create again to save it with what is chosen below: no second one is made. Or open it and name it there.",
        icon=":material/playlist_remove:",
    )
    draw_link("Open it as it is", address)


def template_titles(templates: Sequence[Template]) -> dict[int, str]:
    """Return what each is called by its position, as markdown, no two the same."""
    titles = {position: plain(each.title) for position, each in enumerate(templates)}
    return told_apart(titles, lambda at: plain(str(templates[at].steps[-1].custom_processor_id)))


def template_text(template: Template, known: InstalledProcessors) -> str:
    """Return what a template does and its steps, as markdown."""
    steps = steps_text(template.steps, known)
    told = [template.description] if template.description else []
    return plain(" ".join([*told, *([] if steps == template.title else [f"({steps})"])]))
