"""English: its words and shapes of time, as rules for the scanner (see `..lexicon`)."""

from ..lexicon import Lexicon
from . import amounts, clocks, dates, days, marks, recurs, silent

LEXICON = Lexicon(
    "en",
    (*dates.RULES, *days.RULES, *recurs.RULES, *amounts.RULES, *clocks.RULES, *marks.RULES, *silent.RULES),
)
