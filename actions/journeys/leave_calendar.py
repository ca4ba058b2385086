"""An attendee cannot come to an event that somebody else organizes and that stands in a calendar only: it is declined
in the attendee's own calendar (PARTSTAT=DECLINED, RFC 5545 section 3.2.12), and the organizer is told."""

from __future__ import annotations

from dataclasses import replace

from actions.calendars import Unreadable
from actions.journeys import shown, which
from actions.journeys.calendar_items import AHEAD, Item, items, title_shown
from actions.journeys.facts import purpose_words, title_of
from actions.journeys.mend import not_written
from actions.journeys.people_words import name_of, voice_for
from actions.journeys.turn import Outcome, Turn, answer
from actions.messages import Reply
from actions.services import Services
from calendar_adapters.errors import CalendarError, NotFound
from calendar_adapters.types import Attendee, Event, Interval, PartStat


def meant(turn: Turn, services: Services) -> list[Item]:
    """The events of others that the words mean: by title and time, else the one shown or refused last."""
    try:
        if title_of(turn) or purpose_words(turn) or turn.moments():
            found = which.meant(turn, services)
        else:
            everything = items(turn, services, Interval(turn.now, turn.now + AHEAD))
            found = shown.talked_of(turn, everything)
    except CalendarError:
        return []
    return [i for i in found if i.event is not None and i.meeting is None and _of_another(i.event, turn, services)]


def decline(turn: Turn, services: Services, item: Item) -> Outcome:
    """That one event, of a series that one instance, is declined; everybody else's calendar stays as it is."""
    assert item.event is not None
    assert item.event.organizer is not None
    me = turn.speaker.address
    try:
        _write(services, me, item.event, turn.speaker.name)
    except CalendarError as error:
        broken = Unreadable(me, error.calendar, error)
        return answer(turn, not_written(broken, turn, services, change=True))
    organizer = item.event.organizer.address
    title, voice = title_shown(item, turn), turn.voice
    key = "leave_declined_once" if item.recurring else "leave_declined"
    text = voice.say(key, title=title, slot=voice.slot(item.interval))
    passed_on = voice.say("leave_passed_on", organizer=voice.people([name_of(services, organizer)]))
    return answer(turn, f"{text}\n{passed_on}", replies=(_told(turn, services, item, organizer),))


def _of_another(event: Event, turn: Turn, services: Services) -> bool:
    mine = (turn.speaker.address, *turn.speaker.addresses, services.assistant)
    return event.organizer is not None and event.organizer.address not in mine


def _write(services: Services, me: str, event: Event, name: str) -> None:
    """Raises CalendarError where no calendar of ``me`` has it or lets it be changed."""
    others = tuple(a for a in event.attendees if a.address != me)
    own = next((a for a in event.attendees if a.address == me), Attendee(me, name))
    declined = replace(event, attendees=(*others, replace(own, partstat=PartStat.DECLINED)))
    for calendar in services.calendars.of(me):
        try:
            stored = calendar.get(event.uid)
        except NotFound:
            continue
        calendar.update(replace(declined, etag=stored.etag, href=stored.href))
        return
    raise NotFound(f"no calendar of {me} has it", "")


def _told(turn: Turn, services: Services, item: Item, organizer: str) -> Reply:
    with services.store.reading() as tx:
        person = tx.people.by_address(organizer)
    channel, conversation = services.route(person, organizer, turn.message)
    voice = voice_for(services, person, turn.voice, named=True)
    name = voice.person(turn.speaker.name or turn.speaker.address)
    text = voice.say("leave_declined_told", name=name, title=item.title, slot=voice.slot(item.interval))
    return Reply(organizer, channel, conversation, text, voice.language, item.title)
