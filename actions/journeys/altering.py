"""Changes of a booked meeting that are not a new time: length, people, place, title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from actions import booking
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Participant, Slot
from actions.core.people import Person
from actions.errors import MendableError
from actions.journeys import deeds, notices
from actions.journeys.amounts import shift_of
from actions.journeys.calendar_items import Item
from actions.journeys.facts import bare, company, title_of
from actions.journeys.mend import not_written
from actions.journeys.naming import named_in
from actions.journeys.people_words import name_of
from actions.journeys.said_anew import GROW, new_place_said, new_title_said, new_words, wants_a_link
from actions.journeys.scene import Scene
from actions.journeys.settle import settle
from actions.journeys.turn import Outcome, Turn, answer
from actions.messages import Reply
from actions.texts.voice import Voice
from calendar_adapters.types import Role

BRIEF = 20  # characters: "늘려줘", "make it longer"
RESIZE = re.compile(r"늘려|늘리|줄여|줄이|연장|단축|더\s*길게|더\s*짧게|shorten|extend|lengthen|longer|shorter", re.I)
_CUT = re.compile(r"줄여|줄이|단축|짧게|shorten|shorter|less", re.I)
ADDING = re.compile(
    r"추가|초대|불러|참석자로|같이|포함|넣어|\badd\b|invite|include|\bbring\b(?!.*forward)|loop in", re.I
)
_TOO = re.compile(
    r"[가-힣]도(?:\s|$)|여기|거기|[이그] ?(?:회의|미팅|일정)|\btoo\b|\balso\b|as well|\bit\b|\bthis\b|\bthere\b", re.I
)
DROPPING = re.compile(
    r"빼(?:고|줘|주|자|도|드|\s)|빼$|제외|빠져도|빠지(?:게|셔도)|\bremove\b|\bdrop\b|uninvite|without|"
    r"\b(?:take|leave|keep)\b(?=.*\b(?:off|out)\b)",
    re.I,
)
OPTIONAL = re.compile(r"선택|옵션|옵셔널|안 ?(?:와|오셔|들어와|참석해)도|optional|not required", re.I)
_TITLE = re.compile(r"제목|이름|title|rename|call it", re.I)
_PLACE = re.compile(
    r"장소|에서|회의실|위치|room|place|location|https?://|\bat the\b|\bin the\b|\bmeet (?:up )?(?:at|in)\b", re.I
)


def without_new(turn: Turn) -> Turn:
    """The turn without what is to be: a new title or place says nothing of which meeting or when."""
    said = new_words(turn)
    at = turn.text.find(said) if said else -1
    if at < 0:
        return turn
    end = at + len(said)
    entities = tuple(e for e in turn.entities if e.value not in said and said not in e.value)
    times = tuple(t for t in turn.times if t.span[1] <= at or end <= t.span[0])
    text = turn.text[:at] + " " * len(said) + turn.text[end:]
    return replace(turn, entities=entities, times=times, message=replace(turn.message, text=text))


_SHIFTED = re.compile(r"미루|미뤄|미룰|당기|당겨|당길|늦추|늦춰|늦출|\b(?:push|move|postpone|bring|shift)\b", re.I)


def is_edit(turn: Turn, meeting: Meeting) -> bool:
    """True when the turn changes the people, words or length of ``meeting``, which is booked and talked about."""
    if wants_a_link(turn) or (new_words(turn) and (_TITLE.search(turn.text) or _PLACE.search(turn.text))):
        return True
    if RESIZE.search(turn.text) and (turn.durations() or len(turn.text.strip()) <= BRIEF):
        return True
    if _SHIFTED.search(turn.text) and shift_of(turn.text) is not None:
        return True
    taken_out = DROPPING.search(turn.text) or OPTIONAL.search(turn.text)
    return bool(taken_out and among(turn, meeting)) or _joins(turn, meeting)


def _joins(turn: Turn, meeting: Meeting) -> bool:
    """True when somebody is to come, too: to the meeting by its title, or to the one that is talked about."""
    if not (ADDING.search(turn.text) and (turn.values("attendee") or turn.message.mentions)):
        return False
    title = turn.first("title").lower()
    return title in meeting.title.lower() if title else _TOO.search(turn.text) is not None


def among(turn: Turn, meeting: Meeting) -> list[Participant]:
    """The other attendees whose names stand in the text, also beside words that set them aside ("하은 님은 빼고")."""
    text = OPTIONAL.sub(" ", DROPPING.sub(" ", turn.text))
    roster = [Person(p.address, p.name) for p in meeting.others]
    hits = {p.address for hit in named_in(text, roster) for p in hit.people}
    return [p for p in meeting.others if p.address in hits or p.address in text.lower()]


def length(scene: Scene, item: Item, *, grow: bool | None = None) -> Outcome:
    """Another length from the same start; ``grow`` tells a bare amount's direction (None: as the words say)."""
    turn, meeting = scene.turn, scene.meeting
    assert meeting.booked is not None
    minutes = turn.durations()[0].minutes or 0
    wider = grow if grow is not None else GROW.search(turn.text) is not None
    cut = not grow if grow is not None else _CUT.search(turn.text) is not None
    absolute = re.search(r"으로|\bto\b|만\b", turn.text)
    now = (item.end - item.start).total_seconds() / 60
    total = now + minutes if wider and not absolute else now - minutes if cut and not absolute else minutes
    if total < 5:
        raise MendableError("bad_duration", minutes=round(total))
    slot = Slot(item.start, item.start + timedelta(minutes=total))
    return settle(instance_scene(scene, item), slot)


def people(scene: Scene) -> Outcome | None:
    """Add or take out people, or make them optional."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    me, there = turn.speaker.address, among(turn, scene.meeting)
    with services.store.reading() as tx:
        who = company(turn, tx.people.all(), assistant=services.assistant)
    if OPTIONAL.search(turn.text) and there:
        after = meeting
        for person in there:
            after = steps.set_role(after, me, person.address, Role.OPTIONAL, turn.now)
        return _revise(scene, after, _named("change_optional", there, scene))
    if DROPPING.search(turn.text):
        gone = there or [_named_there(meeting, p) for p in who.found]
        return _take_out(scene, gone) if gone else None
    if ADDING.search(turn.text) and not who.found and who.unknown:
        asked = turn.voice.say("ask_address", name=bare(who.unknown[0].words))
        return answer(turn, asked, about=meeting.id)
    if not ADDING.search(turn.text) or not who.found:
        return None
    return with_people(scene, who.found)


def _take_out(scene: Scene, gone: Sequence[Participant]) -> Outcome:
    after = scene.meeting
    for person in gone:
        after = steps.remove_attendee(after, scene.turn.speaker.address, person.address, scene.turn.now)
    return _revise(scene, after, _named("change_removed", gone, scene), gone=gone)


def _named_there(meeting: Meeting, person: Person) -> Participant:
    """The attendee, or, for the error that says so, somebody who is none."""
    return meeting.participant(person.address) or Participant(person.address, person.name)


def _named(key: str, persons: Sequence[Participant], scene: Scene) -> Callable[[Voice], str]:
    names = [p.name or name_of(scene.services, p.address) for p in persons]
    return lambda voice: voice.say(key, value=voice.people(names))


def words(scene: Scene) -> Outcome | None:
    """Another title or place."""
    turn, meeting = scene.turn, scene.meeting
    title, place = _new_title(turn), _new_place(turn)
    if title and _TITLE.search(turn.text) and title != meeting.title:
        after = steps.change(meeting, turn.speaker.address, turn.now, title=title)
        return _revise(scene, after, lambda voice: voice.say("change_title", value=title))
    if place and _PLACE.search(turn.text):
        after = steps.change(meeting, turn.speaker.address, turn.now, location=place)
        return _revise(scene, after, lambda voice: voice.say("change_place", value=place))
    return None


def _new_title(turn: Turn) -> str:
    """What the meeting is to be called: "제목을 티타임으로", "rename it to Tea"; else the title that was named."""
    return new_title_said(turn) or title_of(turn)


def _new_place(turn: Turn) -> str:
    """Where it is to be: "장소: 대회의실로", "the room to Room 5"; else the place that was named."""
    if named := turn.first("location"):
        return re.sub(r"(?<=[가-힣\d])(?:으로|로)$", "", named.strip())
    return new_place_said(turn)


def with_people(scene: Scene, people: Sequence[Person]) -> Outcome:
    """These people are invited to what is booked, too."""
    turn, meeting = scene.turn, scene.meeting
    joining = [Participant(p.address, p.name, external=p.external) for p in people]
    after = steps.add_attendees(meeting, turn.speaker.address, joining, turn.now)
    new = [p for p in after.attendees if meeting.participant(p.address) is None]
    return _revise(scene, after, _named("change_added", new, scene), new=[p.address for p in new])


def readdressed(scene: Scene, after: Meeting, new: Participant) -> Outcome:
    """``new`` stands in ``after`` for somebody whose address was wrong, and gets the invitation."""
    return _revise(scene, after, _named("change_added", [new], scene), new=[new.address])


def _revise(
    scene: Scene,
    after: Meeting,
    changes: Callable[[Voice], str],
    new: Sequence[str] = (),
    gone: Sequence[Participant] = (),
) -> Outcome:
    """Write it and tell everybody: who is ``new`` is invited, who is ``gone`` hears that, the rest what changed."""
    turn, services = scene.turn, scene.services
    done = booking.revise(services, scene.meeting, after)
    if done.failed:
        return answer(turn, not_written(done.failed, turn, services, change=True), meeting=scene.meeting)
    text = turn.voice.say("changed", title=scene.what, changes=changes(turn.voice))
    told: tuple[Reply, ...] = ()
    if done.event:
        told = notices.tell_changed(turn, services, after, done.event, changes, without=new)
        told += notices.invite(turn, services, after, done.event, only=new) if new else ()
        told += notices.tell_removed(turn, services, after, done.event, gone)
    known = {"kind": "edited", "before": deeds.lean(scene.meeting)}  # an event of the calendar alone was never saved
    return answer(
        turn,
        text,
        replies=told,
        meeting=after,
        memory={"deed": known} if not scene.meeting.version else {},
    )


def instance_scene(scene: Scene, item: Item | None) -> Scene:
    """The scene of that one instance, where the item is one of a series."""
    return scene if item is None or not item.recurring else replace(scene, instance=item.instance)
