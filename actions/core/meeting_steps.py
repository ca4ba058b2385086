"""What can happen to a meeting: pure functions from a meeting to the next, one for each step.

Each takes ``now`` (aware) and returns a new `Meeting`; the one given is unchanged. A step that is not allowed raises
`MendableError` with a key that says why; the keys are in ``KEYS``. ``by`` is the address of whoever asks for the step.
Nothing here reads calendars or writes anything: booking is `choose` (or `move`), then the writing, then `book` or
`booking_failed`.
"""

from __future__ import annotations

from actions.core.meeting_booking import book, booking_failed, cancel, choose, expire, keep, move, reopen
from actions.core.meeting_edit import add_attendees, change, new_meeting, remove_attendee, respond, set_role
from actions.core.meeting_rules import KEYS
from actions.core.meeting_search import accept, collect, counter, propose, refuse
from actions.core.meeting_series import end_series

__all__ = [
    "KEYS",
    "accept",
    "add_attendees",
    "book",
    "booking_failed",
    "cancel",
    "change",
    "choose",
    "collect",
    "counter",
    "end_series",
    "expire",
    "keep",
    "move",
    "new_meeting",
    "propose",
    "refuse",
    "remove_attendee",
    "reopen",
    "respond",
    "set_role",
]
