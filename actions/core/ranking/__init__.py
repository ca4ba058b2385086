"""The first context model: a few good offers out of what is free, each with its reasons."""

from actions.core.ranking.first import FirstRanker, rank
from actions.core.ranking.types import Habit, Offer, RankContext, Ranker, Reason

__all__ = ["FirstRanker", "Habit", "Offer", "RankContext", "Ranker", "Reason", "rank"]
