"""Korean particles that agree with the word before them, in training patterns.

A pattern is written before its slots are filled, so the particle after a slot is written in both forms, the way Korean
forms do: ``{person}(이)랑``, ``{title}을(를)``, ``{place}(으)로``.
"""

from __future__ import annotations

import re

# (after a final consonant, after a vowel), each written in a pattern as first(second) or second(first)
PAIRS = (
    ("이에요", "예요"), ("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("아", "야"),
)  # fmt: skip
_FORMS = {f"{a}({b})": (a, b) for a, b in PAIRS} | {f"{b}({a})": (a, b) for a, b in PAIRS}
_PARTICLE = re.compile(
    r"(?P<word>[^\s()\[\]{}])(?P<close>[\]>\"'」』*_]*(?:\([A-Za-z_]+(?::[^)]*)?\)|\{\"[^}]*\})?[\"'」』*_]*)"
    rf"(?P<form>{'|'.join(re.escape(f) for f in sorted(_FORMS, key=len, reverse=True))}|\(이\)|\(으\))"
    r"(?P<next>.?)"
)
_DIGIT_FINALS = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}


def final_consonant(char: str) -> str:
    """What the reading of ``char`` ends with: 'ㄹ', another non-empty mark, or '' after a vowel.

    Hangul syllables are decomposed; digits are read in Sino-Korean; of Latin letters l, m, n and g (as in -ng) close
    the syllable in the usual transcription, the others do not.
    """
    if "가" <= char <= "힣":
        index = (ord(char) - 0xAC00) % 28
        return "" if index == 0 else "ㄹ" if index == 8 else "ㄱ"
    if char in _DIGIT_FINALS:
        return _DIGIT_FINALS[char]
    return {"l": "ㄹ", "L": "ㄹ", "R": "ㄹ", "m": "ㅁ", "M": "ㅁ", "n": "ㄴ", "N": "ㄴ", "g": "ㅇ"}.get(char, "")


def agree(text: str) -> str:
    """Resolve every two-form particle in ``text`` (which may hold entity annotations) by the word before it."""
    return _PARTICLE.sub(_resolve, text)


def _resolve(match: re.Match[str]) -> str:
    word, close, form, following = match.group("word", "close", "form", "next")
    final = final_consonant(word)
    if form == "(이)":
        chosen = "이" if final else ""
    elif form == "(으)":
        chosen = "" if final in ("", "ㄹ") and following == "로" else "으" if final else ""
    else:
        chosen = _FORMS[form][0 if final else 1]
    return f"{word}{close}{chosen}{following}"
