"""A fake endpoint, and sessions on it whose pauses take no time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import SecretStr

from lineup.engine.outbound.llm import LlmSession
from lineup.engine.outbound.llm_endpoint import LlmEndpoint
from lineup.engine.outbound.llm_retries import Patience
from tests.llm.fake_llm import FakeLlm, fake_llm

KEY = "sk-very-secret-key"

OpenSession = Callable[..., LlmSession]


@dataclass
class Pauses:
    """Remembers pauses instead of spending them."""

    taken: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


@pytest.fixture
def fake() -> Iterator[FakeLlm]:
    with fake_llm() as server:
        yield server


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def session(fake: FakeLlm, pauses: Pauses) -> OpenSession:
    """Opens sessions on the fake endpoint."""

    def open_session(**settings: Any) -> LlmSession:
        given: dict[str, Any] = {"seconds": 20.0, "api_key": SecretStr(KEY)}
        endpoint = LlmEndpoint(fake.base_url, "tiny", **(given | settings))
        return LlmSession(endpoint, patience=Patience(sleep=pauses, jitter=lambda: 1.0))

    return open_session
