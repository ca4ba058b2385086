"""No sequence of steps, allowed or not, by anybody, leads to a meeting that contradicts itself."""

import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core import meeting_steps as steps
from actions.core.meeting import FINAL, Participant, Verdict
from actions.core.meeting_invariants import inconsistencies
from actions.core.meeting_json import from_json, to_json
from actions.errors import MendableError
from calendar_adapters.types import PartStat, Role
from tests.unit.meeting.samples import ANNA, JUNHO, MINJI, NOW, ORGANIZER, draft, slot

PEOPLE = (ORGANIZER, MINJI, JUNHO, ANNA, "new@example.com", "STRANGER@example.com")
people = st.sampled_from((ORGANIZER,) * 5 + PEOPLE)  # most steps are the organizer's
slots = st.builds(slot, st.integers(1, 9), st.integers(0, 1), st.sampled_from([60, 60, 30, 0.1]))
rounds = st.lists(slots, min_size=1, max_size=3, unique_by=lambda s: (s.start, s.end))
instances = st.none() | st.builds(lambda d, w: slot(d).start + timedelta(weeks=w), st.integers(1, 9), st.integers(0, 2))
roles = st.sampled_from(list(Role))
clock = st.sampled_from([0, 0, 0, 1, 2, 8]).map(lambda days: NOW + timedelta(days=days))
new_people = st.lists(st.builds(Participant, people, role=roles), max_size=2)
changes = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["a", "b"]),
        "minutes": st.sampled_from([-5, 0, 30, 60, None]),
        "rrule": st.sampled_from([None, "FREQ=WEEKLY"]),
        "quorum": st.sampled_from([None, 0, 1, 9]),
        "expires_at": clock,
        "delegates": st.just((MINJI,)),
    },
)
STEPS = st.one_of(
    st.tuples(st.just(steps.collect)),
    st.tuples(st.just(lambda m, now, s: steps.propose(m, s, now)), rounds),
    st.tuples(
        st.just(lambda m, now, by, s, v: steps.accept(m, by, s, now, verdict=v)),
        people,
        rounds,
        st.sampled_from(list(Verdict)),
    ),
    st.tuples(
        st.just(lambda m, now, by, s: steps.accept(m, by, m.open_proposal.slots[:s] if m.open_proposal else (), now)),
        people,
        st.integers(1, 3),
    ),
    st.tuples(st.just(lambda m, now, by, s: steps.refuse(m, by, now, s)), people, st.none() | rounds),
    st.tuples(st.just(lambda m, now, by: steps.counter(m, by, [{"text": "x"}], now)), people),
    st.tuples(st.just(lambda m, now, by, s: steps.choose(m, s, by, now)), people, slots),
    st.tuples(st.just(lambda m, now, by, n: steps.choose(m, m.offered(n), by, now)), people, st.integers(-1, 3)),
    st.tuples(st.just(steps.book)),
    st.tuples(st.just(steps.booking_failed)),
    st.tuples(st.just(lambda m, now, by: steps.reopen(m, by, now)), people),
    st.tuples(st.just(steps.keep)),
    st.tuples(st.just(lambda m, now, by, s, i: steps.move(m, s, by, now, instance=i)), people, slots, instances),
    st.tuples(st.just(lambda m, now, by, c: steps.change(m, by, now, **c)), people, changes),
    st.tuples(st.just(lambda m, now, by, p: steps.add_attendees(m, by, p, now)), people, new_people),
    st.tuples(st.just(lambda m, now, by, who: steps.remove_attendee(m, by, who, now)), people, people),
    st.tuples(
        st.just(lambda m, now, by, who, r: steps.set_role(m, by, who, r, now)),
        people,
        people,
        st.sampled_from([Role.REQUIRED, Role.OPTIONAL]),
    ),
    st.tuples(st.just(lambda m, now, who, p: steps.respond(m, who, p, now)), people, st.sampled_from(list(PartStat))),
    st.tuples(st.just(lambda m, now, by, i: steps.cancel(m, by, now, instance=i)), people, instances),
    st.tuples(st.just(steps.expire)),
)


def outcome(step, meeting, now, arguments):
    """The meeting after the step, and the refusal if there was one."""
    try:
        return step(meeting, now, *arguments), None
    except MendableError as error:
        return meeting, error


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(clock, STEPS), min_size=10, max_size=40))
def test_no_sequence_of_steps_reaches_an_inconsistent_meeting(script):
    meeting = draft()
    for now, (step, *arguments) in script:
        before = to_json(meeting)
        after, refusal = outcome(step, meeting, now, arguments)
        assert to_json(meeting) == before
        if refusal is not None:
            assert set(refusal.placeholders) == set(steps.KEYS[refusal.key])
            continue
        assert inconsistencies(after) == ()
        assert after.uid == meeting.uid
        assert after.sequence >= meeting.sequence
        assert meeting.state not in FINAL
        if after.booked != meeting.booked:
            assert meeting.chosen == after.booked  # nothing is booked that was not chosen and written
        assert from_json(json.loads(json.dumps(to_json(after))), after.version) == after
        meeting = after
