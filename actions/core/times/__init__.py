"""The time grammar: Korean, English and mixed scheduling language to `TimeConstraint`s. Pure, no Rasa, no clock."""

from actions.core.times.types import Grain, Kind, Polarity, Strength, TimeConstraint

__all__ = ["Grain", "Kind", "Polarity", "Strength", "TimeConstraint"]
