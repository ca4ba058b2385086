"""The times that were offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.scenarios.checks.scene import Scene, in_hours, span, stands
from calendar_adapters.types import EventStatus, Interval


def offers(value: Mapping[str, Any], scene: Scene) -> str:
    """All conditions of an ``offers`` expectation, over the offers made in this turn."""
    made = scene.seen.offers
    least = int(value.get("min", 1))
    if len(made) < least:
        return f"{len(made)} offers, wanted {least}"
    why = [_length(value, made), _inside(value, scene, made), _apart(value, scene, made), _purpose(value, scene)]
    why += [_free(value, scene, made), _hours(value, scene, made)]
    return "; ".join(w for w in why if w)


def offers_or_books(value: Mapping[str, Any], scene: Scene) -> str:
    """Either offers of that kind were made, or an event of that kind now stands."""
    if scene.seen.offers:
        return offers({"min": 1, **value}, scene)
    new = new_events(scene)
    if not new:
        return "neither offered nor booked"
    return offers({"min": 1, **value}, _with_offers(scene, new))


def new_events(scene: Scene) -> tuple[Interval, ...]:
    """Extents of events that stand now and did not before; of a series its first."""
    old = {(e.uid, e.start) for events in scene.seen.before.values() for e in events if stands(e)}
    first: dict[str, Interval] = {}
    for events in scene.seen.after.values():
        for event in events:
            if stands(event) and (event.uid, event.start) not in old:
                extent = span(event, "UTC")
                first[event.uid] = min(first.get(event.uid, extent), extent)
    return tuple(sorted(set(first.values())))


def _with_offers(scene: Scene, made: tuple[Interval, ...]) -> Scene:
    return replace(scene, seen=replace(scene.seen, offers=made, after=scene.seen.before))


def _length(value: Mapping[str, Any], made: Sequence[Interval]) -> str:
    lengths = {(s.end - s.start).total_seconds() / 60 for s in made}
    if "duration" in value and lengths != {float(value["duration"])}:
        return f"lengths {sorted(lengths)}, wanted {value['duration']}"
    if "max_duration" in value and max(lengths) > float(value["max_duration"]):
        return f"lengths {sorted(lengths)}, at most {value['max_duration']}"
    return ""


def _inside(value: Mapping[str, Any], scene: Scene, made: Sequence[Interval]) -> str:
    windows = [scene.window(pair) for pair in value.get("within") or ()]
    outside = [s for s in made if windows and not any(w.contains(s) for w in windows)]
    return f"outside the windows: {[_short(s) for s in outside]}" if outside else ""


def _apart(value: Mapping[str, Any], scene: Scene, made: Sequence[Interval]) -> str:
    banned = [scene.window(pair) for pair in value.get("not_at") or ()]
    if hit := [s for s in made if any(b.overlaps(s) for b in banned)]:
        return f"offered at a forbidden time: {[_short(s) for s in hit]}"
    if value.get("differ_from_earlier") and (again := set(made) & set(scene.seen.earlier)):
        return f"offered again: {[_short(s) for s in again]}"
    number = value.get("not_offer")
    if number and scene.seen.standing[int(number) - 1] in made:
        return f"offer {number} is offered again"
    return ""


def _purpose(value: Mapping[str, Any], scene: Scene) -> str:
    wanted = value.get("purpose")
    fits = scene.seen.purpose in (wanted, f"team_{wanted}")  # a team dinner is a dinner
    return f"purpose {scene.seen.purpose!r}, wanted {wanted!r}" if wanted and not fits else ""


def _free(value: Mapping[str, Any], scene: Scene, made: Sequence[Interval]) -> str:
    """No offer lies over a blocking event of a required person (those written before this turn)."""
    for person in scene.people(value.get("required") or ()):
        busy = [
            span(e, person.timezone)
            for e in scene.seen.before.get(person.address, ())
            if not e.transparent and e.status is EventStatus.CONFIRMED and not _not_going(e, person.address)
        ]
        if hit := [s for s in made if any(b.overlaps(s) for b in busy)]:
            return f"{person.name} is busy at {[_short(s) for s in hit]}"
    return ""


def _not_going(event: Any, address: str) -> bool:
    return any(a.address == address and a.partstat.value in ("DECLINED", "TENTATIVE") for a in event.attendees)


def _hours(value: Mapping[str, Any], scene: Scene, made: Sequence[Interval]) -> str:
    if value.get("outside_working_hours_ok"):
        return ""
    names = value.get("inside_hours_of") or value.get("required") or []
    for person in scene.people(names if isinstance(names, list) else [str(names)]):
        if hit := [s for s in made if not in_hours(s, person)]:
            return f"outside the working hours of {person.name}: {[_short(s) for s in hit]}"
    return ""


def _short(slot: Interval) -> str:
    return slot.start.isoformat()
