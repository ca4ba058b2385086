"""The calendar that lives in moim's own database, for people who have no other and for the demo."""

from calendar_adapters.local.adapter import LocalCalendar
from calendar_adapters.local.tables import metadata

__all__ = ["LocalCalendar", "metadata"]
