"""Korean particles that agree with the word before them, in training patterns.

A pattern is written before its slots are filled, so the particle after a slot is written in both forms, the way Korean
forms do: ``{person}(이)랑``, ``{title}을(를)``, ``{place}(으)로``. `actions.texts.particles` knows which form fits.
"""

from __future__ import annotations

import re

from actions.texts.particles import particle

# (after a final consonant, after a vowel), each written in a pattern as first(second) or second(first)
PAIRS = (
    ("이에요", "예요"), ("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("아", "야"),
)  # fmt: skip
_FORMS = {f"{a}({b})": f"{a}/{b}" for a, b in PAIRS} | {f"{b}({a})": f"{a}/{b}" for a, b in PAIRS}
_PARTICLE = re.compile(
    r"(?P<word>[^\s()\[\]{}]+(?:\([가-힣]\))?)(?P<close>[\]>\"'」』*_]*(?:\([A-Za-z_]+(?::[^)]*)?\)|\{\"[^}]*\})?[\"'」』*_]*)"
    rf"(?P<form>{'|'.join(re.escape(f) for f in sorted(_FORMS, key=len, reverse=True))}|\(이\)|\(으\))"
    r"(?P<next>.?)"
)


def agree(text: str) -> str:
    """Resolve every two-form particle in ``text`` (which may hold entity annotations) by the word before it."""
    return _PARTICLE.sub(_resolve, text)


def _resolve(match: re.Match[str]) -> str:
    word, close, form, following = match.group("word", "close", "form", "next")
    return f"{word}{close}{_fitting(word, form, following)}{following}"


def _fitting(word: str, form: str, following: str) -> str:
    if form == "(이)":
        return particle(word, "이/")
    if form == "(으)":
        # 으로 drops its vowel after ㄹ, 으면 and 으니 do, too; before any other ending only a final consonant counts
        return "" if particle(word, "으로/로") == "로" and following == "로" else particle(word, "으/")
    return particle(word, _FORMS[form])
