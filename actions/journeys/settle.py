"""Book a slot and say so: to the sender, to the others with the invitation; or why it could not be booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.booking import Booked, book
from actions.core.meeting import Meeting, Slot
from actions.core.meeting_choice import notes, settled_on
from actions.core.meeting_claims import upcoming
from actions.core.meeting_clocks import clock_changes
from actions.core.ranking.fairness import burden
from actions.events import slot_of_instance
from actions.journeys import notices
from actions.journeys.draft import retitled
from actions.journeys.mend import not_written
from actions.journeys.negotiation_letters import organizers_voice
from actions.journeys.offering import look, offer
from actions.journeys.people_words import names_of
from actions.journeys.reminder_lines import reminded
from actions.journeys.scene import Scene
from actions.journeys.series_words import said_of
from actions.journeys.showing import turns_text
from actions.journeys.turn import Outcome, Pending, answer
from actions.messages import Reply
from actions.offers import roster
from actions.offers_people import acceptable
from actions.upkeep import schedule_nudges, seen, zones_of
from calendar_adapters.types import PartStat


def settle(scene: Scene, slot: Slot, lead: Sequence[str] = (), *, force: bool = False, by: str = "") -> Outcome:
    """Book ``slot`` (or move the booked meeting there). On a conflict other times are offered at once.

    ``by`` is whose word it is when not the sender's: the organizer's offer, once all who were asked agree.
    """
    turn, services = scene.turn, scene.services
    who = by or turn.speaker.address
    ready = scene.meeting
    if scene.instance is None:
        ready = retitled(ready, settled_on(ready, slot), scene.voice, scene.names())
    booked = book(services, ready, slot, who, turn.now, force=force, instance=scene.instance)
    if booked.done:
        return _done(scene, booked, lead)
    booked = replace(booked, meeting=_people_as_before(booked.meeting, scene.meeting))
    after = Scene(turn, services, booked.meeting)
    if booked.failed:
        changing = scene.meeting.booked is not None
        text = not_written(booked.failed, turn, services, change=changing)
        return answer(turn, "\n".join([*lead, text]), meeting=booked.meeting, pending=_still_open(booked.meeting))
    lost = turn.voice.say("slot_taken")
    made = offer(after, look(services, after.meeting, turn.now), [*lead, lost])
    return made if after.meeting.may_manage(turn.speaker.address) else _guest_lost(after, made, slot)


def _guest_lost(scene: Scene, made: Outcome, slot: Slot) -> Outcome:
    """An attendee's pick that is not free any more: both hear that, not that another time was asked for."""
    turn, voice = scene.turn, organizers_voice(scene.turn, scene.services, scene.meeting)
    name = turn.speaker.name or turn.speaker.address
    asked, lost = voice.say("counter_told", name=name), turn.voice.say("slot_taken")
    told = voice.say("picked_lost_told", name=name, slot=voice.slot(slot.interval))

    def put_right(reply: Reply) -> Reply:
        if reply.to == turn.message.sender:
            return reply if lost in reply.text else replace(reply, text=f"{lost}\n{reply.text}")
        return replace(reply, text=reply.text.replace(asked, told))

    return replace(made, replies=tuple(map(put_right, made.replies)))


def _people_as_before(meeting: Meeting, before: Meeting) -> Meeting:
    """Nothing was settled: nobody was chosen, and who is needed stays needed."""
    return replace(meeting, attendees=before.attendees, groups=before.groups, title=before.title)


def hours_taken(scene: Scene, meeting: Meeting) -> list[str]:
    """Who comes to ``meeting`` outside their hours, where people live in several zones."""
    assert meeting.booked is not None
    people = {a: p for a, p in roster(scene.services, meeting).items() if a in meeting.addresses}
    clocks = acceptable(scene.services, people)
    if len({c.timezone for c in clocks.values()}) < 2:
        return []
    if meeting.rotation:
        turns = [n["turns"] for n in notes(meeting.booked, "rotation")]
        told = [turns_text(t, scene.voice, scene.names()) for t in turns]
        return [scene.voice.say("rotation_taken", turns=said) for said in told]
    taken = burden(meeting.booked.interval, clocks).minutes
    said = scene.voice.say("odd_taken", names=scene.who(sorted(taken))) if taken else ""
    return [said[:1].upper() + said[1:]] if said else []


def clocks_changing(scene: Scene, meeting: Meeting) -> list[str]:
    """For whom a series comes to another hour within the instances looked at, as it stays on its own wall clock."""
    people = {a: p for a, p in roster(scene.services, meeting).items() if a in meeting.addresses}
    coming = [slot for _, slot in upcoming(meeting, scene.turn.now)]
    names, lines = scene.names(), []
    for address, person in people.items() if coming else ():
        zone = scene.services.zone_of(person) if person.timezone else meeting.timezone
        name = "" if address == scene.turn.reader else scene.voice.person(names[address])
        changes = clock_changes(coming, meeting.timezone, zone)
        lines += [scene.voice.clock_change(c, name) for c in changes]
    return lines


def summary(scene: Scene, meeting: Meeting) -> list[str]:
    """Where it is and who comes, one line each."""
    voice = scene.voice
    lines = [voice.say("booked_place", location=meeting.location)] if meeting.location else []
    others = [p.address for p in meeting.attendees if p.address != scene.turn.speaker.address]
    if others:
        lines.append(voice.say("booked_with", names=scene.who(others)))
    return lines


def _done(scene: Scene, booked: Booked, lead: Sequence[str]) -> Outcome:
    turn, services, meeting = scene.turn, scene.services, booked.meeting
    voice, before = turn.voice, scene.meeting
    scene = replace(scene, meeting=meeting)
    assert meeting.booked is not None
    assert booked.event is not None
    slot = voice.slot(meeting.booked.interval)
    if before.booked is not None:
        one = scene.instance
        was, now = (slot_of_instance(m, one) if one else m.booked for m in (before, meeting))
        assert was is not None
        assert now is not None
        old, slot = voice.slot(was.interval), voice.slot(now.interval)
        if repeats := bool(meeting.rrule) and was.interval == now.interval:
            lines = [voice.say("made_series", title=scene.what, slot=slot)]
        else:
            lines = [voice.say("moved", title=scene.what, old=old, slot=slot)]
        tell = notices.tell_series if repeats else notices.tell_moved_to
        replies = tell(turn, services, meeting, booked.event, was, now)
    else:
        lines = [voice.say("booked", title=scene.what, slot=slot), *summary(scene, meeting)]
        replies = _organizer_told(scene, notices.invite(turn, services, meeting, booked.event))
    if scene.instance is not None:
        lines.append(voice.say("moved_only_one"))
    if scene.instance is None:
        lines += [*said_of(meeting, voice), *hours_taken(scene, meeting), *clocks_changing(scene, meeting)]
    if replies:
        lines.append(voice.say("moved_invited" if before.booked else "booked_invited"))
    lines += reminded(turn, services, meeting)
    waiting = [p.address for p in meeting.others if p.partstat is PartStat.NEEDS_ACTION and p.external]
    if waiting:
        lines.append(voice.say("booked_waiting", names=scene.who(waiting)))
    return answer(
        turn,
        "\n".join([*lead, *lines]),
        replies=replies,
        meeting=meeting,
        pending=None,
        **notices.own_copy(turn, services, meeting, booked.event),
        writes=(lambda tx: _settled(tx, meeting, booked),),
    )


def _organizer_told(scene: Scene, replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """The invitations; an organizer for whom an attendee's yes has booked it hears just that, not that he invites."""
    turn, meeting = scene.turn, scene.meeting
    if turn.deputy or turn.speaker.address == meeting.organizer or meeting.may_manage(turn.speaker.address):
        return tuple(replies)
    assert meeting.booked is not None
    voice = organizers_voice(turn, scene.services, meeting)
    slot, name = voice.slot(meeting.booked.interval), turn.speaker.name or turn.speaker.address
    others = [p.address for p in meeting.attendees if p.address != meeting.organizer]
    known = names_of(scene.services, meeting)
    lines = [voice.say("answer_told", name=name, slot=slot), voice.say("booked", title=meeting.title, slot=slot)]
    lines.append(voice.say("booked_with", names=voice.people([known[a] for a in others])))
    text = "\n".join(lines)
    return tuple(replace(r, text=text) if r.to == meeting.organizer else r for r in replies)


def _settled(tx: Any, meeting: Meeting, booked: Booked) -> None:
    """No hold stays, nobody is nudged, and the organizer's copy can be missed from now on."""
    assert meeting.booked is not None
    tx.holds.release(meeting.id)
    saved = tx.meetings.get(meeting.id)
    if saved is not None:
        schedule_nudges(tx, saved, saved.updated_at, zones_of(tx, saved))
        if meeting.organizer in booked.wrote:
            seen(tx, saved)


def _still_open(meeting: Meeting) -> Pending | None:
    return Pending("offer") if meeting.open_proposal else None
