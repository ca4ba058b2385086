"""The languages that are read, in the order in which they win among matches of the same length."""

from __future__ import annotations

import re

from .atoms import Atom
from .en import LEXICON as EN
from .ko import LEXICON as KO
from .lexicon import Scanner

_HANGUL = re.compile(r"[\u3131-\u318e가-힣一-鿿]")
_BOTH = Scanner((KO, EN))
_ENGLISH = Scanner((EN,))


def atoms(text: str, lang: str | None) -> list[Atom]:
    """The time words of a normalised text.

    Both languages are read wherever there is Hangul, or Korean is expected: 19.12.17 is a day of 2019 there, and one of
    2017 elsewhere.
    """
    scanner = _BOTH if lang == "ko" or _HANGUL.search(text) else _ENGLISH
    return scanner.atoms(text)
