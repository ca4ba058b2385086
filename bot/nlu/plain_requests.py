"""Requests of few words that are plain by their build, where the model is unsure: "coffee w/ joe", "ok block 2-4".

Looked at only when a message is out of scope or nothing is likely enough; a build says nothing about people or times
that are not named with it.
"""

from __future__ import annotations

import re

from bot.nlu.reading import Reading

CONFIDENCE = 0.5  # no more than likely
MAX_WORDS = 16
_OPENING = (
    r"^(?:\W|\b(?:ok(?:ay)?|and|then|so|great|cool|also|hey|hi|hello|please|pls|plz|can|could|you|u|would|let'?s|"
    r"just|right|al?right|nice|perfect|fine|sure|thanks|thx|yes|yeah|yep|hmm+|oh|ah|now|need|i|we|want|to|wanna|"
    r"maybe|how about)\b)*"
)
_KIND = (
    r"(?:meeting|mtg|call|sync|chat|coffee|lunch|dinner|breakfast|brunch|drinks|catch[- ]?up|1[:-]1|1on1|"
    r"one[- ]on[- ]one|check[- ]?in|huddle|review|interview|demo|session|stand-?up|handover|"
    r"debrief|retro|kick-?off|workshop|brainstorm)"
)
_WITH_SOMEBODY = re.compile(
    rf"{_OPENING}(?:[\w'’-]+\s+){{0,3}}?(?:[\w'’:-]+[\s-]+)?{_KIND}s?\s+(?:w/|with\b|between\b)\s*[@<]?\w",
    re.IGNORECASE,
)
_KEEPS_TIME = re.compile(
    rf"{_OPENING}(?:block|hold|reserve|pencil|carve|set aside|keep|save|put|grab)\b"
    r"(?!\s+(?:that|this|him|her|them|it)\b)",
    re.IGNORECASE,
)
_TO_BE_REMINDED = re.compile(
    rf"{_OPENING}(?:remind|ping|nudge|alert|poke|buzz|notify|prod|shout at|give)\s+(?:me|us)\b", re.IGNORECASE
)
# what is kept for others than oneself by another business: "reserve a table for two at 7"
_ELSEWHERE = re.compile(
    r"\b(?:table|flight|hotel|tickets?|seats?|taxi|cab|uber|train|car|restaurant|number|caller|website|user|song|"
    r"music|alarm|volume|light|lights|playlist|movie|order|pizza|price|card|money|order)\b",
    re.IGNORECASE,
)
_TELLS_OR_ASKS = re.compile(
    r"\b(?:was|were|had|went|did|said|yesterday|last (?:week|night|month|year))\b|^\W*(?:what|who|when|where|why|how"
    r"(?! about)|is|are|do|does|did|has|have)\b",
    re.IGNORECASE,
)


def plain_request(reading: Reading) -> str:
    """The intent that the build of a short English message leaves little doubt of, or ""."""
    text = reading.text
    if reading.lang != "en" or len(text.split()) > MAX_WORDS or _ELSEWHERE.search(text) or _TELLS_OR_ASKS.search(text):
        return ""
    if _TO_BE_REMINDED.match(text) and reading.times:
        return "set_reminder"
    if _WITH_SOMEBODY.match(text) or (_KEEPS_TIME.match(text) and reading.times):
        return "schedule_meeting"
    return ""
