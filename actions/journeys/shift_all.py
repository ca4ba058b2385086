"""Everything after a time moved by one amount: shown first, moved on a yes, each on its own."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions.booking import Booked, book
from actions.calendars import Unreadable
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot, State
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.errors import MendableError
from actions.events import event_of, one_of
from actions.journeys import calendar_items, notices, which
from actions.journeys.amounts import amount_of, shift_of
from actions.journeys.calendar_items import Item, title_shown
from actions.journeys.mend import mended, not_written, unreadable
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.messages import Reply
from actions.services import Services
from actions.upkeep import seen
from actions.writing import Refused, sends_itself, write
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Event, Interval

LOG = logging.getLogger(__name__)
_ALL = re.compile(
    r"전부|모두|모든|전체|다 ?(?:미뤄|당겨|옮겨|밀어)|(?:일정|회의|미팅|약속)(?:들|을|를)*\s*(?:싹\s*)?다\s|"
    r"(?:분|시간)씩|everything|\ball (?:my |the )?(?:meetings|events|of)",
    re.I,
)
_ANY_EVENT = re.compile(r"일정|회의|미팅|약속|(?:meeting|event|appointment|thing)s?|everything", re.I)
_AFTER = re.compile(r"이후|다음부터|부터|after|from", re.I)


def asked(turn: Turn) -> bool:
    """True for "오늘 3시 이후 일정 전부 30분씩 미뤄줘", "push everything after 3 by 30 minutes", and for all of one day
    to another ("수요일 일정 전부 목요일로")."""
    if not _ALL.search(turn.text):
        return False
    return bool(shift_of(turn.text) and _from(turn)) or _to_a_day(turn) is not None


def propose(turn: Turn, services: Services) -> Outcome:
    """Show what would be moved, and ask; of a series only the one that stands there. What is others' stays."""
    since, shift = _to_a_day(turn) or (_from(turn), shift_of(turn.text))
    assert shift is not None
    assert since is not None
    everything = [item for item in calendar_items.items(turn, services, since) if item.start >= since.start]
    found = [item for item in everything if _movable(item, turn, services)]
    voice = turn.voice
    stay = [title_shown(item, turn) for item in everything if item not in found]
    fixed = voice.say("everything_stays", titles=", ".join(stay)) if stay else ""
    if not found:
        return answer(turn, "\n".join(filter(None, [voice.say("event_not_found"), fixed])))
    lines = [f"• {title_shown(i, turn)}, {voice.slot(i.interval)}" for i in found]
    later = shift > timedelta()
    direction = {"ko": ("뒤로", "앞으로"), "en": ("later", "earlier")}[turn.language][not later]
    text = voice.say(
        "everything_after",
        count=len(found),
        direction=direction,
        duration=voice.duration(abs(shift.total_seconds()) / 60),
        events="\n".join([*lines, fixed] if fixed else lines),
    )
    kept = [{"uid": i.uid, "start": i.start.isoformat()} for i in found]
    details = {"all": kept, "minutes": shift.total_seconds() / 60}
    return answer(turn, text, pending=Pending("confirm_reschedule", details))


def move(turn: Turn, services: Services) -> Outcome:
    """Move each that was shown; what cannot be moved stays, and it is said why."""
    assert turn.pending is not None
    shift = timedelta(minutes=turn.pending.details["minutes"])
    return _each(turn, services, turn.pending.details["all"], shift)


def back(turn: Turn, services: Services, moves: Sequence[Mapping[str, str]]) -> Outcome:
    """Each of ``moves`` (uid, where it stands, where it was: ISO 8601) to where it was."""
    shift = datetime.fromisoformat(moves[0]["was"]) - datetime.fromisoformat(moves[0]["start"])
    return _each(turn, services, moves, shift)


def _each(turn: Turn, services: Services, shown: Sequence[Mapping[str, str]], shift: timedelta) -> Outcome:
    """One after the other, each saved at once. When the process dies in between, the message is handled again: what
    was moved already is told then, what was being written is finished, and the rest is moved."""
    kept = [(str(k["uid"]), datetime.fromisoformat(k["start"])) for k in shown]
    kept.sort(key=lambda one: one[1], reverse=shift > timedelta())  # room is made before it is needed
    lines: list[str] = []
    replies: list[Reply] = []
    moved: list[dict[str, str]] = []
    for uid, start in kept:
        line, told, done = _safely(turn, services, uid, start, shift)
        lines.append(line)
        replies += told
        if done:
            moved.append({"uid": uid, "start": (start + shift).isoformat(), "was": start.isoformat()})
    text = "\n".join(dict.fromkeys(line for line in lines if line)) or turn.voice.say("event_not_found")
    memory = {"deed": {"kind": "shifted", "all": moved}} if moved else {}
    return answer(turn, text, replies=tuple(replies), memory=memory)


def _safely(
    turn: Turn, services: Services, uid: str, start: datetime, shift: timedelta
) -> tuple[str, tuple[Reply, ...], bool]:
    """One that fails is told, and keeps none of the others from being moved."""
    try:
        item = _at(turn, services, uid, start)
        if item is not None:
            return _one(turn, services, item, shift)
        return _moved_before(turn, services, uid, start, shift)
    except MendableError as error:
        return mended(error, turn, services), (), False
    except CalendarError as error:
        return unreadable([Unreadable(turn.speaker.address, error.calendar, error)], turn, services), (), False
    except Exception:
        LOG.exception("event %s could not be moved with the others", uid)
        when = turn.voice.moment(start)
        return turn.voice.say("shift_failed", when=when), (), False


def _at(turn: Turn, services: Services, uid: str, start: datetime) -> Item | None:
    around = calendar_items.items(turn, services, Interval(start, start + timedelta(minutes=1)))
    return next((i for i in around if (i.uid, i.start) == (uid, start)), None)


def _one(turn: Turn, services: Services, item: Item, shift: timedelta) -> tuple[str, tuple[Reply, ...], bool]:
    slot = Slot(item.start + shift, item.end + shift)
    before = which.meeting_for(item, turn, services)
    instance = item.instance if item.recurring else None
    if before.state is State.BOOKING and before.chosen == slot:
        done = _finished(services, before, turn)
    else:
        done = book(services, before, slot, turn.speaker.address, turn.now, instance=instance)
    if done.failed:
        return not_written(done.failed, turn, services, change=True), (), False
    if not done.done or done.event is None:
        return f"{before.title}: {turn.voice.say('slot_taken')}", (), False
    _keep(services, done.meeting, done.wrote)
    line, told = _told(turn, services, done.meeting, done.event, Slot(item.start, item.end), slot)
    return line, told, True


def _moved_before(
    turn: Turn, services: Services, uid: str, start: datetime, shift: timedelta
) -> tuple[str, tuple[Reply, ...], bool]:
    """It stands where it was to go: an earlier attempt, that nobody heard of, got that far."""
    item = _at(turn, services, uid, start + shift)
    if item is None:
        return "", (), False
    with services.store.reading() as tx:
        meeting = tx.meetings.by_uid(uid)
    slot = Slot(item.start, item.end)
    if meeting is None or not meeting.may_manage(turn.speaker.address):
        return "", (), False
    if meeting.state is State.BOOKING and meeting.chosen == slot:
        done = _finished(services, meeting, turn)
        if done.failed or done.event is None:
            return turn.voice.say("shift_failed", when=turn.voice.moment(start)), (), False
        _keep(services, done.meeting, done.wrote)
        meeting = done.meeting
    if meeting.booked != slot and all(m.slot != slot for m in meeting.moved):
        return "", (), False
    event = event_of(meeting, assistant=services.assistant, native=sends_itself(services, meeting))
    if item.recurring:
        event = one_of(event, meeting, item.instance, slot)
    line, told = _told(turn, services, meeting, event, Slot(slot.start - shift, slot.end - shift), slot)
    return line, told, True


def _finished(services: Services, meeting: Meeting, turn: Turn) -> Booked:
    """What a process left half written is written to the end; whoever saves it first does so."""
    with services.store.transaction() as tx:
        leased = tx.meetings.save(replace(meeting, updated_at=turn.now))
    done = steps.book(leased, turn.now)
    try:
        event, wrote = write(services, done, revise=True, instance=leased.chosen_instance)
    except Refused as refused:
        return Booked(leased, failed=refused.calendar)  # upkeep takes it back and tells
    return Booked(done, done=True, event=event, wrote=wrote)


def _keep(services: Services, meeting: Meeting, wrote: Sequence[str]) -> None:
    """Saved at once: the next one may need the time that is given up."""
    with services.store.transaction() as tx:
        saved = tx.meetings.save(meeting)
        tx.holds.release(saved.id)
        if saved.organizer in wrote:
            seen(tx, saved)


def _told(
    turn: Turn, services: Services, meeting: Meeting, event: Event, old: Slot, new: Slot
) -> tuple[str, tuple[Reply, ...]]:
    voice = turn.voice
    text = voice.say("moved", title=meeting.title, old=voice.slot(old.interval), slot=voice.slot(new.interval))
    told = notices.tell_moved_to(turn, services, meeting, event, old, new)
    return text, told


def _movable(item: Item, turn: Turn, services: Services) -> bool:
    """True for what the sender may move."""
    try:
        return which.meeting_for(item, turn, services).may_manage(turn.speaker.address)
    except MendableError:
        return False


def _to_a_day(turn: Turn) -> tuple[Interval, timedelta] | None:
    """The day that is to be emptied and how far its events go, where another whole day is named for them."""
    days = [t for t in turn.moments() if t.kind is Kind.INTERVAL and t.grain is Grain.DAY and t.start and t.end]
    target = next((t for t in days if _onto(t, turn.text)), None)
    source = next((t for t in days if t is not target), None)
    named = turn.first("title") or turn.first("purpose")
    if (named and not _ANY_EVENT.fullmatch(named.strip())) or len(turn.moments()) != 2:
        return None
    if len(days) != 2 or target is None or source is None:
        return None
    assert source.start is not None
    assert source.end is not None
    assert target.start is not None
    shift = timedelta(days=(target.start.date() - source.start.date()).days)
    return (Interval(source.start, source.end), shift) if shift else None


def _onto(said: TimeConstraint, text: str) -> bool:
    before, after = text[: said.span[0]], text[said.span[1] :]
    return bool(re.match(r"\s?(?:으로|로)(?![가-힣])", after) or re.search(r"\b(?:to|onto)\s+$", before, re.I))


def _from(turn: Turn) -> Interval | None:
    """From the named time to the end of its day."""
    for said in turn.moments():
        if said.start is None or said.kind is Kind.RECURRENCE or not _AFTER.search(turn.text) or amount_of(said.text):
            continue
        start = said.start
        return Interval(start, start.replace(hour=0, minute=0) + timedelta(days=1))
    return None
