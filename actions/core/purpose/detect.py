"""From a title and a message to a purpose, by the words that name it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from actions.core.purpose.patterns import TEXT, TITLE
from actions.core.purpose.table import PURPOSES
from actions.core.purpose.types import Purpose

MAX_CHARACTERS = 2000  # beyond this a message says what it is about no longer


def detect(title: str, text: str = "") -> Purpose:
    """The purpose of a meeting with this ``title``, asked for with this ``text``.

    The title decides when it names a purpose, then the text; `PURPOSES["meeting"]` when neither does.
    """
    for words, patterns in ((title, TITLE), (text, TEXT)):
        found = _first(_plain(words), patterns)
        if found:
            return PURPOSES[found]
    return PURPOSES["meeting"]


def _plain(words: str) -> str:
    """Full-width forms and odd spaces made ordinary."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", words[:MAX_CHARACTERS])).strip()


def _first(words: str, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> str | None:
    return next((name for name, pattern in patterns if pattern.search(words)), None) if words else None
