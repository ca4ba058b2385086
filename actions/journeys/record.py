"""What was arranged: "지난달 고객사 미팅 몇 번 했지?", "how long did our interviews take to settle?", as CSV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.core.people import Person
from actions.core.purpose import detect
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.journeys.facts import company, purpose_words, title_of
from actions.journeys.turn import Outcome, Turn, answer
from actions.journeys.which import flat
from actions.records import CLIENT_PURPOSES, Record, arranged, held_in, median_minutes, settled_in
from actions.records_csv import to_csv
from actions.services import Services
from actions.texts import join_names
from calendar_adapters.types import Interval

SHOWN = 5
LINES = 50  # of CSV in a message
_FENCE = "```"
_CSV = re.compile(r"csv|씨에스브이|엑셀|스프레드시트|excel|spread ?sheet|내보내|export|파일로", re.I)
_CLIENT = re.compile(r"고객|거래처|외부|협력사|클라이언트|\b(?:clients?|customers?|external|partners?|outside)\b", re.I)
_ARRANGED = re.compile(r"잡았|잡은|잡아|잡힌|예약|정했|정하|조율|arrang|book|schedul|set up|settl", re.I)
_HELD = re.compile(
    r"했|한\s*(?:적|번)|만났|만난|있었|가졌|본\s*적|\b(?:had|have|did we (?:have|do|hold)|met|meet)\b", re.I
)
_PLAIN = frozenset({"meeting", "personal"})


@dataclass(frozen=True)
class Asked:
    """What is counted: ``window`` None means ever; ``held`` by the time of the meeting, else by when it was settled."""

    window: Interval | None
    held: bool
    purpose: str = ""
    title: str = ""
    client: bool = False
    people: tuple[Person, ...] = ()


def step(turn: Turn, services: Services) -> Outcome:
    """Count, list the newest, say how long settling took; or hand the record over as CSV. Own meetings alone."""
    with services.store.reading() as tx:
        who = company(turn, tx.people.all(), assistant=services.assistant)
        everything = arranged(tx, turn.speaker.address)
    asked = read(turn, who.found)
    found = select(everything, asked)
    if _CSV.search(turn.text):
        return answer(turn, _as_csv(turn, found), pending=turn.pending)
    return answer(turn, _told(turn, found, asked, bool(everything)), pending=turn.pending)


def read(turn: Turn, people: Sequence[Person]) -> Asked:
    """What the question is about."""
    words = title_of(turn) or purpose_words(turn)
    client = bool(_CLIENT.search(turn.text))
    purpose = detect(words, "" if words else turn.text).id
    if purpose in _PLAIN or (client and purpose in CLIENT_PURPOSES):
        purpose = ""
    title = title_of(turn) if not purpose and not client and flat(title_of(turn)) else ""
    held = bool(_HELD.search(turn.text)) and not _ARRANGED.search(turn.text)
    return Asked(window_of(turn), held, purpose, title, client, tuple(people))


def select(records: Sequence[Record], asked: Asked) -> list[Record]:
    """The records that are asked about, the newest first."""
    found = list(records)
    if asked.window is not None:
        found = (held_in if asked.held else settled_in)(found, asked.window)
    elif asked.held:
        found = [r for r in found if not r.cancelled]
    wanted = {p.address for p in asked.people}
    return [
        r
        for r in found
        if (not asked.purpose or r.meeting.purpose == asked.purpose or detect(r.meeting.title).id == asked.purpose)
        and (not asked.title or flat(asked.title) in flat(r.meeting.title))
        and (not asked.client or r.external)
        and wanted <= set(r.meeting.addresses)
    ]


def window_of(turn: Turn) -> Interval | None:
    """The stretch that was said, the past one where a name of a month or a day reads as the next."""
    for said in turn.moments():
        start, end = said.start, said.end
        if said.kind is Kind.INTERVAL and start is None and end is not None and end.tzinfo:
            return Interval(datetime(1970, 1, 1, tzinfo=end.tzinfo), end)
        if said.kind is Kind.INTERVAL and end is None and start is not None and start.tzinfo and start < turn.now:
            return Interval(start, turn.now + timedelta(days=366))
        if said.kind is Kind.INTERVAL and start and end and start.tzinfo and end > start:
            return _passed(said, Interval(start, end), turn.now)
    return None


def _passed(said: TimeConstraint, window: Interval, now: datetime) -> Interval:
    if window.start <= now or re.search(r"\d{4}|다음|내년|next", said.text):
        return window
    if said.grain is Grain.MONTH or (said.grain is Grain.DAY and window.end - window.start > timedelta(days=7)):
        return Interval(_year_before(window.start), _year_before(window.end))
    days = timedelta(days=7) if window.end - window.start <= timedelta(days=7) else timedelta()
    return Interval(window.start - days, window.end - days)


def _year_before(moment: datetime) -> datetime:
    return moment.replace(year=moment.year - 1, day=min(moment.day, 28) if moment.month == 2 else moment.day)


def _told(turn: Turn, found: Sequence[Record], asked: Asked, any_at_all: bool) -> str:
    voice = turn.voice
    when = voice.days(asked.window) if asked.window else voice.say("rec_ever")
    values = {"when": when, "what": _what(turn, asked)}
    if not found:
        return voice.say("rec_none" if any_at_all else "rec_nothing_yet", **values)
    lines = [voice.say("rec_count_held" if asked.held else "rec_count", count=len(found), **values)]
    lines += [_line(turn, r) for r in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(voice.say("rec_more", count=len(found) - SHOWN))
    typical = median_minutes(found)
    if typical is not None:
        took = voice.duration(typical) if typical >= 1 else voice.say("rec_at_once")
        lines.append(voice.say("rec_median", took=took))
    return "\n".join(lines)


def _what(turn: Turn, asked: Asked) -> str:
    voice = turn.voice
    kind = f"“{asked.title}”" if asked.title else voice.purpose(asked.purpose or "meeting")
    if asked.client:
        kind = voice.say("rec_client", what=kind)
    if asked.people:
        names = join_names([voice.person(p.name or p.address) for p in asked.people], voice.language)
        return voice.say("rec_with", what=kind, names=names)
    return kind


def _line(turn: Turn, record: Record) -> str:
    voice, meeting = turn.voice, record.meeting
    names = [p.name or p.address for p in meeting.attendees if p.address != turn.speaker.address]
    parts = [voice.slot(Interval(record.start, record.end)), meeting.title or voice.purpose(meeting.purpose)]
    text = voice.say("rec_line", slot=parts[0], title=parts[1])
    if names:
        text += voice.say("rec_line_with", names=voice.people(names))
    yes = [(p.name or p.address) for p in meeting.others if p.address in record.accepted]
    if yes:
        text += voice.say("rec_line_accepted", names=voice.people(yes))
    if meeting.channel:
        text += voice.say("rec_line_channel", channel=voice.say(f"rec_channel_{_channel(meeting.channel)}"))
    return text + (voice.say("rec_line_cancelled") if record.cancelled else "")


def _channel(channel: str) -> str:
    return channel if channel in ("console", "slack", "mail") else "other"


def _as_csv(turn: Turn, found: Sequence[Record]) -> str:
    voice = turn.voice
    if not found:
        return voice.say("rec_csv_none")
    table = to_csv(found[:LINES], turn.zone).replace("\r\n", "\n").rstrip()
    if turn.message.channel == "slack":  # to be copied as it is, for Slack draws words in stars and tildes its own way
        table = f"{_FENCE}\n{table.replace(_FENCE, '')}\n{_FENCE}"
    lines = [voice.say("rec_csv", count=len(found)), table]
    if len(found) > LINES:
        lines.append(voice.say("rec_csv_more", count=len(found) - LINES))
    return "\n".join(lines)
