"""Days said by name."""

import re

from ..atoms import Moment
from ..lexicon import Rule

RULES = (Rule("t", re.compile(r"tomorrow\b"), lambda m: Moment(cycle=("day", 1))),)
