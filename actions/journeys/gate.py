"""Who may ask for what: people of the roster anything, guests of a meeting only what settles it, strangers nothing."""

from __future__ import annotations

from importlib import import_module

from actions.core.meeting import STANDING, Meeting
from actions.core.people import Person
from actions.journeys import acting, owner
from actions.journeys.asked import own_question, questions_after
from actions.journeys.people_words import name_of
from actions.journeys.turn import Outcome, Pending, Turn, answer, reply
from actions.services import Services
from actions.store.store import Transaction

# what a guest may do with the meeting that the conversation is about
_OPEN_TO_GUESTS = frozenset(
    {"action_choose", "action_reject", "action_propose", "action_reschedule", "action_cancel"}
    | {f"action_{name}" for name in ("affirm", "deny", "greet", "thanks", "help", "out_of_scope")}
    | {f"topic_{name}" for name in ("undo", "leave", "language", "forget_me")}
)
_NAMES_TIMES = frozenset({"action_schedule", "action_find_time"})  # from a guest: a counter-proposal


def sender_of(tx: Transaction, sender: str) -> Person | None:
    """The person of the roster behind a mail address or a Slack id, or None."""
    return tx.people.by_address(sender) or tx.people.by_slack_id(sender)


def guest_of(tx: Transaction, meeting_id: str | None, address: str) -> tuple[str | None, str]:
    """The meeting in which an outsider at ``address`` has a say, and the name known there.

    It is the one that the conversation is about; elsewhere the only one of theirs that is not over; None: neither.
    """
    talked = tx.meetings.get(meeting_id) if meeting_id else None
    if talked is None:
        open_ones = [m for m in tx.meetings.of_person(address) if not m.final]
        talked = open_ones[0] if len(open_ones) == 1 else None
    known = talked.participant(address) if talked else None
    return (talked.id, known.name) if talked and known else (None, "")


def turned_away(turn: Turn, services: Services) -> Outcome | None:
    """The one polite answer to an outsider who belongs to no meeting; None for everybody else.

    Nothing is read and the conversation stays as it was. The answer stands under a key of the sender's in the outbox,
    so there is no second one.
    """
    if not turn.outsider or turn.guest:
        return None
    strange = "unknown_sender" if _of_the_house(turn, services) else "unknown_outsider"
    key = "guest_only" if turn.known else strange
    once = reply(turn, turn.voice.say(key, address=turn.message.sender))
    name = f"turned-away:{turn.message.channel}:{turn.speaker.address}"

    def send(tx: Transaction) -> None:
        tx.outbox.put(name, once, turn.now)

    return Outcome(apart=True, writes=(send,))


def _of_the_house(turn: Turn, services: Services) -> bool:
    """True for an address nobody entered, of a domain that the assistant or somebody of the roster has."""
    with services.store.reading() as tx:
        ours = {p.address.partition("@")[2] for p in tx.people.all() if not p.external}
    return turn.speaker.address.partition("@")[2] in ours | {services.assistant.lower().partition("@")[2]}


def limited(action: str, turn: Turn, services: Services) -> str | Outcome:
    """The action that answers a guest: the one asked for, or what stands in its place. Members get what they ask."""
    if not turn.outsider:
        return _in_whose_name(action, turn, services)
    if action in _OPEN_TO_GUESTS:
        return action
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    if meeting is None:
        return answer(turn, turn.voice.say("guest_only", address=turn.message.sender), pending=turn.pending)
    if action in _NAMES_TIMES and meeting.open_proposal is not None and turn.moments():
        return "action_propose"
    return answer(turn, _how_it_stands(turn, services, meeting, action), pending=turn.pending)


def _in_whose_name(action: str, turn: Turn, services: Services) -> str | Outcome:
    """The action, where the sender speaks for himself; what comes of it, where he speaks for somebody else."""
    from actions.journeys.play import JOURNEYS

    person = acting.principal(turn, services, action)
    if person is not None and not acting.may(turn, person):
        return acting.refused(turn, person)
    if person is None and action not in owner.CHANGES:
        return action
    step = import_module(f"actions.journeys.{JOURNEYS[action]}").step
    if person is None:
        return owner.step(turn, services, step) or action
    return acting.act(turn, services, person, step)


def left_open(turn: Turn, outcome: Outcome) -> Pending | None:
    """What is asked after the turn, and whom: what others were asked stays open."""
    return questions_after(turn, outcome)


def without_others_question(turn: Turn) -> Turn:
    """The turn as its journey sees it: with the question that its speaker may answer."""
    return own_question(turn)


def _how_it_stands(turn: Turn, services: Services, meeting: Meeting, action: str) -> str:
    """A guest who looks things up hears of this meeting, and nothing of anybody's other time."""
    voice = turn.voice
    lines = [voice.say("guest_limits", organizer=name_of(services, meeting.organizer))]
    if action == "action_query" and meeting.state in STANDING and meeting.booked:
        lines.insert(0, voice.say("event_found", title=meeting.title, slot=voice.slot(meeting.booked.interval)))
    return "\n".join(lines)
