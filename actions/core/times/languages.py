"""The languages that are read, in the order in which they win among matches of the same length."""

from __future__ import annotations

from .en import LEXICON as EN
from .ko import LEXICON as KO
from .lexicon import Scanner

LEXICONS = (KO, EN)
SCANNER = Scanner(LEXICONS)
