"""Rules of a negotiation: whose yes settles it, whose words narrow it, and what new offers bring with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from actions.core import meeting_steps as steps
from actions.core.intervals import intersect
from actions.core.meeting import Meeting, Slot, Verdict
from actions.core.meeting_choice import enough, notes
from actions.core.times.codec import from_json, to_json
from actions.core.times.types import Kind, Polarity, TimeConstraint
from actions.core.windows import search_windows
from actions.journeys import refused_times, renewed, sought, trying_again
from actions.journeys.choices import by_time, number_of
from actions.journeys.joining import joining
from actions.journeys.negotiation_days import other_part
from actions.journeys.negotiation_verdicts import verdicts
from actions.journeys.offer_picks import picking_sentence
from actions.journeys.same_request import about_the_same, only_times
from actions.journeys.series_lines import skipping
from actions.journeys.turn import Turn
from actions.services import Services
from calendar_adapters.types import Interval

OPEN_AT_MOST = timedelta(days=10)  # however far ahead the times offered are
LASTING = re.compile(
    r"앞으로|항상|언제나|매번|매일|매주|평소|늘\b|절대|always|never|from now on|every|usually|in general", re.I
)
CHANGES = re.compile(r"\binstead\b|\bactually\b|\brather\b|\bmake it\b|바꿔|바꿀|대신|말고|아니다|다시", re.I)
_NOT_HEARD = frozenset({"action_out_of_scope", "action_greet", "action_query", "action_reject"})
# asks for times there, though one of the offers may lie in it
_WHAT_ABOUT = re.compile(
    r"\b(?:what|how) about\b.*\b(?:morning|afternoon|evening|(?:mon|tues|wednes|thurs|fri)day|week)s?\b", re.I
)
_ABOUT_OFFERS = frozenset(
    {"action_preference", "action_schedule", "action_reschedule", "action_deny", "action_cancel", "action_find_time"}
)
_BESIDE_A_PICK = frozenset(
    {"action_schedule", "action_reschedule", "action_find_time", "action_out_of_scope", "action_thanks", "action_greet"}
    | {"action_affirm", "action_query"}
)
_UNSURE = frozenset({"action_affirm", "action_out_of_scope"})
_ANSWERS = frozenset({"action_reject", "action_propose", "action_affirm", "action_out_of_scope", "action_choose"})
_WORDS_CHANGED = _ANSWERS | {"action_schedule", "action_reschedule", "action_preference"}
Write = Callable[[Any], object]
_WITHDRAW = re.compile(
    r"없던 ?(?:일|걸|것)|됐어|됐습니다|관둬|그만(?:둬|두|할)|필요 ?없|잊어|취소|"
    r"안 ?(?:잡아|해|하셔|만나)도|안 ?할래|안 ?하기로|"
    r"\bforget (?:it|about it|that|the)|never ?mind|\bno (?:meeting|need)|not? (?:longer )?need|don'?t need|"
    r"call it off|\bdrop (?:it|this|that)|\bcancel\b|\bscrap\b|\bwithdraw",
    re.I,
)
_NOT_THIS_BUT = re.compile(r"말고|대신|다른 (?:시간|날)|instead|another|other time|rather", re.I)


INSISTS = re.compile(
    r"그래도\s*(?:그냥\s*)?(?:잡아|예약|확정|진행|해)\S*|그냥\s*(?:잡아|예약해|진행해|확정)\S*|(?:무시하고|겹쳐도)\s*\S*|"
    r"\b(?:book|confirm|schedule|do|take|put) (?:it|that|this|me in)? ?(?:in )?"
    r"(?:anyway|anyhow|all the same|regardless)\b|"
    r"\banyway\b|\bregardless\b|\boverrule\b|\bjust (?:book|confirm) (?:it|that)\b",
    re.I,
)


def insisting(turn: Turn) -> bool:
    """ "Book it anyway", "그래도 잡아줘": over what speaks against it."""
    return bool(INSISTS.search(turn.text))


def withdraws(turn: Turn) -> bool:
    """True when the whole request is dropped, not only the times offered."""
    return bool(_WITHDRAW.search(turn.text)) and not turn.moments() and not _NOT_THIS_BUT.search(turn.text)


def redirected(turn: Turn, services: Services, action: str) -> str:
    """The action that answers when offers are open: a new wish in the same breath is about them.

    "Make it lunch instead, Wednesday" is another proposal, no lasting preference (lasting words say that) and no other
    meeting; "forget it, no meeting needed" drops the request.
    """
    if not turn.meeting_id or action not in _ABOUT_OFFERS | _ANSWERS | _BESIDE_A_PICK:
        return action
    with services.store.reading() as tx:
        meeting = tx.meetings.get(turn.meeting_id)
    if meeting is not None and renewed.asked(turn, meeting):
        return "action_propose"
    if meeting is not None and trying_again.asked(turn, meeting):
        return "action_reject"
    if meeting is not None and meeting.open_proposal is not None and other_part(turn):
        return "action_propose"
    if meeting is not None and action in _WORDS_CHANGED and sought.changed(turn, meeting):
        return "action_propose"
    if meeting is None or meeting.open_proposal is None or turn.values("title"):
        return action
    if refused_times.told(action, turn, meeting) and not LASTING.search(turn.text):
        return "action_reject"
    if action in _BESIDE_A_PICK and _only_picks(turn):
        return "action_choose"
    if meeting.may_manage(turn.speaker.address):
        if skipping(turn.text, meeting.open_proposal.slots) or (insisting(turn) and not turn.values("attendee")):
            return "action_choose"
        if joining(turn, services, meeting):
            picks = turn.intent == "choose_slot" and number_of(turn) is not None  # "Ben도 넣어주시고 2번으로"
            return "action_choose" if picks else "action_propose"
    if (
        action == "action_affirm"
        and turn.intent == "choose_slot"
        and CHANGES.search(turn.text)
        and "?" not in turn.text
    ):
        return "action_choose" if number_of(turn) is not None else action
    if action in _NOT_HEARD and only_times(turn, meeting):
        one = len(by_time(turn, meeting.open_proposal.slots, turn.zone)) == 1
        return "action_choose" if one and not _WHAT_ABOUT.search(turn.text) else "action_propose"
    if action in _UNSURE and withdraws(turn) and meeting.booked is None and meeting.may_manage(turn.speaker.address):
        return "action_reject"
    if action in _UNSURE and not turn.moments() and verdicts(turn.text, meeting).mixed:
        return "action_choose"
    if action not in _ABOUT_OFFERS:
        return action
    dropped = action in ("action_preference", "action_reschedule") and withdraws(turn)
    if action in ("action_deny", "action_cancel") or dropped:
        return "action_reject" if withdraws(turn) and meeting.booked is None and not turn.values("attendee") else action
    if action in ("action_schedule", "action_find_time") and about_the_same(turn, services, meeting):
        return "action_propose"
    named = bool(turn.values("attendee"))
    if LASTING.search(turn.text) or named or not (turn.moments() or turn.first("purpose")):
        return action
    return "action_propose" if action == "action_preference" or CHANGES.search(turn.text) else action


def _only_picks(turn: Turn) -> bool:
    """True where one sentence picks an offer and no other names a time or takes it back."""
    one = picking_sentence(turn)
    return one is not None and len(turn.moments()) == len(one.moments()) and not CHANGES.search(turn.text)


def settled(meeting: Meeting, slot: Slot) -> bool:
    """True when ``slot`` may be booked without another word.

    It is an open offer of the organizer's own round (or the organizer has said yes to it), nobody needed has refused
    it, and everybody needed who was asked has said yes, or a quorum has. People whose calendar is read were not asked:
    it shows them free.
    """
    proposal = meeting.open_proposal
    if proposal is None or slot not in proposal.slots or meeting.is_refused(slot):
        return False
    chair = meeting.participant(meeting.organizer)
    said_yes = chair is not None and chair.verdict_on(slot) is Verdict.YES
    if not said_yes and not (proposal.to and meeting.may_manage(proposal.to[0])):
        return False
    needed = [p for p in meeting.others if p.needed]
    yes = {p.address for p in needed if p.verdict_on(slot) in (Verdict.YES, Verdict.IF_NEED_BE)}
    if meeting.quorum is not None and enough(meeting, yes):
        return True
    asked = {p.address for p in needed if p.address in proposal.to}
    missing = {a for n in notes(slot, "missing") for a in n["who"]}
    no = {p.address for p in needed if p.verdict_on(slot) is Verdict.NO}
    free = {p.address for p in needed} - asked - missing - no
    return bool(asked & yes) and enough(meeting, yes | free)


def was_asked(meeting: Meeting, address: str) -> bool:
    """True when the latest offers were sent to ``address`` for an answer."""
    return meeting.last_proposal is not None and address in meeting.last_proposal.to


def refuse_some(meeting: Meeting, by: str, slots: Sequence[Slot] | None, turn: Turn) -> Meeting:
    """An attendee's no to ``slots`` (None: all); the round stays open, the organizer may still decide."""
    after = steps.refuse(meeting, by, turn.now, slots)
    return after if meeting.may_manage(by) else replace(after, state=meeting.state, proposals=meeting.proposals)


def wanted_times(meeting: Meeting, by: str, said: Sequence[TimeConstraint], turn: Turn, services: Services) -> Meeting:
    """The meeting with the newest wish in place of the older ones; what anybody wants to avoid stays.

    An attendee's wish narrows what the organizer and other attendees asked for; where the two do not meet, the
    attendee's alone is looked at, as the organizer decides in the end. The organizer's own newer wish goes before the
    organizer's older refusals.
    """
    avoided = [c for c in meeting.constraints if c.get("polarity") == Polarity.AVOID.value]
    if not any(c.polarity is Polarity.WANT for c in said):
        return replace(meeting, constraints=(*meeting.constraints, *_by(by, said)))
    if meeting.may_manage(by):
        avoided = [c for c in avoided if c.get("by") != by or not _meets(from_json(c), said)]
        return replace(meeting, constraints=(*avoided, *_by(by, said)))
    cut = _within_others(meeting, by, said, turn, services)
    agreed = {} if cut is said else {"agreed": True}  # the organizer asked for these as well
    return replace(meeting, constraints=(*avoided, *({**c, **agreed} for c in _by(by, cut))))


def in_organizers_windows(meeting: Meeting, interval: Interval, turn: Turn, services: Services) -> bool:
    """True when ``interval`` lies in what the organizer asked for."""
    asked = [c for c in _organizers(meeting) if c.polarity is Polarity.WANT]
    windows = search_windows(asked, now=turn.now, timezone=meeting.timezone, horizon_days=services.horizon_days)
    return windows.named and any(w.contains(interval) for w in windows.wanted)


def asked_for(meeting: Meeting, slots: Sequence[Slot], turn: Turn, services: Services) -> bool:
    """True when all of ``slots`` lie in what the organizer asked for; who named no time takes any that was searched."""
    asked = [c for c in _organizers(meeting) if c.polarity is Polarity.WANT]
    windows = search_windows(asked, now=turn.now, timezone=meeting.timezone, horizon_days=services.horizon_days)
    return all(any(w.contains(s.interval) for w in windows.wanted) or s.start in windows.exact for s in slots)


def keeping_up(meeting: Meeting, address: str, now: Any) -> Write:
    """The nudges after ``address`` has answered; to be run with the meeting saved."""

    def write(tx: Any) -> None:
        from actions.upkeep import replied, zones_of

        saved = tx.meetings.get(meeting.id)
        if saved is not None:
            replied(tx, saved, address, now, zones_of(tx, saved))

    return write


def offers_made(meeting: Meeting, now: Any) -> Write:
    """What new offers bring with them: their times are held, the old ones given up, nudges set."""

    def write(tx: Any) -> None:
        from actions.upkeep import schedule_nudges, zones_of

        saved = tx.meetings.get(meeting.id)
        if saved is None or saved.open_proposal is None:
            return
        tx.holds.release(saved.id)
        firm = [s for s in saved.open_proposal.slots if not _is_way(s)]
        if firm:
            last = open_until(firm, now)
            tx.holds.place(saved.id, saved.addresses, [s.interval for s in firm], last)
            for slot in firm:  # of several only the one named with an offer is kept free
                tx.holds.place(saved.id, [n["who"] for n in notes(slot, "one_of")], [slot.interval], last)
        schedule_nudges(tx, saved, now, zones_of(tx, saved))

    return write


def open_until(slots: Sequence[Slot], now: datetime) -> datetime:
    """How long offers made at ``now`` stand and are held: till the last of them begins, ten days at most."""
    return min(max(s.start for s in slots), now + OPEN_AT_MOST)


def released(meeting: Meeting) -> Write:
    """The holds of a request that is over."""
    return lambda tx: tx.holds.release(meeting.id)


def _is_way(slot: Slot) -> bool:
    return bool(slot.reasons) and slot.reasons[0].get("term") == "way"


def _organizers(meeting: Meeting) -> list[TimeConstraint]:
    """What the organizer asked for, also where it has been narrowed by an attendee's wish inside of it."""
    return [from_json(c) for c in meeting.constraints if meeting.may_manage(str(c.get("by", ""))) or c.get("agreed")]


def _within_others(
    meeting: Meeting, by: str, said: Sequence[TimeConstraint], turn: Turn, services: Services
) -> Sequence[TimeConstraint]:
    """``said`` cut to the windows that everybody else asked for, where the two meet for long enough; a time that
    somebody else named to the minute stands."""
    theirs = [from_json(c) for c in meeting.constraints if c.get("by") != by]
    asked, wished = (
        search_windows(list(c), now=turn.now, timezone=meeting.timezone, horizon_days=services.horizon_days)
        for c in (theirs, said)
    )
    if meeting.rrule or wished.exact or not wished.wanted or not asked.named:
        return said
    kept = [c for c in said if c.polarity is Polarity.AVOID]
    length = timedelta(minutes=meeting.minutes or 0)
    named = [s for s in asked.exact if wished.inside(s, meeting.minutes or 0)]
    both = [i for i in intersect(asked.wanted, wished.wanted) if i.end > i.start and i.end - i.start >= length]
    if not named and not both:
        return said
    return [
        *kept,
        *(TimeConstraint("", (0, 0), Kind.INSTANT, s) for s in named),
        *(TimeConstraint("", (0, 0), Kind.INTERVAL, i.start, i.end) for i in both),
    ]


def _meets(avoided: TimeConstraint, said: Sequence[TimeConstraint]) -> bool:
    """True when one of the times wanted now lies in what was to be avoided."""
    if avoided.start is None or avoided.end is None or avoided.kind is Kind.RECURRENCE:
        return False
    wanted = [c for c in said if c.polarity is Polarity.WANT and c.start is not None]
    return any(avoided.start <= c.start < avoided.end for c in wanted if c.start is not None)


def _by(address: str, said: Sequence[TimeConstraint]) -> list[dict[str, Any]]:
    return [{**to_json(c), "by": address} for c in said]
