"""What one person's Home tab has to say, read from the store and from that person's own calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting, State, Verdict
from actions.core.people import Person
from actions.journeys.people_words import names_of
from actions.journeys.preference import describe
from actions.services import Services
from actions.store.records import Connection, Hold, Preference
from actions.store.store import Transaction
from actions.texts.voice import Voice
from bot.channels.slack.home import HomeFacts
from calendar_adapters.errors import CalendarError
from calendar_adapters.types import Event, Interval

AHEAD = timedelta(days=7)
_OPEN = frozenset({State.DRAFT, State.COLLECTING, State.PROPOSED, State.MOVING})
_STATES = {"ok": "ok", "needs_reconnect": "reconnect"}  # a connection's state -> the text's key


def home_facts(services: Services, sender: str, now: datetime) -> HomeFacts:
    """The facts for the person at ``sender`` (an address, or a Slack id); reads calendars, so it may take a while."""
    with services.store.reading() as tx:
        person = tx.people.by_address(sender) or tx.people.by_slack_id(sender)
        if person is None or person.external:
            return HomeFacts(services.language_of(person), services.zone_of(person), stranger=sender)
        meetings = tx.meetings.of_person(person.address, states=_OPEN)
        wishes = tx.preferences.of(person.address, now)
        holds = _holds(tx, person, now)
        connections = tx.connections.of(person.address)
    voice = Voice(services.language_of(person), services.zone_of(person), now)
    return HomeFacts(
        language=voice.language,
        zone=voice.place_of_zone(),
        agenda=_agenda(services, person, voice) if connections else None,
        open=tuple(_open(services, meeting, person, voice) for meeting in meetings),
        holds=tuple(_hold(hold, meetings, voice) for hold in holds),
        calendars=tuple(_calendar(connection, voice) for connection in connections),
        wishes=tuple(_wish(wish, voice) for wish in wishes),
    )


def _agenda(services: Services, person: Person, voice: Voice) -> tuple[str, ...] | None:
    try:
        events = services.calendars.events(person.address, Interval(voice.now, voice.now + AHEAD))
    except CalendarError:
        return None  # the part on calendars says which one it is
    return tuple(_event(event, voice) for event in events)


def _event(event: Event, voice: Voice) -> str:
    title = event.summary or voice.say("busy_title")
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        return f"{voice.slot(Interval(event.start, event.end))} — {title}"
    day = datetime.combine(event.start, time(), ZoneInfo(voice.zone)).date()
    return f"{voice.day(day)} — {title}"


def _open(services: Services, meeting: Meeting, person: Person, voice: Voice) -> str:
    title = meeting.title or voice.purpose(meeting.purpose)
    proposal = meeting.open_proposal
    if proposal is None:
        return voice.say("slack_home_open_missing", title=title)
    silent = [p.address for p in meeting.attendees if p.address in proposal.to and not _answered(meeting, p.address)]
    if not silent or person.address in silent:
        return voice.say("slack_home_open_yours", title=title, count=len(proposal.slots))
    names = names_of(services, meeting)
    waiting = voice.people([names.get(a, a) for a in silent])
    return voice.say("slack_home_open_line", title=title, count=len(proposal.slots), names=waiting)


def _answered(meeting: Meeting, address: str) -> bool:
    one = meeting.participant(address)
    slots = meeting.open_proposal.slots if meeting.open_proposal else ()
    return one is not None and any(one.verdict_on(slot) in (Verdict.YES, Verdict.IF_NEED_BE) for slot in slots)


def _holds(tx: Transaction, person: Person, now: datetime) -> Sequence[Hold]:
    return tx.holds.active([person.address], Interval(now, now + 8 * AHEAD), now)


def _hold(hold: Hold, meetings: Sequence[Meeting], voice: Voice) -> str:
    title = next((m.title or voice.purpose(m.purpose) for m in meetings if m.id == hold.meeting_id), "")
    what = title or voice.purpose("meeting")
    until = voice.moment(hold.expires_at)
    return voice.say("slack_home_hold", slot=voice.slot(hold.interval), title=what, until=until)


def _calendar(connection: Connection, voice: Voice) -> str:
    key = _STATES.get(connection.state, "failing")
    return voice.say(f"slack_home_calendar_{key}", label=connection.label or connection.kind)


def _wish(wish: Preference, voice: Voice) -> str:
    return f"• {describe(wish.kind, wish.value, voice)}"
