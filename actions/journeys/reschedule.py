"""Change an existing meeting: by an amount, to a named time, into a window; its length, title, place, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.calendars import Unreadable
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot, State
from actions.core.times.codec import to_json
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.core.windows import search_windows
from actions.errors import MendableError
from actions.journeys import made_series, series_day, shift_all, which, whole_series, wished_guest, wished_move
from actions.journeys.altering import (
    RESIZE,
    instance_scene,
    length,
    people,
    words,
)
from actions.journeys.amounts import shift_of
from actions.journeys.calendar_items import Item, at
from actions.journeys.changed_event import assumed, find, is_of, unnamed
from actions.journeys.choices import day_said, no, yes
from actions.journeys.facts import title_of
from actions.journeys.late import heard_late
from actions.journeys.mend import unreadable
from actions.journeys.not_yours import unless_others
from actions.journeys.offering import look, nearest, offer, unclear_or_past
from actions.journeys.ranges import start_and_length
from actions.journeys.said_anew import GROW, new_words, wants_a_link
from actions.journeys.same_clock import same_clock
from actions.journeys.saying import only_outside_hours, why_not_lines
from actions.journeys.scene import Scene
from actions.journeys.settle import settle
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from calendar_adapters.errors import CalendarError

ACTION = "action_reschedule"


def step(turn: Turn, services: Services) -> Outcome:
    """Find the meeting and change what was said."""
    with services.store.reading() as tx:
        talked = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if turn.question == "confirm_reschedule" and turn.pending is not None and "all" in turn.pending.details:
        return shift_all.move(turn, services) if yes(turn) else answer(turn, turn.voice.say("deny"))
    if shift_all.asked(turn):
        return shift_all.propose(turn, services)
    if turn.question == "confirm_reschedule" and talked is not None and turn.pending is not None:
        return _confirmed(turn, services, talked)
    if turn.question == wished_guest.QUESTION and talked is not None:
        return wished_guest.step(turn, services, talked)
    if turn.question == wished_move.QUESTION and talked is not None and talked.booked:
        return wished_move.step(turn, services, talked)
    if turn.question in ("new_time", "new_length") and talked is not None and talked.booked:
        return _said_then(Scene(turn, services, talked))
    if talked is not None and not talked.final and talked.booked is None and not title_of(turn):
        return _still_seeking(turn, services, talked)
    try:
        item, new_times = find(turn, services, ACTION)
    except CalendarError as error:
        return answer(turn, unreadable([Unreadable(turn.speaker.address, error.calendar, error)], turn, services))
    if isinstance(item, Outcome):
        return item
    return unless_others(turn, services, item, lambda: _changed(turn, services, talked, item, new_times))


def _changed(
    turn: Turn, services: Services, talked: Meeting | None, item: Item, new_times: list[TimeConstraint]
) -> Outcome:
    meeting = which.meeting_for(item, turn, services)
    if not meeting.may_manage(turn.speaker.address):
        if talked is not None and talked.id == meeting.id and (late := heard_late(turn, services, talked)):
            return late
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)
    picked = turn.question == "which_event"
    changed = _change(Scene(which.as_asked(turn) if picked else turn, services, meeting), item, new_times)
    return changed if picked or not unnamed(turn, item) else assumed(turn, item, changed)


def _said_then(scene: Scene) -> Outcome:
    """The answer to "when instead?" or "how much longer?": a time, an amount, a length."""
    turn, meeting = scene.turn, scene.meeting
    assert turn.pending is not None
    assert meeting.booked is not None
    kept = turn.pending.details
    start = datetime.fromisoformat(kept["start"]) if kept.get("start") else meeting.booked.start
    item = at(turn, scene.services, meeting.uid, start)
    if turn.question == "new_length" and item is not None:
        return length(scene, item, grow=bool(kept.get("grow")))
    shift = shift_of(turn.text)
    if kept.get("whole") and item is not None and turn.moments():
        return whole_series.move(scene, list(turn.moments()), item)
    if shift is not None and not turn.moments():
        return _to(scene, start + shift, item)
    if turn.durations() and not turn.moments() and item is not None:
        return length(scene, item)
    return _move(scene, list(turn.moments()), item)


def _change(scene: Scene, item: Item, new_times: list[TimeConstraint]) -> Outcome:
    """By what the turn holds: an amount, other people, a length, a place, a title, a time."""
    turn = scene.turn
    if wants_a_link(turn):
        return answer(turn, turn.voice.say("no_links"), about=scene.meeting.id)
    if not new_times and new_words(turn) and (worded := words(scene)):
        return worded
    if (rule := made_series.rule_for(turn, item)) and (repeated := made_series.step(scene, item, rule)):
        return repeated
    day = series_day.target(turn, item)
    if day is not None and (moved := series_day.move(scene, item, day, new_times)):
        return moved
    if changed := people(scene):
        return _also_moved(scene, item, changed, new_times)
    return _change_time(scene, item, new_times)


def _also_moved(scene: Scene, item: Item, changed: Outcome, new_times: list[TimeConstraint]) -> Outcome:
    """ "Move it to 3 and leave Sam out": the other people, then the other time. Who stays hears of both at once."""
    shift = shift_of(scene.turn.text)
    later = [t for t in new_times if not is_of(t, item, scene.turn)]
    if changed.meeting is None or not (later or shift) or len(changed.meeting.attendees) < 2:
        return changed
    moved = _change_time(replace(scene, meeting=changed.meeting), item, later)
    gone = changed.replies[1:]
    if moved.meeting is not None and moved.meeting.booked != scene.meeting.booked:
        gone = tuple(r for r in gone if moved.meeting.participant(r.to) is None)
    if not moved.replies or not changed.replies:
        return changed
    me = scene.turn.message.sender
    first = next(r for r in changed.replies if r.to == me)
    both = tuple(replace(r, text=f"{first.text}\n{r.text}") if r.to == me else r for r in moved.replies)
    kept = moved.meeting or changed.meeting
    return replace(moved, replies=(*both, *gone), meeting=kept, writes=(*changed.writes, *moved.writes))


def _change_time(scene: Scene, item: Item, new_times: list[TimeConstraint]) -> Outcome:
    """Another time or length, or else a title or place; asked for when nothing of the kind is said."""
    turn = scene.turn
    whole = whole_series.meant(turn, item)
    shift = None if RESIZE.search(turn.text) else shift_of(turn.text)  # "앞으로 1시간으로 늘려줘" shifts nothing
    if shift is not None or (RESIZE.search(turn.text) and turn.durations()):
        new_times = [t for t in new_times if not is_of(t, item, turn)]  # "tomorrow's review half an hour earlier"
    if shift is not None and not new_times and whole:
        return whole_series.to(scene, Slot(item.start + shift, item.end + shift))
    if shift is not None and not new_times:
        return _to(scene, item.start + shift, item)
    if turn.durations() and not new_times:
        return length(scene, replace(item, event=None) if whole else item)
    if RESIZE.search(turn.text) and not new_times:
        return _how_much(scene, item)
    if new_times and whole:
        return whole_series.move(scene, new_times, item)
    if new_times:
        return _move(scene, new_times, item)
    return words(scene) or answer(
        turn,
        turn.voice.say("ask_new_time", title=scene.what),
        meeting=scene.meeting,
        pending=Pending("new_time", {"start": item.start.isoformat()}),
    )


def _how_much(scene: Scene, item: Item) -> Outcome:
    """ "늘려줘", "make it shorter": by how much?"""
    grow = GROW.search(scene.turn.text) is not None
    text = scene.voice.say("ask_longer" if grow else "ask_shorter", title=scene.what)
    details = {"start": item.start.isoformat(), "grow": grow}
    return answer(scene.turn, text, meeting=scene.meeting, pending=Pending("new_length", details))


def to_times(scene: Scene, said: Sequence[TimeConstraint], item: Item | None) -> Outcome:
    """Move it to times that somebody else has named."""
    return _move(scene, list(said), item)


def _move(scene: Scene, said: list[TimeConstraint], item: Item | None) -> Outcome:
    """To a named time at once, when it is free; into a window by offers."""
    turn, meeting = scene.turn, scene.meeting
    assert meeting.booked is not None
    one = item is not None and item.recurring
    here = replace(meeting, booked=Slot(item.start, item.end)) if item is not None else meeting
    assert here.booked is not None
    clock = here.booked.start
    said = [same_clock(t, clock, turn.text, turn.zone) for t in start_and_length(said, turn.text)]
    said = [_on_day_of(t, here, turn) for t in said]
    wanted = tuple({**to_json(t), "by": turn.speaker.address} for t in said)
    windows = search_windows(said, now=turn.now, timezone=turn.zone, horizon_days=scene.services.horizon_days)
    minutes = windows.minutes or round(here.booked.minutes)
    moving = replace(steps.reopen(meeting, turn.speaker.address, turn.now), constraints=wanted, minutes=minutes)
    seeking = Scene(turn, scene.services, moving, item.instance if one and item is not None else None)
    found = look(scene.services, replace(moving, booked=here.booked, rrule=None) if one else moving, turn.now)
    if found.unreadable:
        return offer(Scene(turn, scene.services, meeting), found)
    if found.problem is None or found.windows.unclear:
        stopped = unclear_or_past(Scene(turn, scene.services, meeting), found)
        assert stopped is not None
        kept = {"start": here.booked.start.isoformat()}
        return replace(stopped, pending=Pending("new_time", kept))
    if not found.windows.exact:
        return _of_instance(offer(seeking, found), item)
    if found.exact:
        only = found.exact[0]
        return settle(instance_scene(scene, item), Slot(only.start, only.end))
    start = found.windows.exact[0]
    lines = why_not_lines(seeking, found, start)
    if only_outside_hours(found, start):
        return _insist(scene, item, Slot(start, start + timedelta(minutes=minutes)), lines)
    return _of_instance(nearest(seeking, start, lines), item)


def _of_instance(offered: Outcome, item: Item | None) -> Outcome:
    """The offers are for that one of the series."""
    if item is None or not item.recurring or offered.pending is None:
        return offered
    details = {**offered.pending.details, "instance": item.instance.isoformat()}
    return replace(offered, pending=Pending(offered.pending.question, details))


def _insist(scene: Scene, item: Item | None, slot: Slot, lines: list[str]) -> Outcome:
    """Nothing but working hours speaks against it: ask whether to move it there all the same."""
    lines.append(scene.voice.say("confirm_move", title=scene.what, slot=scene.voice.slot(slot.interval)))
    details = {"start": slot.start.isoformat(), "end": slot.end.isoformat()}
    if item is not None and item.recurring:
        details["instance"] = item.instance.isoformat()
    pending = Pending("confirm_reschedule", details)
    return answer(scene.turn, "\n".join(lines), meeting=scene.meeting, pending=pending)


def _to(scene: Scene, start: datetime, item: Item | None) -> Outcome:
    """To exactly this start, the length staying."""
    meeting = scene.meeting
    assert meeting.booked is not None
    at = TimeConstraint("", (0, 0), Kind.INSTANT, start, None, Grain.MINUTE)
    return _move(scene, [at], item)


def _on_day_of(said: TimeConstraint, meeting: Meeting, turn: Turn) -> TimeConstraint:
    """A clock time without a day stays on the meeting's own day."""
    assert meeting.booked is not None
    if said.kind is not Kind.INSTANT or said.start is None or not said.text or day_said(said.text):
        return said
    zone = ZoneInfo(turn.zone)
    clock = said.start.astimezone(zone)
    day = meeting.booked.start.astimezone(zone)
    moved = day.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return replace(said, start=moved) if moved > turn.now else said


def _still_seeking(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """The meeting is not booked yet: a change of it is a change of what is looked for."""
    from actions.journeys import propose, schedule

    if wished_guest.wished(turn, services, meeting):
        return wished_guest.passed_on(turn, services, meeting)
    if turn.moments():
        return propose.step(turn, services)
    minutes = turn.durations()[0].minutes if turn.durations() else None
    if minutes is not None:
        changed = steps.change(meeting, turn.speaker.address, turn.now, minutes=round(minutes))
        if meeting.state is State.DRAFT:  # something is missing yet, and is asked for once more
            return schedule.resumed(turn, services, changed)
        return schedule.go(Scene(turn, services, steps.collect(changed, turn.now)), [])
    return answer(turn, turn.voice.say("no_open_offer"), pending=turn.pending)


def _confirmed(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    assert turn.pending is not None
    if no(turn) or not yes(turn):
        return answer(turn, turn.voice.say("kept", title=meeting.title))
    start = datetime.fromisoformat(turn.pending.details["start"])
    end = datetime.fromisoformat(turn.pending.details["end"])
    one = turn.pending.details.get("instance")
    instance = datetime.fromisoformat(one) if one else None
    return settle(Scene(turn, services, meeting, instance), Slot(start, end), force=True)
