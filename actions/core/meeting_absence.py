"""Steps on who comes to single instances of a series: somebody stays away once, and comes after all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from actions.core.meeting import STANDING, Meeting, MovedInstance
from actions.core.meeting_instances import own_slot, with_instance
from actions.core.meeting_rules import allow, at, need_instance, need_member
from actions.errors import MendableError


def stay_away(meeting: Meeting, address: str, instances: Iterable[datetime], now: datetime) -> Meeting:
    """``address`` does not come to these of the series (original starts), and to all others as before; SEQUENCE + 1.

    Raises:
        MendableError: ``not_an_attendee``, ``organizer_stays``, ``no_such_instance``, or not a series that stands.
    """
    who = _member(meeting, address)
    return _changed(meeting, instances, now, lambda one: replace(one, without=(*one.without, who)), who, coming=True)


def come_back(meeting: Meeting, address: str, instances: Iterable[datetime], now: datetime) -> Meeting:
    """``address`` comes to these of the series after all; SEQUENCE + 1.

    Raises:
        MendableError: as `stay_away`; ``no_such_instance`` where ``address`` comes anyway.
    """
    who = _member(meeting, address)

    def back(one: MovedInstance) -> MovedInstance:
        return replace(one, without=tuple(a for a in one.without if a != who))

    return _changed(meeting, instances, now, back, who, coming=False)


def _member(meeting: Meeting, address: str) -> str:
    person = need_member(meeting, address)
    if person.address == meeting.organizer:
        raise MendableError("organizer_stays", organizer=meeting.organizer)
    return person.address


def _changed(
    meeting: Meeting,
    instances: Iterable[datetime],
    now: datetime,
    change: Callable[[MovedInstance], MovedInstance],
    who: str,
    *,
    coming: bool,
) -> Meeting:
    allow(meeting, STANDING)
    after = meeting
    for instance in instances:
        need_instance(after, instance)
        if (who in after.addresses_at(instance)) is not coming:
            raise MendableError("no_such_instance", instance=instance)
        own = after.differing(instance) or MovedInstance(instance, own_slot(after, instance))
        after = replace(after, moved=with_instance(after, change(own)))
    return at(after, now, sequence=meeting.sequence + 1)
