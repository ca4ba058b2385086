"""From a search to what is said about it: offers with reasons, or why there are none and what would work instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions import wishes
from actions.core import meeting_steps as steps
from actions.core.availability import WayOut
from actions.core.candidates import Candidate
from actions.core.meeting import Meeting, Slot
from actions.core.meeting_json import slot_to_json
from actions.core.meeting_rotation import noted
from actions.core.ranking import Offer, Reason
from actions.core.times.codec import to_json
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys import soonest
from actions.journeys.asking_guests import ask_guests
from actions.journeys.mend import unreadable
from actions.journeys.negotiation import asked_for, offers_made, open_until, was_asked
from actions.journeys.negotiation_letters import offers_to_organizer, reads_along, shown_offer
from actions.journeys.offering_lines import (
    assumed,
    choosing,
    either,
    for_guest,
    for_us,
    none_header,
    removed_lines,
    turns_taken,
)
from actions.journeys.scene import Scene
from actions.journeys.showing import when
from actions.journeys.turn import Outcome, Pending, answer
from actions.offers import Search, search
from actions.services import Services
from calendar_adapters.types import Interval

NEAR = timedelta(days=3)  # around a time that is not free


def look(
    services: Services, meeting: Meeting, now: datetime, *, near: datetime | None = None, whole: bool = False
) -> Search:
    """`search` with everybody's lasting wishes."""
    return search(services, meeting, now, also=wishes.times(services, meeting, now), near=near, whole=whole)


def offer(scene: Scene, found: Search, lead: Sequence[str] = ()) -> Outcome:
    """Answer with what was found. ``lead`` are sentences to be said first."""
    if found.unreadable:
        text = unreadable(found.unreadable, scene.turn, scene.services)
        return _ask(scene, [*lead, text], None)
    if stopped := unclear_or_past(scene, found, lead):
        return stopped
    if found.offers:
        said = [*lead, *assumed(scene, found), *choosing(scene, found)]
        return propose_slots(scene, found, _best(scene, found), said)
    return nothing(scene, found, lead)


def _best(scene: Scene, found: Search) -> list[Slot]:
    """The offers of the ranking, or the first free hours for who is in a hurry."""
    hurried = soonest.wanted(scene.turn, scene.meeting) and not scene.meeting.rrule and found.found is not None
    if not hurried or found.found is None:
        return [slot_of(o, found) for o in found.offers]
    first = _spread(sorted(found.found.candidates, key=lambda c: c.start), scene.services.offers)
    return [Slot(c.start, c.end, (*_known_reasons(found.offers, c), *found.notes(c.start))) for c in first]


def unclear_or_past(scene: Scene, found: Search, lead: Sequence[str] = ()) -> Outcome | None:
    """The question about a time with several readings, or the word that it has passed; None when neither is so."""
    voice, windows = scene.voice, found.windows
    if windows.unclear:
        said = windows.unclear[0]
        readings = [said, *said.readings]
        options = either([when(voice, r) for r in readings], voice)
        text = voice.say("time_unclear", said=said.text, readings=options)
        kept = {"readings": [to_json(replace(r, readings=())) for r in readings]}
        return _ask(scene, [*lead, text], "time", kept)
    if found.problem is None:
        past = windows.past[0] if windows.past else None
        text = voice.say("time_past", when=when(voice, past)) if past else voice.say("time_missing")
        return _ask(scene, [*lead, text], "time")
    return None


def nothing(scene: Scene, found: Search, lead: Sequence[str] = ()) -> Outcome:
    """Which rules removed the starts, and the ways out as numbered offers."""
    voice = scene.voice
    me = scene.turn.speaker.address
    if scene.turn.speaker.external and not scene.meeting.may_manage(me):
        if found.odd and all(set(one.minutes) <= {me} for one in found.odd):  # in our people's hours
            return propose_slots(scene, found, odd_slots(scene, found), [], header="")
        return _ask(scene, [voice.say("none_for_guest")], "offer")
    lines = [*lead, none_header(scene, found), *removed_lines(scene, found), *choosing(scene, found)]
    if found.odd:
        turning = rotating_slots(scene, found)
        if found.turns is not None:  # a time is offered once
            kept = tuple(o for o in found.odd if o.start != found.turns.start)
            found = replace(found, odd=kept or found.turns.turns[1:2])
        slots = [*turning, *odd_slots(scene, found)][: max(2, scene.services.offers)]
        return propose_slots(scene, found, slots, [*lines, *turns_taken(scene, found)], header="")
    slots = [_with_notes(s, found) for s in _ways(found.ways, scene.services.offers) if not scene.meeting.is_refused(s)]
    if not slots:
        return _ask(scene, [*lines, voice.say("way_none")], "time")
    return propose_slots(scene, found, slots, lines, header=voice.say("way_header"))


def nearest(scene: Scene, named: datetime, lead: Sequence[str]) -> Outcome:
    """The free times nearest to ``named``, which was asked for and is not free."""
    services, meeting, turn = scene.services, scene.meeting, scene.turn
    around = TimeConstraint("", (0, 0), Kind.INTERVAL, max(named - NEAR, turn.now), named + NEAR)
    wide = replace(meeting, constraints=({**to_json(around), "by": turn.speaker.address},))
    found = look(services, wide, turn.now, near=named)
    if found.unreadable or found.found is None:
        return offer(scene, found, lead)
    stands = meeting.booked.start if meeting.booked else None  # where it is already is no offer
    free = [c for c in found.found.candidates if c.start != stands]
    picked = _spread(sorted(free, key=lambda c: abs(c.start - named)), services.offers)
    if not picked:
        where = scene.voice.days(Interval(max(named - NEAR, turn.now), named + NEAR))
        return nothing(scene, found, [*lead, scene.voice.say("none_around", where=where)])
    slots = [Slot(c.start, c.end, (*_known_reasons(found.offers, c), *found.notes(c.start))) for c in picked]
    made = propose_slots(scene, found, slots, list(lead), header=scene.voice.say("nearest_header"))
    if made.pending is None or not scene.meeting.may_manage(turn.speaker.address):
        return made
    named_too = {"insist": slot_to_json(Slot(named, named + timedelta(minutes=found.minutes)))}
    return replace(made, pending=replace(made.pending, details={**made.pending.details, **named_too}))


def odd_slots(scene: Scene, found: Search) -> list[Slot]:
    """The fairest times outside somebody's hours, as offers that say whose hour it is on whose clock."""
    zones = {p.id: p.timezone for p in found.problem.attendees} if found.problem else {}
    slots = []
    for one in found.odd:
        who = sorted(one.minutes)
        way = {"term": "way", "way": "outside_hours", "who": who, "minutes": found.minutes}
        clocks = [{"term": "outside", "who": a, "zone": zones.get(a, scene.meeting.timezone)} for a in who]
        end = one.start + timedelta(minutes=found.minutes)
        slots.append(Slot(one.start, end, (way, *clocks, *found.notes(one.start))))
    return slots


def rotating_slots(scene: Scene, found: Search) -> list[Slot]:
    """The offer of a series whose uncomfortable hour goes round, if it can."""
    if found.turns is None or found.problem is None:
        return []
    zones = {p.id: p.timezone for p in found.problem.attendees}
    offsets = found.turns.offsets(ZoneInfo(scene.meeting.timezone))
    turns = [
        {"start": t.start.isoformat(), "who": [{"who": a, "zone": zones[a]} for a in sorted(t.minutes)]}
        for t in found.turns.turns
    ]
    end = found.turns.start + timedelta(minutes=found.minutes)
    return [Slot(found.turns.start, end, (noted(offsets, turns), *found.notes(found.turns.start)))]


def propose_slots(
    scene: Scene, found: Search, slots: list[Slot], lines: list[str], header: str | None = None
) -> Outcome:
    """Show the slots, numbered, and remember them as the open round; everybody who must agree gets them too."""
    turn, services, organizer = scene.turn, scene.services, scene.meeting.organizer
    mine = scene.meeting.may_manage(turn.speaker.address)
    others = set(scene.meeting.addresses) - {turn.speaker.address, organizer}
    guests = [a for a in found.unknown if a in others and not scene.meeting.booked]
    asked = [turn.speaker.address, *guests, *([] if mine else [organizer])]
    answers = turn.speaker.external and was_asked(scene.meeting, turn.speaker.address)
    if not mine and answers and asked_for(scene.meeting, slots, turn, services):
        asked = [organizer, turn.speaker.address, *guests]  # who has agreed to these by asking for them
    last, until = max(slot.start for slot in slots), open_until(slots, turn.now)
    proposed = steps.propose(scene.meeting, slots, turn.now, to=asked, expires_at=until)
    guest = turn.speaker.external and not mine
    text = for_guest(scene, slots) if guest else for_us(scene, found, slots, lines, header)
    if until < last:
        text += "\n" + scene.voice.say("offers_until", when=scene.voice.moment(until))
    told, writes = ask_guests(turn, services, proposed, slots, guests)
    if not mine and not reads_along(turn, services, proposed):
        also, more = offers_to_organizer(turn, services, proposed, ["counter_told"])
        told, writes = (*told, *also), (*writes, *more)
        text += "\n" + turn.voice.say("counter_noted", organizer=scene.who([organizer]))
    return answer(
        turn,
        text,
        offers=tuple(shown_offer(number, slot) for number, slot in enumerate(slots, 1)),
        replies=told,
        meeting=proposed,
        pending=Pending("offer"),
        writes=(*writes, offers_made(proposed, turn.now)),
    )


def _ask(scene: Scene, lines: Sequence[str], question: str | None, details: Mapping[str, Any] | None = None) -> Outcome:
    pending = Pending(question, details or {}) if question else None
    return answer(scene.turn, "\n".join(lines), meeting=scene.meeting, pending=pending)


def slot_of(offer: Offer, found: Search) -> Slot:
    """An offer of the ranking with what else is to be said of it."""
    return Slot(offer.start, offer.end, (*(_reason(r) for r in offer.reasons), *found.notes(offer.start)))


def _reason(reason: Reason) -> dict[str, Any]:
    return {"term": reason.term, "params": dict(reason.params), "weight": reason.weight}


def _known_reasons(offers: Sequence[Offer], candidate: Candidate) -> tuple[dict[str, Any], ...]:
    return next((tuple(map(_reason, o.reasons)) for o in offers if o.start == candidate.start), ())


def _ways(ways: Sequence[WayOut], limit: int) -> list[Slot]:
    slots: list[Slot] = []
    for way in ways:
        reason = {"term": "way", "way": way.way.value, "who": list(way.who), "minutes": way.minutes}
        slot = Slot(way.start, way.start + timedelta(minutes=way.minutes), (reason,))
        if slot not in slots:
            slots.append(slot)
    return slots[:limit]


def _with_notes(slot: Slot, found: Search) -> Slot:
    return replace(slot, reasons=(*slot.reasons, *found.notes(slot.start)))


def _spread(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """The first ones that do not overlap each other, by time."""
    picked: list[Candidate] = []
    for candidate in candidates:
        if all(candidate.end <= other.start or other.end <= candidate.start for other in picked):
            picked.append(candidate)
        if len(picked) == limit:
            break
    return sorted(picked, key=lambda c: c.start)
