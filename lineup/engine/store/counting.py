"""How many rows a list has beside the page of it that is shown."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session


def count_all(session: Session, query: Select[Any]) -> int:
    """Return how many rows the query has in all."""
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0
