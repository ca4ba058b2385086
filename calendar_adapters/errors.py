"""What can go wrong with a calendar, separated by who can mend it."""

from __future__ import annotations


class CalendarError(Exception):
    """Root of every error an adapter raises; ``calendar`` is a label safe to show to the calendar's owner."""

    def __init__(self, message: str, calendar: str = "") -> None:
        super().__init__(message)
        self.calendar = calendar


class ReconnectNeeded(CalendarError):
    """The owner must connect the calendar again: credentials refused (401, 403), grant revoked, calendar gone."""


class TryAgain(CalendarError):
    """The server is busy, slow or unreachable (429, 5xx, time-out, refused connection); the same call may work."""

    def __init__(self, message: str, calendar: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, calendar)
        self.retry_after = retry_after


class BadAnswer(TryAgain):
    """The server answered something that cannot be read as a calendar; treated as unreadable, never as free."""


class Conflict(CalendarError):
    """The stored event is not the one the caller saw (412: a stale ETag, or the UID exists already). Read it again."""


class NotFound(CalendarError):
    """No event of that UID is in the calendar; it may have been deleted there by its owner."""


class AdapterBug(CalendarError):
    """We sent something the server rightly refused (400, 415, 422); the operator must look, retrying cannot help."""
