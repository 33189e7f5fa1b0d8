"""Who is asking: the API key and the team, put on each request and printed nowhere."""

from collections.abc import Generator

import httpx
from pydantic import SecretStr

from lineup.client.errors import ClientError, ErrorKind

TEAM_COOKIE = "datalab_active_team"
"""The cookie that names the team to act for."""


class Credentials(httpx.Auth):
    """Adds the `X-API-Key` header and the team's cookie."""

    def __init__(self, api_key: SecretStr | None, team: str | None) -> None:
        self._api_key = _usable_key(api_key)
        self._team = _usable_team(team)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Yield the request with what says who is asking."""
        if self._api_key:
            request.headers["X-API-Key"] = self._api_key.get_secret_value()
        if self._team:
            request.headers["Cookie"] = f"{TEAM_COOKIE}={self._team}"
        yield request


def _usable_key(api_key: SecretStr | None) -> SecretStr | None:
    """Return the key without the white space that copying adds.

    Other characters are refused here, because deeper down the refusal would quote the key.
    """
    text = api_key.get_secret_value().strip() if api_key else ""
    if not _is_token(text):
        sentence = "The API key holds characters that no key has: copy it again."
        raise ClientError(ErrorKind.AUTHENTICATION, sentence)
    return SecretStr(text) if text else None


def _usable_team(team: str | None) -> str:
    text = (team or "").strip()
    if not _is_token(text) or set(text) & set(';,"\\'):
        sentence = "The team's id holds characters that no id has: copy it again."
        raise ClientError(ErrorKind.AUTHENTICATION, sentence)
    return text


def _is_token(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text
