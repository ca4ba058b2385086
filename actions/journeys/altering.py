"""Changes of a booked meeting that are not a new time: length, people, place, title."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from actions import booking
from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Participant, Slot
from actions.errors import MendableError
from actions.journeys import notices
from actions.journeys.facts import company, title_of
from actions.journeys.mend import not_written
from actions.journeys.offering import Scene
from actions.journeys.settle import settle
from actions.journeys.turn import Outcome, Turn, answer
from actions.journeys.which import Item
from actions.texts.voice import Voice

LENGTH = re.compile(
    r"길이|늘려|늘리|줄여|줄이|짧게|길게|으로 ?바꿔|"
    r"shorten|extend|lengthen|longer|shorter|\blong\b|make it|duration",
    re.I,
)
ADDING = re.compile(r"추가|초대|불러|참석자로|같이|포함|\badd\b|invite|include|\bbring\b", re.I)
_DROP = re.compile(r"빼|제외|remove|drop|uninvite|without", re.I)
_TITLE = re.compile(r"제목|이름|title|rename|call it", re.I)
_PLACE = re.compile(r"장소|에서|회의실|위치|room|place|location|\bat the\b|\bin the\b", re.I)
_NEW_TITLE = re.compile(
    r"(?:제목|이름)[을를은는]?\s*[‘'\"“]?(?P<ko>[^’'\"”]+?)[’'\"”]?(?:으로|로)\s*(?:바꿔|변경|수정|고쳐|해)|"
    r"(?:rename|title|call it).*?(?:\bto\b|\bit\b|\bas\b)\s+[‘'\"“]?(?P<en>[^’'\"”]+?)[’'\"”]?\s*(?:please|[.!]|$)",
    re.I,
)


def length(scene: Scene, item: Item) -> Outcome:
    """Another length from the same start."""
    turn, meeting = scene.turn, scene.meeting
    assert meeting.booked is not None
    minutes = turn.durations()[0].minutes or 0
    grow = re.search(r"늘려|늘리|연장|더\b|extend|lengthen|longer|more", turn.text, re.I)
    cut = re.search(r"줄여|줄이|짧게|shorten|shorter|less", turn.text, re.I)
    absolute = re.search(r"으로|\bto\b|만\b", turn.text)
    now = meeting.booked.minutes
    total = now + minutes if grow and not absolute else now - minutes if cut and not absolute else minutes
    if total < 5:
        raise MendableError("bad_duration", minutes=round(total))
    slot = Slot(item.start, item.start + timedelta(minutes=total))
    return settle(instance_scene(scene, item), slot)


def people(scene: Scene) -> Outcome | None:
    """Add or take out people."""
    turn, services, meeting = scene.turn, scene.services, scene.meeting
    adding, dropping = ADDING.search(turn.text), _DROP.search(turn.text)
    if not adding and not dropping:
        return None
    with services.store.reading() as tx:
        who = company(turn, tx.people.all(), assistant=services.assistant)
    if not who.found:
        return None
    me = turn.speaker.address
    after = meeting
    if dropping:
        for person in who.found:
            after = steps.remove_attendee(after, me, person.address, turn.now)
    else:
        joining = [Participant(p.address, p.name, external=p.external) for p in who.found]
        after = steps.add_attendees(after, me, joining, turn.now)
    key = "change_removed" if dropping else "change_added"
    names = [p.name or p.address for p in who.found]
    return _revise(scene, after, lambda voice: voice.say(key, value=voice.people(names)))


def words(scene: Scene) -> Outcome | None:
    """Another title or place."""
    turn, meeting = scene.turn, scene.meeting
    place, title = turn.first("location"), _new_title(turn)
    if place and _PLACE.search(turn.text):
        after = steps.change(meeting, turn.speaker.address, turn.now, location=place)
        return _revise(scene, after, lambda voice: voice.say("change_place", value=place))
    if title and _TITLE.search(turn.text) and title != meeting.title:
        after = steps.change(meeting, turn.speaker.address, turn.now, title=title)
        return _revise(scene, after, lambda voice: voice.say("change_title", value=title))
    return None


def _new_title(turn: Turn) -> str:
    """What the meeting is to be called: "제목을 티타임으로", "rename it to Tea"; else the title that was named."""
    found = _NEW_TITLE.search(turn.text)
    return (found["ko"] or found["en"]).strip() if found else title_of(turn)


def _revise(scene: Scene, after: Meeting, changes: Callable[[Voice], str]) -> Outcome:
    turn, services = scene.turn, scene.services
    done = booking.revise(services, scene.meeting, after)
    if done.failed:
        return answer(turn, not_written(done.failed, turn, services, change=True), meeting=scene.meeting)

    text = turn.voice.say("changed", title=scene.what, changes=changes(turn.voice))
    told = notices.tell_changed(turn, services, after, done.event, changes) if done.event else ()
    return answer(turn, text, replies=told, meeting=after)


def instance_scene(scene: Scene, item: Item | None) -> Scene:
    """The scene of that one instance, where the item is one of a series."""
    return scene if item is None or not item.recurring else replace(scene, instance=item.instance)
