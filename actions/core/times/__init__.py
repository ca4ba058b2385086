"""What a message says about time: a grammar of small parsers, Korean and English and mixed.

>>> from datetime import datetime
>>> read_times("tomorrow 3-4pm", datetime(2026, 11, 23, 9))[0].start
datetime.datetime(2026, 11, 24, 15, 0)

A text is made plain (`normal`), its time words are found (`lexicon` with the languages' rules in `en` and `ko`), and
neighbours are composed (`compose` on `ranges`, `habits`, `lengths`, `moments`; `repeat`, `lists`). What was taken back
or only asked about is seen to (`corrections`, `asked`, `titled`), the sentences are read together (`link`, `lending`),
and all is put on the calendar (`resolve`, `spans`, `days`, `rrule`). How a language plugs in: `lexicon`.
"""

from .length import meeting_minutes
from .read import read_times
from .types import Grain, Kind, Polarity, Strength, TimeConstraint

__all__ = [
    "Grain",
    "Kind",
    "Polarity",
    "Strength",
    "TimeConstraint",
    "meeting_minutes",
    "read_times",
]
