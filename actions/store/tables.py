"""The tables, as the newest migration leaves them (a test compares the two). What each guarantees: docs/store.md.

Text from outside has no length limit here: PostgreSQL would refuse what SQLite takes.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from actions.store.columns import Key, UtcDateTime, Words

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _person(name: str = "person") -> sa.Column[Any]:
    return sa.Column(name, sa.ForeignKey("person.address", ondelete="CASCADE", onupdate="CASCADE"), nullable=False)


def _meeting(nullable: bool = False) -> sa.Column[Any]:
    """Checked when the transaction commits, so that what belongs to a new meeting may be written before it."""
    key = sa.ForeignKey("meeting.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED")
    return sa.Column("meeting_id", key, nullable=nullable)


person = sa.Table(
    "person",
    metadata,
    sa.Column("address", Key, primary_key=True),
    sa.Column("name", Words, nullable=False),
    sa.Column("timezone", sa.String(64), nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("working_hours", sa.JSON(none_as_null=True)),
    sa.Column("team", Words, nullable=False),
    sa.Column("job_title", Words, nullable=False),
    sa.Column("delegates", sa.JSON, nullable=False),
    sa.Column("external", sa.Boolean, nullable=False),
    sa.Column("buffer_minutes", sa.Integer, nullable=False),
    sa.Column("slack_id", sa.String(64), nullable=False, index=True),
    sa.Column("extra", sa.JSON, nullable=False),
)

alias = sa.Table(
    "alias",
    metadata,
    _person(),
    sa.Column("kind", sa.String(16), nullable=False),  # name | address
    sa.Column("value", Key, nullable=False),
    sa.PrimaryKeyConstraint("person", "kind", "value"),
    sa.Index("ix_alias_kind_value", "kind", "value"),
)
# one address is one person's; names may be shared, and then the assistant asks
sa.Index(
    "uq_alias_address",
    alias.c.value,
    unique=True,
    sqlite_where=alias.c.kind == "address",
    postgresql_where=alias.c.kind == "address",
)

calendar_connection = sa.Table(
    "calendar_connection",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _person(),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("label", Key, nullable=False),
    sa.Column("config", sa.JSON, nullable=False),
    sa.Column("secret", sa.JSON, nullable=False),
    sa.Column("state", sa.String(32), nullable=False),  # ok | needs_reconnect | failing
    sa.Column("last_error", Words, nullable=False),
    sa.Column("checked_at", UtcDateTime),
    sa.UniqueConstraint("person", "kind", "label"),
)

meeting = sa.Table(
    "meeting",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("uid", Key, nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("organizer", Key, nullable=False, index=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("conversation", Key, nullable=False),
    sa.Column("starts_at", UtcDateTime, index=True),  # the booked or chosen slot
    sa.Column("expires_at", UtcDateTime),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Index("ix_meeting_channel_conversation", "channel", "conversation"),
    sa.Index("ix_meeting_state_expires_at", "state", "expires_at"),
)

meeting_attendee = sa.Table(
    "meeting_attendee",
    metadata,
    _meeting(),
    sa.Column("address", Key, nullable=False, index=True),
    sa.Column("role", sa.String(32), nullable=False),
    sa.Column("partstat", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("meeting_id", "address"),
)

proposal_slot = sa.Table(
    "proposal_slot",
    metadata,
    _meeting(),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("starts_at", UtcDateTime, nullable=False),
    sa.Column("ends_at", UtcDateTime, nullable=False),
    sa.Column("closed", sa.Boolean, nullable=False),
    sa.PrimaryKeyConstraint("meeting_id", "round", "number"),
)

hold = sa.Table(
    "hold",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _meeting(),
    sa.Column("address", Key, nullable=False),
    sa.Column("starts_at", UtcDateTime, nullable=False),
    sa.Column("ends_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False, index=True),
    sa.UniqueConstraint("meeting_id", "address", "starts_at", "ends_at"),
    sa.Index("ix_hold_address_starts_at", "address", "starts_at"),
)

claim = sa.Table(
    "claim",
    metadata,
    sa.Column("address", Key, nullable=False),
    sa.Column("bucket", sa.Integer, nullable=False),  # minutes since 1970
    _meeting(),
    sa.PrimaryKeyConstraint("address", "bucket"),  # this is what lets exactly one confirmation win
    sa.Index("ix_claim_meeting_id", "meeting_id"),
)

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("message_id", Key, nullable=False),  # RFC 5322 line length
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("leased_until", UtcDateTime),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("handled_at", UtcDateTime),
    sa.Column("outcome", Words, nullable=False),
    sa.UniqueConstraint("channel", "message_id"),
    sa.Index("ix_inbox_handled_at", "handled_at"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", Key, nullable=False, unique=True),
    sa.Column("recipient", Words, nullable=False),
    _meeting(nullable=True),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),  # pending | sent | failed
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("next_attempt_at", UtcDateTime, nullable=False),
    sa.Column("sent_at", UtcDateTime),
    sa.Column("receipt", Words, nullable=False),  # the channel's id of the message sent
    sa.Column("last_error", Words, nullable=False),
    sa.Index("ix_outbox_state_next_attempt_at", "state", "next_attempt_at"),
)

timer = sa.Table(
    "timer",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", Key, nullable=False, unique=True),
    sa.Column("kind", sa.String(32), nullable=False),
    _meeting(nullable=True),
    sa.Column("person", Key, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("fired_at", UtcDateTime),
    sa.Index("ix_timer_fired_at_due_at", "fired_at", "due_at"),
    sa.Index("ix_timer_meeting_id", "meeting_id"),
)

preference = sa.Table(
    "preference",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person", Key, nullable=False, index=True),
    sa.Column("kind", sa.String(64), nullable=False),
    sa.Column("value", sa.JSON, nullable=False),
    sa.Column("said", Words, nullable=False),
    sa.Column("valid_until", UtcDateTime),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

conversation = sa.Table(
    "conversation",
    metadata,
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("conversation", Key, nullable=False),
    _meeting(nullable=True),
    sa.Column("pending", sa.JSON(none_as_null=True)),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.PrimaryKeyConstraint("channel", "conversation"),
)

# ---- Slack

slack_installation = sa.Table(
    "slack_installation",
    metadata,
    sa.Column("enterprise_id", sa.String(64), nullable=False),  # "" outside Enterprise Grid
    sa.Column("team_id", sa.String(64), nullable=False),  # "" for a whole organisation
    sa.Column("team_name", Words, nullable=False),
    sa.Column("app_id", sa.String(64), nullable=False),
    sa.Column("bot_id", sa.String(64), nullable=False),
    sa.Column("bot_user_id", sa.String(64), nullable=False),
    sa.Column("scopes", Words, nullable=False),  # with commas
    sa.Column("token", Words, nullable=False),  # encrypted
    sa.Column("refresh_token", Words, nullable=False),  # encrypted; "" where tokens do not expire
    sa.Column("expires_at", UtcDateTime),
    sa.Column("installed_by", sa.String(64), nullable=False),
    sa.Column("installed_at", UtcDateTime, nullable=False),
    sa.Column("renewing_until", UtcDateTime),  # a process is exchanging the refresh token, which is good once
    sa.PrimaryKeyConstraint("enterprise_id", "team_id"),
)

slack_oauth_state = sa.Table(
    "slack_oauth_state",
    metadata,
    sa.Column("state", sa.String(64), primary_key=True),
    sa.Column("expires_at", UtcDateTime, nullable=False),
)

slack_event = sa.Table(
    "slack_event",
    metadata,
    sa.Column("event_id", Key, primary_key=True),
    sa.Column("received_at", UtcDateTime, nullable=False, index=True),
)

slack_user = sa.Table(
    "slack_user",
    metadata,
    sa.Column("team_id", sa.String(64), nullable=False),
    sa.Column("user_id", sa.String(64), nullable=False, index=True),
    sa.Column("address", Key, nullable=False),  # "" where Slack shows none
    sa.Column("name", Words, nullable=False),
    sa.Column("timezone", sa.String(64), nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),  # member | guest | stranger | bot | gone
    sa.Column("checked_at", UtcDateTime, nullable=False),
    sa.PrimaryKeyConstraint("team_id", "user_id"),
)

slack_thread = sa.Table(
    "slack_thread",
    metadata,
    sa.Column("team_id", sa.String(64), nullable=False),
    sa.Column("channel_id", sa.String(64), nullable=False),
    sa.Column("thread_ts", sa.String(32), nullable=False),  # "" for a whole group DM
    sa.Column("joined_at", UtcDateTime, nullable=False),
    sa.PrimaryKeyConstraint("team_id", "channel_id", "thread_ts"),
)

slack_message = sa.Table(
    "slack_message",
    metadata,
    sa.Column("key", Key, primary_key=True),  # the outbox's
    sa.Column("team_id", sa.String(64), nullable=False),
    sa.Column("channel_id", sa.String(64), nullable=False),
    sa.Column("ts", sa.String(32), nullable=False),
    _meeting(nullable=True),
    sa.Column("round", sa.Integer, nullable=False),  # of the offers shown; 0 without
    sa.Column("recipient", Words, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),  # status | open | closed
    sa.Column("sent_at", UtcDateTime, nullable=False),
    sa.Index("ix_slack_message_channel_id_ts", "channel_id", "ts"),
    sa.Index("ix_slack_message_meeting_id", "meeting_id"),
)

slack_token = sa.Table(
    "slack_token",
    metadata,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),  # pick | more | none | other
    _meeting(),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),  # of the offer picked; 0 for the others
    sa.Column("message_key", Key, nullable=False, index=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime),
    sa.Column("used_by", Words, nullable=False),
    sa.Index("ix_slack_token_meeting_id", "meeting_id"),
)
