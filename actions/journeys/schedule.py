"""Arrange a meeting, or put an event in the calendar: ask what is missing once, then book or offer times."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot
from actions.core.people import Person, members_of
from actions.core.times.types import Polarity
from actions.core.windows import search_windows
from actions.journeys import draft as drafts
from actions.journeys import filling, pending, series, soonest
from actions.journeys.choices import doubtful, no, yes
from actions.journeys.draft import Draft
from actions.journeys.facts import bare, company
from actions.journeys.group_words import said_together
from actions.journeys.impossible import impossible_date, impossible_length
from actions.journeys.negotiation_days import on_asked_days
from actions.journeys.offering import look, nearest, offer, unclear_or_past
from actions.journeys.offering_lines import choosing, held_lines
from actions.journeys.people_words import names_of
from actions.journeys.saying import asks_to_find, only_outside_hours, series_lines, understood, why_not_lines
from actions.journeys.scene import Scene
from actions.journeys.settle import settle
from actions.journeys.showing import when
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.journeys.usual_place import with_place
from actions.offers import Search
from actions.services import Services

ACTION = "action_schedule"


def step(turn: Turn, services: Services) -> Outcome:
    """A new request, or the answer to a question about one."""
    return soonest.remembered(turn, _step(turn, services))


def _step(turn: Turn, services: Services) -> Outcome:
    with services.store.reading() as tx:
        roster = tx.people.all()
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    wrong = _impossible(turn)
    going_on = pending.answered(turn) == ACTION and meeting is not None and not meeting.final and not meeting.booked
    if going_on and meeting is not None:
        return answer(turn, wrong[1], pending=turn.pending) if wrong else _continue(turn, services, meeting, roster)
    who = company(turn, roster, assistant=services.assistant)
    if wrong:
        question, text = wrong
        left = replace(turn, times=turn.durations() if question == "time" else turn.moments())
        return _ask(turn, drafts.begin(left, services, who), text, question)
    draft = drafts.begin(turn, services, who)
    if over := _past(turn):
        return _ask(turn, draft, over, "time")
    return advance(turn, services, draft, roster)


def carry_on(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Other times for a request that something is still missing from."""
    with services.store.reading() as tx:
        roster = tx.people.all()
    turn = replace(turn, times=(*turn.durations(), *on_asked_days(turn.moments(), meeting, turn.zone, turn.now)))
    draft = drafts.resume(replace(meeting, constraints=()), turn.pending.details if turn.pending else {})
    who = company(turn, roster, assistant=services.assistant)
    return advance(turn, services, drafts.add(draft, turn, services, who), roster)


def resumed(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """A request that something is still missing from, changed meanwhile: what is missing is asked for again."""
    with services.store.reading() as tx:
        roster = tx.people.all()
    return advance(turn, services, drafts.resume(meeting, turn.pending.details if turn.pending else {}), roster)


def advance(turn: Turn, services: Services, draft: Draft, roster: list[Person]) -> Outcome:
    """Ask for the next missing piece, or go and look for times."""
    if asked := _missing_person(turn, draft, roster):
        return asked
    if drafts.needs_company(draft, turn):
        return _ask(turn, draft, turn.voice.say("ask_attendee"), "attendee")
    draft = with_place(drafts.with_length(draft, services, turn), services, turn)
    if draft.meeting.minutes is None:
        what = draft.meeting.title or turn.voice.purpose(draft.meeting.purpose)
        return _ask(turn, draft, turn.voice.say("ask_duration", what=what), "duration")
    named = drafts.titled(draft.meeting, turn, names_of(services, draft.meeting))
    return go(Scene(turn, services, steps.collect(named, turn.now)), list(draft.lead))


def go(scene: Scene, lead: list[str]) -> Outcome:
    """Everything needed is known: book the named time if it is free, else offer."""
    found = look(scene.services, scene.meeting, scene.turn.now)
    lead = [*lead, *understood(scene, found), *series_lines(scene)]
    if found.unreadable or not found.windows.exact:
        return offer(scene, found, lead)
    if stopped := unclear_or_past(scene, found):
        return stopped
    if found.exact:
        return _book_named(scene, found, lead)
    return _not_free(scene, found, lead)


def _book_named(scene: Scene, found: Search, lead: list[str]) -> Outcome:
    """One named time is booked at once; of several free ones the sender picks, and who asks to find gets an offer."""
    if len(found.exact) > 1 or asks_to_find(scene.turn.text):
        return offer(scene, found, lead)
    only = found.exact[0]
    if only.start in found.clashes:
        return series.clashing(scene, found, only, lead)
    said = [*lead, *choosing(scene, found)]
    grounds = {"term": "exact", "params": {}, "weight": 1.0}
    return settle(scene, Slot(only.start, only.end, (grounds, *found.notes(only.start))), said)


def _not_free(scene: Scene, found: Search, lead: list[str]) -> Outcome:
    """Why the named time cannot be, and the nearest that can."""
    named = found.windows.exact[0]
    held = found.held_by_others(named)
    lines = [*lead, *(held_lines(scene, found, named, held) if held else why_not_lines(scene, found, named))]
    if only_outside_hours(found, named) and (turns := series.taking_turns(scene, named, lines)):
        return turns
    if only_outside_hours(found, named):
        slot = Slot(named, named + timedelta(minutes=found.minutes))
        proposed = steps.propose(scene.meeting, [slot], scene.turn.now, to=[scene.turn.speaker.address])
        lines.append(scene.voice.say("confirm_outside_hours", slot=scene.voice.slot(slot.interval)))
        return answer(scene.turn, "\n".join(lines), meeting=proposed, pending=Pending("confirm_booking"))
    return nearest(scene, named, lines)


def _continue(turn: Turn, services: Services, meeting: Meeting, roster: list[Person]) -> Outcome:
    assert turn.pending is not None
    if turn.question == "confirm_booking":
        return _confirmed(turn, services, meeting)
    draft = before = drafts.resume(meeting, turn.pending.details)
    if turn.question == "time":
        turn = replace(turn, times=(*turn.durations(), *on_asked_days(turn.moments(), meeting, turn.zone, turn.now)))
    if turn.question == "person":
        draft = filling.picked_person(draft, turn, roster)
    elif turn.question == "address":
        draft = filling.given_address(draft, turn, roster)
    elif turn.question == "attendee":
        draft = filling.given_people(draft, turn, services, roster)
    elif turn.question == "time":
        draft = replace(draft, meeting=replace(meeting, constraints=filling.reading_picked(turn)))
    elif turn.question == "duration" and not turn.durations():
        draft = filling.bare_minutes(draft, turn)
    if turn.question in ("duration", "time"):
        draft = drafts.add(draft, turn, services, company(turn, roster, assistant=services.assistant))
    elif misses := filling.missed(turn, before, draft):
        return _asked_in_vain(turn, draft, misses, roster)
    return advance(turn, services, draft, roster)


def _asked_in_vain(turn: Turn, draft: Draft, misses: int, roster: list[Person]) -> Outcome:
    """The question about people once more in other words; the request is dropped when that does not help either."""
    voice = turn.voice
    if misses > filling.MISSES:
        dropped = steps.cancel(draft.meeting, turn.speaker.address, turn.now)
        return answer(turn, voice.say("given_up_asking"), meeting=dropped)
    if turn.question == "attendee":
        text = voice.say("ask_attendee_again")
    elif turn.question == "person":
        addresses = next(iter(draft.ambiguous.values()))
        text = voice.say("ask_again_person", people=person_lines([p for p in roster if p.address in addresses], turn))
    else:
        text = voice.say("ask_address_again", name=bare(draft.unknown[0]))
    kept = {**draft.details(), "misses": misses}
    return answer(turn, text, meeting=draft.meeting, pending=Pending(turn.question, kept))


def _confirmed(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    assert turn.pending is not None
    if doubtful(turn) and not no(turn):
        return answer(turn, turn.voice.say("confirm_again"), pending=turn.pending)
    if no(turn) or not yes(turn):
        return answer(turn, turn.voice.say("dropped"), meeting=steps.cancel(meeting, turn.speaker.address, turn.now))
    slot = meeting.offered(1)
    return settle(Scene(turn, services, meeting), slot, force=True)


def _missing_person(turn: Turn, draft: Draft, roster: list[Person]) -> Outcome | None:
    """Ask about the first name that is not clear, showing addresses; never when there is one match."""
    voice = turn.voice
    for words, addresses in draft.ambiguous.items():
        listed = person_lines([p for p in roster if p.address in addresses], turn)
        key = "ask_again_person" if turn.question == "person" else "ask_person"
        text = voice.say(key, name=bare(words), count=len(addresses), people=listed)
        return _ask(turn, draft, text, "person")
    if draft.unknown:
        said = draft.unknown[0]
        if team := _team_text(said, turn, roster):
            return _ask(turn, draft, team, "address")
        text = voice.say("address_invalid", said=said) if "@" in said else voice.say("ask_address", name=bare(said))
        return _ask(turn, draft, text, "address")
    return None


def _team_text(said: str, turn: Turn, roster: list[Person]) -> str:
    """That nobody else is in that team, or that there is no such team, with those that there are; "" for a name."""
    teams = sorted({p.team for p in roster if p.team})
    if members_of(said, roster):
        return turn.voice.say("team_empty", team=said)
    if not any(s.label == said for s in said_together(turn.text, roster, turn.speaker)):
        return ""
    key = "team_unknown" if teams else "team_unknown_none"
    return turn.voice.say(key, team=said, teams=", ".join(teams))


def person_lines(people: list[Person], turn: Turn) -> str:
    """People to choose from: number, name, address, team."""
    lines = []
    for number, person in enumerate(people, 1):
        team = f" ({person.team})" if person.team else ""
        name, address = person.name or person.address, person.address
        lines.append(turn.voice.say("person_line", number=number, name=name, address=address, team=team))
    return "\n".join(lines)


def _ask(turn: Turn, draft: Draft, text: str, question: str) -> Outcome:
    return answer(turn, text, meeting=draft.meeting, pending=Pending(question, draft.details()))


def _impossible(turn: Turn) -> tuple[str, str] | None:
    """The question to ask again and its text, where a date or a length was said that cannot be."""
    if said := impossible_date(turn.text):
        return "time", turn.voice.say("time_impossible", said=said)
    if said := impossible_length(turn.text, [t.minutes for t in turn.durations() if t.minutes is not None]):
        return "duration", turn.voice.say("duration_impossible", said=said)
    return None


def _past(turn: Turn) -> str:
    """What to say when every time that was wanted lies behind, or ""."""
    wanted = [t for t in turn.moments() if t.polarity is Polarity.WANT]
    past = search_windows(wanted, now=turn.now, timezone=turn.zone).past if wanted else ()
    over = past and len(past) == len(wanted)
    return turn.voice.say("time_past", when=when(turn.voice, past[0])) if over else ""
