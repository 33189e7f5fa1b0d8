"""What looks like a name, an address, or neither."""

import re

from lineup.engine.processors.extract.kinds.codes import find_emails, find_urls
from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.text.words import phrase

_SUFFIX = re.compile(
    r"(?:\b(?:gmbh|ag|kg|ohg|gbr|ug|e\.?\s?v|e\.?\s?k|a\.?\s?g|ltd|limited|llc|llp|inc|incorporated|corp|corporation|plc|co|company"
    r"|sarl|sas|sa|s\.?a\.?s|s\.?a\.?r\.?l|eurl|sci|bv|nv|vof|srl|spa|s\.?r\.?l|s\.?p\.?a|sl|s\.?l|ab|as|oy|aps|a/s|sdn\.?\s?bhd|bhd"
    r"|pte|pty|s/b|enterprise|trading|holding|holdings|group|stiftung|verein|versicherungsverein|kgaa|se|b\.v|n\.v)\b\.?)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"(?<![\w.,/-])(?:[A-Z]{1,3}[- ])?(?:\d{4,6}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{2}-\d{3}|\d{3} \d{2})(?![\w/]|[.,]\d|-\d)\s?,?\s?(?=[^\W\d_]|$)"
)
_AMERICAN = re.compile(
    r"(?P<town>[^\W\d_][^\d,]{1,40}),?\s+(?:[A-Z]{2}|[A-Z][a-z]+)\.?\s+(?P<code>\d{5}(?:-\d{4})?)(?!\d)"
)
"""A town in the United States: "Denver, CO 80203"."""
_STREET = re.compile(
    r"(?:str(?:a(?:ß|ss)e|\.)?|weg|platz|allee|gasse|ring|damm|ufer|chaussee|promenade)\s*\d|\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way"
    r"|jalan|jln|lorong|rue|chemin|place|quai|calle|avenida|plaza|camino|via|viale|piazza|corso|straat|laan|plein|weg|suite|floor|box|postfach)\b|^\d{1,5}[ ,]\s?\w|\D\s\d{1,4}\s?[a-zA-Z]?$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\b(?:tel|fax|fon|phone|mobil|hotline)\b|^\+?[\d\s()/.-]{7,}$", re.IGNORECASE)
_REGISTERED = re.compile(
    r"\s*[(\[]?(?:[A-Za-z. ]{0,12}:?\s?)?\d{4,12}\s?-\s?[A-Z]{1,2}[)\]]?$|\s*\(\d{5,14}\)$"
)
_NUMBERED = re.compile(
    r"\b(?:reg|gst|roc|co\.?)\b[^:]{0,24}(?:no|id|number)?\s*[.:]", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]")
_DATE_OR_AMOUNT = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d[.,]\d{2}(?!\d)")
_FEWEST_LETTERS, _LONGEST = 3, 90
_MOST_DIGITS = 0.34


def bare_name(text: str) -> str:
    """Return a name without the number of its registration behind it: "Mart Ltd (519537-X)"."""
    return _REGISTERED.sub("", " ".join(text.split())).strip(" ,;")


def is_name(text: str) -> bool:
    """Whether a text may be the name of a firm or a person."""
    text = bare_name(text)
    letters = len(_LETTERS.findall(text))
    digits = sum(character.isdigit() for character in text)
    if (
        letters < _FEWEST_LETTERS
        or len(text) > _LONGEST
        or digits > _MOST_DIGITS * (letters + digits)
    ):
        return False
    if ":" in text or _PHONE.search(text) or _DATE_OR_AMOUNT.search(text):
        return False
    return not (any(find_emails(text)) or any(find_urls(text)) or is_heading(text))


def is_heading(text: str) -> bool:
    """Whether a text is the title of a paper, a party's heading, a label, or a greeting."""
    words = phrase(text)
    known = lexicon()
    lists = known.lists
    return (
        words in lists["titles"]
        or words in lists["number_words"]
        or words in known.sections
        or words in lists["other_sections"]
        or words in known.labels
        or any(words[: len(start)] == start for start in lists["skip"])
    )


def has_suffix(text: str) -> bool:
    """Whether a name ends with, or has, a legal form."""
    return _SUFFIX.search(text) is not None


def is_code_line(text: str) -> bool:
    """Whether a line is a registration or a tax number, as stand between a firm's name and its address."""
    letters = len(_LETTERS.findall(text))
    digits = sum(character.isdigit() for character in text)
    is_bare = digits >= 5 and letters <= 3 and not has_postcode(text)  # noqa: PLR2004
    return is_bare or _NUMBERED.search(text) is not None


def is_legal_form(text: str) -> bool:
    """Whether a text is nothing but a legal form."""
    return _SUFFIX.fullmatch(text.strip()) is not None


def is_salutation(text: str) -> bool:
    """Whether a line holds nothing but "Herrn", "Mrs" and the like."""
    return phrase(text) in lexicon().lists["salutations"]


def is_street(text: str) -> bool:
    """Whether a line is one of a street."""
    return _STREET.search(text) is not None and bool(_LETTERS.search(text))


def has_postcode(text: str) -> bool:
    """Whether a line has a postal code and a town."""
    return _POSTCODE.search(text) is not None


def split_town(text: str) -> tuple[str, str] | None:
    """Return the postal code and the town of a line, or None without."""
    american = _AMERICAN.search(text)
    if american is not None:
        return american["code"], american["town"].strip(" ,")
    match = _POSTCODE.search(text)
    if match is None:
        return None
    town = text[match.end() :].strip(" ,.-")
    return match[0].strip(" ,"), town


def is_phone_or_mail(text: str) -> bool:
    """Whether a line is a telephone number, an e-mail or a web address."""
    return bool(_PHONE.search(text)) or any(find_emails(text)) or any(find_urls(text))
