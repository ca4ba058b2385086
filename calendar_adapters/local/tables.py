"""The one table of the local calendar: calendar objects as iCalendar text, one row a UID (SQLAlchemy Core)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, MetaData, String, Table, Text

READING = "moim_reading"  # execution option of a connection that only reads: an engine need not lock for it
metadata = MetaData()

# first_start and last_end are Unix seconds: the reach of the object, a day wider than its text says, so that a window
# finds it in an index; last_end is NULL for a series without end.
objects = Table(
    "local_calendar_object",
    metadata,
    Column("owner", String(320), primary_key=True),
    Column("uid", String(512), primary_key=True),
    Column("etag", String(64), nullable=False),
    Column("ics", Text, nullable=False),
    Column("first_start", BigInteger, nullable=False),
    Column("last_end", BigInteger, nullable=True),
    Index("ix_local_calendar_object_window", "owner", "first_start", "last_end"),
)
