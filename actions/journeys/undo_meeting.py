"""Undoing what was written into calendars: a booking, a move, a cancellation, a change of words or people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions import booking, reviving
from actions.booking import Booked
from actions.core.meeting import Meeting, Participant
from actions.core.meeting_json import from_json, moved_from_json, slot_from_json
from actions.core.meeting_rules import at
from actions.errors import MendableError
from actions.journeys import notices
from actions.journeys.deeds import Deed
from actions.journeys.mend import not_written
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, answer
from actions.messages import Reply
from actions.texts.voice import Voice
from actions.upkeep import seen


def booked(scene: Scene, deed: Deed, by: str) -> Outcome:
    """What was booked is called off."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    gone = booking.cancel(services, meeting, by, turn.now)
    if gone.failed:
        return _refused(scene, gone)
    assert meeting.booked is not None
    interval = meeting.booked.interval
    replies = notices.tell_cancelled(turn, services, meeting, gone.event, interval) if gone.event else ()
    text = scene.voice.say("undo_booked", title=scene.what, slot=scene.voice.slot(interval))
    return _done(scene, deed, text, gone.meeting, replies, lambda tx: _let_go(tx, meeting.id))


def moved(scene: Scene, deed: Deed, by: str) -> Outcome:
    """Back to the time it had, if that is still free."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    slot = slot_from_json(deed["slot"])
    one = deed.get("instance")
    instance = datetime.fromisoformat(one) if one else None
    if slot.start <= turn.now:
        return _too_late(scene, slot.interval)
    back = booking.book(services, meeting, slot, by, turn.now, instance=instance)
    if not back.done or back.event is None:
        return _refused(scene, back, slot.interval)
    if instance is None and (deed.get("exdates") or deed.get("moved")):
        back = _as_series(scene, deed, back)
    after = back.meeting
    assert back.event is not None
    replies = notices.tell_moved(turn, services, meeting, after, back.event)
    text = scene.voice.say("undo_moved", title=scene.what, slot=scene.voice.slot(slot.interval))
    return _done(scene, deed, text, after, replies, lambda tx: _stands(tx, after, back.wrote))


def cancelled(scene: Scene, deed: Deed, by: str) -> Outcome:
    """Booked again under the same UID, if the time is still free."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    assert meeting.booked is not None
    interval = meeting.booked.interval
    if not meeting.rrule and meeting.booked.start <= turn.now:
        return _too_late(scene, interval)
    flags = {name: bool(deed.get(name)) for name in ("private", "transparent")}
    again = reviving.revive(services, meeting, by, turn.now, **flags)
    if not again.done or again.event is None:
        return _refused(scene, again, interval)
    after = again.meeting
    replies = notices.invite(turn, services, after, again.event)
    text = scene.voice.say("undo_cancelled", title=scene.what, slot=scene.voice.slot(interval))
    return _done(scene, deed, text, after, replies, lambda tx: _stands(tx, after, again.wrote))


def dropped(scene: Scene, deed: Deed, by: str) -> Outcome:
    """That one of the series is held again."""
    turn, services = scene.turn, scene.services
    slot, instance = slot_from_json(deed["slot"]), datetime.fromisoformat(deed["instance"])
    if slot.start <= turn.now:
        return _too_late(scene, slot.interval)
    again = reviving.revive_instance(services, scene.meeting, instance, slot, by, turn.now)
    return _told(scene, deed, again, slot.interval)


def ended(scene: Scene, deed: Deed, by: str) -> Outcome:
    """The series goes on as it did."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    before = from_json(deed["before"])
    _need(meeting, by)
    longer = at(meeting, turn.now, rrule=before.rrule, exdates=before.exdates, sequence=meeting.sequence + 1)
    if lost := reviving.reclaim(services, replace(longer, moved=before.moved), turn.now):
        return _refused(scene, lost, lost.at)
    done = booking.revise(services, meeting, replace(longer, moved=()))
    if done.done and before.moved:
        done = reviving.restore_moved(services, done, before.moved)
    assert meeting.booked is not None
    return _told(scene, deed, done, meeting.booked.interval)


def edited(scene: Scene, deed: Deed, by: str) -> Outcome:
    """Title, place and people as they were; who was added hears that it is off, who was taken out is invited again."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    if not deed.get("before"):
        return answer(turn, scene.voice.say("undo_not_possible", title=scene.what))
    before = from_json(deed["before"])
    _need(meeting, by)
    people = tuple(_as_now(meeting, p) for p in before.attendees)
    fields: dict[str, Any] = {"title": before.title, "location": before.location, "attendees": people}
    after = at(meeting, turn.now, sequence=meeting.sequence + 1, **fields)
    done = booking.revise(services, meeting, after)
    if not done.done or done.event is None:
        return _refused(scene, done)
    new = [p.address for p in after.attendees if meeting.participant(p.address) is None]
    gone = [p for p in meeting.attendees if after.participant(p.address) is None]
    replies = notices.tell_changed(turn, services, after, done.event, _changes(after, meeting), without=new)
    replies += notices.invite(turn, services, after, done.event, only=new) if new else ()
    replies += notices.tell_removed(turn, services, after, done.event, gone)
    text = scene.voice.say("undo_edited", title=after.title, changes=_changes(after, meeting)(scene.voice))
    return _done(scene, deed, text, after, replies)


def _as_series(scene: Scene, deed: Deed, back: Booked) -> Booked:
    """Those of a series that were dropped or stood elsewhere do so again."""
    kept = tuple(datetime.fromisoformat(d) for d in deed["exdates"])
    done = booking.revise(scene.services, back.meeting, replace(back.meeting, exdates=kept))
    if not done.done:
        return back
    moved = [moved_from_json(m) for m in deed["moved"]]
    done = reviving.restore_moved(scene.services, done, moved) if moved else done
    return replace(done, event=done.event or back.event, wrote=back.wrote, done=True)


def _told(scene: Scene, deed: Deed, done: Booked, interval: Any) -> Outcome:
    """One of a series, or its end, is as before: everybody hears it, with the new REQUEST."""
    if not done.done or done.event is None:
        return _refused(scene, done, interval)

    def changes(voice: Voice) -> str:
        return voice.say("change_back", slot=voice.slot(interval))

    replies = notices.tell_changed(scene.turn, scene.services, done.meeting, done.event, changes)
    text = scene.voice.say("undo_cancelled", title=scene.what, slot=scene.voice.slot(interval))
    return _done(scene, deed, text, done.meeting, replies)


def _changes(after: Meeting, before: Meeting) -> Callable[[Voice], str]:
    """What is different from ``before``, one line each."""

    def say(voice: Voice) -> str:
        lines = []
        if after.title != before.title:
            lines.append(voice.say("change_title", value=after.title))
        if after.location != before.location:
            lines.append(voice.say("change_place", value=after.location or voice.say("undo_no_place")))
        lines += _people_lines("change_added", after, before, voice) + _people_lines(
            "change_removed", before, after, voice
        )
        return "\n".join(lines) or voice.say("change_roles")

    return say


def _people_lines(key: str, one: Meeting, other: Meeting, voice: Voice) -> list[str]:
    names = [p.name or p.address for p in one.attendees if other.participant(p.address) is None]
    return [voice.say(key, value=voice.people(names))] if names else []


def _as_now(meeting: Meeting, person: Participant) -> Participant:
    """With the answer that was given since."""
    now = meeting.participant(person.address)
    return replace(person, partstat=now.partstat) if now else person


def _need(meeting: Meeting, by: str) -> None:
    if not meeting.may_manage(by):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)


def _too_late(scene: Scene, interval: Any) -> Outcome:
    text = scene.voice.say("undo_past", title=scene.what, slot=scene.voice.slot(interval))
    return answer(scene.turn, text, about=scene.meeting.id)


def _refused(scene: Scene, tried: Booked, interval: Any = None) -> Outcome:
    """A calendar did not take it, or the time has gone: it stays as it is."""
    turn = scene.turn
    if tried.failed:
        return answer(turn, not_written(tried.failed, turn, scene.services, change=True), about=scene.meeting.id)
    interval = tried.at or interval
    slot = scene.voice.slot(interval) if interval else ""
    who = scene.who(tried.lost)
    return answer(turn, scene.voice.say("undo_taken", title=scene.what, slot=slot, names=who), about=scene.meeting.id)


def _done(
    scene: Scene,
    deed: Deed,
    text: str,
    meeting: Meeting,
    replies: Sequence[Reply],
    write: Callable[[Any], object] | None = None,
) -> Outcome:
    from actions.journeys.undo import undone

    lines = [text]
    if replies:
        lines.append(scene.voice.say("undo_told", names=scene.who([r.to for r in replies])))
    writes = (write,) if write else ()
    return answer(
        scene.turn,
        "\n".join(lines),
        replies=tuple(replies),
        meeting=meeting,
        memory=undone(deed, text),
        writes=writes,
    )


def _let_go(tx: Any, meeting_id: str) -> None:
    tx.claims.release(meeting_id)
    tx.holds.release(meeting_id)
    tx.timers.cancel(meeting_id=meeting_id)


def _stands(tx: Any, meeting: Meeting, wrote: Sequence[str]) -> None:
    saved = tx.meetings.get(meeting.id)
    if saved is None or saved.booked is None:
        return
    tx.holds.release(saved.id)
    if saved.organizer in wrote:
        seen(tx, saved)
