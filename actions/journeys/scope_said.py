"""Which of a series is meant, where the request itself says so: "only next Tuesday's", "from the 22nd on"."""

from __future__ import annotations

import re

_DAY = (
    r"(?:(?:this|next|coming)\s+)?(?:today|tomorrow|tonight|week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2})(?:['’]?s)?"
)
_ONLY = re.compile(
    rf"\b(?:only|just)\s+(?:(?:for|on|the one (?:on|of))\s+)?{_DAY}|{_DAY}(?:\s+(?:one|instance))?\s+only\b|"
    r"\b(?:only|just)\s+(?:this|that|the) (?:one|time|once|instance)\b|\bjust (?:this )?once\b|"
    r"(?:오늘|내일|모레|이번|다음|[월화수목금토일]요일|\d+\s*일)(?:\s*(?:주|회|번))?(?:\s*[월화수목금토일]요일)?"
    r"(?:\s*(?:것|거|꺼|건|회의|미팅|회차|하루))?\s*만(?![가-힣])|한\s*번만|그\s*날만|"
    r"(?:오늘|내일|모레|[월화수목금토일]요일|\d+\s*일)\s*\S{1,12}만\s+(?:좀\s*)?(?:취소|빼|없애|건너)",
    re.I,
)
_FROM = re.compile(
    rf"\bfrom\s+{_DAY}\s+(?:on(?:wards?)?|forward)\b|\bfrom (?:then|there|that (?:one|week|day)) on\b|"
    r"(?<![시분반])부터(?:는)?\s*(?:쭉|계속|다(?![가-힣])|전부|모두|앞으로|아예|이후)|"
    r"(?<![시분반])부터(?:는)?\s*(?:[가-힣]+\s+){0,2}(?:취소|없애|그만|안\s*(?:해|하|합)|빼)",
    re.I,
)


def scope_said(text: str) -> bool | None:
    """True for the one named alone, False for it and all after it, None where the words do not tell."""
    if _FROM.search(text):
        return False
    return True if _ONLY.search(text) else None
