"""Which step is allowed in which state, where it leads, and the key that says why not."""

import pytest

from actions.core import meeting_steps as steps
from actions.core.meeting import FINAL, Participant, State
from actions.core.meeting_invariants import inconsistencies
from actions.errors import MendableError
from calendar_adapters.types import PartStat
from tests.unit.meeting.samples import MINJI, NOW, OFFERS, ORGANIZER, TWO_WEEKS, in_state, slot

STEPS = {
    "collect": lambda m: steps.collect(m, NOW),
    "propose": lambda m: steps.propose(m, [slot(5)], NOW),
    "accept": lambda m: steps.accept(m, MINJI, OFFERS[:1], NOW),
    "refuse": lambda m: steps.refuse(m, MINJI, NOW),
    "counter": lambda m: steps.counter(m, MINJI, [{"text": "목요일"}], NOW),
    "choose": lambda m: steps.choose(m, slot(6), ORGANIZER, NOW),
    "book": lambda m: steps.book(m, NOW),
    "booking_failed": lambda m: steps.booking_failed(m, NOW),
    "reopen": lambda m: steps.reopen(m, ORGANIZER, NOW),
    "keep": lambda m: steps.keep(m, NOW),
    "move": lambda m: steps.move(m, slot(7), ORGANIZER, NOW),
    "change": lambda m: steps.change(m, ORGANIZER, NOW, title="주간 회의"),
    "add": lambda m: steps.add_attendees(m, ORGANIZER, [Participant("new@example.com")], NOW),
    "remove": lambda m: steps.remove_attendee(m, ORGANIZER, MINJI, NOW),
    "respond": lambda m: steps.respond(m, MINJI, PartStat.ACCEPTED, NOW),
    "cancel": lambda m: steps.cancel(m, ORGANIZER, NOW),
    "expire": lambda m: steps.expire(m, TWO_WEEKS),
}
# state: what each step leads to, in the order of STEPS (a state, or the key of the refusal)
TABLE = """
draft      collecting proposed no_open_offer no_open_offer collecting booking not_booked not_booked not_booked not_booked not_booked draft draft draft not_booked withdrawn not_expired
collecting collecting proposed no_open_offer no_open_offer collecting booking not_booked not_booked not_booked not_booked not_booked collecting collecting collecting not_booked withdrawn not_expired
proposed   collecting proposed proposed collecting collecting booking not_booked not_booked not_booked not_booked not_booked proposed collecting proposed not_booked withdrawn expired
booking    being_booked being_booked being_booked being_booked being_booked being_booked booked collecting being_booked being_booked being_booked being_booked being_booked being_booked being_booked withdrawn being_booked
booked     already_booked already_booked already_booked already_booked already_booked already_booked already_booked already_booked moving already_booked booking booked booked booked booked cancelled already_booked
moving     moving moving already_booked already_booked moving booking already_booked already_booked moving booked booking moving moving moving moving cancelled not_expired
"""
CASES = [
    (State(row.split()[0]), step, outcome)
    for row in TABLE.strip().splitlines()
    for step, outcome in zip(STEPS, row.split()[1:], strict=True)
]
CASES += [
    (
        state,
        step,
        {State.CANCELLED: "meeting_cancelled", State.WITHDRAWN: "request_withdrawn"}.get(state, "offer_expired"),
    )
    for state in sorted(FINAL)
    for step in STEPS
]


@pytest.mark.parametrize(("state", "step", "outcome"), CASES, ids=lambda v: getattr(v, "value", v))
def test_every_step_in_every_state(state, step, outcome):
    before = in_state(state)
    if outcome in steps.KEYS:
        with pytest.raises(MendableError) as caught:
            STEPS[step](before)
        assert caught.value.key == outcome
        assert set(caught.value.placeholders) == set(steps.KEYS[outcome])
    else:
        after = STEPS[step](before)
        assert after.state.value == outcome
        assert inconsistencies(after) == ()


@pytest.mark.parametrize("state", State)
def test_the_samples_are_sound_and_in_their_state(state):
    assert in_state(state).state is state
    assert inconsistencies(in_state(state)) == ()
