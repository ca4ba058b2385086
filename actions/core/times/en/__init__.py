"""English: its words and shapes of time."""

from ..lexicon import Lexicon
from .dates import RULES as DATES

LEXICON = Lexicon("en", DATES)
