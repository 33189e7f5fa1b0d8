import pytest

from components.failure import advice, can_pass, failure_icon, failure_text, plain
from lineup.client import ClientError, ErrorKind
from lineup.contract.errors import FieldError


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_each_kind_has_an_icon_and_advice_unless_its_sentence_says_it_all(kind: ErrorKind) -> None:
    assert failure_icon(kind).startswith(":material/")
    assert bool(advice(kind)) == (kind is not ErrorKind.INVALID)


def test_the_text_has_the_sentence_the_advice_and_each_field() -> None:
    fields = (FieldError("page_range", "'x' is no page"),)
    text = failure_text(ClientError(ErrorKind.INVALID, "The request is not valid.", fields))
    assert text == "**The request is not valid.**\n\n- page\\_range: 'x' is no page"


def test_only_what_may_pass_offers_to_try_again() -> None:
    passing = {kind for kind in ErrorKind if can_pass(kind)}
    assert ErrorKind.UNREACHABLE in passing
    assert not passing & {ErrorKind.AUTHENTICATION, ErrorKind.NOT_FOUND, ErrorKind.INVALID}


def test_a_servers_words_are_never_read_as_markdown() -> None:
    assert plain("![x](ftp://y) :red[z] $1$") == ("\\!\\[x\\]\\(ftp\\://y\\) \\:red\\[z\\] \\$1\\$")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("see http://e.x", "see \u2060http\\://e.x", id="an address"),
        pytest.param("HTTPS://e.x", "\u2060HTTPS\\://e.x", id="in capitals"),
        pytest.param("(www.e.x)", "\\(\u2060www.e.x\\)", id="without a scheme"),
        pytest.param("https://www.e.x", "\u2060https\\://\u2060www.e.x", id="with both"),
        pytest.param("a.b@e.x", "a.b\u2060\\@e.x", id="a mail address"),
        pytest.param("3 @ 4, @5, 6@", "3 \\@ 4, \\@5, 6\\@", id="no mail address"),
        pytest.param("www, http", "www, http", id="words"),
    ],
)
def test_addresses_in_a_servers_words_are_no_links(text: str, shown: str) -> None:
    assert plain(text) == shown
