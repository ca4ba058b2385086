"""How far a place is: "판교 사무실까지 40분 걸려", "it takes me 30 min to get to the Acme office"."""

from __future__ import annotations

import re
from datetime import timedelta

from actions import travel
from actions.journeys.amounts import amount_of
from actions.journeys.pending import WISHES
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from actions.store.records import Preference
from actions.store.store import Transaction

PLACE, MINUTES = "travel_place", "travel_minutes"  # what may be asked
_FORGET = re.compile(r"잊어|지워|취소|없던|삭제|안\s*가|forget|remove|delete|cancel|no longer", re.I)
_ASKED = re.compile(r"얼마나|몇\s*분|how (?:long|far)", re.I)
_THE = r"(?:(?:the|my|our)\s+)?"
_TO = re.compile(
    r"(?P<ko>[가-힣A-Za-z0-9 ]{2,30}?)까지|"
    r"(?:(?:to\s+)?(?:get|go|drive|travel|commute|walk)\s+to|way\s+to|(?:to\s+)?reach|to)\s+"
    rf"(?P<en>{_THE}[^,.?!\d]{{2,40}}?)(?=\s+(?:takes?|is|and|by|in|from)\b|[,.?!]|$)|"
    rf"(?P<far>(?i:{_THE})[A-Z][^,.?!\d]{{1,40}}?)\s+(?:is|are)\s+(?=\d)",
)
_ENDS = re.compile(r"^(?:저는|전|나는|난|보통|대략|약|제가|우리|저희|집에서|사무실에서)\s+|\s*(?:은|는|이|가|을|를)$")


def step(turn: Turn, services: Services) -> Outcome:
    """Remember, read back or forget; what is missing is asked once."""
    with services.store.reading() as tx:
        kept = [p for p in tx.preferences.of(turn.speaker.address, turn.now) if p.kind == travel.KIND]
    details = turn.pending.details if turn.pending and turn.question in (PLACE, MINUTES) else {}
    place = str(details.get("place") or place_of(turn))
    if turn.question == PLACE and details:
        place = turn.text.strip(" .!?")
    minutes = int(details.get("minutes") or _minutes(turn))
    if _FORGET.search(turn.text) and not details:
        return _forget(turn, kept, place)
    if (_ASKED.search(turn.text) or WISHES.search(turn.text)) and not minutes:
        return answer(turn, _read_back(turn, kept, place))
    if not place:
        key = "travel_ask_place" if minutes else "travel_unclear"
        return answer(turn, turn.voice.say(key), pending=Pending(PLACE, {"minutes": minutes}) if minutes else None)
    if not minutes:
        if turn.question == MINUTES:
            return answer(turn, turn.voice.say("travel_unclear"), pending=None)
        return answer(
            turn, turn.voice.say("travel_ask_minutes", place=place), pending=Pending(MINUTES, {"place": place})
        )
    if not 0 < minutes <= travel.FURTHEST:
        return answer(turn, turn.voice.say("travel_too_far", duration=turn.voice.duration(minutes)))
    return _saved(turn, services, place, minutes, details.get("then") == "leave_at")


def place_of(turn: Turn) -> str:
    """The place named, or ""."""
    if said := turn.first("location"):
        return _bare(said)
    text = turn.text
    for said_time in sorted(turn.times, key=lambda t: -t.span[0]):
        text = text[: said_time.span[0]] + " 0 " + text[said_time.span[1] :]  # a length ends the place
    found = _TO.search(text)
    return _bare(next((g for g in found.groups() if g), "")) if found else ""


def _saved(turn: Turn, services: Services, place: str, minutes: int, leaving: bool) -> Outcome:
    from actions.journeys import leave_at

    address, now, text = turn.speaker.address, turn.now, turn.text

    def write(tx: Transaction) -> None:
        for old in tx.preferences.of(address):
            if old.kind == travel.KIND and travel.named_alike(str(old.value["place"]), place):
                tx.preferences.remove(old.id)
        tx.preferences.put(address, travel.KIND, {"place": place, "minutes": minutes}, now, said=text)

    voice = turn.voice
    lines = [voice.say("travel_saved", place=place, duration=voice.duration(minutes))]
    if leaving:
        lines += leave_at.lines(turn, services, minutes)
    return answer(turn, "\n".join(lines), pending=None, writes=(write,))


def _read_back(turn: Turn, kept: list[Preference], place: str) -> str:
    voice = turn.voice
    known = travel.known_to(kept, place) if place else None
    shown = [known] if known else [] if place else [p.value for p in kept]
    if not shown:
        return voice.say("travel_unknown", place=place) if place else voice.say("travel_none")
    return "\n".join(voice.say("travel_line", place=v["place"], duration=voice.duration(v["minutes"])) for v in shown)


def _forget(turn: Turn, kept: list[Preference], place: str) -> Outcome:
    voice = turn.voice
    fitting = [p for p in kept if place and travel.same_place(str(p.value["place"]), place)]
    gone = fitting or ([] if place and len(kept) > 1 else kept[-1:])
    if not gone:
        return answer(turn, voice.say("travel_unknown", place=place) if place else voice.say("travel_none"))
    one = gone[0]
    length = voice.duration(one.value["minutes"])
    text = voice.say("travel_removed", place=one.value["place"], duration=length)
    return answer(turn, text, writes=(lambda tx: tx.preferences.remove(one.id),))


def _minutes(turn: Turn) -> int:
    said = [t.minutes for t in turn.durations() if t.minutes]
    amount = timedelta(minutes=said[0]) if said else amount_of(turn.text)
    if amount is None and turn.question == MINUTES and (bare := re.fullmatch(r"\D*(\d{1,3})\D*", turn.text)):
        amount = timedelta(minutes=int(bare[1]))
    return round(amount.total_seconds() / 60) if amount else 0


def _bare(place: str) -> str:
    tidy = re.sub(r"(?:까지|에서|으로|에|로)$", "", place.strip(" .,\"'“”‘’"))
    tidy = _ENDS.sub("", tidy).strip()
    return re.sub(r"^(?:The|Our|My)\b", lambda m: m[0].lower(), tidy)
