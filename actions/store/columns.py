"""Column types that behave the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator):  # type: ignore[type-arg]
    """An instant: aware datetimes in, aware UTC datetimes out; a naive one raises ValueError."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """To UTC; SQLite keeps no zone, so there it is stored as plain UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the store takes aware datetimes only")
        utc = value.astimezone(timezone.utc)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Back to an aware UTC datetime."""
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


class Words(TypeDecorator):  # type: ignore[type-arg]
    """Text of any length. NUL goes, half a surrogate pair becomes "?": neither database takes both."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """The text as both databases can keep it."""
        return value if value is None else value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class Key(Words):
    """Text that stands in an index; beyond 1,000 bytes its SHA-256 does (PostgreSQL indexes up to 2,704)."""

    cache_ok = True
    LONGEST = 1000

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """The text, or its hash when it is long."""
        text = super().process_bind_param(value, dialect)
        if text is None or len(text.encode()) <= self.LONGEST:
            return text
        return "sha256:" + sha256(text.encode()).hexdigest()
