"""Types of columns that both databases keep alike."""

from datetime import datetime

from sqlalchemy import DateTime, TypeDecorator
from sqlalchemy.engine import Dialect

from lineup.contract.wire import as_utc


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, with its offset on both sides; SQLite keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment as it is stored."""
        return None if value is None else as_utc(value)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the stored moment with its offset."""
        return None if value is None else as_utc(value)
