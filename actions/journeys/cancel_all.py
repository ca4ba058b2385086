"""Everything in a stretch of time is called off: shown first, cancelled on a yes, each on its own."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from actions.calendars import Unreadable
from actions.core.meeting import STANDING, Meeting, Slot, State
from actions.core.meeting_json import slot_from_json, slot_to_json
from actions.core.times.types import Kind
from actions.errors import MendableError
from actions.journeys import apart, calendar_items, which
from actions.journeys.calendar_items import Item, title_shown
from actions.journeys.choices import doubtful, no, yes
from actions.journeys.mend import mended, unreadable
from actions.journeys.scene import Scene
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Interval

LOG = logging.getLogger(__name__)
_CLEAR = re.compile(
    r"비워|싹|전부|모두|모든|전체|다 ?(?:취소|지워|빼|없애)|"
    r"\b(?:clear|free up|empty|wipe)\b|everything|"
    r"\ball (?:my |of |the )?\w*(?:meetings?|events?|appointments?|calls?)\b|"
    r"\bcancel all\b",
    re.I,
)
_ALL = re.compile(r"전부|모두|다(?![가-힣])|다 ?(?:취소|지워)|둘 ?다|\ball\b|\bboth\b|everything|every one", re.I)
ONE_DAY = timedelta(days=1)


def meant(turn: Turn, services: Services) -> list[Item]:
    """The events of "clear my afternoon tomorrow", "내일 오후 일정 다 취소해줘", by time; [] for any other request."""
    said = [t for t in turn.moments() if t.kind is Kind.INTERVAL and t.start and t.end and t.end - t.start <= ONE_DAY]
    named = turn.first("title") or turn.first("attendee") or turn.message.mentions
    if named or not said or len(said) != len(turn.moments()) or not _CLEAR.search(turn.text):
        return []
    ahead = Interval(turn.now, turn.now + calendar_items.AHEAD)
    within = [i for i in calendar_items.items(turn, services, ahead) if i.start >= turn.now]
    return sorted((i for i in within if which.in_times(i, said, turn.zone)), key=lambda i: i.start)


def all_of_them(turn: Turn) -> bool:
    """ "All of them", "둘 다" in answer to "which one?"."""
    return turn.question == "which_event" and bool(_ALL.search(turn.text)) and not doubtful(turn)


def propose(turn: Turn, services: Services, found: Sequence[Item]) -> Outcome:
    """Show what would be called off, and ask once; of a series only the one that stands there. Others' events stay."""
    mine = [item for item in found if _mine(item, turn, services)]
    voice = turn.voice
    stay = [title_shown(item, turn) for item in found if item not in mine]
    fixed = [voice.say("everything_stays", titles=", ".join(stay))] if stay else []
    if not mine:
        return answer(turn, "\n".join(fixed))
    lines = [f"• {title_shown(i, turn)}, {voice.slot(i.interval)}" for i in mine]
    text = voice.say("confirm_cancel_all", count=len(mine), events="\n".join([*lines, *fixed]))
    kept = [{"uid": i.uid, "start": i.start.isoformat()} for i in mine]
    return answer(turn, text, pending=Pending("confirm_cancel", {"all": kept}))


def picked(turn: Turn, services: Services) -> Outcome:
    """Those that were shown with "which one?": who says all of them has been asked already, and has said so."""
    assert turn.pending is not None
    return _each(turn, services, [(str(k["uid"]), str(k["start"])) for k in turn.pending.details.get("items", ())])


def answered(turn: Turn, services: Services) -> Outcome:
    """Call off each that was shown, on a yes or "all of them"; anything else leaves all as it is."""
    assert turn.pending is not None
    agreed = yes(turn) or bool(_ALL.search(turn.text) and not doubtful(turn) and not no(turn))
    if not agreed:
        return answer(turn, turn.voice.say("deny"))
    return _each(turn, services, [(str(k["uid"]), str(k["start"])) for k in turn.pending.details["all"]])


def _each(turn: Turn, services: Services, shown: Sequence[tuple[str, str]]) -> Outcome:
    """One after the other, each saved at once with the letters about it: should the process die in between, those that
    are gone are only told to the sender when the message is handled again."""
    lines: list[str] = []
    deeds: list[dict[str, Any]] = []
    for uid, start in shown:
        line, deed = _safely(turn, services, uid, datetime.fromisoformat(start))
        lines.append(line)
        if deed:
            deeds.append(deed)
    text = "\n".join(dict.fromkeys(line for line in lines if line)) or turn.voice.say("event_not_found")
    return answer(turn, text, memory={"deed": {"kind": "cleared", "all": deeds} if deeds else None})


def _safely(turn: Turn, services: Services, uid: str, start: datetime) -> tuple[str, dict[str, Any]]:
    """What is said of one, and what was done; one that fails keeps none of the others from being called off."""
    try:
        around = calendar_items.items(turn, services, Interval(start, start + timedelta(minutes=1)))
        item = next((i for i in around if (i.uid, i.start) == (uid, start)), None)
        return _one(turn, services, item) if item else _gone(turn, services, uid, start)
    except MendableError as error:
        return mended(error, turn, services), {}
    except CalendarError as error:
        return unreadable([Unreadable(turn.speaker.address, error.calendar, error)], turn, services), {}
    except Exception:
        LOG.exception("event %s could not be called off with the others", uid)
        return turn.voice.say("clear_failed", when=turn.voice.moment(start)), {}


def _one(turn: Turn, services: Services, item: Item) -> tuple[str, dict[str, Any]]:
    from actions.journeys.cancel import call_off, flags

    meeting = which.meeting_for(item, turn, services)
    if not meeting.may_manage(turn.speaker.address):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)
    bare = replace(turn, pending=None)
    done = call_off(bare, services, meeting, item.instance if item.recurring else None, item.start)
    text = done.replies[0].text
    gone = done.meeting
    if gone is None or gone.sequence == meeting.sequence:
        return text, {}  # a calendar did not let go of it
    with services.store.transaction() as tx:
        saved = tx.meetings.save(gone)
        for write in done.writes:
            write(tx)
        apart.put(tx, turn, f"clear:{item.uid}:{item.start.isoformat()}", done.replies[1:], saved)
    slot = slot_to_json(Slot(item.start, item.end))
    if item.recurring:
        return text, {"kind": "dropped", "meeting": saved.id, "instance": item.instance.isoformat(), "slot": slot}
    return text, {"kind": "cancelled", "meeting": saved.id, "slot": slot, **flags(item)}


def _gone(turn: Turn, services: Services, uid: str, start: datetime) -> tuple[str, dict[str, Any]]:
    """It does not stand there any more: an earlier attempt, that the sender did not hear of, got that far."""
    with services.store.reading() as tx:
        meeting = tx.meetings.by_uid(uid)
    if meeting is None or meeting.booked is None or not meeting.may_manage(turn.speaker.address):
        return "", {}
    slot = Slot(start, start + (meeting.booked.end - meeting.booked.start))
    values = {"title": meeting.title, "slot": turn.voice.slot(slot.interval)}
    deed = {"meeting": meeting.id, "slot": slot_to_json(slot)}
    if meeting.state is State.CANCELLED and meeting.booked.start == start:
        return turn.voice.say("cancelled", **values), {"kind": "cancelled", **deed}
    if meeting.state in STANDING and start in meeting.exdates:
        said = turn.voice.say("cancelled_instance", **values)
        return said, {"kind": "dropped", "instance": start.isoformat(), **deed}
    return "", {}


def back(turn: Turn, services: Services, deeds: Sequence[Mapping[str, Any]]) -> Outcome:
    """Each that was called off stands again, if its time is still free; one that cannot keeps no other away."""
    lines = [_back(turn, services, dict(deed)) for deed in reversed(deeds)]
    return answer(turn, "\n".join(dict.fromkeys(reversed(lines))))


def _back(turn: Turn, services: Services, deed: dict[str, Any]) -> str:
    from actions.journeys import undo_meeting

    slot = slot_from_json(deed["slot"])
    try:
        with services.store.reading() as tx:
            meeting = tx.meetings.get(str(deed["meeting"]))
        if meeting is None:
            return ""
        scene = Scene(turn, services, meeting)
        if _stands(meeting, deed):
            return turn.voice.say("undo_cancelled", title=scene.what, slot=turn.voice.slot(slot.interval))
        undo = undo_meeting.cancelled if deed["kind"] == "cancelled" else undo_meeting.dropped
        by = turn.speaker.address if meeting.may_manage(turn.speaker.address) else meeting.organizer
        done = undo(scene, deed, by)
    except MendableError as error:
        return mended(error, turn, services)
    except Exception:
        LOG.exception("meeting %s could not be brought back with the others", deed["meeting"])
        return turn.voice.say("clear_back_failed", when=turn.voice.moment(slot.start))
    if done.meeting is not None:
        with services.store.transaction() as tx:
            saved = tx.meetings.save(done.meeting)
            for write in done.writes:
                write(tx)
            apart.put(tx, turn, f"back:{saved.id}:{slot.start.isoformat()}", done.replies[1:], saved)
    return done.replies[0].text


def _stands(meeting: Meeting, deed: Mapping[str, Any]) -> bool:
    if meeting.state not in STANDING:
        return False
    return deed["kind"] == "cancelled" or datetime.fromisoformat(deed["instance"]) not in meeting.exdates


def _mine(item: Item, turn: Turn, services: Services) -> bool:
    try:
        return which.meeting_for(item, turn, services).may_manage(turn.speaker.address)
    except MendableError:
        return False
