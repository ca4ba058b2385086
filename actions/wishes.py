"""People's lasting wishes as the search takes them: times to avoid or prefer, usual length, pause around meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actions.core.meeting import Meeting
from actions.core.times.codec import from_json
from actions.core.times.types import TimeConstraint
from actions.services import Services
from actions.store.records import Preference

AVOID, PREFER, LENGTH, BUFFER, PLACE = "avoid", "prefer", "length", "buffer", "place"


def of_people(services: Services, addresses: Iterable[str], now: datetime) -> dict[str, list[Preference]]:
    """Everybody's valid wishes, by address."""
    with services.store.reading() as tx:
        return {address: tx.preferences.of(address, now) for address in addresses}


def times(services: Services, meeting: Meeting, now: datetime) -> list[TimeConstraint]:
    """The times that the attendees' wishes exclude or favour, each in its owner's own zone."""
    wishes = of_people(services, meeting.addresses, now)
    return [from_json(w.value["time"]) for each in wishes.values() for w in each if w.kind in (AVOID, PREFER)]


def usual_place(services: Services, address: str, purpose: str, now: datetime) -> str:
    """Where this person wished to hold meetings of that purpose, or all of them; "" without such a wish."""
    places = [w.value for w in of_people(services, [address], now)[address] if w.kind == PLACE]
    found = [v for wanted in (purpose, "") for v in reversed(places) if v.get("purpose", "") == wanted]
    return str(found[0]["location"]) if found else ""


def usual_minutes(services: Services, address: str, purpose: str, now: datetime) -> int | None:
    """The length that this person wished for meetings of that purpose, or for all of them."""
    lengths = [w.value for w in of_people(services, [address], now)[address] if w.kind == LENGTH]
    for wanted in (purpose, ""):
        for value in reversed(lengths):
            if value.get("purpose", "") == wanted:
                return int(value["minutes"])
    return None
