"""Korean particles that fit the word before them: 을/를, 이/가, 은/는, 과/와, 으로/로."""

from __future__ import annotations

# how each ends when it is read aloud in Korean: "" open, "ㄹ" the liquid that takes 로, "x" any other final
_DIGITS = dict(zip("0123456789", ("x", "ㄹ", "", "x", "", "", "x", "ㄹ", "ㄹ", ""), strict=True))
_LETTER_NAMES = {"L": "ㄹ", "R": "ㄹ", "M": "x", "N": "x"}
_VOWELS = "aeiouwy"
_CLOSERS = "\"'”’)]}>」』〉》*_`.!? "


def particle(word: str, pair: str) -> str:
    """The half of ``pair`` ("을/를": after a final consonant / after a vowel) that fits ``word``.

    Hangul is exact. Digits are read as Sino-Korean numerals, capitals (``HR``) letter by letter, other Latin words by
    their last letters as they are usually written in Hangul. ``으로/로`` takes 로 after ㄹ. A closing bracket or
    quote is skipped; a word in brackets counts only if nothing stands before it.
    """
    closed, _, open_ = pair.partition("/")
    final = _final(word)
    if final == "ㄹ" and closed == "으로":
        return open_
    return closed if final else open_


def attach(word: str, pair: str) -> str:
    """``word`` with its particle: ``attach("회의", "을/를") == "회의를"``."""
    return word + particle(word, pair)


def _final(word: str) -> str:
    """ "" when the word ends in a vowel, "ㄹ" after ㄹ, else "x"."""
    core = _without_aside(word).rstrip(_CLOSERS)
    if not core:
        return ""
    last = core[-1]
    if "가" <= last <= "힣":
        jong = (ord(last) - 0xAC00) % 28
        return "" if jong == 0 else "ㄹ" if jong == 8 else "x"
    if last.isdigit():
        return _DIGITS.get(last, "")
    return _latin_final(core)


def _without_aside(word: str) -> str:
    """ "김민지 (minji@example.com)" is read "김민지"."""
    stripped = word.rstrip()
    if stripped.endswith(")") and "(" in stripped:
        before = stripped[: stripped.rindex("(")].rstrip()
        return before or stripped
    return stripped


def _latin_final(core: str) -> str:
    tail = core.split()[-1]
    last = tail[-1]
    if last.isupper() and tail.isupper():
        return _LETTER_NAMES.get(last, "")
    low = tail.lower()
    if low[-1] == "l" or low.endswith("le"):
        return "ㄹ"
    if low[-1] in "mn" or low.endswith(("ng", "me", "ne")):
        return "x"
    if low[-1] in "bckpt" and len(low) > 2 and low[-2] in _VOWELS and low[-3] not in _VOWELS:
        return "x"  # 맥, 컵, 슬랙: a short closed syllable
    if low.endswith("ck"):
        return "x"
    return ""
