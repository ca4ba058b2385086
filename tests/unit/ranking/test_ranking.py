"""What makes one free start better than another, and how a few are chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.candidates import Candidate
from actions.core.purpose import PURPOSES
from actions.core.ranking import FirstRanker, Habit, RankContext, Ranker, rank
from actions.core.ranking import types as ranking_types
from actions.core.ranking.spread import CLOSEST
from calendar_adapters.types import Interval

UTC = timezone.utc
SEOUL = ZoneInfo("Asia/Seoul")


def at(day, hour=0, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=SEOUL).astimezone(UTC)


def candidate(*when, minutes=60, **more):
    start = at(*when)
    return Candidate(start, start + timedelta(minutes=minutes), **more)


def window(*ends):
    return (Interval(at(*ends[0]), at(*ends[1])),)


BASE = RankContext(now=at(23, 9), timezone="Asia/Seoul", purpose=PURPOSES["meeting"], spread=False, limit=100)


def terms(chosen, context):
    return {reason.term: reason for reason in rank([chosen], context)[0].reasons}


@pytest.mark.parametrize(
    ("better", "worse", "more"),
    [
        ((24, 12), (24, 10), {"purpose": PURPOSES["lunch"]}),
        ((24, 18, 30), (24, 17), {"purpose": PURPOSES["dinner"]}),
        ((24, 9, 30), (24, 11, 30), {"purpose": PURPOSES["standup"]}),
        ((24, 14), (24, 12), {}),  # the lunch hour
        ((24, 14), (24, 14, 15), {}),  # a round start
        ((24, 14), (26, 14), {}),  # soon
        ((27, 14), (28, 14), {}),  # no weekend
        ((25, 10), (24, 14), {"preferred": window((25, 9), (25, 12))}),
        ((25, 10), (24, 14), {"disliked": window((24, 12), (24, 18))}),
        ((26, 16), (24, 15), {"habits": (Habit(3, 16 * 60, 8, "meeting"), Habit(0, 9 * 60, 1, "meeting"))}),
        ((24, 14, 30), (24, 14), {"commitments": window((24, 13), (24, 14))}),  # a pause after the one before
        ((24, 11), (24, 15), {"zones": {"a": "Asia/Seoul", "b": "America/Los_Angeles"}}),
    ],
)
def test_better(better, worse, more):
    context = replace(BASE, **more)
    offers = rank([candidate(*worse), candidate(*better)], context)
    assert offers[0].start == at(*better)
    assert offers[0].score > offers[1].score


def test_every_reason_is_in_the_table_and_the_score_is_their_sum():
    context = replace(
        BASE,
        purpose=PURPOSES["review"],
        zones={"a": "Asia/Seoul", "b": "Europe/Berlin"},
        commitments=window((24, 9), (24, 10)) + window((24, 15), (24, 16)),
        preferred=window((24, 14), (24, 18)),
        disliked=window((25, 9), (25, 12)),
        habits=(Habit(1, 14 * 60, 3, "review"),),
        optional_total=2,
    )
    starts = [(day, hour, minute) for day in (24, 25, 28) for hour in range(8, 20) for minute in (0, 15, 30)]
    offers = rank([candidate(*start, exact=start == (24, 14, 0), optional_free=("x",)) for start in starts], context)
    seen = set()
    for offer in offers:
        assert offer.score == pytest.approx(sum(reason.weight for reason in offer.reasons))
        for reason in offer.reasons:
            seen.add(reason.term)
            line = next(x for x in ranking_types.__doc__.splitlines() if x.startswith(f"| ``{reason.term}``"))
            assert (reason.weight < 0) == ("(-)" in line)
            assert all(f"``{name}``" in line for name in reason.params)
    assert {"exact", "preferred", "disliked", "purpose_hour", "habit", "odd_hour", "optional_free", "weekend"} <= seen


def test_reasons_say_why():
    lunch = terms(candidate(24, 12), replace(BASE, purpose=PURPOSES["lunch"]))
    assert lunch["purpose_hour"].params == {"purpose": "lunch", "start": "12:00", "share": 1.0}
    assert "lunch" not in lunch
    beside = terms(candidate(24, 14), replace(BASE, commitments=window((24, 15), (24, 16))))
    assert beside["back_to_back"].params == {"minutes": 0}
    odd = terms(candidate(24, 14), replace(BASE, zones={"a": "Asia/Seoul", "b": "America/New_York"}))
    assert odd["odd_hour"].params == {"who": "b", "start": "00:00", "timezone": "America/New_York"}
    fair = terms(candidate(24, 17), replace(BASE, zones={"a": "Asia/Seoul", "b": "Europe/Berlin"}))
    assert "odd_hour" not in fair


def test_a_habit_is_told_as_it_was():
    habits = (Habit(1, 10 * 60, 4, "review"), Habit(3, 10 * 60, 1, "review"))
    context = replace(BASE, purpose=PURPOSES["review"], habits=habits)
    assert terms(candidate(24, 10, 30), context)["habit"].params == {
        "count": 4, "weekday": 1, "start": "10:00", "purpose": "review",
    }  # fmt: skip
    assert terms(candidate(26, 10), context)["habit"].params["weekday"] == -1
    assert "habit" not in terms(candidate(24, 16), context)
    assert "habit" not in terms(candidate(24, 10), replace(context, habits=(Habit(1, 600, 1, "review"),)))


def test_one_long_stretch_is_left_whole():
    crowded = window((24, 9), (24, 13)) + window((24, 16), (24, 18))
    split = terms(candidate(24, 14), replace(BASE, commitments=crowded))
    assert split["splits_focus"].params == {"minutes": 180}
    aside = terms(candidate(24, 13), replace(BASE, commitments=crowded))
    assert aside["focus"].params == {"minutes": 120}


def test_offers_are_a_choice():
    grid = [candidate(day, 9, 0) for day in (24, 25, 26)]
    grid = [
        Candidate(c.start + timedelta(minutes=15 * n), c.end + timedelta(minutes=15 * n))
        for c in grid
        for n in range(33)
    ]
    offers = rank(grid, replace(BASE, spread=True, limit=3))
    assert len(offers) == 3
    assert len({offer.start.astimezone(SEOUL).date() for offer in offers}) == 3
    assert [offer.score for offer in offers] == sorted((offer.score for offer in offers), reverse=True)


def test_in_one_narrow_window_they_keep_apart_as_far_as_it_goes():
    grid = [candidate(24, 14, minute) for minute in (0, 15, 30, 45)] + [candidate(24, 15)]
    offers = rank(grid, replace(BASE, spread=True, limit=2))
    assert sorted(offer.start for offer in offers) == [at(24, 14), at(24, 15)]
    assert len(rank(grid[:2], replace(BASE, spread=True))) == 1


def _quarter(number):
    start = at(23) + timedelta(minutes=15 * number)
    return Candidate(start, start + timedelta(minutes=45))


CANDIDATES = st.lists(st.integers(0, 14 * 96), max_size=30, unique=True).map(lambda numbers: [*map(_quarter, numbers)])


@given(CANDIDATES, st.integers(1, 5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_spread_is_deterministic_and_keeps_the_best(candidates, limit, chance):
    context = replace(BASE, spread=True, limit=limit, commitments=window((24, 9), (24, 12)))
    offers = rank(candidates, context)
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    assert rank(shuffled, context) == offers
    assert len(offers) <= limit
    assert bool(offers) == bool(candidates)
    assert all(abs(a.start - b.start) >= CLOSEST for a in offers for b in offers if a is not b)
    if candidates:
        assert offers[0] == rank(candidates, replace(context, spread=False, limit=1))[0]


def test_the_seam_for_a_learned_model():
    ranker: Ranker = FirstRanker()
    assert ranker.rank([], BASE) == []
