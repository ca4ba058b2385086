"""Take a meeting out of everybody's calendar; asks first, and for a series whether this one or all."""

from __future__ import annotations

import re
from datetime import datetime

from actions import booking
from actions.calendars import Unreadable
from actions.core import meeting_steps as steps
from actions.core.meeting import STANDING, Meeting
from actions.errors import MendableError
from actions.journeys import notices, which
from actions.journeys.choices import no, number_of, yes
from actions.journeys.mend import not_written, unreadable
from actions.journeys.offering import Scene
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.journeys.which import Item
from actions.services import Services
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Interval

ACTION = "action_cancel"
_ALL = re.compile(r"모두|전부|다\b|전체|앞으로|all|every|series|both", re.I)
_ONE = re.compile(r"이번|이것만|이거만|한 ?번|하나|그날|only|just|this", re.I)


def step(turn: Turn, services: Services) -> Outcome:
    """Find the meeting, ask, and call it off on a yes."""
    if turn.question in ("confirm_cancel", "scope") and turn.pending is not None:
        return _answered(turn, services)
    if dropped := _open_request(turn, services):
        return dropped
    try:
        item = which.picked(turn, services)
        found = [item] if item else which.meant(turn, services)
    except CalendarError as error:
        broken = [Unreadable(turn.speaker.address, error.calendar, error)]
        return answer(turn, unreadable(broken, turn, services))
    if not found:
        return answer(turn, not_found(turn))
    if len(found) > 1:
        return which.ask_which(turn, found, ACTION)
    return _ask(turn, services, found[0])


def not_found(turn: Turn) -> str:
    """That no such event is in the sender's calendar."""
    from actions.journeys.facts import purpose_words, title_of
    from actions.journeys.showing import when

    voice, title = turn.voice, title_of(turn) or purpose_words(turn)
    if not title:
        return voice.say("event_not_found")
    where = when(voice, turn.moments()[0]) if turn.moments() else voice.days(Interval(turn.now, turn.now + which.AHEAD))
    return voice.say("event_not_found_named", title=title, where=where)


def _open_request(turn: Turn, services: Services) -> Outcome | None:
    """ "Forget it" while times are being sought drops the request: nothing was booked, so nothing is asked."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None or meeting.final or meeting.booked or turn.first("title") or turn.moments():
        return None
    if turn.question == "which_event":
        return None
    dropped = steps.cancel(meeting, turn.speaker.address, turn.now)
    return answer(turn, turn.voice.say("dropped"), meeting=dropped)


def _ask(turn: Turn, services: Services, item: Item) -> Outcome:
    meeting = which.meeting_for(item, turn, services)
    if not meeting.may_manage(turn.speaker.address):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)
    voice = turn.voice
    slot = voice.slot(item.interval)
    details = {"start": item.start.isoformat()}
    if item.recurring:
        text = voice.say("ask_scope", title=which.title_shown(item, turn), slot=slot)
        return answer(turn, text, meeting=meeting, pending=Pending("scope", details))
    text = voice.say("confirm_cancel", title=which.title_shown(item, turn), slot=slot)
    others = [p.address for p in meeting.others]
    if others:
        text += voice.say("confirm_cancel_people", names=Scene(turn, services, meeting).who(others))
    return answer(turn, text, meeting=meeting, pending=Pending("confirm_cancel", details))


def _answered(turn: Turn, services: Services) -> Outcome:
    assert turn.pending is not None
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None:
        raise MendableError("not_booked", state="")
    start = datetime.fromisoformat(turn.pending.details["start"])
    if turn.question == "scope":
        return _scoped(turn, services, meeting, start)
    if yes(turn):
        return _cancel(turn, services, meeting, None)
    return answer(turn, turn.voice.say("kept", title=meeting.title))


def _scoped(turn: Turn, services: Services, meeting: Meeting, start: datetime) -> Outcome:
    number = number_of(turn)
    if number == 2 or _ALL.search(turn.text):
        return _cancel(turn, services, meeting, None)
    if number == 1 or _ONE.search(turn.text):
        return _cancel(turn, services, meeting, start)
    if no(turn):
        return answer(turn, turn.voice.say("kept", title=meeting.title))
    return answer(turn, turn.voice.say("ask_scope_again"), pending=turn.pending)


def _cancel(turn: Turn, services: Services, meeting: Meeting, instance: datetime | None) -> Outcome:
    if meeting.state not in STANDING:
        steps.cancel(meeting, turn.speaker.address, turn.now)  # raises what is to be said
    gone = booking.cancel(services, meeting, turn.speaker.address, turn.now, instance=instance)
    if gone.failed:
        text = not_written(gone.failed, turn, services, change=True)
        return answer(turn, text, meeting=meeting, pending=turn.pending)
    voice, before = turn.voice, meeting.booked
    assert before is not None
    interval = before.interval
    if instance is not None:
        interval = Interval(instance, instance + (before.end - before.start))
    slot = voice.slot(interval)
    key = "cancelled" if instance is None else "cancelled_instance"
    lines = [voice.say(key, title=meeting.title, slot=slot)]
    replies = notices.tell_cancelled(turn, services, meeting, gone.event, interval) if gone.event else ()
    if replies:
        who = Scene(turn, services, meeting).who([r.to for r in replies])
        lines.append(voice.say("cancelled_told", names=who))
    release = (lambda tx: _release(tx, meeting.id),) if instance is None else ()
    return answer(turn, "\n".join(lines), replies=replies, meeting=gone.meeting, writes=release)


def _release(tx: object, meeting_id: str) -> None:
    tx.claims.release(meeting_id)  # type: ignore[attr-defined]
    tx.holds.release(meeting_id)  # type: ignore[attr-defined]
    tx.timers.cancel(meeting_id=meeting_id)  # type: ignore[attr-defined]
