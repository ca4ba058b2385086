"""Only look for free time: nothing is booked, everything can be booked from there."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.core import meeting_steps as steps
from actions.core.candidates import Candidate
from actions.core.meeting import Slot
from actions.journeys import draft as drafts
from actions.journeys import looked, query
from actions.journeys.draft import Draft
from actions.journeys.facts import company
from actions.journeys.impossible import impossible_date
from actions.journeys.mend import unreadable
from actions.journeys.negotiation_letters import shown_offer
from actions.journeys.offering import look, slot_of, unclear_or_past
from actions.journeys.offering_lines import company_of, removed_lines
from actions.journeys.people_words import names_of
from actions.journeys.scene import Scene
from actions.journeys.schedule import person_lines
from actions.journeys.showing import clock_changes, numbered, zone_note
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.offers import Search
from actions.services import Services
from calendar_adapters.types import Interval

SHOWN = 6
USUAL = 30  # minutes, when no length was said


def step(turn: Turn, services: Services) -> Outcome:
    """The stretches that are free for everybody named, in the window that was said."""
    with services.store.reading() as tx:
        roster = tx.people.all()
    if said := impossible_date(turn.text):
        return answer(turn, turn.voice.say("time_impossible", said=said))
    who = company(turn, roster, assistant=services.assistant)
    if who.ambiguous:
        first = who.ambiguous[0]
        listed = person_lines(list(first.candidates), turn)
        text = turn.voice.say("ask_person", name=first.words, count=len(first.candidates), people=listed)
        draft = drafts.begin(turn, services, who)
        return answer(turn, text, meeting=draft.meeting, pending=Pending("person", draft.details()))
    draft = drafts.begin(turn, services, who)
    scene = _scene(turn, services, draft)
    found = look(services, scene.meeting, turn.now)
    if found.unreadable:
        return answer(turn, unreadable(found.unreadable, turn, services))
    if stopped := unclear_or_past(scene, found):
        return answer(turn, stopped.replies[0].text)
    if found.windows.exact:
        return query.hour(scene, found)
    return _stretches(scene, found, draft)


def stretches(candidates: tuple[Candidate, ...], step: timedelta) -> list[Interval]:
    """Starts that follow each other on the grid, joined to the stretches that they leave free."""
    joined: list[tuple[datetime, datetime, datetime]] = []  # first start, last start, end
    for c in candidates:
        if joined and c.start - joined[-1][1] <= step:
            joined[-1] = (joined[-1][0], c.start, max(joined[-1][2], c.end))
        else:
            joined.append((c.start, c.start, c.end))
    return [Interval(first, end) for first, _, end in joined]


def _scene(turn: Turn, services: Services, draft: Draft) -> Scene:
    meeting = drafts.with_length(draft, services, turn).meeting
    if meeting.minutes is None:
        meeting = steps.change(meeting, turn.speaker.address, turn.now, minutes=USUAL)
    named = drafts.titled(meeting, turn, names_of(services, meeting))
    return Scene(turn, services, named)


def _stretches(scene: Scene, found: Search, draft: Draft) -> Outcome:
    voice, turn = scene.voice, scene.turn
    grid = timedelta(minutes=scene.services.step_minutes)
    free = stretches(found.found.candidates, grid) if found.found else []
    hull = found.windows.hull(found.minutes)
    where = voice.days(hull) if hull else voice.say("none_whole_range")
    others = [*(p.address for p in scene.meeting.others), *(g.label for g in scene.meeting.groups)]
    everybody = company_of(scene, found, scene.meeting.addresses)
    if not free:
        head = voice.say("free_none", when=where, names=everybody) if others else voice.say("free_none_you", when=where)
        return answer(turn, "\n".join([head, *removed_lines(scene, found)]))
    head = voice.say("free_header", names=everybody) if others else voice.say("free_header_you")
    shown = [Slot(i.start, i.end) for i in free[:SHOWN]]
    named = voice.named or clock_changes(shown, voice)
    lines = [head, *(voice.say("free_line", slot=voice.slot(s.interval, named=named)) for s in shown)]
    if len(free) > SHOWN:
        lines.append(voice.say("agenda_more", count=len(free) - SHOWN))
    unknown = [a for a in found.unknown if a != turn.speaker.address]
    if unknown:
        lines.append(voice.say("unknown_time", names=scene.who(unknown)))
    if others and not unknown and found.offers:
        return _to_pick(scene, found, lines)
    lines += [*zone_note(shown, voice), voice.say("free_footer")]
    memory = looked.remember(turn, [p.address for p in scene.meeting.others], found.windows.wanted)
    return answer(
        turn, "\n".join(lines), meeting=draft.meeting, pending=Pending("time", draft.details()), memory=memory
    )


def _to_pick(scene: Scene, found: Search, lines: list[str]) -> Outcome:
    """The free stretches, and the best starts in them to be picked by number. It is only looked: nobody is asked,
    nothing is held or nudged, and nothing ends."""
    voice, turn = scene.voice, scene.turn
    slots = [slot_of(o, found) for o in found.offers]
    looked_for = steps.collect(scene.meeting, turn.now)
    proposed = steps.propose(looked_for, slots, turn.now, to=[turn.speaker.address])
    lines = [*lines, voice.say("free_pick", duration=voice.duration(found.minutes))]
    lines += [*numbered(slots, voice, scene.names()), *zone_note(slots, voice), voice.say("free_pick_footer")]
    shown = tuple(shown_offer(number, slot) for number, slot in enumerate(slots, 1))
    return answer(turn, "\n".join(lines), offers=shown, meeting=proposed, pending=Pending("offer"))
