"""A meeting that is being asked for: what a turn adds to it, and what is still missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions import wishes
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Participant
from actions.core.people import Person
from actions.core.purpose import Purpose, detect
from actions.core.times.codec import to_json
from actions.core.windows import search_windows
from actions.journeys.facts import Company, minutes_of, purpose_words, title_of, wants_alone
from actions.journeys.group_words import quorum_in
from actions.journeys.meal_words import with_meal, without_meals
from actions.journeys.naming import named_in, optional_among
from actions.journeys.negotiation_days import through_the_days
from actions.journeys.ranges import start_and_length
from actions.journeys.series_ends import ending
from actions.journeys.titles import (
    blocked_for,
    fuller_subject,
    kind_said,
    purpose_after_time,
    subject_title,
    telling_words,
    topic_said,
    trailing_words,
    widened,
)
from actions.journeys.turn import Turn
from actions.journeys.wished_hours import days_kept
from actions.services import Services
from actions.store.store import new_id
from actions.texts.voice import Voice
from calendar_adapters.types import Role

GENERIC = "meeting"  # the purpose of which nothing is known, not even how long it takes
MANY = 3  # people; more are not listed in a title
_TAKES_TWO = re.compile(
    r"회의|미팅|면담|인터뷰|면접|콜|통화|리뷰|싱크|스탠드업|일대일|원온원|1\s*[:on]+\s*1|점심|저녁 ?약속|커피|티타임|"
    r"meeting|\bcall\b|sync|interview|review|stand-?up|huddle|catch ?up|one.on.one|lunch|dinner|coffee|\bchat\b",
    re.I,
)
_CLOCK_OF = re.compile(
    r"\s*(?:현지\s*)?(?:시간|시각|기준)(?![가-힣]*(?:이\s*걸|걸))|['’]?s?\s+(?:local\s+)?(?:time|clock)\b", re.I
)


@dataclass(frozen=True)
class Draft:
    """A meeting with what cannot stand in it yet. ``alone``: the speaker said that nobody else comes.

    ``ambiguous``: words → addresses of those who could be meant. ``unknown``: words that mean nobody known.
    """

    meeting: Meeting
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    alone: bool = False
    lead: tuple[str, ...] = ()

    def details(self) -> dict[str, Any]:
        """As JSON, for the pending question."""
        return {
            "ambiguous": {words: list(found) for words, found in self.ambiguous.items()},
            "unknown": list(self.unknown),
            "alone": self.alone,
            "lead": list(self.lead),
        }


def begin(turn: Turn, services: Services, who: Company) -> Draft:
    """A new draft of what the turn says."""
    speaker = turn.speaker
    meeting = steps.new_meeting(
        new_id(),
        Participant(speaker.address, speaker.name, external=speaker.external),
        turn.now,
        timezone=turn.zone,
        language=turn.language,
        channel=turn.message.channel,
        conversation=turn.message.conversation,
        delegates=speaker.delegates,
    )
    return add(Draft(meeting, alone=wants_alone(turn) and not who), turn, services, who)


def resume(meeting: Meeting, details: Mapping[str, Any]) -> Draft:
    """The draft that a question was asked about."""
    ambiguous = {words: tuple(found) for words, found in details.get("ambiguous", {}).items()}
    lead = tuple(details.get("lead", ()))
    return Draft(meeting, ambiguous, tuple(details.get("unknown", ())), bool(details.get("alone")), lead)


def add(draft: Draft, turn: Turn, services: Services, who: Company) -> Draft:
    """What the turn says, put into the draft; what was said before stays unless it is said anew."""
    turn = replace(turn, times=start_and_length(turn.times, turn.text, known=draft.meeting.minutes))
    turn = replace(turn, times=through_the_days(turn.times, turn.zone))
    turn = replace(turn, times=without_meals(turn.times, turn.text, title_of(turn) or purpose_words(turn)))
    turn = replace(turn, times=days_kept(turn.times, turn.zone))
    meeting = _with_optional(with_people(draft.meeting, turn, who.found), turn, who)
    meeting = _with_quorum(_with_groups(meeting, turn, who), turn)
    meeting = with_words(meeting, turn)
    meeting = _with_times(meeting, turn, services)
    ambiguous = {**draft.ambiguous, **{a.words: tuple(p.address for p in a.candidates) for a in who.ambiguous}}
    unknown = (*draft.unknown, *(u.words for u in who.unknown if u.words not in draft.unknown))
    return replace(draft, meeting=meeting, ambiguous=ambiguous, unknown=unknown)


def joined(draft: Draft, turn: Turn, who: Company) -> Draft:
    """The draft with these people and choices, and nothing else of what the turn says."""
    meeting = with_people(draft.meeting, turn, who.found)
    ambiguous = {**draft.ambiguous, **{a.words: tuple(p.address for p in a.candidates) for a in who.ambiguous}}
    return replace(draft, meeting=_with_groups(meeting, turn, who), ambiguous=ambiguous)


def with_people(meeting: Meeting, turn: Turn, people: Sequence[Person]) -> Meeting:
    """The meeting with these people, those who are in it already left out."""
    new = [p for p in people if meeting.participant(p.address) is None]
    if not new:
        return meeting
    joining = [Participant(p.address, p.name, external=p.external) for p in new]
    return steps.add_attendees(meeting, turn.speaker.address, joining, turn.now)


def _with_optional(meeting: Meeting, turn: Turn, who: Company) -> Meeting:
    """Those of whom it is said that they need not come are invited as optional."""
    present = [Person(p.address, p.name) for p in meeting.others]
    known = {p.address: p for p in (*present, *who.found)}
    out = optional_among(turn.text, named_in(turn.text, list(known.values())))
    if not out:
        return meeting
    people = (replace(p, role=Role.OPTIONAL) if p.address in out else p for p in meeting.attendees)
    return replace(meeting, attendees=tuple(people))


def _with_groups(meeting: Meeting, turn: Turn, who: Company) -> Meeting:
    """Choices among people, each once; whoever comes anyway is none to choose."""
    known = {g.label for g in meeting.groups}
    groups = (*meeting.groups, *(g for g in who.any_of if g.label not in known))
    left = [replace(g, members=tuple(m for m in g.members if m not in meeting.addresses)) for g in groups]
    kept = tuple(g for g in left if g.members)
    return meeting if kept == meeting.groups else steps.change(meeting, turn.speaker.address, turn.now, groups=kept)


def _with_quorum(meeting: Meeting, turn: Turn) -> Meeting:
    """How many suffice, where that is said."""
    needed = quorum_in(turn.text, sum(1 for p in meeting.others if p.needed))
    if needed is None:
        return meeting
    return steps.change(meeting, turn.speaker.address, turn.now, quorum=needed)


def needs_company(draft: Draft, turn: Turn) -> bool:
    """True when nobody else is named yet and such a meeting takes two."""
    if draft.alone or draft.meeting.others or draft.meeting.groups or draft.unknown or draft.ambiguous:
        return False
    return bool(_TAKES_TWO.search(f"{draft.meeting.title} {purpose_words(turn)} {turn.text}"))


def purpose_of(meeting: Meeting, text: str = "") -> Purpose:
    """The purpose by the meeting's title and the words it was asked for in."""
    return detect(meeting.title, text)


def titled(meeting: Meeting, turn: Turn, names: Mapping[str, str]) -> Meeting:
    """The meeting with a title: the one said, else its purpose and its people, many by one name and a number."""
    if meeting.title:
        return meeting
    title = default_title(meeting, replace(turn.voice, language=meeting.language), names)
    return steps.change(meeting, meeting.organizer, turn.now, title=title)


def default_title(meeting: Meeting, voice: Voice, names: Mapping[str, str]) -> str:
    """Its purpose with its people; of who is still to be chosen, that it is one of them."""
    purpose = voice.purpose(meeting.purpose or GENERIC)
    purpose = purpose[:1].upper() + purpose[1:]
    called = [names.get(p.address, p.address) for p in meeting.attendees]
    called += [voice.say("one_of_label", label=g.label) for g in meeting.groups]
    people = "·".join(called) if voice.language == "ko" else ", ".join(called)
    if len(called) > MANY:
        people = voice.say("names_and_more", name=called[0], count=len(called) - 1)
    key = "default_title_with" if meeting.others or meeting.groups else "default_title"
    return voice.say(key, purpose=purpose, names=people)


def retitled(before: Meeting, after: Meeting, voice: Voice, names: Mapping[str, str]) -> Meeting:
    """``after``, in which those to be chosen were, with their names where the title was not given by anybody."""
    own = replace(voice, language=before.language)
    if before.groups == after.groups or before.title != default_title(before, own, names):
        return after
    known = {**names, **{p.address: p.name or p.address for p in after.attendees}}
    return replace(after, title=default_title(after, own, known))


def with_length(draft: Draft, services: Services, turn: Turn) -> Draft:
    """The length by the speaker's wish or the purpose, when none was said; the assumption is to be said back."""
    meeting = draft.meeting
    if meeting.minutes is not None:
        return draft
    voice = turn.voice
    wished = wishes.usual_minutes(services, meeting.organizer, meeting.purpose, turn.now)
    purpose = purpose_of(meeting, turn.text) if not meeting.purpose else detect(meeting.purpose)
    if wished:
        said = voice.say("assumed_duration_habit", duration=voice.duration(wished))
        minutes = wished
    elif meeting.purpose and meeting.purpose != GENERIC:
        minutes = _usual(meeting.purpose, purpose)
        said = voice.say("assumed_duration", purpose=voice.purpose(meeting.purpose), duration=voice.duration(minutes))
    else:
        return draft
    changed = steps.change(meeting, meeting.organizer, turn.now, minutes=minutes)
    return replace(draft, meeting=changed, lead=(*draft.lead, said))


def _usual(purpose_id: str, fallback: Purpose) -> int:
    from actions.core.purpose import PURPOSES

    return PURPOSES.get(purpose_id, fallback).minutes


def with_words(meeting: Meeting, turn: Turn) -> Meeting:
    """Title, purpose and place, as far as they were said."""
    fields: dict[str, Any] = {}
    kind = purpose_words(turn)
    said = title_of(turn)
    title = (
        fuller_subject(turn, said)
        or widened(turn, said)
        or subject_title(turn)
        or topic_said(turn)
        or telling_words(turn, kind)
    )
    last, alone = trailing_words(turn), _kind_alone(turn, kind)
    title = last if title and title.lower() in last.lower() else title  # "…, team handover"
    alone = last if alone and alone.lower() in last.lower() else alone  # "…, demo prep" is more than a demo
    title = title or purpose_after_time(turn) or blocked_for(turn) or alone or last
    title = with_meal(title, turn)
    if title and not meeting.title:
        fields["title"] = title[:1].upper() + title[1:]
    if place := place_said(turn):
        fields["location"] = place
    if not meeting.purpose or meeting.purpose == GENERIC:
        fields["purpose"] = detect(title or kind or meeting.title, turn.text).id
    return steps.change(meeting, turn.speaker.address, turn.now, **fields)


def place_said(turn: Turn) -> str:
    """The first place named, or ""; one whose clock is meant ("서울 시간 기준", "Seoul time") is none."""
    places = (e for e in turn.entities if e.name == "location")
    return next((e.value for e in places if not _CLOCK_OF.match(turn.text[e.end :] if e.end > e.start else "")), "")


def _kind_alone(turn: Turn, kind: str) -> str:
    """The bare kind of meeting as it was said, where that tells something."""
    return kind if _telling(kind) else kind_said(turn)


def _telling(words: str) -> bool:
    """A bare 회의 or meeting says nothing that could be a title."""
    return bool(words) and words.lower() not in ("회의", "미팅", "약속", "일정", "meeting", "a meeting", "event")


def _with_times(meeting: Meeting, turn: Turn, services: Services) -> Meeting:
    fields: dict[str, Any] = {}
    if turn.moments():
        said = tuple({**to_json(t), "by": turn.speaker.address} for t in turn.moments())
        fields["constraints"] = meeting.constraints + said
        windows = search_windows(turn.times, now=turn.now, timezone=turn.zone, horizon_days=services.horizon_days)
        fields |= {"rrule": ending(windows.rrule, turn)} if windows.rrule else {}
    minutes = minutes_of(turn)
    if minutes is not None:
        fields["minutes"] = minutes
    return steps.change(meeting, turn.speaker.address, turn.now, **fields) if fields else meeting
