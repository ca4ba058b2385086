"""Which of the assistant's texts a message is made of: the templates of `actions.texts`, read backwards."""

from __future__ import annotations

import re
from functools import lru_cache

from actions.texts import LANGUAGES

_PLACEHOLDER = re.compile(r"\{[^}]*\}")


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for key, template in LANGUAGES["ko" if language == "ko" else "en"].items():
        literal = _PLACEHOLDER.sub("", template)
        if sum(ch.isalnum() for ch in literal) < 4:
            continue  # nothing but placeholders: every message would match
        parts = [re.escape(part) for part in _PLACEHOLDER.split(template)]
        found.append((key, re.compile(".{0,400}?".join(parts), re.DOTALL)))
    return tuple(found)


def keys_in(text: str, language: str) -> frozenset[str]:
    """The keys of all texts that can have produced a part of ``text``."""
    return frozenset(key for key, pattern in _patterns(language) if pattern.search(text))
