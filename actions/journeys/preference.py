"""Lasting wishes told in a sentence: remembered, read back, withdrawn, and kept whenever times are looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.purpose import detect
from actions.core.times.codec import from_json, to_json
from actions.core.times.types import Kind, Polarity, Strength, TimeConstraint
from actions.journeys.amounts import amount_of
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.pending import WISHES
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services
from actions.store.records import Preference
from actions.texts.voice import Voice
from actions.wishes import AVOID, BUFFER, LENGTH, PLACE, PREFER

_FORGET = re.compile(r"잊어|지워|취소|없던 ?걸로|해제|이제 ?괜찮|forget|remove|withdraw|no longer|undo|delete", re.I)
# what is remembered is asked for, in words that read like a look into the calendar or a call for help
ASKED = re.compile(
    r"(?:선호|바람|취향|규칙|설정).*(?:뭐|무엇|알려|보여|있|기억)|(?:뭐|무엇|무얼|뭘)\s*(?:를\s*)?기억|"
    r"what (?:do you|have you).*(?:know|remember|saved?|stored?|noted?).*(?:me|my|preference)|"
    r"(?:what|which) (?:preferences|rules|wishes|habits)|my (?:preferences|rules|wishes)\s*\?",
    re.I,
)
# a lasting rule is named together with its withdrawal: "10시 전 회의 금지 취소해줘"
WITHDRAWN = re.compile(
    r"(?:금지|규칙|선호|바람|설정|하지\s*말라(?:는|던)?\s*(?:거|것|말)?).*(?:취소|지워|잊어|해제|없던|풀어|삭제)|"
    r"(?:forget|cancel|remove|drop|delete|withdraw|undo|lift).*"
    r"(?:rule|preference|wish|habit|\bno[- ]meetings? (?!need))",
    re.I,
)
_CLEAR = re.compile(
    r"비워|잡지 ?마|잡지 ?말|말아|말고|싫|빼고|빼 ?줘|피해|안 ?(?:돼|했으면|하고|잡)|없었으면|하지 ?마|지켜|막아|"
    r"\bno\b|never|don'?t|avoid|keep .*(?:free|clear)|protect|block|hate|not? (?:before|after|on)|without|free of",
    re.I,
)
_BUFFER = re.compile(r"사이|앞뒤|간격|쉬는|여유|buffer|between|gap|break|before and after|breather", re.I)
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_END = "24:00"


def is_about_kept_ones(text: str) -> bool:
    """True when wishes that are remembered already are asked for or withdrawn, not a new one told."""
    return any(words.search(text) for words in (WITHDRAWN, ASKED, WISHES, _FORGET))


def step(turn: Turn, services: Services) -> Outcome:
    """Remember, list or forget."""
    with services.store.reading() as tx:
        known = tx.preferences.of(turn.speaker.address, turn.now)
    if WISHES.search(turn.text) or ASKED.search(turn.text):
        return answer(turn, listed(known, turn.voice))
    wish = read_wish(turn)
    if _FORGET.search(turn.text):
        return _forget(turn, known, wish)
    if wish is None:
        return answer(turn, turn.voice.say("preference_unclear"), pending=None)
    kind, value = wish
    said = describe(kind, value, turn.voice)
    if any(p.kind == kind and p.value == value for p in known):
        return answer(turn, turn.voice.say("preference_exists", wish=said))
    address, now, text = turn.speaker.address, turn.now, turn.text
    write = lambda tx: _keep(tx, address, kind, value, now, text)  # noqa: E731
    return answer(turn, turn.voice.say("preference_saved", wish=said), writes=(write,))


def read_wish(turn: Turn) -> tuple[str, dict[str, Any]] | None:
    """Kind and value of the wish in the turn, or None when there is none that can be kept."""
    purpose = detect(purpose_words(turn) or title_of(turn), "").id if purpose_words(turn) or title_of(turn) else ""
    purpose = "" if purpose == "meeting" else purpose
    lasting = next((r for t in turn.moments() if amount_of(t.text) is None and (r := always(t, turn))), None)
    amount = amount_of(turn.text)
    if lasting is None and amount is not None:
        minutes = round(amount.total_seconds() / 60)
        if _BUFFER.search(turn.text):
            return BUFFER, {"minutes": minutes}
        return LENGTH, {"minutes": minutes, "purpose": purpose}
    if lasting is not None:
        avoid = lasting.polarity is Polarity.AVOID or bool(_CLEAR.search(turn.text))
        kept = replace(
            lasting,
            polarity=Polarity.AVOID if avoid else Polarity.WANT,
            strength=Strength.MUST if avoid else Strength.PREFER,
        )
        return (AVOID if avoid else PREFER), {"time": to_json(kept)}
    if place := turn.first("location"):
        return PLACE, {"location": place, "purpose": purpose}
    return None


def always(said: TimeConstraint, turn: Turn) -> TimeConstraint | None:
    """A time as a habit: "before 10" is every day until ten, "Friday afternoon" every Friday's."""
    if said.kind is Kind.RECURRENCE:
        return said
    zone = ZoneInfo(turn.zone)
    at = said.start or said.end
    if at is None or said.kind is Kind.DURATION:
        return None
    local = at.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    start, end = said.start, said.end
    if said.kind is Kind.INSTANT:
        end, start = (start, None) if re.search(r"전|before|until|까지", turn.text) else (None, start)
    start = start or midnight
    end = end or midnight + timedelta(days=1)
    if end - start > timedelta(days=1):
        return None
    day = re.search(r"[월화수목금토일]요일|[월화수목금토일]욜|(?:mon|tue|wed|thu|fri|sat|sun)", said.text, re.I)
    rrule = f"FREQ=WEEKLY;BYDAY={_BYDAY[local.weekday()]}" if day else "FREQ=DAILY"
    return replace(said, kind=Kind.RECURRENCE, start=start, end=end, rrule=rrule, readings=())


def describe(kind: str, value: Mapping[str, Any], voice: Voice) -> str:
    """A wish read back."""
    if kind in (AVOID, PREFER):
        return voice.say("wish_avoid" if kind == AVOID else "wish_prefer", when=_when(from_json(value["time"]), voice))
    purpose = value.get("purpose", "")
    if kind == PLACE:
        return voice.say("wish_place", purpose=voice.purpose(purpose or "meeting"), location=value["location"])
    length = voice.duration(value["minutes"])
    if kind == BUFFER:
        return voice.say("wish_buffer", duration=length)
    if purpose:
        return voice.say("wish_duration_purpose", purpose=voice.purpose(purpose), duration=length)
    return voice.say("wish_duration", duration=length)


def listed(known: list[Preference], voice: Voice) -> str:
    """Everything that is remembered of somebody."""
    if not known:
        return voice.say("preference_list_empty")
    lines = [voice.say("preference_line", wish=describe(p.kind, p.value, voice)) for p in known]
    return voice.say("preference_list", wishes="\n".join(lines))


def _when(habit: TimeConstraint, voice: Voice) -> str:
    """ "금요일 오후 12시–6시", "before 10 AM", "weekdays 12–1 PM"."""
    assert habit.start is not None
    zone = ZoneInfo(voice.zone)
    start = habit.start.astimezone(zone) if habit.start.tzinfo else habit.start.replace(tzinfo=zone)
    end = habit.end.astimezone(zone) if habit.end is not None and habit.end.tzinfo else habit.end
    clock = _clock(start, end, voice)
    days = re.search(r"BYDAY=([A-Z,]+)", habit.rrule or "")
    if not days:
        return clock
    named = [voice.weekday(_BYDAY.index(d)) for d in days[1].split(",") if d in _BYDAY]
    return voice.say("wish_on_days", days=", ".join(named), clock=clock).strip()


def _clock(start: datetime, end: datetime | None, voice: Voice) -> str:
    opens = start.hour == 0 and start.minute == 0
    closes = end is None or (end.hour == 0 and end.minute == 0)
    if opens and closes:
        return ""
    if opens and end is not None:
        return voice.say("wish_before", clock=voice.clock(end))
    if closes or end is None:
        return voice.say("wish_after", clock=voice.clock(start))
    return voice.say("wish_between", start=voice.clock(start), end=voice.clock(end))


def _forget(turn: Turn, known: list[Preference], wish: tuple[str, dict[str, Any]] | None) -> Outcome:
    """Withdraw the wish that is named, else the latest."""
    voice = turn.voice
    same = [p for p in known if wish and p.kind in (wish[0], AVOID, PREFER) and _alike(p.value, wish[1])]
    gone = (same or known)[-1:]
    if not gone:
        return answer(turn, voice.say("preference_list_empty"))
    one = gone[0]
    text = voice.say("preference_removed", wish=describe(one.kind, one.value, voice))
    return answer(turn, text, writes=(lambda tx: _drop(tx, one),))


def _alike(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if "time" in a and "time" in b:
        return all(a["time"].get(k) == b["time"].get(k) for k in ("rrule",)) and (
            a["time"]["start"][11:16] == b["time"]["start"][11:16]
        )
    return a.get("minutes") == b.get("minutes") and "time" not in a and "time" not in b


def _keep(tx: Any, address: str, kind: str, value: dict[str, Any], now: datetime, said: str) -> None:
    if kind == BUFFER:
        person = tx.people.by_address(address)
        if person is not None:
            tx.people.save(replace(person, buffer_minutes=int(value["minutes"])))
        tx.preferences.clear(address, BUFFER)
    tx.preferences.put(address, kind, value, now, said=said)


def _drop(tx: Any, wish: Preference) -> None:
    tx.preferences.remove(wish.id)
    if wish.kind == BUFFER and (person := tx.people.by_address(wish.person)) is not None:
        tx.people.save(replace(person, buffer_minutes=0))
