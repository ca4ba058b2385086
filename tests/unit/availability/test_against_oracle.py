"""The fast computation gives what the definition, read word by word, gives."""

from __future__ import annotations

from hypothesis import given, settings

from actions.core.availability import Rule, free_starts, refusals, why_not
from actions.core.availability.explain import everybody_in_the_way
from tests.unit.availability import oracle
from tests.unit.availability.problems import problems


@given(problems())
@settings(max_examples=150, deadline=None)
def test_free_starts(problem):
    starts, removed, optional = oracle.solve(problem)
    answer = free_starts(problem)
    assert list(answer.starts) == starts
    assert {rule.value: count for rule, count in answer.removed.items()} == removed
    assert {start: list(ids) for start, ids in answer.optional.items()} == optional


@given(problems())
@settings(max_examples=40, deadline=None)
def test_refusals_agree_with_the_counts_and_name_those_concerned(problem):
    answer = free_starts(problem)
    found = refusals(problem)
    assert {rule: sum(r.rule is rule for r in found) for rule in Rule} == answer.removed
    assert not {r.start for r in found} & set(answer.starts)
    everybody = everybody_in_the_way(problem)
    for refusal in found:
        assert bool(refusal.who) == (refusal.rule is not Rule.NOTICE)
        assert set(refusal.who) <= set(everybody[refusal.start])
        assert why_not(problem, refusal.start)[0] == refusal
    assert all(why_not(problem, start) == () for start in answer.starts)
