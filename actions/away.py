"""Where somebody is for a while, and on which hours: kept as a lasting wish that ends by itself.

A wish of kind ``away`` has ``from`` and ``until`` (local dates, until not included) and one or more of ``zone`` (IANA)
with the ``place`` as it was said, ``hours`` ({"from": "11:00", "to": null}) and ``off`` (no meetings at all). The days
are those of the place: from its midnight to its midnight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.availability import Elsewhere, Span, WorkingHours
from actions.store.records import Preference
from actions.store.store import Transaction

KIND = "away"
OFFICE = (540, 1080)  # minutes of the day: what is taken for a day on which nobody works otherwise


def ends_at(value: Mapping[str, Any], home: str) -> datetime:
    """When the wish is over: midnight of its last day, there."""
    return _midnight(value["until"], str(value.get("zone") or home))


def zone_now(tx: Transaction, address: str, now: datetime) -> str:
    """The IANA zone in which this person said to be at ``now``, or "" (at home)."""
    stays = [p.value for p in tx.preferences.of(address, now) if p.kind == KIND and p.value.get("zone")]
    return next((str(v["zone"]) for v in reversed(stays) if _holds(v, v["zone"], now)), "")


def elsewhere(wishes: Sequence[Preference], home: str, hours: WorkingHours | None) -> tuple[Elsewhere, ...]:
    """The whiles of somebody whose usual zone and hours are these: journeys, then hours, then days off."""
    values = [w.value for w in wishes if w.kind == KIND]
    journeys = [v for v in values if v.get("zone")]
    whiles = [_while(v, str(v["zone"]), _edited(hours, v)) for v in journeys]
    for value in (v for v in values if not v.get("zone")):
        zone = next((str(j["zone"]) for j in reversed(journeys) if _covers(j, value)), home)
        whiles.append(_while(value, zone, _edited(hours, value)))
    return tuple(sorted(whiles, key=lambda e: e.working_hours == {}))


def _while(value: Mapping[str, Any], zone: str, hours: WorkingHours | None) -> Elsewhere:
    return Elsewhere(_midnight(value["from"], zone), _midnight(value["until"], zone), zone, hours)


def _edited(hours: WorkingHours | None, value: Mapping[str, Any]) -> WorkingHours | None:
    """The usual hours, those days beginning or ending otherwise."""
    if value.get("off"):
        return {}
    said = value.get("hours")
    if not said:
        return hours
    opens, closes = _minutes(said.get("from")), _minutes(said.get("to"))
    first, last = date.fromisoformat(value["from"]), date.fromisoformat(value["until"])
    one_day = (last - first).days == 1
    usual = hours if hours is not None else dict.fromkeys(range(7), (Span(0, 1440),))
    days = {first.weekday()} if one_day else set(usual)
    return {day: spans for day in days if (spans := _cut(usual.get(day, ()), opens, closes))}


def _cut(spans: Sequence[Span], opens: int | None, closes: int | None) -> tuple[Span, ...]:
    """The spans from ``opens`` to ``closes``; the first and the last reach out to them where they lie outside."""
    if not spans:
        low, high = (OFFICE[0] if opens is None else opens), (OFFICE[1] if closes is None else closes)
        return (Span(low, high),) if low < high else ()
    edges = [(s.start, s.end) for s in spans]
    if opens is not None:
        edges = [e for e in edges if e[1] > opens] or [(opens, max(closes or 0, opens + 60))]
        edges[0] = (opens, edges[0][1])
    if closes is not None:
        edges = [e for e in edges if e[0] < closes] or edges[:1]
        edges[-1] = (edges[-1][0], closes)
    return tuple(Span(a, min(b, 1440)) for a, b in edges if a < min(b, 1440))


def _covers(journey: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    return bool(journey["from"] <= value["from"] < journey["until"])  # ISO dates sort as dates do


def _holds(value: Mapping[str, Any], zone: str, now: datetime) -> bool:
    return _midnight(value["from"], zone) <= now < _midnight(value["until"], zone)


def _midnight(day: str, zone: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), ZoneInfo(zone))


def _minutes(clock: str | None) -> int | None:
    if not clock:
        return None
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
