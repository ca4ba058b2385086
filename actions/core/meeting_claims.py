"""Which time a meeting takes of whom: all of a single one; of a series its next instances, for a rule has no end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core.meeting import STANDING, Meeting, Slot, State
from actions.core.meeting_choice import notes
from actions.core.meeting_rotation import rotation_noted, turn_slot
from actions.core.recurrence import AHEAD, FARTHEST, UTC, instances_from
from calendar_adapters.types import Interval


@dataclass(frozen=True)
class Stretch:
    """Time of one person. ``yields``: where another meeting has any of it, all of it is left to that."""

    address: str
    interval: Interval
    yields: bool = False


def upcoming(meeting: Meeting, now: datetime, count: int = AHEAD) -> tuple[tuple[datetime, Slot], ...]:
    """The next ``count`` instances of a booked series that are not over: (original start, where it stands), by original
    start. One that was moved there from before or from later is among them. () for a single meeting, or where nothing
    is booked.

    Raises:
        ValueError: the rule cannot be read.
    """
    if meeting.booked is None or not meeting.rrule:
        return ()
    length = meeting.booked.end - meeting.booked.start
    zone = ZoneInfo(meeting.timezone)
    since = now - length
    found = instances_from(meeting.rrule, meeting.booked.start, zone, since, count, without=meeting.exdates)
    extra = [d.astimezone(UTC) for d in meeting.rdates if d > since]
    slots = {m.recurrence_id.astimezone(UTC): m.slot for m in meeting.moved}
    counted = sorted({*found, *extra})[:count]
    apart = [i for i, s in slots.items() if i < since or (counted and s.start <= counted[-1])]
    starts = sorted({*counted, *apart})
    all_slots = ((s, slots.get(s) or Slot(s, s + length)) for s in starts)
    return tuple((start, slot) for start, slot in all_slots if now < slot.end and slot.start < now + FARTHEST)


def claimed(meeting: Meeting, now: datetime) -> tuple[Stretch, ...]:
    """The time that a meeting which stands takes; () in any other state. What another has is left to it."""
    if meeting.state not in STANDING or meeting.booked is None:
        return ()
    if not meeting.rrule:
        return tuple(Stretch(a, meeting.booked.interval, True) for a in meeting.addresses)
    return tuple(
        Stretch(a, slot.interval, True) for start, slot in upcoming(meeting, now) for a in meeting.addresses_at(start)
    )


def times_of(meeting: Meeting, address: str, now: datetime) -> tuple[Interval, ...]:
    """When ``meeting`` takes the time of ``address``: where it stands, and what is being written."""
    if meeting.chosen is None:
        return tuple(s.interval for s in claimed(meeting, now) if s.address == address)
    stands = claimed(replace(meeting, state=State.BOOKED), now)
    coming = claiming(meeting, meeting.chosen, now, meeting.chosen_instance)
    return tuple({s.interval: None for s in (*stands, *coming) if s.address == address})


def claiming(meeting: Meeting, slot: Slot, now: datetime, instance: datetime | None = None) -> tuple[Stretch, ...]:
    """The time to be claimed so that ``slot`` can be booked for ``meeting``: all of it, of everybody needed.

    Of a series that is to begin there also its next instances, but those that were said to clash (the slot's notes),
    and those of who was chosen among several, for it is the one who can come the most often.
    """
    needed = {p.address for p in meeting.attendees if p.needed}
    if instance is not None:
        more = {p.address for p in own.more} if (own := meeting.differing(instance)) else set()
        people = meeting.addresses_at(instance)
        return tuple(Stretch(a, slot.interval, a not in needed | more) for a in people)
    agreed, picked = clashes_noted(slot), {n["who"] for n in notes(slot, "one_of")}

    def yields(who: str, start: datetime) -> bool:
        later = start != slot.start
        return who not in needed or (later and who in picked) or (start, who) in agreed

    stretches = starting_at(meeting, slot, now)
    return tuple(Stretch(a, s.interval, yields(a, s.start)) for s in stretches for a in meeting.addresses)


def starting_at(meeting: Meeting, slot: Slot, now: datetime, count: int = AHEAD) -> Iterator[Slot]:
    """``slot``, and the next instances of the series that would begin there; a booked one that moves there leaves none
    of them out."""
    yield slot
    if not meeting.rrule:
        return
    length, zone = slot.end - slot.start, ZoneInfo(meeting.timezone)
    left_out = () if meeting.booked else tuple(d for d in meeting.exdates if d != slot.start)
    since, turns = max(slot.start, now), rotation_noted(slot)
    found = instances_from(meeting.rrule, slot.start, zone, since, count + len(left_out))
    for number, start in enumerate(found):
        if start != slot.start.astimezone(UTC) and start <= since + FARTHEST and start not in left_out:
            yield turn_slot(Slot(start, start + length), zone, turns, number)


def clashes_noted(slot: Slot) -> Collection[tuple[datetime, str]]:
    """(start, address) of the later instances that were shown to clash when ``slot`` was picked."""
    each = (one for note in notes(slot, "clashes") for one in note["each"])
    return {(datetime.fromisoformat(one["start"]), who) for one in each for who in one["who"]}
