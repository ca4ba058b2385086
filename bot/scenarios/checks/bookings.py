"""What the calendars hold afterwards: booked, moved, cancelled, reminded, untouched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.scenarios.checks.scene import Scene, span, stands
from bot.scenarios.checks.words import listed
from bot.scenarios.format import moment
from bot.scenarios.observed import Calendars
from calendar_adapters.types import Event, Interval


def books(value: Mapping[str, Any], scene: Scene) -> str:
    """An event as described stands in the calendar of everybody who has one."""
    wanted = _wanted_slot(value, scene)
    if isinstance(wanted, str):
        return wanted
    near = [e for e in _standing(scene.seen.after) if wanted is None or span(e, "UTC").start == wanted.start]
    if not near:
        return f"no event at {wanted.start.isoformat() if wanted else 'any time'}"
    reasons = [_unlike(event, value, wanted, scene) for event in near]
    return "" if "" in reasons else reasons[0]


def _wanted_slot(value: Mapping[str, Any], scene: Scene) -> Interval | str | None:
    if "offer" in value:
        number = int(value["offer"])
        if not 0 < number <= len(scene.seen.standing):
            return f"there was no offer {number}"
        return scene.seen.standing[number - 1]
    if "start" not in value:
        return None
    start = moment(value["start"])
    return Interval(start, moment(value["end"]) if value.get("end") else start.replace(microsecond=999_999))


def _unlike(event: Event, value: Mapping[str, Any], wanted: Interval | None, scene: Scene) -> str:
    """How the event differs from what is described; '' when it does not."""
    extent = span(event, "UTC")
    if wanted and ("end" in value or "offer" in value) and extent.end != wanted.end:
        return f"ends at {extent.end.isoformat()}, not {wanted.end.isoformat()}"
    minutes = (extent.end - extent.start).total_seconds() / 60
    if "duration" in value and minutes != float(value["duration"]):
        return f"lasts {minutes:g} minutes, not {value['duration']}"
    missing = {scene.scenario.address(str(a)) for a in listed(value.get("attendees") or [])} - _attending(event, scene)
    if missing:
        return f"without {sorted(missing)}"
    title = str(value.get("title_contains", "")).lower()
    return "" if title in event.summary.lower() else f"is called {event.summary!r}"


def _attending(event: Event, scene: Scene) -> set[str]:
    owners = {a for a, events in scene.seen.after.items() if any(e.uid == event.uid for e in events)}
    named = {a.address for a in event.attendees} | ({event.organizer.address} if event.organizer else set())
    return owners | named


def must_not_book(value: Any, scene: Scene) -> str:
    """Nothing new stands at that offer (or time), or nothing new at all."""
    if value is True:
        return "something was booked" if _fresh(scene) else ""
    wanted = _wanted_slot(value, scene)
    if not isinstance(wanted, Interval):
        return ""
    return (
        f"booked at {wanted.start.isoformat()}"
        if any(span(e, "UTC").start == wanted.start for e in _fresh(scene))
        else ""
    )


def moves(value: Mapping[str, Any], scene: Scene) -> str:
    """The event of that title no longer stands at ``from`` and stands at ``to``."""
    titled = [e for e in _standing(scene.seen.after) if str(value.get("title", "")).lower() in e.summary.lower()]
    starts = {span(e, "UTC").start for e in titled}
    if value.get("from") and moment(value["from"]) in starts:
        return f"still stands at {value['from']}"
    if value.get("to") and moment(value["to"]) not in starts:
        return f"not at {value['to']} but at {sorted(s.isoformat() for s in starts)[:3]}"
    return ""


def cancels(value: Any, scene: Scene) -> str:
    """The event (by title, start, scope) stood before and does not now; of a series, the rest as ``scope`` says."""
    wanted = value if isinstance(value, dict) else {"title": value} if isinstance(value, str) else {}
    was, now = (_matching(c, wanted) for c in (scene.seen.before, scene.seen.after))
    gone = was - now
    if not gone:
        return "nothing of the kind was cancelled" if was else "there was nothing of the kind to cancel"
    uids = {uid for uid, _ in gone}
    others = {f for f in _matching(scene.seen.before, {}) if f[0] in uids} - gone
    left = _matching(scene.seen.after, {})
    if wanted.get("scope") in ("instance", "single"):
        lost = others - left
        return f"{len(lost)} other instances are gone, too" if lost else ""
    ahead = {f for f in others | was if f[1] >= scene.now} & left
    return (
        f"{len(ahead)} instances still stand" if ahead and (wanted.get("scope") == "series" or len(uids) == 1) else ""
    )


def _matching(calendars: Calendars, wanted: Mapping[str, Any]) -> set[tuple[str, datetime]]:
    title, start = str(wanted.get("title", wanted.get("title_contains", ""))).lower(), wanted.get("start")
    if wanted.get("scope") == "series":
        start = None
    found = {(e.uid, span(e, "UTC").start) for e in _standing(calendars) if title in e.summary.lower()}
    return {f for f in found if start is None or f[1] == moment(start)}


def reminds_at(value: Any, scene: Scene) -> str:
    """A reminder is due at each of these times."""
    missing = [str(v) for v in listed(value) if moment(v) not in scene.seen.reminders]
    return f"no reminder at {missing}; there are {[r.isoformat() for r in scene.seen.reminders]}" if missing else ""


def state_after(value: Mapping[str, Any], scene: Scene) -> str:
    """``cancelled`` and ``still_there`` are starts; ``exactly_one`` event at a start in each attendee's calendar."""
    starts = {span(e, "UTC").start for e in _standing(scene.seen.after)}
    if still := [v for v in listed(value.get("cancelled") or []) if moment(v) in starts]:
        return f"still stands: {still}"
    if gone := [v for v in listed(value.get("still_there") or []) if moment(v) not in starts]:
        return f"is gone: {gone}"
    return _exactly_one(value["exactly_one"], scene) if "exactly_one" in value else ""


def _exactly_one(value: Any, scene: Scene) -> str:
    wanted = value if isinstance(value, dict) else {}
    title, start = str(wanted.get("title_contains", wanted.get("title", ""))).lower(), wanted.get("start")
    fresh = {(e.uid, e.start) for e in _standing(scene.seen.after)}
    if start is None:  # what stood there from the beginning is not meant
        fresh -= {(e.uid, e.start) for e in _original(scene)}
    for address, events in scene.seen.after.items():
        mine = [e for e in events if stands(e) and (e.uid, e.start) in fresh and title in e.summary.lower()]
        mine = [e for e in mine if start is None or span(e, "UTC").start == moment(start)]
        attendees = {scene.scenario.address(str(a)) for a in wanted.get("attendees") or ()}
        if len(mine) > 1 or (address in attendees and not mine):
            return f"{len(mine)} in the calendar of {address}"
    return "" if fresh else "nothing was booked"


def _original(scene: Scene) -> list[Event]:
    own = {(e.title, p.address) for p in scene.scenario.people for e in p.events}
    return [e for address, events in scene.seen.after.items() for e in events if (e.summary, address) in own]


def no_change(value: Any, scene: Scene) -> str:
    """The calendars are as they were."""
    return "the calendars have changed" if bool(value) and scene.seen.changed else ""


def _standing(calendars: Calendars) -> list[Event]:
    return [e for events in calendars.values() for e in events if stands(e)]


def _fresh(scene: Scene) -> list[Event]:
    old = {(e.uid, e.start) for e in _standing(scene.seen.before)}
    return [e for e in _standing(scene.seen.after) if (e.uid, e.start) not in old]
