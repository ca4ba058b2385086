"""Another title, place or length for a meeting that is still sought: the times offered stay, or are looked for anew."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting
from actions.journeys.amounts import shift_of
from actions.journeys.choices import number_of
from actions.journeys.said_anew import GROW, new_place_said, new_title_said, wants_a_link
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services

LONGEST = 60  # characters: a longer message has more to say than this
_MEDIUM_WORDS = (
    r"온라인|비대면|화상(?:\s?(?:회의|미팅))?|줌|팀즈|구글\s?밋|웹엑스|전화|유선|대면|"
    r"zoom|teams|google meet|meet|webex|skype|video|phone|online|remote"
)
_MEDIUM = re.compile(
    rf"(?P<ko>{_MEDIUM_WORDS})\s?(?:으로|로)\s?(?:\S+\s)?(?:바꿔|바꾸|바꿀|변경|해|할|하|진행|부탁|될|되|가능|돌려)|"
    rf"\b(?:make|do|have|hold|take|turn|switch|move)\s+(?:it|this|that)\s+(?:(?:to|in|into|on|over|via|by|a|an)\s+)*"
    rf"(?P<en>{_MEDIUM_WORDS})(?:\s(?:call|meeting))?\b",
    re.I,
)
_AT = re.compile(
    r"\b(?:do|have|hold|meet|make|be|grab)\b[^?.!,]*\b(?:at|in)\s|에서\s?(?:\S+\s)?(?:해|할|하|만나|보|봐|진행|뵐|모)|"
    r"장소|\b(?:place|venue|location|room)\b",
    re.I,
)
_FEWER = re.compile(r"줄여|줄이|단축|짧게|shorten|shorter|less|빼", re.I)
_EXACTLY = re.compile(r"으로|\bto\b|이면|충분|\benough\b|\bis\b", re.I)
_NOT_A_LENGTH = re.compile(
    r"기다|늦|전에|뒤에|후에|\bwait\b|\bgive me\b|\blate\b|\bbefore\b|\bin (?:\d+|a|an|half)\b|\bago\b", re.I
)
_LENGTH_HEARD_AS = frozenset(
    {"choose_slot", "out_of_scope", "affirm", "propose_time", "schedule_meeting", "reject_slots", "set_preference"}
)


@dataclass(frozen=True)
class Change:
    """What is to be otherwise; "" and None where it stays."""

    title: str = ""
    place: str = ""
    link: bool = False
    minutes: int | None = None

    def __bool__(self) -> bool:
        return bool(self.title or self.place or self.link or self.minutes)


def changed(turn: Turn, meeting: Meeting) -> Change:
    """The change of an unbooked meeting that its organizer asks for and nothing else; an empty one for other turns."""
    if meeting.open_proposal is None or meeting.booked is not None or not meeting.may_manage(turn.speaker.address):
        return Change()
    alone = not turn.moments() and not turn.values("attendee") and not turn.message.mentions
    if not alone or len(turn.text.strip()) > LONGEST or number_of(turn) is not None:
        return Change()
    if wants_a_link(turn):
        return Change(link=True)
    if title := new_title_said(turn):
        return Change(title=title)
    if place := _place(turn):
        return Change(place=place)
    return Change(minutes=_minutes(turn, meeting))


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Say what changed over the offers, which stay; another length looks for other times."""
    from actions.journeys import schedule
    from actions.journeys.scene import Scene
    from actions.journeys.showing import numbered

    change, me = changed(turn, meeting), turn.speaker.address
    if change.link:
        return answer(turn, turn.voice.say("no_links"), pending=turn.pending)
    if change.minutes:
        longer = steps.change(meeting, me, turn.now, minutes=change.minutes)
        return schedule.go(Scene(turn, services, steps.collect(longer, turn.now)), [])
    if change.title:
        after, key = steps.change(meeting, me, turn.now, title=change.title), "change_title"
    else:
        after, key = steps.change(meeting, me, turn.now, location=change.place), "change_place"
    assert after.open_proposal is not None
    offers = "\n".join(numbered(after.open_proposal.slots, turn.voice, Scene(turn, services, after).names()))
    text = turn.voice.say(
        "sought_changed", change=turn.voice.say(key, value=change.title or change.place), offers=offers
    )
    return answer(turn, text, meeting=after, pending=turn.pending or Pending("offer"))


def _place(turn: Turn) -> str:
    """Where, or by what medium, it is to be."""
    if said := new_place_said(turn):
        return said
    if found := _MEDIUM.search(turn.text):
        word = found["ko"] or found["en"]
        return word[:1].upper() + word[1:]
    named = turn.first("location")
    return named if named and _AT.search(turn.text) else ""


def _minutes(turn: Turn, meeting: Meeting) -> int | None:
    """The new length in minutes, of a sentence that is about nothing else."""
    lengths = [round(t.minutes) for t in turn.durations() if t.minutes]
    if not lengths or turn.intent not in _LENGTH_HEARD_AS or turn.first("purpose") or turn.first("title"):
        return None
    if _NOT_A_LENGTH.search(turn.text) or shift_of(turn.text) is not None:
        return None
    said, now = lengths[-1], meeting.minutes or 0
    if not _EXACTLY.search(turn.text):
        said = now + said if GROW.search(turn.text) else now - said if _FEWER.search(turn.text) else said
    return said if 5 <= said <= 24 * 60 and said != now else None
