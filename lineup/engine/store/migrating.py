"""How the engine's tables come to be, and how older ones become this program's."""

from pathlib import Path

from lineup.databases.migrating import Migrations

MIGRATIONS = Migrations(
    folder=Path(__file__).parent / "migrations",
    version_table="lineup_schema",
    lock=0x6C696E657570,  # "lineup" in ASCII
)
