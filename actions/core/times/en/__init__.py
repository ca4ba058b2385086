"""English: its words and shapes of time, as rules for the scanner (see `..lexicon`)."""

from ..lexicon import Lexicon
from . import amounts, clocks, dates, days, figures, marks, named, parts_of_day, recurs, silent, weekdays, zones

#: the earlier table wins among matches of one length
_TABLES = (dates, figures, named, days, weekdays, recurs, amounts, clocks, parts_of_day, zones, marks, silent)
LEXICON = Lexicon("en", tuple(rule for table in _TABLES for rule in table.RULES))
