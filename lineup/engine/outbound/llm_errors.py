"""What can go wrong with a language model's endpoint."""

import re
from enum import StrEnum

from pydantic import SecretStr

_MOST_WORDS = 200
_KEYS = re.compile(r"(?i)\b(?:bearer\s+\S+|sk-[\w-]{6,})")
_HIDDEN = "[key]"


class LlmFault(StrEnum):
    """The kinds of failure, by what can be done about them."""

    SETTINGS = "settings"
    KEY = "key"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    RATE_LIMIT = "rate_limit"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    TIME = "time"
    TOO_LARGE = "too_large"
    CUT = "cut"
    NO_ANSWER = "no_answer"
    BUDGET = "budget"


class LlmError(Exception):
    """The endpoint gave no answer that can be used; the text is a sentence for people without key or content.

    `status_code` and `words` are the server's own, `retry_after` the seconds that it asks to wait.
    """

    def __init__(
        self,
        fault: LlmFault,
        sentence: str,
        *,
        status_code: int | None = None,
        words: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(sentence)
        self.fault = fault
        self.status_code = status_code
        self.words = words
        self.retry_after = retry_after

    @property
    def may_pass(self) -> bool:
        """Whether the same question may well be answered a little later."""
        return self.fault in {LlmFault.RATE_LIMIT, LlmFault.SERVER, LlmFault.UNREACHABLE}


def told(words: str, key: SecretStr | None) -> str:
    """Return a server's words as they may be shown: on one line, short, without the key or what looks like one."""
    secret = "" if key is None else key.get_secret_value()
    hidden = words.replace(secret, _HIDDEN) if secret else words
    line = " ".join(_KEYS.sub(_HIDDEN, hidden).split())
    printable = "".join(character for character in line if character.isprintable())
    return printable if len(printable) <= _MOST_WORDS else f"{printable[:_MOST_WORDS]}…"
