"""What is said around the times offered, and of those that are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.core.availability import Rule
from actions.core.meeting import Slot
from actions.core.meeting_instances import own_slot
from actions.journeys.scene import Scene
from actions.journeys.series_lines import all_free, clash_footer
from actions.journeys.showing import clock_changes, numbered, zone_note
from actions.offers import Search
from actions.store.records import Hold
from actions.texts import join_names
from actions.texts.voice import Voice
from calendar_adapters.types import Interval

REFUSED_SHOWN = 4


def removed_lines(scene: Scene, found: Search) -> list[str]:
    """Which rules left no start, one line each."""
    voice, lines = scene.voice, []
    counts = found.removed() if found.problem else {}
    if Rule.BUSY in counts:
        lines.append(voice.say("removed_busy_who", names=scene.who(counts[Rule.BUSY][1])))
    if found.no_shared_hours and found.problem is not None:
        who = tuple(p.id for p in found.problem.attendees if p.required)
        lines.append(voice.say("no_shared_hours", names=scene.who(who)))
    elif Rule.WORKING_HOURS in counts:
        lines.append(voice.say("removed_working_hours", names=scene.who(counts[Rule.WORKING_HOURS][1])))
    if Rule.NOTICE in counts:
        lines.append(voice.say("removed_notice"))
    dropped = found.found.dropped if found.found else {}
    if dropped.get("purpose"):
        lines.append(voice.say("removed_purpose", purpose=voice.purpose(found.purpose.id)))
    if dropped.get("avoided"):
        lines.append(voice.say("removed_avoided"))
    if dropped.get("needs"):
        lines.append(voice.say("removed_needs", who=who_of(scene, found)))
    if dropped.get("refused"):
        lines.append(voice.say("removed_refused"))
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


def turns_taken(scene: Scene, found: Search) -> list[str]:
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
    return [*lines, voice.say("odd_ask_turns" if found.turns else "odd_ask")]


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


def who_of(scene: Scene, found: Search) -> str:
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
        people.append(who_of(scene, found))
    return join_names(people, voice.language)


def for_us(scene: Scene, found: Search, slots: list[Slot], lines: list[str], header: str | None) -> str:
    """The offers with their reasons, and what is known of everybody's time."""
    voice = scene.voice
    body = [*lines, *refused_lines(scene), header if header is not None else header_of(scene, found)]
    body += [*numbered(slots, voice, scene.names()), *unknown_lines(scene, found)]
    body += [*all_free(scene.meeting, slots, voice), *zone_note(slots, voice)]
    body += clash_footer(slots, voice) or [footer_of(slots, voice)]
    return "\n".join(line for line in body if line)


def refused_lines(scene: Scene) -> list[str]:
    """The times that were turned down before, so that nobody wonders why they are missing."""
    meeting, voice = scene.meeting, scene.voice
    ahead = (r.slot for r in meeting.refused if r.slot.start > scene.turn.now)
    slots = {slot.start: slot for slot in ahead if meeting.is_refused(slot)}
    if not slots:
        return []
    shown = [voice.slot(slots[s].interval, named=False) for s in sorted(slots)][-REFUSED_SHOWN:]
    return [voice.say("refused_before", slots="; ".join(shown))]


def for_guest(scene: Scene, slots: list[Slot]) -> str:
    """The times alone: an outsider sees nobody's events, habits or hours."""
    voice, meeting = scene.voice, scene.meeting
    who, length = scene.who([meeting.organizer]), voice.duration(meeting.minutes or 0)
    lines = [voice.say("offers_header_one", what=scene.what, duration=length, names=who)]
    named = True if clock_changes(slots, voice) else None
    shown = [voice.slot(s.interval, named=named) for s in slots]
    lines += [voice.say("offer_line", number=n, slot=slot) for n, slot in enumerate(shown, 1)]
    return "\n".join([*lines, *zone_note(slots, voice), footer_of(slots, voice)])


def footer_of(slots: list[Slot], voice: Voice) -> str:
    return voice.say("offers_footer" if len(slots) > 1 else "offers_footer_one")


def header_of(scene: Scene, found: Search) -> str:
    voice, meeting = scene.voice, scene.meeting
    if meeting.booked:
        stands = own_slot(meeting, scene.instance) if scene.instance is not None else meeting.booked
        return voice.say("moved_offers_header", title=scene.what, old=voice.slot(stands.interval))
    length = voice.duration(meeting.minutes or 0)
    if scene.alone:
        return voice.say("offers_header_alone", what=scene.what, duration=length)
    known = [a for a in meeting.addresses if a not in found.unknown]
    single = len(known) == 1 and not found.choice.groups and not found.choice.quorum
    names = company_of(scene, found, known)
    return voice.say("offers_header_one" if single else "offers_header", what=scene.what, duration=length, names=names)


def none_header(scene: Scene, found: Search) -> str:
    voice, meeting = scene.voice, scene.meeting
    hull = found.windows.hull(found.minutes)
    where = voice.days(hull) if hull else voice.say("none_whole_range")
    values = {"what": scene.what, "duration": voice.duration(found.minutes), "where": where}
    if scene.alone:
        return voice.say("none_header_alone", **values)
    return voice.say("none_header", names=company_of(scene, found, meeting.addresses), **values)


def assumed(scene: Scene, found: Search) -> list[str]:
    """What was taken for granted because nobody said it."""
    if found.windows.named or scene.meeting.booked:
        return []
    return [scene.voice.say("assumed_window", days=scene.services.horizon_days)]


def unknown_lines(scene: Scene, found: Search) -> list[str]:
    others = [a for a in found.unknown if a != scene.turn.speaker.address]
    return [scene.voice.say(_unknown_key(scene), names=scene.who(others))] if others else []


def either(options: Sequence[str], voice: Voice) -> str:
    joiner = " / " if voice.language == "ko" else " or "
    return joiner.join(dict.fromkeys(options))


def _unknown_key(scene: Scene) -> str:
    """A booked meeting that moves keeps its invitation; for a new one guests are asked with the offers."""
    return "unknown_time" if scene.meeting.booked else "unknown_time_asked"
