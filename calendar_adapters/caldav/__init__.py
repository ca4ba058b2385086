"""Calendars on CalDAV servers (RFC 4791, RFC 6638)."""

from calendar_adapters.caldav.adapter import CalDavCalendar

__all__ = ["CalDavCalendar"]
