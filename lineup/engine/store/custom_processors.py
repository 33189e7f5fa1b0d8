"""What this engine's owner chose about installed custom processors, in the store."""

from dataclasses import asdict, dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.databases.opening import writing
from lineup.databases.upserts import insert_into
from lineup.engine.store.tables import CustomProcessorRow


@dataclass(frozen=True)
class ProcessorChoice:
    """The version that new runs take, and whether the processor was taken out of use."""

    active_version: int
    archived: bool


class CustomProcessorStore:
    """Reads and changes what was chosen."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def find_choice(self, processor_id: str) -> ProcessorChoice | None:
        """Return what was chosen about the processor; None as long as nothing was."""
        with Session(self._engine) as session:
            row = session.get(CustomProcessorRow, processor_id)
            return None if row is None else ProcessorChoice(row.active_version, row.archived)

    def mark_active(self, processor_id: str, version: int) -> None:
        """Make a version the one that new runs take, and take an archived processor back into use.

        Runs that were submitted before keep theirs. The last of two writers wins.
        """
        self._choose(processor_id, ProcessorChoice(version, archived=False))

    def mark_archived(self, processor_id: str, version: int) -> None:
        """Take the processor out of use, keeping its active version. One that is archived stays so."""
        self._choose(processor_id, ProcessorChoice(version, archived=True))

    def _choose(self, processor_id: str, choice: ProcessorChoice) -> None:
        chosen = asdict(choice)
        with writing(self._engine) as session:
            insert = insert_into(session, CustomProcessorRow).values(
                processor_id=processor_id, created=self._clock(), **chosen
            )
            session.execute(
                insert.on_conflict_do_update(index_elements=["processor_id"], set_=chosen)
            )
