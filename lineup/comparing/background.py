"""The dashboard's thread that goes on with comparisons while no browser is open."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from lineup.settings import Settings

_LOGGER = logging.getLogger(__name__)
_STOP_SECONDS = 5.0


@contextmanager
def comparing_in_background(settings: Settings) -> Iterator[None]:
    """Go on with the open comparisons of the settings' server for as long as the block lasts."""
    stopping = threading.Event()
    thread = threading.Thread(
        target=_compare, args=(settings, stopping), name="comparisons", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(_STOP_SECONDS)  # one that waits for a server's answer ends with the process


def _compare(settings: Settings, stopping: threading.Event) -> None:
    # Here and not above, so that the first page doesn't wait for what they import.
    from lineup.client import Client, ClientError  # noqa: PLC0415
    from lineup.clock import utc_now  # noqa: PLC0415
    from lineup.comparing.running import ComparisonRunner  # noqa: PLC0415
    from lineup.comparing.service import ComparisonService  # noqa: PLC0415
    from lineup.errors import StartError  # noqa: PLC0415
    from lineup.servers import server_key, server_name, server_url  # noqa: PLC0415
    from lineup.workspace.opening import open_workspace  # noqa: PLC0415

    name = server_name(settings)
    try:
        with (
            open_workspace(settings) as workspace,
            Client(server_url(settings), server_key(settings), team=settings.team) as client,
        ):
            runner = ComparisonRunner(client, workspace, name, utc_now)
            ComparisonService(workspace, {name: runner}).work(stopping)
    except (StartError, ClientError) as error:
        _LOGGER.warning("comparisons don't go on in the background: %s", error)
