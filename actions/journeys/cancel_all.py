"""Everything in a stretch of time is called off: shown first, cancelled on a yes, each on its own."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions.calendars import Unreadable
from actions.core.times.types import Kind
from actions.errors import MendableError
from actions.journeys import calendar_items, which
from actions.journeys.calendar_items import Item, title_shown
from actions.journeys.choices import doubtful, no, yes
from actions.journeys.mend import mended, unreadable
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.messages import Reply
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
    """One after the other, each saved at once: should the process die in between, those that are gone are passed
    over when the message is handled again."""
    lines: list[str] = []
    replies: list[Reply] = []
    for uid, start in shown:
        done = _safely(turn, services, uid, datetime.fromisoformat(start))
        if done is not None:
            lines.append(done.replies[0].text)
            replies += done.replies[1:]
    text = "\n".join(dict.fromkeys(lines)) or turn.voice.say("event_not_found")
    return answer(turn, text, replies=tuple(replies), memory={"deed": None})


def _safely(turn: Turn, services: Services, uid: str, start: datetime) -> Outcome | None:
    """One that fails is told, and keeps none of the others from being called off; None when it is gone."""
    try:
        around = calendar_items.items(turn, services, Interval(start, start + timedelta(minutes=1)))
        item = next((i for i in around if (i.uid, i.start) == (uid, start)), None)
        return _one(turn, services, item) if item else None
    except MendableError as error:
        return answer(turn, mended(error, turn, services))
    except CalendarError as error:
        return answer(turn, unreadable([Unreadable(turn.speaker.address, error.calendar, error)], turn, services))


def _one(turn: Turn, services: Services, item: Item) -> Outcome:
    from actions.journeys.cancel import call_off

    meeting = which.meeting_for(item, turn, services)
    if not meeting.may_manage(turn.speaker.address):
        raise MendableError("not_yours_to_change", organizer=meeting.organizer)
    bare = replace(turn, pending=None)
    done = call_off(bare, services, meeting, item.instance if item.recurring else None, item.start)
    if done.meeting is not None:
        with services.store.transaction() as tx:
            tx.meetings.save(done.meeting)
            for write in done.writes:
                write(tx)
    return done


def _mine(item: Item, turn: Turn, services: Services) -> bool:
    try:
        return which.meeting_for(item, turn, services).may_manage(turn.speaker.address)
    except MendableError:
        return False
