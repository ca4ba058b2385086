"""Replies that no channel could deliver: given up after their last attempt, or come back from the other side."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from actions.store.documents import reply_from_json
from actions.store.records import OutboxItem
from actions.store.tables import outbox

TOLD = "told"  # the state of a failed reply once its consequences are drawn


def failed(connection: Connection, limit: int = 100) -> list[OutboxItem]:
    """Replies that were given up and from which nothing followed yet, in the order queued."""
    return _read(connection, outbox.c.state == "failed", limit)


def take(connection: Connection, key: str) -> bool:
    """True for the one caller who may draw the consequences, in the transaction that holds them."""
    mine = sa.and_(outbox.c.key == key, outbox.c.state == "failed")
    return connection.execute(sa.update(outbox).where(mine).values(state=TOLD)).rowcount == 1


def bounced(connection: Connection, receipt: str, error: str) -> int:
    """What was sent under ``receipt`` (the channel's id of it, as given to `Outbox.sent`) has come back; returns how
    many replies that were."""
    mine = sa.and_(outbox.c.receipt == receipt, outbox.c.state == "sent")
    values = {"state": "failed", "last_error": error}
    return int(connection.execute(sa.update(outbox).where(mine).values(**values)).rowcount) if receipt else 0


def bounced_to(connection: Connection, address: str, error: str) -> bool:
    """The latest reply about a meeting that was sent to ``address`` has come back; False when there was none."""
    mine = sa.and_(outbox.c.recipient == address, outbox.c.state == "sent", outbox.c.meeting_id.is_not(None))
    latest = connection.execute(sa.select(sa.func.max(outbox.c.id)).where(mine)).scalar()
    values = {"state": "failed", "last_error": error}
    return bool(connection.execute(sa.update(outbox).where(outbox.c.id == latest).values(**values)).rowcount)


def unreachable(connection: Connection, meeting_id: str) -> set[str]:
    """Addresses to which something about this meeting could not be delivered."""
    mine = sa.and_(outbox.c.meeting_id == meeting_id, outbox.c.state.in_(["failed", TOLD]))
    return {to.lower() for to in connection.execute(sa.select(outbox.c.recipient).where(mine)).scalars()}


def _read(connection: Connection, where: Any, limit: int) -> list[OutboxItem]:
    rows = connection.execute(sa.select(outbox).where(where).order_by(outbox.c.id).limit(limit))
    return [OutboxItem(r.key, reply_from_json(r.payload), r.meeting_id, r.attempts, r.created_at) for r in rows]
