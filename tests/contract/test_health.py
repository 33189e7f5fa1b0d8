"""The health call on the wire."""

from lineup.contract.health import Health


def test_a_server_says_that_it_serves() -> None:
    assert Health.model_validate_json('{"status": "ok"}').status == "ok"
