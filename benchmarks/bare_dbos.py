"""`python -m benchmarks.bare_dbos URL WORKERS`: DBOS alone, draining a queue of workflows of three trivial steps.

It says `ready` and then works until its stdin closes. Database settings, queue and polling are those of our worker.
"""

import sys

from dbos import DBOS, DBOSConfig

from lineup.databases.opening import open_database
from lineup.engine.worker.durable import POLL_SECONDS

QUEUE, WORKFLOW, APPLICATION, VERSION = "bare", "three_trivial_steps", "bare", "1"


@DBOS.step(name="trivial", preemptible=True)
async def trivial(number: int) -> int:
    """Count on."""
    return number + 1


@DBOS.workflow(name=WORKFLOW)
async def three_trivial_steps(number: int) -> int:
    """Do three trivial steps."""
    for _ in range(3):
        number = await trivial(number)
    return number


def main() -> None:
    """Drain the queue."""
    database = open_database(sys.argv[1])
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_engine": database,
        "system_database_url": sys.argv[1],
        "application_version": VERSION,
        "executor_id": "bare",
        "log_level": "CRITICAL",
    }
    DBOS(config=config)
    DBOS.launch()
    DBOS.register_queue(
        QUEUE, worker_concurrency=int(sys.argv[2]), polling_interval_sec=POLL_SECONDS
    )
    print("ready", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
