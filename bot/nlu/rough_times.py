# ruff: noqa
"""A stand-in until the time grammar is there: finds most time expressions, reads none."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

_KO = r"(?:오늘|내일|모레|글피|어제|지금|이번|다음|지난|다다음|매일|매주|매달|오전|오후|아침|점심|저녁|밤|새벽|정오|주말|평일|담주|낼|[월화수목금토일](?:요일|욜)|\d{1,4}\s?(?:년|월|일|시|분|시간|주|개월)|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두)\s?시(?:간)?|(?:일|이|삼|사|오|유|육|칠|팔|구|시|십|십일|십이)월|(?:이|삼)?십?(?:일|이|삼|사|오|육|칠|팔|구)일|반|주|달|까지|이후|부터)"
_EN = r"(?:today|tomorrow|tonight|yesterday|now|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon|evening|night|next|this|last|week|weekend|month|year|daily|weekly|monthly|every|at|on|by|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?::\d\d)?\s?[ap]\.? ?m\.?|[ap]\. ?m\.?|am|pm|o'clock|minutes?|hours?|hrs?|mins?)"
_RUN = re.compile(rf"{_KO}(?:\s?(?:에)?\s?{_KO})*|\b{_EN}\b(?:[ ,]+\b{_EN}\b)*", re.I)


def read_times(text: str, *_: Any, **__: Any) -> list[Any]:
    return [
        SimpleNamespace(span=m.span())
        for m in _RUN.finditer(text)
        if m[0].lower()
        not in (
            "at",
            "on",
            "by",
            "one",
            "may",
            "반",
            "주",
            "달",
            "까지",
            "this",
            "next",
            "last",
            "month",
            "now",
            "two",
            "부터",
            "이후",
        )
    ]
