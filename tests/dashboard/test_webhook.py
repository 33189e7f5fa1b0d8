from datetime import timedelta
from typing import Any

import pytest

from components.webhook import webhook_text
from lineup.contract.deliveries import Delivery
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import NOON, execution, pipeline
from tests.dashboard.seen import words

_ID = "pex_000000000001"
_HOOK = {"webhook_url": "https://receiver.example/hook?token=hidden", "filename": "a.pdf"}


def delivery(status: str, attempts: int = 0, **more: Any) -> Delivery:
    return Delivery(
        delivery_id="whd_000000000001",
        execution_id=_ID,
        url=_HOOK["webhook_url"],
        status=status,
        attempts=attempts,
        created=NOON,
        **more,
    )


@pytest.mark.parametrize(
    ("given", "text"),
    [
        pytest.param(delivery("waiting"), "sent when the execution ends", id="not ended"),
        pytest.param(delivery("due", next_attempt_at=NOON), "being sent", id="first attempt"),
        pytest.param(
            delivery(
                "due",
                1,
                last_error="The receiver answered 500.",
                next_attempt_at=NOON + timedelta(seconds=38),
            ),
            "1 attempt so far, the next in 38.0 s. The receiver answered 500.",
            id="waiting for the next",
        ),
        pytest.param(
            delivery("due", 2, next_attempt_at=NOON),
            "2 attempts so far, the next one now.",
            id="now",
        ),
        pytest.param(delivery("delivered", 1), "delivered after 1 attempt", id="at once"),
        pytest.param(delivery("delivered", 2), "delivered after 2 attempts", id="after a failure"),
        pytest.param(
            delivery("failed", 1, last_error="It refused."),
            "failed after 1 attempt. It refused.",
            id="failed",
        ),
        pytest.param(delivery("bounced", 1), "bounced", id="a word we don't know"),
    ],
)
def test_a_webhook_is_one_line(given: Delivery, text: str) -> None:
    assert webhook_text(given, NOON) == f"Webhook: {text}"


def _serve(fake: FakeServer, features: list[str]) -> None:
    shown = execution(input_config=_HOOK)
    fake.answer("GET /pipelines/pl_000000000001", pipeline().model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{_ID}", shown.model_dump(mode="json"))
    capabilities = {"server": "lineup", "version": "1", "features": features}
    fake.answer("GET /lineup/capabilities", capabilities)
    failed = delivery("failed", 1, last_error="It *refused*.")
    fake.answer(
        f"GET /lineup/executions/{_ID}/deliveries",
        {"deliveries": [failed.model_dump(mode="json")]},
    )


def test_the_page_says_what_became_of_the_webhook_and_hides_its_address(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, ["webhook_deliveries"])

    shown = words(on_fake("execution.py", id=_ID))

    assert ":red[✖ Webhook\\: failed after 1 attempt. It \\*refused\\*.]" in shown
    assert "hidden" not in shown


def test_a_server_that_does_not_tell_is_not_asked(fake: FakeServer, on_fake: OpenPage) -> None:
    _serve(fake, [])

    assert "Webhook" not in words(on_fake("execution.py", id=_ID))
    assert f"GET /lineup/executions/{_ID}/deliveries" not in fake.asked


def test_a_server_that_fails_to_tell_leaves_the_page_whole(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    _serve(fake, ["webhook_deliveries"])
    fake.answer(f"GET /lineup/executions/{_ID}/deliveries", {"detail": "broken"}, status=422)

    shown = words(on_fake("execution.py", id=_ID))

    assert "Webhook" not in shown
    assert "Invoices v6" in shown
