"""The Korean words of the time language (see `lexicon` for how a language plugs in)."""

from __future__ import annotations

from dataclasses import replace

from ..lexicon import Lexicon, Rule
from . import amounts, clocks, days, marks, places, recur, silent, weeks
from .common import BEHIND, LEFT


def _edged(rule: Rule) -> Rule:
    """The rule, told to the scanner as one that begins at the edge of a word where its pattern says so."""
    return replace(rule, after=BEHIND) if rule.pattern.pattern.startswith(LEFT) else rule


_TABLES = (recur, clocks, days, weeks, amounts, places, marks, silent)
LEXICON = Lexicon("ko", [_edged(rule) for table in _TABLES for rule in table.RULES])
__all__ = ["LEXICON"]
