"""Everything after a time moved by one amount: shown first, moved on a yes, each on its own."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from actions.booking import Booked, book
from actions.core.meeting import Slot
from actions.core.times.types import Kind
from actions.errors import MendableError
from actions.journeys import notices, which
from actions.journeys.amounts import amount_of, shift_of
from actions.journeys.mend import mended, not_written
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.journeys.which import Item
from actions.messages import Reply
from actions.services import Services
from calendar_adapters.types import Interval

_ALL = re.compile(
    r"전부|모두|모든|전체|다 ?(?:미뤄|당겨|옮겨)|everything|\ball (?:my |the )?(?:meetings|events|of)", re.I
)
_AFTER = re.compile(r"이후|다음부터|부터|after|from", re.I)


def asked(turn: Turn) -> bool:
    """True for "오늘 3시 이후 일정 전부 30분씩 미뤄줘", "push everything after 3 by 30 minutes"."""
    return bool(_ALL.search(turn.text) and shift_of(turn.text) and _from(turn))


def propose(turn: Turn, services: Services) -> Outcome:
    """Show what would be moved, and ask."""
    shift, since = shift_of(turn.text), _from(turn)
    assert shift is not None
    assert since is not None
    found = which.items(turn, services, since)
    found = [item for item in found if item.start >= since.start and not item.recurring]
    if not found:
        return answer(turn, turn.voice.say("event_not_found"))
    voice = turn.voice
    lines = [f"• {which.title_shown(i, turn)}, {voice.slot(i.interval)}" for i in found]
    later = shift > timedelta()
    direction = {"ko": ("뒤로", "앞으로"), "en": ("later", "earlier")}[turn.language][not later]
    text = voice.say(
        "everything_after",
        count=len(found),
        direction=direction,
        duration=voice.duration(abs(shift.total_seconds()) / 60),
        events="\n".join(lines),
    )
    kept = [{"uid": i.uid, "start": i.start.isoformat()} for i in found]
    details = {"all": kept, "minutes": shift.total_seconds() / 60}
    return answer(turn, text, pending=Pending("confirm_reschedule", details))


def move(turn: Turn, services: Services) -> Outcome:
    """Move each that was shown; what cannot be moved stays, and it is said why."""
    assert turn.pending is not None
    shift = timedelta(minutes=turn.pending.details["minutes"])
    shown = [(str(k["uid"]), datetime.fromisoformat(k["start"])) for k in turn.pending.details["all"]]
    shown.sort(key=lambda one: one[1], reverse=shift > timedelta())  # room is made before it is needed
    lines: list[str] = []
    replies: list[Reply] = []
    for uid, start in shown:
        around = which.items(turn, services, Interval(start, start + timedelta(minutes=1)))
        for item in [i for i in around if (i.uid, i.start) == (uid, start)]:
            line, told = _one(turn, services, item, shift)
            lines.append(line)
            replies += told
    return answer(turn, "\n".join(lines) or turn.voice.say("event_not_found"), replies=tuple(replies))


def _one(turn: Turn, services: Services, item: Item, shift: timedelta) -> tuple[str, tuple[Reply, ...]]:
    slot = Slot(item.start + shift, item.end + shift)
    try:
        before = which.meeting_for(item, turn, services)
        done: Booked = book(services, before, slot, turn.speaker.address, turn.now)
    except MendableError as error:
        return mended(error, turn, services), ()
    voice = turn.voice
    if done.failed:
        return not_written(done.failed, turn, services, change=True), ()
    if not done.done or done.event is None:
        return f"{before.title}: {voice.say('slot_taken')}", ()
    text = voice.say("moved", title=before.title, old=voice.slot(item.interval), slot=voice.slot(slot.interval))
    after = done.meeting
    told = notices.tell_moved(turn, services, before, after, done.event)
    with services.store.transaction() as tx:  # at once: the next one may need the time that is given up
        tx.meetings.save(after)
        tx.claims.release(after.id, keep=[slot.interval])
    return text, told


def _from(turn: Turn) -> Interval | None:
    """From the named time to the end of its day."""
    for said in turn.moments():
        if said.start is None or said.kind is Kind.RECURRENCE or not _AFTER.search(turn.text) or amount_of(said.text):
            continue
        start = said.start
        return Interval(start, start.replace(hour=0, minute=0) + timedelta(days=1))
    return None
