"""Elsewhere, or on other hours, for a while: "이번 주는 베를린에 있어요", "tomorrow I start at 11"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions import away
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.journeys import preference
from actions.journeys.pending import WISHES
from actions.journeys.places import place_in, zone_in
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from actions.store.records import Preference
from actions.store.store import Transaction
from actions.texts.voice import Voice
from calendar_adapters.types import Interval

ZONE, WHEN = "away_zone", "away_when"  # what may be asked
_CLOCK = (Grain.SECOND, Grain.MINUTE, Grain.HOUR)
_OFF = re.compile(
    r"휴가|연차|월차|쉬어|쉬는|쉽니다|쉴|휴무|일\s*안\s*해|"
    r"\b(?:off|vacation|holidays?|pto|leave|out of (?:the )?office|ooo)\b|"
    r"\bi(?:['’]m| am|['’]ll be| will be) (?:out|away)\b(?! of (?!(?:the )?office))",
    re.I,
)
_BACK = re.compile(
    r"돌아왔|돌아옴|복귀했|안\s*가(?:요|게|기로|$|\W)|안\s*갑니다|안\s*쉬|못\s*가|취소|잊어|지워|없던|철회|"
    r"\bnot (?:going|travel+ing|off)|\b(?:i'?m|i am) back\b|back (?:home|in the office)|cancel|forget|no longer|"
    r"delete|remove|called off",
    re.I,
)
_UNTIL = re.compile(r"까지|\b(?:until|till|til|by|finish|leave|stop|done|end)\b", re.I)


def step(turn: Turn, services: Services) -> Outcome:
    """Remember where the speaker is and when, ask for what is missing, or withdraw it."""
    with services.store.reading() as tx:
        kept = [p for p in tx.preferences.of(turn.speaker.address, turn.now) if p.kind == away.KIND]
    home = services.home_of(turn.speaker)
    if turn.question in (ZONE, WHEN) and turn.pending is not None:
        return _settle(turn, services, _completed(turn), kept)
    if WISHES.search(turn.text) or any(t.kind is Kind.RECURRENCE for t in turn.moments()):
        return preference.step(turn, services)
    if _BACK.search(turn.text):
        return _withdraw(turn, kept, home)
    said = read(turn)
    if not (said["zone"] or said["hours"] or said["off"] or said["place"]):
        return preference.step(turn, services)
    return _settle(turn, services, said, kept)


def read(turn: Turn) -> dict[str, Any]:
    """What the turn says: ``zone``, ``place``, ``hours``, ``off``, ``from`` and ``until`` ("" or None: not said)."""
    named = zone_in(turn.text)
    first, last = _dates(turn)
    off = not named and bool(_OFF.search(turn.text))
    place = named[1] if named else "" if off else turn.first("location") or place_in(turn.text)
    hours = None if named or off else _hours(turn)
    place = "" if hours else place
    return {"zone": named[0] if named else "", "place": place, "hours": hours, "off": off, "from": first, "until": last}


def describe(value: Mapping[str, Any], voice: Voice) -> str:
    """The wish read back."""
    there = replace(voice, zone=str(value.get("zone") or voice.zone))
    first, last = (
        datetime.combine(date.fromisoformat(value[k]), time(), ZoneInfo(there.zone)) for k in ("from", "until")
    )
    when = there.days(Interval(first, last))
    if value.get("off"):
        return voice.say("wish_away_off", when=when)
    if value.get("zone"):
        at = replace(there, now=first)
        return voice.say("wish_away_zone", when=when, place=value["place"], zone=at.place_of_zone())
    hours = value["hours"]
    clocks = {k: voice.clock(_at(hours[k], voice.zone)) for k in ("from", "to") if hours.get(k)}
    key = "wish_away_hours" if len(clocks) == 2 else f"wish_away_{next(iter(clocks))}"
    return voice.say(key, when=when, start=clocks.get("from", ""), end=clocks.get("to", ""))


def _completed(turn: Turn) -> dict[str, Any]:
    """What was said before, with the answer to the question."""
    assert turn.pending is not None
    said = dict(turn.pending.details["said"])
    if turn.question == ZONE:
        named = zone_in(turn.text) or zone_in(turn.text.strip().title())
        said |= {"zone": named[0]} if named else {"asked": True}
        return said
    first, last = _dates(turn)
    today = turn.now.astimezone(ZoneInfo(turn.zone)).date().isoformat()
    return said | {"from": said["from"] or first or today, "until": last, "asked": not last}


def _settle(turn: Turn, services: Services, said: dict[str, Any], kept: Sequence[Preference]) -> Outcome:
    """Keep it, or ask once for the zone, or until when."""
    voice, asked = turn.voice, bool(said.pop("asked", False))
    if not (said["zone"] or said["hours"] or said["off"]):
        key = "away_zone_unknown" if asked else "away_ask_zone"
        return answer(
            turn, voice.say(key, place=said["place"]), pending=None if asked else Pending(ZONE, {"said": said})
        )
    if not said["until"]:
        key = "away_when_unknown" if asked else "away_ask_when"
        text = voice.say(key, place=said["place"] or voice.say("away_then"))
        return answer(turn, text, pending=None if asked else Pending(WHEN, {"said": said}))
    home = services.home_of(turn.speaker)
    value = _value(said, turn)
    if away.ends_at(value, home) <= turn.now or value["until"] <= value["from"]:
        return answer(turn, voice.say("away_past"), pending=None)
    if value.get("zone") == home and not _overlapping(kept, value):
        return answer(turn, voice.say("away_home", zone=replace(voice, zone=home).place_of_zone()), pending=None)
    address, now, text = turn.speaker.address, turn.now, turn.text
    gone = [p.id for p in _overlapping(kept, value) if _sort(p.value) == _sort(value)]

    def write(tx: Transaction) -> None:
        for id in gone:
            tx.preferences.remove(id)
        tx.preferences.put(address, away.KIND, value, now, said=text, valid_until=away.ends_at(value, home))

    key = "away_saved_zone" if value.get("zone") else "away_saved"
    return answer(turn, voice.say(key, wish=describe(value, voice)), pending=None, writes=(write,))


def _value(said: Mapping[str, Any], turn: Turn) -> dict[str, Any]:
    today = turn.now.astimezone(ZoneInfo(turn.zone)).date().isoformat()
    kept = {k: said[k] for k in ("zone", "hours", "off") if said[k]}
    kept |= {"place": said["place"]} if said["zone"] else {}
    return {"from": max(said["from"] or today, today), "until": said["until"], **kept}


def _sort(value: Mapping[str, Any]) -> str:
    return next((k for k in ("zone", "off", "hours") if value.get(k)), "")


def _overlapping(kept: Sequence[Preference], value: Mapping[str, Any]) -> list[Preference]:
    """What was said before for exactly these days, or within them."""
    return [p for p in kept if value["from"] <= p.value["from"] and p.value["until"] <= value["until"]]


def _withdraw(turn: Turn, kept: Sequence[Preference], home: str) -> Outcome:
    """Take back what is named by its place or days, else what holds now, else the latest."""
    voice, named = turn.voice, zone_in(turn.text)
    first, last = _dates(turn)
    chosen = list(kept)
    if named and named[0] != home:
        chosen = [p for p in kept if p.value.get("zone") == named[0]]
    elif first and last:
        chosen = [p for p in kept if p.value["from"] < last and first < p.value["until"]]
    elif _OFF.search(turn.text):
        chosen = [p for p in kept if p.value.get("off")]
    elif kept:
        today = turn.now.astimezone(ZoneInfo(turn.zone)).date().isoformat()
        chosen = [p for p in kept if p.value["from"] <= today < p.value["until"]] or [kept[-1]]
    if not chosen:
        return answer(turn, voice.say("away_none"))
    wishes = ", ".join(describe(p.value, voice) for p in chosen)
    gone = [p.id for p in chosen]
    return answer(
        turn, voice.say("away_removed", wish=wishes), writes=(lambda tx: [tx.preferences.remove(id) for id in gone],)
    )


def _dates(turn: Turn) -> tuple[str, str]:
    """First day and the day after the last, ISO; "" where nothing says so."""
    spans = [span for t in turn.moments() if (span := _days(t, turn.zone))]
    if not spans:
        return "", ""
    ends = [last for _, last in spans if last]
    firsts = [first for first, _ in spans if first]
    return min(firsts, default=""), max(ends, default="")


def _days(said: TimeConstraint, zone: str) -> tuple[str, str] | None:
    start, end = (_local(m, zone) for m in (said.start, said.end))
    if said.kind is Kind.INSTANT and start:
        if said.grain is Grain.SECOND:  # "now" says nothing of how long
            return None
        return start.date().isoformat(), (start.date() + timedelta(days=1)).isoformat()
    if said.kind is not Kind.INTERVAL:
        return None
    if said.grain in _CLOCK and (at := start or end):
        return at.date().isoformat(), (at.date() + timedelta(days=1)).isoformat()
    last = end and (end.date() if end.time() == time() else end.date() + timedelta(days=1))
    return start.date().isoformat() if start else "", last.isoformat() if last else ""


def _hours(turn: Turn) -> dict[str, str | None] | None:
    """From when and until when is worked, of the clock times said."""
    opens: str | None = None
    closes: str | None = None
    for said in (t for t in turn.moments() if t.grain in _CLOCK and t.grain is not Grain.SECOND):
        start, end = (_local(m, turn.zone) for m in (said.start, said.end))
        if start and end and end.date() > start.date():  # "7 to 3" is a day's work, no night's
            start, end = start - timedelta(hours=12), end - timedelta(hours=12)
        around = turn.text[max(0, said.span[0] - 12) : said.span[1] + 4]
        if said.kind is Kind.INSTANT and start and _UNTIL.search(around):
            closes = f"{start:%H:%M}"
            continue
        opens = f"{start:%H:%M}" if start else opens
        closes = f"{end:%H:%M}" if end else closes
    return {"from": opens, "to": closes} if opens or closes else None


def _local(moment: datetime | None, zone: str) -> datetime | None:
    if moment is None:
        return None
    return moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def _at(clock: str, zone: str) -> datetime:
    return datetime.combine(date(2000, 1, 3), time.fromisoformat(clock), ZoneInfo(zone))
