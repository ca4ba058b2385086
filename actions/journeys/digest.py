"""A digest every week: "월요일마다 요약 보내줘", "send it on Fridays at 5", "stop the digest", "when does it come?"."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

from actions import digest
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services
from actions.store.store import Transaction

_STOP = re.compile(
    r"그만|보내지\s*마|보내지\s*말|안\s*(?:받|보내)|끊|해지|중단|필요\s*없|취소|꺼\s*줘|"
    r"\bstop|unsubscribe|cancel|no (?:more|longer)|don'?t (?:send|want)|turn off|\boff\b|opt out|without the digest",
    re.I,
)
_ASKS = re.compile(r"언제|몇\s*시|받고\s*있|설정|\bwhen\b|what time|do i get|am i getting", re.I)
_NOW = re.compile(
    r"지금|당장|바로|이번\s*주\s*(?:요약|정리)|\bnow\b|right away|show me|this week'?s? (?:digest|summary)", re.I
)
_LASTING = re.compile(r"마다|매주|매일|앞으로|정기|every|each|weekly|daily|mondays|fridays|from now on", re.I)
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CLOCK = (Grain.MINUTE, Grain.HOUR)


def step(turn: Turn, services: Services) -> Outcome:
    """Subscribe, change, stop, read back, or show it now."""
    voice, address, now = turn.voice, turn.speaker.address, turn.now
    with services.store.reading() as tx:
        kept = digest.wish_of(tx, address, now)
    if _STOP.search(turn.text):
        return _stopped(turn, kept is not None)
    if _ASKS.search(turn.text):
        if kept is None:
            return answer(turn, voice.say("digest_not_wanted"), pending=turn.pending)
        due = digest.next_due(kept.value, turn.zone, now)
        text = voice.say("digest_read_back", wish=digest.describe(kept.value, voice), when=voice.moment(due))
        return answer(turn, text, pending=turn.pending)
    if _NOW.search(turn.text) and not _LASTING.search(turn.text):
        week = digest.week_of(services, address, turn.zone, now)
        text = voice.say("digest_quiet") if week.quiet else digest.written(week, voice)
        return answer(turn, text, pending=turn.pending)
    return _wanted(turn, kept.value if kept else {})


def read(turn: Turn, kept: dict[str, Any]) -> dict[str, Any]:
    """``weekday`` (0 is Monday) and ``at`` ("HH:MM"): as said, else as kept, else Monday at half past eight."""
    value = {"weekday": kept.get("weekday", digest.WEEKDAY), "at": kept.get("at", digest.AT)}
    for said in turn.moments():
        value |= _day(said, turn.zone)
        if said.start is not None and said.grain in _CLOCK:
            value["at"] = f"{said.start.astimezone(ZoneInfo(turn.zone)):%H:%M}"
    return value


def _day(said: TimeConstraint, zone: str) -> dict[str, int]:
    named = re.search(r"BYDAY=([A-Z]{2})(?:;|$)", said.rrule or "")
    if named:
        return {"weekday": _BYDAY.index(named[1])}
    weekday = re.search(r"[월화수목금토일]요일|\b(?:mon|tue|wed|thu|fri|sat|sun)", said.text, re.I)
    if weekday and said.start is not None and said.kind in (Kind.INSTANT, Kind.INTERVAL):
        return {"weekday": said.start.astimezone(ZoneInfo(zone)).weekday()}
    return {}


def _wanted(turn: Turn, kept: dict[str, Any]) -> Outcome:
    message, address, now, zone = turn.message, turn.speaker.address, turn.now, turn.zone
    where = {"to": message.sender, "channel": message.channel, "conversation": message.conversation}
    value = {**read(turn, kept), **where, "language": turn.language, "subject": message.subject}
    voice = turn.voice
    daily = any("FREQ=DAILY" in (t.rrule or "") for t in turn.moments()) or "매일" in turn.text or "daily" in turn.text
    said = {"wish": digest.describe(value, voice), "when": voice.moment(digest.next_due(value, zone, now))}

    def write(tx: Transaction) -> None:
        tx.preferences.clear(address, digest.KIND)
        tx.preferences.put(address, digest.KIND, value, now, said=turn.text)
        digest.plan(tx, address, value, zone, now)

    lines = [voice.say("digest_weekly_only")] if daily else []
    return answer(turn, "\n".join([*lines, voice.say("digest_on", **said)]), pending=None, writes=(write,))


def _stopped(turn: Turn, wanted: bool) -> Outcome:
    address = turn.speaker.address
    if not wanted:
        return answer(turn, turn.voice.say("digest_not_wanted"), pending=turn.pending)

    def write(tx: Transaction) -> None:
        tx.preferences.clear(address, digest.KIND)
        digest.unplan(tx, address)

    return answer(turn, turn.voice.say("digest_off"), pending=None, writes=(write,))
