"""The SQL store: people, meetings, messages, outbox, claims."""

from actions.store.errors import AddressInUse, SlotTaken, Stale
from actions.store.records import Connection, Conversation, Hold, InboxItem, OutboxItem, Preference, Timer
from actions.store.store import Store, Transaction, new_id

__all__ = [
    "AddressInUse",
    "Connection",
    "Conversation",
    "Hold",
    "InboxItem",
    "OutboxItem",
    "Preference",
    "SlotTaken",
    "Stale",
    "Store",
    "Timer",
    "Transaction",
    "new_id",
]
