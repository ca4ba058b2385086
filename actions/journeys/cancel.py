"""Take a meeting out of everybody's calendar; asks first, and for a series whether this one or all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions import booking
from actions.calendars import Unreadable
from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting, State
from actions.errors import MendableError
from actions.journeys import cancel_all, notices, preference, which
from actions.journeys.calendar_items import AHEAD, Item, title_shown
from actions.journeys.choices import no, yes
from actions.journeys.dropping import dropped
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.mend import not_written, unreadable
from actions.journeys.not_yours import anothers, unless_others
from actions.journeys.scene import Scene
from actions.journeys.scope_words import instance_named, scope_of, scope_said
from actions.journeys.showing import when
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.messages import Reply
from actions.services import Services
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Interval

ACTION = "action_cancel"


def step(turn: Turn, services: Services) -> Outcome:
    """Find the meeting, ask, and call it off on a yes."""
    if turn.question == "confirm_cancel" and turn.pending is not None and "all" in turn.pending.details:
        return cancel_all.answered(turn, services)
    if turn.question in ("confirm_cancel", "scope") and turn.pending is not None:
        return _answered(turn, services)
    if dropped := _open_request(turn, services):
        return dropped
    try:
        if cancel_all.all_of_them(turn):
            return cancel_all.picked(turn, services)
        item = which.picked(turn, services)
        if item is None and len(several := cancel_all.meant(turn, services)) > 1:
            return cancel_all.propose(turn, services, several)
        found = [item] if item else which.meant(turn, services)
        if not found:
            anothers(turn, services)
            return preference.withdrawn(turn, services) or answer(turn, not_found(turn, services))
        if len(found) > 1:
            return which.ask_which(turn, found, ACTION)
        return unless_others(turn, services, found[0], lambda: _ask(turn, services, found[0]))
    except CalendarError as error:
        broken = [Unreadable(turn.speaker.address, error.calendar, error)]
        return answer(turn, unreadable(broken, turn, services))


def not_found(turn: Turn, services: Services) -> str:
    """That no such event is in the sender's calendar; where it was called off, that it was."""
    voice, title = turn.voice, title_of(turn) or purpose_words(turn)
    if gone := _called_off(turn, services, title):
        return gone
    if not title:
        return voice.say("event_not_found")
    where = when(voice, turn.moments()[0]) if turn.moments() else voice.days(Interval(turn.now, turn.now + AHEAD))
    return voice.say("event_not_found_named", title=title, where=where)


def _called_off(turn: Turn, services: Services, title: str) -> str:
    """ "Move it to 3" after it was cancelled."""
    with services.store.reading() as tx:
        talked = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if talked is None or talked.state is not State.CANCELLED or talked.booked is None:
        return ""
    if title and which.flat(title) not in which.flat(talked.title):
        return ""
    return turn.voice.say("was_cancelled", title=talked.title, slot=turn.voice.slot(talked.booked.interval))


def _open_request(turn: Turn, services: Services) -> Outcome | None:
    """ "Forget it" while times are being sought drops the request: nothing was booked, so nothing is asked."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or meeting.final or meeting.booked or turn.first("title") or turn.moments():
        return None
    if turn.question == "which_event":
        return None
    return dropped(turn, services, meeting)


def _ask(turn: Turn, services: Services, item: Item) -> Outcome:
    meeting = which.meeting_for(item, turn, services)
    if not meeting.may_manage(turn.speaker.address):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)
    voice = turn.voice
    slot = voice.slot(item.interval)
    details = {"start": item.start.isoformat(), "instance": item.instance.isoformat(), **flags(item)}
    if item.recurring and (only := scope_said(turn)) is not None:
        told = replace(turn, pending=Pending("scope", details))
        return (call_off if only else _end)(told, services, meeting, item.instance, item.start)
    if item.recurring:
        text = voice.say("ask_scope", title=title_shown(item, turn), slot=slot)
        return answer(turn, text, meeting=meeting, pending=Pending("scope", details))
    text = voice.say("confirm_cancel", title=title_shown(item, turn), slot=slot)
    others = [p.address for p in meeting.others]
    if others:
        text += voice.say("confirm_cancel_people", names=Scene(turn, services, meeting).who(others))
    return answer(turn, text, meeting=meeting, pending=Pending("confirm_cancel", details))


def flags(item: Item) -> dict[str, bool]:
    """What an event of the calendar alone says of itself; an undoing needs it."""
    event = item.event
    found = {"private": event.private, "transparent": event.transparent} if event and item.meeting is None else {}
    return {name: True for name, value in found.items() if value}


def _answered(turn: Turn, services: Services) -> Outcome:
    assert turn.pending is not None
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None:
        raise MendableError("not_booked", state="")
    start = datetime.fromisoformat(turn.pending.details["start"])
    instance = datetime.fromisoformat(turn.pending.details.get("instance") or start.isoformat())
    if turn.question == "scope":
        return _scoped(turn, services, meeting, start, instance)
    if yes(turn):
        return call_off(turn, services, meeting, None)
    return answer(turn, turn.voice.say("kept", title=meeting.title))


def _scoped(turn: Turn, services: Services, meeting: Meeting, start: datetime, instance: datetime) -> Outcome:
    this_one = scope_of(turn)
    if this_one is None and not no(turn):
        return answer(turn, turn.voice.say("ask_scope_again"), pending=turn.pending)
    if this_one is None:
        return answer(turn, turn.voice.say("kept", title=meeting.title))
    start, instance = instance_named(turn, meeting, start) or (start, instance)
    if this_one:
        return call_off(turn, services, meeting, instance, start)
    return _end(turn, services, meeting, instance, start)


def call_off(
    turn: Turn,
    services: Services,
    meeting: Meeting,
    instance: datetime | None = None,
    start: datetime | None = None,
) -> Outcome:
    """Take out the whole, or the one of a series that stands at ``start``."""
    if meeting.state not in STANDING:
        steps.cancel(meeting, turn.speaker.address, turn.now)  # raises what is to be said
    gone = booking.cancel(services, meeting, turn.speaker.address, turn.now, instance=instance)
    if gone.failed:
        return _refused(turn, services, meeting, gone.failed)
    interval = _stretch(meeting, start)
    key = "cancelled" if instance is None else "cancelled_instance"
    lines = [turn.voice.say(key, title=meeting.title, slot=turn.voice.slot(interval))]
    replies = notices.tell_cancelled(turn, services, meeting, gone.event, interval) if gone.event else ()
    lines += _told(turn, services, meeting, replies)
    release = (lambda tx: _release(tx, meeting.id),) if instance is None else ()
    kept = turn.pending.details if turn.pending else {}
    flags = {name: True for name in ("private", "transparent") if kept.get(name)}
    memory = {"deed": flags} if flags else {}
    return answer(turn, "\n".join(lines), replies=replies, meeting=gone.meeting, writes=release, memory=memory)


def _end(turn: Turn, services: Services, meeting: Meeting, instance: datetime, start: datetime) -> Outcome:
    """From the named one on; what was before stays."""
    gone = booking.end_series(services, meeting, turn.speaker.address, turn.now, instance)
    if gone.failed:
        return _refused(turn, services, meeting, gone.failed)
    voice, interval, whole = turn.voice, _stretch(meeting, start), gone.meeting.final
    lines = [voice.say("cancelled_from", title=meeting.title, slot=voice.slot(interval))]
    if not whole:
        lines.append(voice.say("cancelled_before_stays"))
    replies: tuple[Reply, ...] = ()
    if gone.event and whole:
        replies = notices.tell_cancelled(turn, services, meeting, gone.event, interval)
    elif gone.event:
        replies = notices.tell_ended(turn, services, gone.meeting, gone.event, interval)
    lines += _told(turn, services, meeting, replies)
    release = (lambda tx: _release(tx, meeting.id),) if whole else ()
    return answer(turn, "\n".join(lines), replies=replies, meeting=gone.meeting, writes=release)


def _stretch(meeting: Meeting, start: datetime | None) -> Interval:
    """From ``start``, or from where the meeting stands, as long as the meeting is."""
    assert meeting.booked is not None
    start = start or meeting.booked.start
    return Interval(start, start + (meeting.booked.end - meeting.booked.start))


def _told(turn: Turn, services: Services, meeting: Meeting, replies: tuple[Reply, ...]) -> list[str]:
    who = Scene(turn, services, meeting).who([r.to for r in replies])
    return [turn.voice.say("cancelled_told", names=who)] if replies else []


def _refused(turn: Turn, services: Services, meeting: Meeting, broken: Unreadable) -> Outcome:
    text = not_written(broken, turn, services, change=True)
    return answer(turn, text, meeting=meeting, pending=turn.pending)


def _release(tx: object, meeting_id: str) -> None:
    tx.claims.release(meeting_id)  # type: ignore[attr-defined]
    tx.holds.release(meeting_id)  # type: ignore[attr-defined]
    tx.timers.cancel(meeting_id=meeting_id)  # type: ignore[attr-defined]
