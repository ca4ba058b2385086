"""Lasting wishes told in a sentence: remembered, read back, withdrawn, and kept whenever times are looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions import away, digest, travel
from actions.core.purpose import detect
from actions.core.times.codec import from_json, to_json
from actions.core.times.types import Grain, Kind, Polarity, Strength, TimeConstraint
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
    r"(?:rule|preference|wish|habit|\bno[- ]meetings? (?!need))|"
    r"\b(?:forget|drop|remove|lift|scrap)\b (?:about )?(?:the|my|that) [\w -]{3,30}"
    r"\b(?:thing|break|hours?|block|buffer)\b",
    re.I,
)
_CLEAR = re.compile(
    r"비워|잡지 ?마|잡지 ?말|말아|말고|싫|빼고|빼 ?줘|피해|안 ?(?:돼|했으면|하고|잡)|없었으면|하지 ?마|지켜|막아|"
    r"\bno\b|never|don'?t|avoid|keep .*(?:free|clear)|protect|block|hate|not? (?:before|after|on)|without|free of",
    re.I,
)
_BUFFER = re.compile(r"사이|앞뒤|간격|쉬는|여유|버퍼|buffer|between|gap|break|before and after|breather", re.I)
_LUNCH = re.compile(r"점심|식사|\blunch", re.I)
_FOCUS = re.compile(r"집중|몰입|딥\s*워크|\bfocus|deep work|heads[- ]down|no[- ]interruption", re.I)
_EVERYTHING = re.compile(
    r"(?:바람|선호|설정|규칙|취향)\S*\s*(?:전부|모두|다|싹)|(?:전부|모두|싹)\s.*(?:바람|선호|설정|규칙|취향)|"
    r"\b(?:all|every|everything)\b.*\b(?:preferences?|wish(?:es)?|rules?|settings?|habits?)\b",
    re.I,
)
# words by which a sort of wish is named when it is withdrawn: "장소 설정 지워줘", "forget my buffer"
_SORTS = (
    (digest.KIND, re.compile(r"요약|digest|summary", re.I)),
    (travel.LEAVE, re.compile(r"떠날|출발|time to leave|leaving", re.I)),
    (travel.KIND, re.compile(r"이동|가는\s*(?:데|시간)|travel|commut|way to", re.I)),
    (away.KIND, re.compile(r"출장|휴가|시간대|trip|vacation|time ?zone", re.I)),
    (BUFFER, _BUFFER),
    (PLACE, re.compile(r"장소|회의실|\bplaces?\b|\blocation|\brooms?\b", re.I)),
    (LENGTH, re.compile(r"길이|시간은\s*보통|\blength|\bduration|how long|usual(?:ly)?", re.I)),
)
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PLAIN = frozenset(
    {"forget", "thing", "about", "that", "please", "always", "never", "keep", "free", "meetings", "time", "from"}
)
_DAY_END = "24:00"


def is_about_kept_ones(text: str) -> bool:
    """True when wishes that are remembered already are asked for or withdrawn, not a new one told."""
    return any(words.search(text) for words in (WITHDRAWN, ASKED, WISHES, _FORGET))


def step(turn: Turn, services: Services) -> Outcome:
    """Remember, list or forget."""
    with services.store.reading() as tx:
        known = tx.preferences.of(turn.speaker.address, turn.now)
    everything = _FORGET.search(turn.text) and _EVERYTHING.search(turn.text)
    if not everything and (WISHES.search(turn.text) or ASKED.search(turn.text)):
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


def withdrawn(turn: Turn, services: Services) -> Outcome | None:
    """ "점심 그거 이제 없애줘" where no event is meant: the wish about that time is taken back; None without one."""
    with services.store.reading() as tx:
        known = tx.preferences.of(turn.speaker.address, turn.now)
    wish = read_wish(turn)
    if wish is None or "time" not in wish[1] or _named(turn, known, wish) is None:
        return None
    return _forget(turn, known, wish)


def read_wish(turn: Turn) -> tuple[str, dict[str, Any]] | None:
    """Kind and value of the wish in the turn, or None when there is none that can be kept."""
    purpose = _purpose(turn)
    lasting = _lasting(turn)
    amount = amount_of(turn.text)
    if lasting is None and amount is not None:
        minutes = round(amount.total_seconds() / 60)
        if _BUFFER.search(turn.text):
            return BUFFER, {"minutes": minutes}
        return LENGTH, {"minutes": minutes, "purpose": purpose}
    if lasting is not None:
        avoid = lasting.polarity is Polarity.AVOID or bool(_CLEAR.search(turn.text) or _FOCUS.search(turn.text))
        kept = replace(
            lasting,
            polarity=Polarity.AVOID if avoid else Polarity.WANT,
            strength=Strength.MUST if avoid else Strength.PREFER,
        )
        kind = {"focus": True} if _FOCUS.search(turn.text) else {"lunch": True} if _lunch(turn, avoid) else {}
        return (AVOID if avoid else PREFER), {"time": to_json(kept), **kind}
    if place := turn.first("location"):
        return PLACE, {"location": place, "purpose": purpose}
    return None


def _lasting(turn: Turn) -> TimeConstraint | None:
    """The habit in the times said; "9 to 11 every day" may come as a rule and its hours apart."""
    said = [t for t in turn.moments() if amount_of(t.text) is None]
    habits = [r for t in said if (r := always(t, turn))]
    days = next((h for h in habits if h.end is None and h.grain is Grain.DAY), None)
    hours = next((h for h in habits if h.grain in (Grain.HOUR, Grain.MINUTE)), None)
    if days is not None and hours is not None:
        return replace(hours, rrule=days.rrule)
    return next(iter(habits), None)


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
    if not day and (start, end) == (midnight, midnight + timedelta(days=1)):
        return None  # a date is no habit
    rrule = f"FREQ=WEEKLY;BYDAY={_BYDAY[local.weekday()]}" if day else "FREQ=DAILY"
    return replace(said, kind=Kind.RECURRENCE, start=start, end=end, rrule=rrule, readings=())


def describe(kind: str, value: Mapping[str, Any], voice: Voice) -> str:
    """A wish read back; "" for one of a kind that is nobody's to read."""
    if kind in _OTHERS:
        return _OTHERS[kind](value, voice)
    if kind in (AVOID, PREFER) and value.get("focus"):
        return voice.say("wish_focus", when=_when(from_json(value["time"]), voice))
    if kind == AVOID and value.get("lunch"):
        return voice.say("wish_lunch", when=_when(from_json(value["time"]), voice))
    if kind not in (AVOID, PREFER, PLACE, BUFFER, LENGTH):
        return ""
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
    told = [wish for p in known if (wish := describe(p.kind, p.value, voice))]
    if not told:
        return voice.say("preference_list_empty")
    lines = [voice.say("preference_line", wish=wish) for wish in told]
    return voice.say("preference_list", wishes="\n".join(lines))


def _lunch(turn: Turn, avoid: bool) -> bool:
    return avoid and _LUNCH.search(turn.text) is not None


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
    """Withdraw the wish that is named, by what it says or by its sort; where nothing is named, the latest."""
    voice = turn.voice
    known = [p for p in known if describe(p.kind, p.value, voice)]
    if not known:
        return answer(turn, voice.say("preference_list_empty"))
    if _EVERYTHING.search(turn.text):
        gone = known
        text = voice.say("preference_removed_all", count=len(gone))
    else:
        named = _named(turn, known, wish)
        if named is None:
            return answer(turn, f"{voice.say('preference_none_such')}\n{listed(known, voice)}")
        gone = [named]
        text = voice.say("preference_removed", wish=describe(named.kind, named.value, voice))
    return answer(turn, text, writes=tuple(lambda tx, one=one: _drop(tx, one) for one in gone))


def _named(turn: Turn, known: list[Preference], wish: tuple[str, dict[str, Any]] | None) -> Preference | None:
    """The wish that is meant, the latest of several; None where one is named that is not kept."""
    if wish and "time" in wish[1]:
        times = [p for p in known if p.kind in (AVOID, PREFER) and _alike(p.value, wish[1])]
        return times[-1] if times else None
    if _FOCUS.search(turn.text):
        return next((p for p in reversed(known) if p.value.get("focus")), None)
    sort = next((kind for kind, words in _SORTS if words.search(turn.text)), wish[0] if wish else "")
    if not sort:
        return next((p for p in reversed(known) if _shares_a_word(turn.text, p.said)), known[-1])
    of_sort = [p for p in known if p.kind == sort]
    exact = [p for p in of_sort if wish and p.kind == wish[0] and _alike(p.value, wish[1])]
    purpose = wish[1].get("purpose", "") if wish else _purpose(turn)
    same = [p for p in of_sort if purpose and p.value.get("purpose") == purpose]
    return next(reversed(exact or same or of_sort), None)


def _shares_a_word(text: str, said: str) -> bool:
    """True where both name the same thing ("the lunch thing", "keep my lunch break free")."""
    words = [set(re.findall(r"[a-z]{4,}|[가-힣]{2,}", t.lower())) - _PLAIN for t in (text, said)]
    return bool(words[0] & words[1])


def _purpose(turn: Turn) -> str:
    said = purpose_words(turn) or title_of(turn)
    found = detect(said, "").id if said else ""
    if found == "meeting":
        found = detect(re.sub(r"s$", "", said), "").id
    return "" if found == "meeting" else found


def _alike(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if "time" in a and "time" in b:
        return all(a["time"].get(k) == b["time"].get(k) for k in ("rrule",)) and (
            a["time"]["start"][11:16] == b["time"]["start"][11:16]
        )
    same = all(a.get(k) == b.get(k) for k in ("minutes", "location", "purpose"))
    return same and "time" not in a and "time" not in b


def _keep(tx: Any, address: str, kind: str, value: dict[str, Any], now: datetime, said: str) -> None:
    if kind == BUFFER:
        person = tx.people.by_address(address)
        if person is not None:
            tx.people.save(replace(person, buffer_minutes=int(value["minutes"])))
        tx.preferences.clear(address, BUFFER)
    if kind in (LENGTH, PLACE):  # of each purpose one
        for old in tx.preferences.of(address):
            if old.kind == kind and old.value.get("purpose", "") == value.get("purpose", ""):
                tx.preferences.remove(old.id)
    tx.preferences.put(address, kind, value, now, said=said)


def _drop(tx: Any, wish: Preference) -> None:
    tx.preferences.remove(wish.id)
    if wish.kind == digest.KIND:
        digest.unplan(tx, wish.person)
    if wish.kind == BUFFER and (person := tx.people.by_address(wish.person)) is not None:
        tx.people.save(replace(person, buffer_minutes=0))


def _away(value: Mapping[str, Any], voice: Voice) -> str:
    from actions.journeys.away import describe as described

    return described(value, voice)


def _travel(value: Mapping[str, Any], voice: Voice) -> str:
    return voice.say("wish_travel", place=value["place"], duration=voice.duration(value["minutes"]))


def _leave(value: Mapping[str, Any], voice: Voice) -> str:
    lead = value.get("lead")
    return voice.say("wish_leave_lead", duration=voice.duration(lead)) if lead else voice.say("wish_leave")


# wishes of other journeys, read back among the rest
_OTHERS = {away.KIND: _away, travel.KIND: _travel, travel.LEAVE: _leave, digest.KIND: digest.describe}
