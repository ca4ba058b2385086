"""The Korean words of the time language (see `lexicon` for how a language plugs in)."""

from __future__ import annotations

from ..lexicon import Lexicon
from . import amounts, clocks, days, marks, places, recur, silent

LEXICON = Lexicon(
    "ko", [*recur.RULES, *clocks.RULES, *days.RULES, *amounts.RULES, *places.RULES, *marks.RULES, *silent.RULES]
)
__all__ = ["LEXICON"]
