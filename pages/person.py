"""Who is at work, wherever a page needs to know."""

from components.person import draw_person, edit_person, keep_in_browser
from state.person import cookie_to_keep, person_name, tell_person_of


def ask_person(*, key: str) -> str:
    """Return the name of who is at work, empty if it isn't told yet: then a field asks for it, else it can be changed."""
    name = person_name()
    if name:
        draw_person(name, key=f"{key}-known", on_tell=tell_person_of)
    else:
        edit_person(name, key=f"{key}-asked", on_tell=tell_person_of)
    return name


def keep_person() -> None:
    """Have the browser keep the name that was told in this session; drawn once, at the end of a page's head."""
    cookie = cookie_to_keep()
    if cookie is not None:
        keep_in_browser(cookie)
