from collections.abc import Sequence

from actions.core.candidates import Candidate
from actions.core.ranking.types import Offer, RankContext


class FirstRanker:
    """The `Ranker` of the first version: a weighted sum of hand-set terms. A learned model takes its place later."""

    def rank(self, candidates: Sequence[Candidate], context: RankContext) -> list[Offer]:
        """At most ``context.limit`` offers, best first."""
        raise NotImplementedError


def rank(candidates: Sequence[Candidate], context: RankContext) -> list[Offer]:
    """`FirstRanker().rank`."""
    return FirstRanker().rank(candidates, context)
