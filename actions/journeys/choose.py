"""Take one of the offers: by number, order, time, or a plain yes to the only one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting, Slot, State
from actions.core.meeting_choice import left_out
from actions.core.meeting_json import slot_from_json
from actions.core.times.codec import to_json
from actions.core.times.types import Grain, Kind, TimeConstraint
from actions.errors import MendableError
from actions.journeys import propose, reject, renewed, wished_guest
from actions.journeys.choices import FILLERS, by_time, doubtful, number_of
from actions.journeys.facts import minutes_of
from actions.journeys.joining import with_new
from actions.journeys.last_word import changed
from actions.journeys.late import heard_late
from actions.journeys.negotiation import INSISTS, insisting, keeping_up, settled
from actions.journeys.negotiation_letters import told_partly
from actions.journeys.negotiation_verdicts import Verdicts, verdicts
from actions.journeys.offer_picks import agreed, any_will_do, by_order, picking_sentence, suits_all
from actions.journeys.scene import Scene
from actions.journeys.series_lines import SKIPS, only_clashing, skipping
from actions.journeys.settle import settle
from actions.journeys.showing import numbered
from actions.journeys.turn import Outcome, Pending, Turn, answer
from actions.services import Services
from calendar_adapters.types import Role

_TURNS = re.compile(
    r"\bactually\b|\bwait\b|\bon second thought|\binstead\b|\bscratch that\b|\bchange of plan|"
    r"아니다|아 ?참|생각해 ?보니|바꿀게|바꿔|말고|대신|그러지 말고",
    re.I,
)
_LENGTH_LEAD = re.compile(
    r"[\s,.;–—-]*(?:\b(?:but|and|though|only|just)\b\s*)*(?:\b(?:can|could) (?:we|you|it)\b\s*)?"
    r"(?:\b(?:make|keep|do|extend|cut|shorten|have)\s+(?:it|that|this)\b(?:\s+(?:to|a|an|be|for|only|just))*|\bfor\b|\bto\b)?\s*$|"
    r"(?:로|으로)?\s*(?:하되|하는데|하고|가되|좋은데|인데|근데|대신|다만|[,.])+\s*(?:길이는|시간은)?\s*$",
    re.I,
)


def step(turn: Turn, services: Services) -> Outcome:
    """Book what was picked; an attendee's pick is told to the organizer."""
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if late := heard_late(turn, services, meeting):
        return late
    if meeting is not None and turn.moments() and renewed.ran_out(meeting, turn):
        return renewed.step(turn, services, meeting)
    if meeting is None or (meeting.open_proposal is None and not meeting.final and not meeting.booked):
        raise MendableError("no_open_offer", state="")
    if meeting.open_proposal is None:
        return _without_offers(turn, meeting)
    manages = meeting.may_manage(turn.speaker.address)
    if skipping(turn.text, meeting.open_proposal.slots) and manages:
        return _leaving_out(turn, services, meeting)
    if insisting(turn) and manages and (insisted := _insisted(turn, services, meeting)):
        return insisted
    if changes_mind(turn, meeting):
        return propose.step(turn, services)
    said = verdicts(turn.text, meeting)
    if said.no and (said.mixed or not said.yes):
        return reject.step(turn, services)
    if len(said.yes) > 1 and not manages:
        return reject.attendees_answer(turn, services, meeting, said)
    one = picking_sentence(turn)
    slot = pick(one or without_length(turn), meeting) or agreed(turn, meeting)
    scene = Scene(turn, services, meeting)
    if slot is None and manages and any_will_do(turn):
        slot = _best(meeting)
    if slot is None and not manages and (suits_all(turn) or any_will_do(turn) or _plain_yes(turn)):
        return reject.attendees_answer(turn, services, meeting, Verdicts(yes=meeting.open_proposal.slots))
    if slot is None and turn.moments():
        return propose.step(turn, services)
    if slot is None and _to_others(turn):
        return Outcome(pending=turn.pending, apart=True)
    if slot is None:
        offers = "\n".join(numbered(meeting.open_proposal.slots, turn.voice, scene.names()))
        return answer(turn, turn.voice.say("choice_unclear", offers=offers), pending=Pending("offer"))
    if not meeting.may_manage(turn.speaker.address):
        accepted = _accept(scene, slot)
        wishes = wished_guest.wished(turn, services, meeting)
        return wished_guest.passed_on(turn, services, accepted.meeting or meeting, accepted) if wishes else accepted
    meeting = with_new(turn, services, meeting)
    if (minutes := _other_length(turn, meeting, slot)) is not None:
        return _lengthened(turn, services, meeting, slot, minutes)
    return settle(Scene(turn, services, _give_way(meeting, slot), _instance(turn)), slot)


def _plain_yes(turn: Turn) -> bool:
    """ "Works for me" from somebody who is only to say what suits: all of it does."""
    return turn.intent == "affirm" and not turn.moments() and not doubtful(turn)


def _best(meeting: Meeting) -> Slot | None:
    """The first offer that nobody has refused, for who leaves the choice to the assistant; None while others are
    asked which it shall be."""
    proposal = meeting.open_proposal
    if proposal is None or any(not meeting.may_manage(a) for a in proposal.to):
        return None
    return next((slot for slot in proposal.slots if not meeting.is_refused(slot)), None)


def _to_others(turn: Turn) -> bool:
    """ "Yeah wild 😅": an agreement with somebody else of the thread, of more words than one to an offer has."""
    more = re.search(r"[^\W\d_]", FILLERS.sub(" ", turn.text))
    return turn.message.overheard and turn.intent == "affirm" and more is not None


def _other_length(turn: Turn, meeting: Meeting, slot: Slot) -> int | None:
    """The length said beside a pick ("the second one, but make it 45 minutes"), where it is another than offered."""
    once = meeting.rrule is None and meeting.booked is None
    minutes = minutes_of(turn) if once and turn.durations() else None
    return None if minutes == slot.minutes else minutes


def _lengthened(turn: Turn, services: Services, meeting: Meeting, slot: Slot, minutes: int) -> Outcome:
    """The picked start with that length, if it is free so long; else why not, and the nearest that is."""
    from actions.journeys import schedule

    start = TimeConstraint("", (0, 0), Kind.INSTANT, slot.start, None, Grain.MINUTE)
    wanted = replace(meeting, constraints=({**to_json(start), "by": turn.speaker.address},))
    changed = steps.change(wanted, turn.speaker.address, turn.now, minutes=minutes)
    return schedule.go(Scene(turn, services, steps.collect(changed, turn.now)), [])


def _leaving_out(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """The series without the dates that clash: of the offer that was picked, else of the only one that has any."""
    assert meeting.open_proposal is not None
    rest = replace(turn, message=replace(turn.message, text=SKIPS.sub(" ", turn.text)))
    number = number_of(rest)
    slot = meeting.offered(number) if number is not None else only_clashing(meeting.open_proposal.slots)
    scene = Scene(turn, services, meeting)
    if slot is None:
        offers = "\n".join(numbered(meeting.open_proposal.slots, turn.voice, scene.names()))
        return answer(turn, turn.voice.say("choice_unclear", offers=offers), pending=turn.pending or Pending("offer"))
    return settle(replace(scene, meeting=left_out(meeting, slot, turn.now)), slot)


def _insisted(turn: Turn, services: Services, meeting: Meeting) -> Outcome | None:
    """The organizer overrules: the time that was asked for and not free, the offer picked, or the only one there is."""
    assert meeting.open_proposal is not None
    number = number_of(replace(turn, message=replace(turn.message, text=INSISTS.sub(" ", turn.text))))
    scene = Scene(turn, services, meeting)
    kept = turn.pending.details.get("insist") if turn.pending else None
    if number is not None:
        return _overruled(scene, meeting.offered(number), [])
    if turn.moments():
        return None
    if kept:
        return _overruled(scene, slot_from_json(kept), [turn.voice.say("insisted")])
    slots = meeting.open_proposal.slots
    return _overruled(scene, slots[0], []) if len(slots) == 1 else None


def _overruled(scene: Scene, slot: Slot, lead: list[str]) -> Outcome:
    return settle(replace(scene, meeting=_give_way(scene.meeting, slot)), slot, lead, force=True)


def changes_mind(turn: Turn, meeting: Meeting) -> bool:
    """ "First one. Actually no, make it lunch on Wednesday" takes nothing: what follows the turn is what is wanted."""
    turned = _TURNS.search(turn.text)
    if turned is None:
        return False
    later = turn.text[turned.start() :]
    if verdicts(later, meeting).yes or number_of(replace(turn, message=replace(turn.message, text=later), entities=())):
        return False
    return bool(turn.moments()) or (
        meeting.may_manage(turn.speaker.address) and propose.new_purpose(meeting, turn) is not None
    )


def without_length(turn: Turn) -> Turn:
    """The turn up to where another length is put to the pick."""
    said = turn.durations()
    lead = _LENGTH_LEAD.search(turn.text[: said[0].span[0]]) if said else None
    if lead is None or not lead.start():
        return turn
    text = turn.text[: lead.start()]
    kept = tuple(e for e in turn.entities if e.end <= lead.start())
    times = tuple(t for t in turn.times if t.span[1] <= lead.start())
    return replace(turn, message=replace(turn.message, text=text), entities=kept, times=times)


def accepted_all(meeting: Meeting, slots: Sequence[Slot]) -> Slot | None:
    """The first of ``slots`` that may be booked now, see `settled`."""
    return next((slot for slot in slots if settled(meeting, slot)), None)


def pick(turn: Turn, meeting: Meeting) -> Slot | None:
    """The offer that was picked; None when it is not clear which.

    Raises:
        MendableError: ``choice_out_of_range``, ``no_open_offer``.
    """
    proposal = meeting.open_proposal
    slots = proposal.slots if proposal else ()
    if turn.values("choice"):
        number = number_of(turn)
        if number is not None:
            return _at_hour(number, turn, slots) or meeting.offered(number)
    if (ordered := by_order(turn, slots)) is not None:
        return ordered
    timed = by_time(turn, slots, turn.zone)
    if len(timed) == 1:
        return timed[0]
    number = None if turn.moments() else number_of(turn)
    if number is not None:
        return _at_hour(number, turn, slots) or meeting.offered(number)
    if not turn.moments() and len(slots) == 1:
        return slots[0]
    return None


def _at_hour(number: int, turn: Turn, slots: Sequence[Slot]) -> Slot | None:
    """ "4 then" where there is no number 4 means the one offer at four o'clock."""
    if not len(slots) < number <= 12 or re.search(
        rf"{number}\s*번|(?:number|option|no\.?|#)\s*{number}", turn.text, re.I
    ):
        return None
    starts = [s.start.astimezone(ZoneInfo(turn.zone)) for s in slots]
    there = [s for s, t in zip(slots, starts, strict=True) if (t.hour - 1) % 12 + 1 == number and t.minute == 0]
    return there[0] if len(there) == 1 else None


def _accept(scene: Scene, slot: Slot) -> Outcome:
    """An attendee who does not organize says yes; it is booked once all who were asked have, else passed on."""
    turn, me = scene.turn, scene.turn.speaker.address
    meeting, before = changed(scene.meeting, me, [slot], (), turn.text, turn.now)
    accepted = steps.accept(meeting, me, [slot], turn.now)
    if settled(accepted, slot):
        said = before.line("answer_changed_you", turn.voice)
        return settle(Scene(turn, scene.services, accepted), slot, said, by=accepted.organizer)
    told = told_partly(turn, scene.services, accepted, [slot], [], before)
    lines = before.line("answer_changed_you", turn.voice)
    noted = "\n".join([*lines, turn.voice.say("answer_noted", organizer=scene.who([meeting.organizer]))])
    writes = (keeping_up(accepted, turn.speaker.address, turn.now),)
    return answer(turn, noted, replies=told, meeting=accepted, pending=Pending("offer"), writes=writes)


def _instance(turn: Turn) -> datetime | None:
    """The one of a series that the offers are for."""
    one = turn.pending.details.get("instance") if turn.question == "offer" and turn.pending else None
    return datetime.fromisoformat(one) if one else None


def _give_way(meeting: Meeting, slot: Slot) -> Meeting:
    """Somebody who cannot come to the picked way out becomes optional."""
    way = slot.reasons[0] if slot.reasons else {}
    if way.get("term") != "way" or way.get("way") != "without":
        return meeting
    out = set(way.get("who", ()))
    people = tuple(replace(p, role=Role.OPTIONAL) if p.address in out else p for p in meeting.attendees)
    return replace(meeting, attendees=people)


def _without_offers(turn: Turn, meeting: Meeting) -> Outcome:
    """What became of the request; a yes to the time that is booked is told that it is."""
    if renewed.ran_out(meeting, turn):
        return renewed.asks(turn)
    booked = meeting.booked
    same = booked is not None and (
        by_time(turn, [booked], turn.zone) or (not turn.moments() and turn.intent == "affirm")
    )
    if booked is None or not same or meeting.state is State.CANCELLED:
        raise _over(meeting)
    voice = turn.voice
    return answer(turn, voice.say("stands_booked", title=meeting.title, slot=voice.slot(booked.interval)))


def _over(meeting: Meeting) -> MendableError:
    state = meeting.state.value
    keys = {"booked": "already_booked", "cancelled": "meeting_cancelled", "withdrawn": "request_withdrawn"}
    return MendableError(keys.get(state, "offer_expired" if state == "expired" else "no_open_offer"), state=state)
