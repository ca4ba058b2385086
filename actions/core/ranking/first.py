"""The first ranker: a sum of hand-set terms (terms.py), then a choice of offers that differ (spread.py)."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from actions.core.candidates import Candidate
from actions.core.ranking.day import Days
from actions.core.ranking.spread import spread
from actions.core.ranking.terms import look, reasons
from actions.core.ranking.types import Offer, RankContext


class FirstRanker:
    """The `Ranker` of the first version. A learned model takes its place later."""

    def rank(self, candidates: Sequence[Candidate], context: RankContext) -> list[Offer]:
        """At most ``context.limit`` offers, best first; ties go to the earlier one."""
        days = Days(context.commitments, ZoneInfo(context.timezone))
        offers = [_offer(candidate, context, days) for candidate in candidates]
        if context.spread:
            return spread(offers, context.limit, ZoneInfo(context.timezone))
        return sorted(offers, key=lambda offer: (-offer.score, offer.start))[: context.limit]


def rank(candidates: Sequence[Candidate], context: RankContext) -> list[Offer]:
    """`FirstRanker().rank`."""
    return FirstRanker().rank(candidates, context)


def _offer(candidate: Candidate, context: RankContext, days: Days) -> Offer:
    found = reasons(look(candidate, context, days))
    score = round(sum(reason.weight for reason in found), 4)
    return Offer(candidate.start, candidate.end, score, tuple(found), candidate.optional_free)
