"""From a search to what is said about it: offers with reasons, or why there are none and what would work instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from actions import wishes
from actions.core import meeting_steps as steps
from actions.core.availability import Rule, WayOut
from actions.core.candidates import Candidate
from actions.core.meeting import Meeting, Slot
from actions.core.meeting_json import slot_to_json
from actions.core.ranking import Offer, Reason
from actions.core.times.codec import to_json
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys import soonest
from actions.journeys.asking_guests import ask_guests
from actions.journeys.mend import unreadable
from actions.journeys.negotiation import asked_for, offers_made, open_until, was_asked
from actions.journeys.negotiation_letters import offers_to_organizer, reads_along, shown_offer
from actions.journeys.people_words import names_of, phrase
from actions.journeys.series_lines import all_free, clash_footer
from actions.journeys.showing import clock_changes, numbered, when, zone_note
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.offers import Search, search
from actions.services import Services
from actions.store.records import Hold
from actions.texts import join_names
from actions.texts.voice import Voice
from calendar_adapters.types import Interval

NEAR = timedelta(days=3)  # around a time that is not free
REFUSED_SHOWN = 4


@dataclass(frozen=True)
class Scene:
    """A turn with the meeting it is about, and how its people are called."""

    turn: Turn
    services: Services
    meeting: Meeting
    instance: datetime | None = None  # the original start of the one of a series that is meant

    @property
    def voice(self) -> Voice:
        """How to speak to the sender."""
        return self.turn.voice

    def names(self) -> dict[str, str]:
        """Address to name."""
        return names_of(self.services, self.meeting)

    def who(self, addresses: Iterable[str]) -> str:
        """People in one phrase, the sender as "you"."""
        return phrase(addresses, self.names(), self.voice, you=self.turn.reader)

    @property
    def what(self) -> str:
        """The meeting by its title."""
        return self.meeting.title or self.voice.purpose(self.meeting.purpose)

    @property
    def alone(self) -> bool:
        """True when only the sender comes."""
        return not self.meeting.groups and set(self.meeting.addresses) <= {self.turn.speaker.address}


def look(services: Services, meeting: Meeting, now: datetime, *, near: datetime | None = None) -> Search:
    """`search` with everybody's lasting wishes."""
    return search(services, meeting, now, also=wishes.times(services, meeting, now), near=near)


def offer(scene: Scene, found: Search, lead: Sequence[str] = ()) -> Outcome:
    """Answer with what was found. ``lead`` are sentences to be said first."""
    if found.unreadable:
        text = unreadable(found.unreadable, scene.turn, scene.services)
        return _ask(scene, [*lead, text], None)
    if stopped := unclear_or_past(scene, found, lead):
        return stopped
    if found.offers:
        said = [*lead, *_assumed(scene, found), *choosing(scene, found)]
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
        options = _either([when(voice, r) for r in readings], voice)
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
    lines = [*lead, _none_header(scene, found), *removed_lines(scene, found), *choosing(scene, found)]
    if found.odd:
        return propose_slots(scene, found, odd_slots(scene, found), [*lines, *_turns(scene, found)], header="")
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
    picked = _spread(sorted(found.found.candidates, key=lambda c: abs(c.start - named)), services.offers)
    if not picked:
        where = scene.voice.days(Interval(max(named - NEAR, turn.now), named + NEAR))
        return nothing(scene, found, [*lead, scene.voice.say("none_around", where=where)])
    slots = [Slot(c.start, c.end, (*_known_reasons(found.offers, c), *found.notes(c.start))) for c in picked]
    made = propose_slots(scene, found, slots, list(lead), header=scene.voice.say("nearest_header"))
    if made.pending is None or not scene.meeting.may_manage(turn.speaker.address):
        return made
    named_too = {"insist": slot_to_json(Slot(named, named + timedelta(minutes=found.minutes)))}
    return replace(made, pending=replace(made.pending, details={**made.pending.details, **named_too}))


def removed_lines(scene: Scene, found: Search) -> list[str]:
    """Which rule removed how many starts, one line each."""
    voice, lines = scene.voice, []
    counts = found.removed() if found.problem else {}
    if Rule.BUSY in counts:
        count, who = counts[Rule.BUSY]
        lines.append(voice.say("removed_busy_who", count=count, names=scene.who(who)))
    if found.no_shared_hours and found.problem is not None:
        who = tuple(p.id for p in found.problem.attendees if p.required)
        lines.append(voice.say("no_shared_hours", names=scene.who(who)))
    elif Rule.WORKING_HOURS in counts:
        count, who = counts[Rule.WORKING_HOURS]
        lines.append(voice.say("removed_working_hours", count=count, names=scene.who(who)))
    if Rule.NOTICE in counts:
        lines.append(voice.say("removed_notice", count=counts[Rule.NOTICE][0]))
    dropped = found.found.dropped if found.found else {}
    if dropped.get("purpose"):
        lines.append(voice.say("removed_purpose", count=dropped["purpose"], purpose=voice.purpose(found.purpose.id)))
    if dropped.get("avoided"):
        lines.append(voice.say("removed_avoided", count=dropped["avoided"]))
    if dropped.get("needs"):
        lines.append(voice.say("removed_needs", count=dropped["needs"], who=_who_of(scene, found)))
    if dropped.get("refused"):
        lines.append(voice.say("removed_refused", count=dropped["refused"]))
    if (shut := found.shut_by_holds) is not None:
        who, until = shut
        lines.append(voice.say("held_shut", names=scene.who(who), until=voice.moment(until)))
    return lines


def held_lines(scene: Scene, found: Search, start: datetime, hold: Hold) -> list[str]:
    """That only another open request keeps ``start``, for whom, and until when; nothing of what it is about."""
    voice = scene.voice
    slot = Interval(start, start + timedelta(minutes=found.minutes))
    values = {"slot": voice.slot(slot), "names": scene.who([hold.address]), "until": voice.moment(hold.expires_at)}
    return [voice.say("held_at", **values)]


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


def _turns(scene: Scene, found: Search) -> list[str]:
    """How the uncomfortable hour goes round: what each has taken so far, and that it is asked for. Outsiders, whose
    hours we do not know, are simply asked."""
    members = [scene.meeting.participant(a) for one in found.odd for a in one.minutes]
    if all(p is not None and p.external for p in members):
        return []
    voice, lines = scene.voice, []
    if any(found.so_far.values()):
        names = scene.names()
        each = [f"{voice.person(names.get(a, a))} {voice.duration(m)}" for a, m in sorted(found.so_far.items())]
        lines.append(voice.say("odd_so_far", borne=", ".join(each)))
    return [*lines, voice.say("odd_ask")]


def choosing(scene: Scene, found: Search) -> list[str]:
    """By which rule one of several is chosen, how many are enough, and whose calendar could not be read."""
    voice, names = scene.voice, scene.names()
    lines = [voice.say("choice_rule", label=g.label) for g in found.choice.groups]
    if found.choice.quorum:
        who = voice.people([names.get(a, a) for a in found.choice.quorum])
        lines.append(voice.say("quorum_rule", count=found.choice.enough, total=len(found.choice.quorum), names=who))
    if found.left:
        people = [found.choice.people[u.address].name or u.address for u in found.left]
        lines.append(voice.say("choice_left", names=voice.people(people)))
    return lines


def _who_of(scene: Scene, found: Search) -> str:
    """Those of whom too few are free: a group by its name, a quorum by its people."""
    voice, names = scene.voice, scene.names()
    labels = [voice.say("one_of_label", label=g.label) for g in found.choice.groups]
    if found.choice.quorum:
        who = voice.people([names.get(a, a) for a in found.choice.quorum])
        labels.append(voice.say("some_of_label", count=found.choice.enough, names=who))
    return ", ".join(labels)


def company_of(scene: Scene, found: Search, addresses: Sequence[str]) -> str:
    """Those of ``addresses`` who must be free, and the choices among others, in one phrase."""
    sure = [a for a in addresses if a not in found.choice.quorum and a not in found.choice.optional]
    voice, names = scene.voice, scene.names()
    you = scene.turn.speaker.address
    first = [voice.person(names.get(you, you)) if voice.language == "ko" else voice.say("you")] if you in sure else []
    people = [*first, *(voice.person(names.get(a, a)) for a in sure if a != you)]
    if found.choice.groups or found.choice.quorum:
        people.append(_who_of(scene, found))
    return join_names(people, voice.language)


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
    text = _for_guest(scene, slots) if guest else _for_us(scene, found, slots, lines, header)
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


def _for_us(scene: Scene, found: Search, slots: list[Slot], lines: list[str], header: str | None) -> str:
    """The offers with their reasons, and what is known of everybody's time."""
    voice = scene.voice
    body = [*lines, *_refused(scene), header if header is not None else _header(scene, found)]
    body += [*numbered(slots, voice, scene.names()), *_unknown(scene, found)]
    body += [*all_free(scene.meeting, slots, voice), *zone_note(slots, voice)]
    body += clash_footer(slots, voice) or [_footer(slots, voice)]
    return "\n".join(line for line in body if line)


def _refused(scene: Scene) -> list[str]:
    """The times that were turned down before, so that nobody wonders why they are missing."""
    meeting, voice = scene.meeting, scene.voice
    ahead = (r.slot for r in meeting.refused if r.slot.start > scene.turn.now)
    slots = {slot.start: slot for slot in ahead if meeting.is_refused(slot)}
    if not slots:
        return []
    shown = [voice.slot(slots[s].interval, named=False) for s in sorted(slots)][-REFUSED_SHOWN:]
    return [voice.say("refused_before", slots="; ".join(shown))]


def _for_guest(scene: Scene, slots: list[Slot]) -> str:
    """The times alone: an outsider sees nobody's events, habits or hours."""
    voice, meeting = scene.voice, scene.meeting
    who, length = scene.who([meeting.organizer]), voice.duration(meeting.minutes or 0)
    lines = [voice.say("offers_header", what=scene.what, duration=length, names=who)]
    named = True if clock_changes(slots, voice) else None
    shown = [voice.slot(s.interval, named=named) for s in slots]
    lines += [voice.say("offer_line", number=n, slot=slot) for n, slot in enumerate(shown, 1)]
    return "\n".join([*lines, *zone_note(slots, voice), _footer(slots, voice)])


def _footer(slots: list[Slot], voice: Voice) -> str:
    return voice.say("offers_footer" if len(slots) > 1 else "offers_footer_one")


def _header(scene: Scene, found: Search) -> str:
    voice, meeting = scene.voice, scene.meeting
    if meeting.booked:
        return voice.say("moved_offers_header", title=scene.what, old=voice.slot(meeting.booked.interval))
    length = voice.duration(meeting.minutes or 0)
    if scene.alone:
        return voice.say("offers_header_alone", what=scene.what, duration=length)
    known = [a for a in meeting.addresses if a not in found.unknown]
    single = len(known) == 1 and not found.choice.groups and not found.choice.quorum
    names = company_of(scene, found, known)
    return voice.say("offers_header_one" if single else "offers_header", what=scene.what, duration=length, names=names)


def _none_header(scene: Scene, found: Search) -> str:
    voice, meeting = scene.voice, scene.meeting
    hull = found.windows.hull(found.minutes)
    where = voice.days(hull) if hull else voice.say("none_whole_range")
    values = {"what": scene.what, "duration": voice.duration(found.minutes), "where": where}
    if scene.alone:
        return voice.say("none_header_alone", **values)
    return voice.say("none_header", names=company_of(scene, found, meeting.addresses), **values)


def _assumed(scene: Scene, found: Search) -> list[str]:
    """What was taken for granted because nobody said it."""
    if found.windows.named or scene.meeting.booked:
        return []
    return [scene.voice.say("assumed_window", days=scene.services.horizon_days)]


def _unknown(scene: Scene, found: Search) -> list[str]:
    others = [a for a in found.unknown if a != scene.turn.speaker.address]
    return [scene.voice.say(_unknown_key(scene), names=scene.who(others))] if others else []


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


def _either(options: Sequence[str], voice: Voice) -> str:
    joiner = " / " if voice.language == "ko" else " or "
    return joiner.join(dict.fromkeys(options))


def _unknown_key(scene: Scene) -> str:
    """A booked meeting that moves keeps its invitation; for a new one guests are asked with the offers."""
    return "unknown_time" if scene.meeting.booked else "unknown_time_asked"
