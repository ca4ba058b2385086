"""Claims are rows of one minute instead of five, so that times which only touch do not meet."""

from collections.abc import Callable, Iterable

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None

CLAIM = sa.table("claim", sa.column("address"), sa.column("bucket"), sa.column("meeting_id"))
FACTOR = 5


def upgrade() -> None:
    _rewrite(lambda bucket: range(bucket * FACTOR, (bucket + 1) * FACTOR))


def downgrade() -> None:
    _rewrite(lambda bucket: (bucket // FACTOR,))


def _rewrite(units: Callable[[int], Iterable[int]]) -> None:
    """Every claim in the other unit; where two come to share one, the first keeps it."""
    connection = op.get_bind()
    old = connection.execute(sa.select(CLAIM).order_by(CLAIM.c.address, CLAIM.c.bucket)).all()
    connection.execute(sa.delete(CLAIM))
    new: dict[tuple[str, int], str] = {}
    for row in old:
        for unit in units(row.bucket):
            new.setdefault((row.address, unit), row.meeting_id)
    rows = [{"address": address, "bucket": unit, "meeting_id": meeting} for (address, unit), meeting in new.items()]
    for first in range(0, len(rows), 1000):
        connection.execute(sa.insert(CLAIM), rows[first : first + 1000])
