"""Other times than those offered, later or earlier ones: "더 늦은 시간은 없어요?", "anything a bit earlier?"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.core.meeting import STANDING, Meeting, Slot
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys.turn import Turn
from actions.services import Services

_MORE = r"(?:더|좀\s*더|조금\s*더|조금만?\s*더?|좀|살짝|약간\s*더?)\s*"
_ASKS = (
    r"(?:없|있|[은는]\s*\?|[은는]요|돼|되|될|가능|찾아|보여|알려|추천|제안|어때|좋겠|으?로\s*(?:해|부탁|할|하|잡)|\?)"
)
_ANY = (
    r"\b(?:any(?:thing|\s+times?|\s+slots?)?|something|somewhat|slots?|times?|a (?:bit|little|touch)|slightly|much|"
    r"(?:could|can) (?:it|we)(?: be| do| make it)?|prefer(?:ably)?|rather)\s+(?:\w+\s+){0,2}"
)
_ALONE = r"(?:\s+(?:in the day|that day|please|pls|times?|ones?|slots?))*\W*$"
_LATER = re.compile(
    rf"{_MORE}(?:늦은|늦게|뒤(?!로)|나중|이후)\s*(?:시간|때|시각|쪽|걸|거|것)?.*{_ASKS}|"
    rf"{_ANY}later\b|^\W*later{_ALONE}",
    re.I,
)
_EARLIER = re.compile(
    rf"{_MORE}(?:이른|일찍|빠른|빨리|앞(?!으로))\s*(?:시간|때|시각|쪽|걸|거|것)?.*{_ASKS}|"
    rf"{_ANY}(?:earlier|sooner)\b|^\W*(?:earlier|sooner){_ALONE}",
    re.I,
)
_CHOICE = re.compile(r"\b(?:the\s+(?:later|earlier)\s+(?:one|slot|option|time))\b", re.I)  # of two: that is a pick
DAY = timedelta(days=1)


def wished(turn: Turn, services: Services) -> Turn:
    """The turn with the stretches of the offered days after (or before) what was offered, as a wish for other times;
    the turn itself where it says no such thing. Of a booked meeting it is the rest of its own day."""
    later, earlier = bool(_LATER.search(turn.text)), bool(_EARLIER.search(turn.text))
    if later == earlier or turn.moments() or turn.durations() or _CHOICE.search(turn.text) or not turn.meeting_id:
        return turn
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id)
    slots = _offered(meeting)
    if not slots:
        return turn
    zone = ZoneInfo(turn.zone)
    days = sorted({s.start.astimezone(zone).date() for s in slots})
    times = [_rest(day, slots, zone, later=later) for day in days]
    ahead = [t for t in times if t.start and t.end and max(t.start, turn.now) < t.end]
    return replace(turn, times=tuple(ahead), intent="propose_time") if ahead else turn


def _offered(meeting: Meeting | None) -> list[Slot]:
    if meeting is not None and meeting.open_proposal is None and meeting.booked and meeting.state in STANDING:
        return [meeting.booked] if not meeting.rrule else []
    if meeting is None or meeting.open_proposal is None or not meeting.minutes:
        return []
    return [s for s in meeting.open_proposal.slots if not (s.reasons and s.reasons[0].get("term") == "way")]


def _rest(day: date, slots: list[Slot], zone: ZoneInfo, *, later: bool) -> TimeConstraint:
    """What is left of a day after the latest of its offers has begun, or before the earliest has ended."""
    own = [s for s in slots if s.start.astimezone(zone).date() == day]
    begins, ends = datetime.combine(day, time(), zone), datetime.combine(day + DAY, time(), zone)
    if later:
        begins = max(s.end for s in own)
    else:
        ends = min(s.start for s in own)
    return TimeConstraint("", (0, 0), Kind.INTERVAL, begins, ends)
