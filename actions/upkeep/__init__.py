"""What happens without anybody saying anything: nudges, expiries, bookings left half done, calendars changed."""

from actions.upkeep.nudges import replied, schedule_nudges, zones_of
from actions.upkeep.reconcile import seen
from actions.upkeep.run import Done, compare, tick

__all__ = ["Done", "compare", "replied", "schedule_nudges", "seen", "tick", "zones_of"]
