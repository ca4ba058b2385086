"""Korean numerals: native (스물세), Sino-Korean (이십삼), digits, and the approximate pairs (두세, 서너)."""

from __future__ import annotations

import re

_SINO_DIGITS = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_SINO_POWERS = {"십": 10, "백": 100, "천": 1000}
_NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "서": 3, "넷": 4, "네": 4, "넉": 4, "너": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "여덜": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60}

#: Pairs that mean "two or three"; the smaller number comes first.
PAIRS = {
    "한두": (1, 2),
    "두세": (2, 3),
    "두어": (2, 3),
    "서너": (3, 4),
    "너댓": (4, 5),
    "네댓": (4, 5),
    "대여섯": (5, 6),
}

_ones = "다섯|여섯|일곱|여덟|여덜|아홉|하나|한|둘|두|셋|세|석|넷|네|넉"
#: One native numeral, 1-69 (한, 열한, 스물 두); it starts no group of its own.
NATIVE = rf"(?:(?:열|스물|서른|마흔|쉰|예순)\s?(?:{_ones})|열|스물|스무|서른|마흔|쉰|예순|{_ones})"
#: One Sino-Korean numeral below 10 000, written without spaces.
SINO = (
    r"(?=[일이삼사오육칠팔구십백천])(?:[이삼사오육칠팔구]?천)?(?:[이삼사오육칠팔구]?백)?"
    r"(?:[이삼사오육칠팔구]?십)?[일이삼사오육칠팔구]?(?<=[일이삼사오육칠팔구십백천])"
)

_NATIVE_SPLIT = re.compile(rf"(열|스물|스무|서른|마흔|쉰|예순)?\s?({_ones})?")


def sino(word: str) -> int | None:
    """The value of a Sino-Korean numeral (이천이십육 = 2026), or None where ``word`` is none (일일)."""
    total, digit = 0, -1
    for char in word:
        if char in _SINO_POWERS:
            total, digit = total + (digit if digit > 0 else 1) * _SINO_POWERS[char], -1
        elif char in _SINO_DIGITS and digit < 0:
            digit = _SINO_DIGITS[char]
        else:
            return None
    return total + max(digit, 0) if word else None


def native(word: str) -> int | None:
    """The value of a native numeral (열한 = 11, 스물 두 = 22), or None where ``word`` is none."""
    match = _NATIVE_SPLIT.fullmatch(word)
    if match is None or not word:
        return None
    return _NATIVE_TENS.get(match[1] or "", 0) + _NATIVE_ONES.get(match[2] or "", 0)


def number(word: str) -> float | None:
    """The value of digits (2, 2.5), a Sino-Korean or a native numeral, or None."""
    word = word.strip()
    if word[:1].isdigit():
        return float(word)
    if word in PAIRS:
        return float(PAIRS[word][0])
    value = sino(word)
    if value is None:
        value = native(word)
    return None if value is None else float(value)
