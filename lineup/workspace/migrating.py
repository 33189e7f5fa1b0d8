"""How the workspace's tables come to be, and how older ones become this program's."""

from pathlib import Path

from lineup.databases.migrating import Migrations

MIGRATIONS = Migrations(
    folder=Path(__file__).parent / "migrations",
    version_table="workspace_schema",
    lock=0x776F726B7370,  # "worksp" in ASCII
)
