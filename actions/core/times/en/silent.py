"""What looks like a time and is none: prices, versions, rooms, phone numbers, addresses, greetings."""
# ruff: noqa: E501, ARG005 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

import re
from re import Match

from ..atoms import SILENT
from ..lexicon import Rule
from .common import DIGITS, END, SPELLED, rule

_THINGS = (
    r"(?:people|persons?|ppl|guests?|attendees?|participants?|points?|pages?|kg|kgs|kilograms?|kilos?|grams?|g|lbs?|pounds?|km|kms|kilometers?|"
    r"miles?|mi|cm|mm|meters?|metres?|feet|ft|inch(?:es)?|mb|gb|tb|kb|usd|krw|won|eur|euros?|dollars?|bucks|cents|percent|pct|degrees?|items?|"
    r"rooms?|seats?|tickets?|copies|users?|customers?|clients?|floors?|stars?|votes?|lines?|files?|bugs?|issues?|commits?|questions?|slides?|"
    r"chapters?|of\s+(?:us|them|you|the\s+\w+)|apples?|beers?|coffees?|options?|cats?|dogs?|kids?|children|men|women|players?|teams?|emails?|"
    r"messages?|tasks?|candidates?|interviews?|meetings?|engineers?|developers?|servers?|nodes?|x|k|v|w|watts?|volts?|liters?|litres?|ml|"
    r"million|billion|thousand|hundred|outstanding|goals?|games?|laps?|reps?|sets?|things?|steps?|parts?|ways?|words?|calls?\s+(?:left|missed)|"
    r"(?:times|x)\s+(?:a|per|faster|more|as)|ideas?|reasons?|examples?|types?|kinds?|boxes|cups?|bottles?|spots?|slots?|days?\s+old|years?\s+old|"
    r"years?\s+of\s+experience|weeks?\s+pregnant|months?\s+old|year-olds?|hours?\s+behind|hours?\s+ahead)"
)
_NUMBERED = (
    r"(?:room|rm|floor|page|pages|pp|p|chapter|gate|line|lines|section|ticket|issue|bug|build|flight|apt|apartment|suite|platform|track|step|"
    r"level|lvl|grade|version|ver|release|rev|revision|v|episode|season|ep|building|bldg|unit|no|nr|number|item|question|q|option|"
    r"exit|bus|route|terminal|seat|row|table|figure|fig|appendix|pr|sprint|phase|part|volume|vol|python|java|windows|ios|android|order|"
    r"invoice|case|port|zip|ext|extension|hall|lab|studio|conference\s+room|meeting\s+room|score|rated|rating|highway|article|block|stage|"
    r"lesson|task|problem|type|iphone|galaxy|model|top|age|aged|size|group|team|class|channel|bay|dock|pier|district|ward|zone|sector|pin|code|"
    r"id|lot|#|grade|tier|round|error|http|status)"
)

RULES: tuple[Rule, ...] = (
    rule("hwf", r"(?:https?://|www\.|ftp://)\S+", lambda m: SILENT),
    rule("abcdefghijklmnopqrstuvwxyz" + DIGITS, r"[a-z0-9][a-z0-9_.+-]{0,64}@[a-z0-9-]{1,64}\.[a-z0-9.-]{2,64}", lambda m: SILENT),
    rule("abcdefghijklmnopqrstuvwxyz", r"[a-z0-9-]{1,40}\.(?:com|org|net|io|co|kr|dev|ai|app)(?:\.[a-z]{2})?(?:/\S*)?(?![a-z0-9])", lambda m: SILENT),
    rule("$€£₩¥%#*", r"(?:[$€£₩¥#*]\s?\d[\d,.]*(?:\s?(?:k|m|million|billion)\b)?|%[0-9a-f]{2}\S*)", lambda m: SILENT),
    rule("<", r"<[^<>\s]{1,200}>", lambda m: SILENT),
    rule(DIGITS + "+", r"\+?\d{1,4}[-.\s]\d{3,4}[-.\s]\d{4}(?!\d)", lambda m: SILENT),
    rule("+", r"\+\d{1,3}[\s-]?(?:\(?\d{1,4}\)?[\s-]?){2,5}\d{2,4}", lambda m: SILENT),
    rule("(", r"\(\d{2,4}\)\s?\d{3,4}[-.\s]?\d{4}", lambda m: SILENT),
    rule(DIGITS, r"\d{2,3}-\d{2}-\d{2}(?:-\d{2,6}|\d{3,})|\d{6}-\d{7}|\d{2,6}-\d{2,6}-\d{3,6}(?:-\d+)?(?![\d:])", lambda m: None if _datelike(m[0]) else SILENT),
    rule(DIGITS, r"\d{2}-\d{2}-\d{2}-\d{2}|\d{1,2}/-?\d{1,2}/\d(?!\d)|\d{1,2}-\d{1,2}-\d{1,2}(?![\d:-])|\d+/-\d\S*", lambda m: SILENT),
    rule(DIGITS, rf"\d[\d,]{{0,12}}(?:\.\d{{1,4}})?\s{{0,2}}{_THINGS}{END}", lambda m: SILENT),
    rule(DIGITS, r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?|\d{1,15}(?:[.,]\d{1,15})?\s?%|\d+(?:\.\d+){2,8}(?:[a-z]\S{0,40})?|\d+\.\d+(?![\d:])|\d{5,}(?:[-./]\d+)*|\d{4}[-./]\d{1,2}[-./]\d{1,2}\d*", lambda m: SILENT),
    rule(DIGITS, r"24/7|9/11|50/50|20/20|\d{1,3}/\d{1,3}(?:/\d{1,4})?(?!\d)|\d{4}/\d{1,4}(?:/\d{1,4})?", lambda m: SILENT),
    rule("rfpcgltibasevnoqmtjwdhz#uklx", rf"{_NUMBERED}[\s.:#-]{{0,3}}\d+(?:\.\d+)*(?![\d:/]|\s?(?:[-\u2013]\s?\d{{1,2}}(?::\d\d)?\s?)?[ap]\.?m\b|\s?(?:min|hour|hr|day|week)|(?:st|nd|rd|th)\b)", lambda m: SILENT),
    rule("ghmsbt", rf"(?:good|happy|merry|bad|lovely|beautiful|black|cyber|fat|super|bloody|manic|casual)\s+(?:morning|afternoon|evening|night|day|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|new year|christmas|xmas|thanksgiving|halloween|valentine'?s day){END}", lambda m: SILENT),
    rule("heng", rf"(?:have|enjoy|wishing\s+you|had)\s+(?:a|an|your|the)\s+(?:(?:very|really)\s+)?(?:nice|great|good|lovely|wonderful|fantastic|safe|relaxing|rest|blessed|pleasant|productive|amazing|awesome|super)\s+(?:rest\s+of\s+(?:your|the)\s+)?(?:day|morning|afternoon|evening|night|week|weekend|time|one|year|monday|friday|trip){END}", lambda m: SILENT),
    rule("mae", r"(?:morning|afternoon|evening)(?:!|\s(?=<?@)|\s(?=(?:all|everyone|everybody|team|folks|guys|there|y'all)\b)|,?\s(?=[a-z]{2,12}[,!]\s))", lambda m: SILENT if _opens(m) else None),  # a greeting
    rule("ds", r"(?:date|sent):\s[^\n]{5,70}", lambda m: SILENT if _opens(m) else None),  # a mail's header
    rule("o", r"on\s[^\n]{6,70}\s(?:wrote|writes):", lambda m: SILENT if _opens(m) else None),
    rule("a", r"already\s+(?:past|after|gone|nearly|almost)\s+\d{1,2}(?::\d\d)?(?:\s?[ap]m)?", lambda m: SILENT),
    rule("n", rf"not\s+(?:right\s+)?(?:now|yet){END}", lambda m: SILENT),
    rule("d", r"day[\s-]to[\s-]day(?![a-z])", lambda m: SILENT),
    rule("josw", rf"(?:just|one|give\s+me|wait|hold\s+on|hang\s+on)\s+(?:a|one)\s+(?:sec|second|minute|min|moment){END}", lambda m: SILENT),
    rule(DIGITS, r"\d{1,2}/\d{1,2}\s+(?:of\s+(?:the|all|our|my|us|them|users)|cups?|would|stars?|tsp|tbsp|inch|miles?)(?![a-z])", lambda m: SILENT),
    rule("3", r"3d\s+(?:print\w*|models?|glasses|movies?|art|scan\w*)(?![a-z])", lambda m: SILENT),
    rule(
        DIGITS + "otfsen",
        rf"(?:\d{{1,3}}|{SPELLED})\s+(?:hours?|days?|times|weeks?|minutes?)\s+(?:a|per|each|every)\s+(?:day|week|month|year){END}",
        lambda m: SILENT,
    ),
    rule("ots", rf"(?:once|one|some|back\s+in\s+the|these|those|the\s+other|the\s+same|same|day\s+by|day\s+to|all)\s+(?:day|days)(?!\s+(?:ago|before|after|later|from|each|every))(?:\s+(?:one|job|trip|in))?{END}", lambda m: SILENT if m[0] not in ("all day", "the same day", "same day") else None),
    rule("mto", rf"(?:modern|present|to\s+this|of\s+the|one\s+of\s+these|old)[\s-]day{END}", lambda m: SILENT),
    rule("m", rf"march(?:ed|ing|es)?\s+(?:forward|on|into|through|towards?|with|against|for|in\s+(?:the|place|step|line)|out|off|past|madness|along|to){END}", lambda m: SILENT),
    rule("st", rf"(?:second|third|first)\s+(?:floor|grade|time|option|thoughts?|hand|nature|opinion|place|party|half|draft|one|chance|class|best|person|language|name){END}", lambda m: SILENT),
    rule("sm", r"(?:(?:sun|sat)\s+(?:is|was)|(?:sun|sat|mon|wed)\s+(?:shines?|shining|rises?|sets?|down|in\s+the|here|there|light|burn|screen|glass(?:es)?|lounger|flower|protection|rays?|exposure|dress))(?![a-z])", lambda m: SILENT),
    rule("nmd", rf"(?:night|morning|day)\s+(?:shift|shifts|person|people|owl|club|mode|life|light|school|dream|break|care|trip|rate|job|one){END}", lambda m: SILENT),
    rule("tam", rf"(?:time|hour|day|month|year|second|minute|week)\s+(?:flies|zone|zones|machine|management|series|stamp|out){END}", lambda m: SILENT),
    rule("nbes", rf"(?:every\s+)?now\s+and\s+(?:then|again){END}|by\s+now{END}|sooner\s+or\s+later{END}", lambda m: SILENT),
    rule("aemhn", rf"(?:afternoon\s+tea|evening\s+(?:gown|dress|wear|class(?:es)?|news|star)|midnight\s+(?:blue|snack|oil|sun|mass|train)|morning\s+(?:star|sickness|glory|coffee|routine|commute)|night\s+sky){END}", lambda m: SILENT),
    rule("o", r"one\s+(?:to\s+another|by\s+one|to\s+one|on\s+one|after\s+(?:another|the\s+other))(?![a-z])", lambda m: SILENT),
    rule("f", rf"friday(?:'s)?\s+(?:the\s+13th|night\s+lights){END}", lambda m: SILENT),
)  # fmt: skip


_OPENING = re.compile(r"(?:\A|\n)[\s>]{0,4}(?:(?:good|hi|hey|hello),?\s+)?\Z")


def _opens(m: Match[str]) -> bool:
    """Whether a line begins here."""
    return _OPENING.search(m.string, max(0, m.start() - 16), m.start()) is not None


def _datelike(text: str) -> bool:
    """12-07-2026 and 2026-12-07 are dates."""
    parts = text.split("-")
    return len(parts) == 3 and (
        (
            len(parts[2]) == 4
            and len(parts[0]) <= 2
            and len(parts[1]) <= 2
            and int(parts[0]) <= 31
            and int(parts[1]) <= 31
        )
        or (len(parts[0]) == 4 and len(parts[1]) <= 2 and len(parts[2]) <= 2)
    )
