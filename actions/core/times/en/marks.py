"""The small words around times: from, to, by, not, except, preferably, ago."""
# ruff: noqa: E501, ARG005 - tables of words and patterns, a row each: wrapped they cannot be read

from __future__ import annotations

import re
from re import Match

from ..atoms import SILENT, Mark, Value
from ..lexicon import Built, Rule
from .common import END, phrases, rule, word_before

_WORDS: dict[Mark, str] = {
    Mark.FILLER: "the|of|a|an|my|our|your|their|of the month|in the month|of a month|sharp|exactly|sometime|some time|anytime|any time|maybe|say|perhaps|or so|during|"
    "on or around|please|pls|is|be|the whole of|all|all of|any day|any day of|any time of|at any time|just|hours|time|which is|"
    "that is|this is|i.e.|well|um|uh|hmm|so|then|basis|day|let's say|how about|what about|would be|it|around the|possibly|"
    "probably|the date|date|dated|even|still|only|mostly|will be|long|either",
    Mark.AROUND: "around|about|approximately|approx|approx.|roughly|circa|~|like|close to|near|around about|at around|at about|at approximately",
    Mark.AT: "at|@|start at|starts at|begins at|begin at|at exactly|at like|at maybe",
    Mark.ON: "on|on about",
    Mark.FROM: "from|no earlier than|not earlier than|no sooner than|not sooner than|on or after|at or after|starting|starting from|starting on|starting at|beginning|beginning on|beginning from|as of|start from|"
    "starting in|effective|begins|starts|commencing|commencing on|kicking off",
    Mark.TO: "through|thru|up to|up until|~|->|=>|and ending|ending|ends|upto",
    Mark.BETWEEN: "between|in between|anywhere between|b/w|anytime between|any time between|sometime between|some time between",
    Mark.AND: "and|&|plus|n|and also|and then|as well as",
    Mark.OR: "or|/|or maybe|or else|or possibly|or alternatively|alternatively|or even|;",
    Mark.COMMA: ",",
    Mark.BY: "by|no later than|not later than|latest by|due|due by|due on|by no later than|at the latest by|at the latest on",
    Mark.UNTIL: "until|till|til|'til|untill|until at least",
    Mark.BEFORE: "before|prior to|ahead of|earlier than|any time before|anytime before|sooner than|sometime before|b4",
    Mark.AFTER: "after|later than|any time after|anytime after|past|sometime after|following|only after",
    Mark.SINCE: "since|ever since",
    Mark.WITHIN: "within|within the next|in the next|over the next|during the next|in under|in less than|over the coming|inside of|within the coming|in the coming",
    Mark.IN: "in|in about|in around|in roughly|in approximately|in another|in exactly|in just|in like",
    Mark.AGO: "ago|ago today|earlier|prior|back|before now|beforehand|ago from now|previously",
    Mark.LATER: "later|from now|hence|out|after that|from today|afterwards|from this moment|down the road",
    Mark.FOR: "lasting|for about|for around|for at least|for roughly|for up to|for approximately|with a duration of|that lasts|lasts|takes|taking|lasting for|for maybe",
    Mark.EXCEPT: "except|except for|except on|but not|but not on|excluding|other than|apart from|anything but|any day but|any time but|any day except|"
    "any time except|anytime except|anytime but|any day other than|with the exception of|but never|not counting|besides|aside from|bar|minus",
    Mark.AVOID: "avoid|never meet|don't want to meet|do not meet|don't meet|don't schedule anything|do not schedule anything|don't book anything|no meeting|rather not meet|rather not meet on|rather not on|avoiding|can't do|cannot do|can't make|cannot make|can not do|can't on|rather not|not available|not available on|not free|"
    "not free on|unavailable|unavailable on|busy|busy on|can't meet|cannot meet|can't meet on|can't make it|can't make it on|not possible on|don't want|"
    "instead of|no meetings|no meetings on|never|never on|do not schedule|don't schedule|don't book|do not book|out of office|out of office on|ooo|"
    "out on|away on|not on|not at|not in|not during|not this|won't be available|won't be available on|won't be able to make|tied up|booked|"
    "don't do|not good|i'm out|can't be|no|can't|cannot|hate|not any|anything except|rather than|no calls|no calls on|keep clear of|skip|"
    "off on|day off on|am away|am out|is bad on|not between|not from|can't attend",
    Mark.NOT: "not",
    Mark.PREFER: "preferably|ideally|hopefully|prefer|i'd prefer|would prefer|we'd prefer|i prefer|preferring|would rather|i'd rather|i would rather|"
    "rather|preferably on|preferably in|ideally on|ideally in|best would be|i would prefer|would love|would like|i like|love|if possible on|"
    "prefer to meet|my preference is|preferably at|ideally at|prefer having|with a preference for|leaning towards|try for|try to aim for|aim for|"
    "best is|prefer it on|works best|prefer to have",
    Mark.POST_PREFER: "if possible|would be great|would be ideal|would be best|would be nice|would be perfect|is best|preferred|"
    "would be better|is ideal|would be good|if you can|if that works|is preferable|is preferred|would be preferable|would be preferred|would be awesome|"
    "if feasible|is better|are best|are better|is perfect|would work best|works better|suits me best|at best",
    Mark.POST_AVOID: "doesn't work|does not work|don't work|do not work|won't work|will not work|is bad|is out|is no good|are out|is not possible|"
    "isn't possible|isn't good|is off|are off|are bad|is not good|doesn't suit|is tough|is difficult|is hard|are no good|is impossible|is blocked|"
    "is taken|doesn't suit me|is not an option|isn't an option|is a no-go|is full|is not available|isn't available|not possible|excluded|"
    "does not suit|won't do|isn't great|is not great|is a bad|isn't ideal|is not ideal|is a holiday|excepted|doesn't really work|can't work|cannot work|"
    "full for me|full for us|is packed|is booked|is fully booked|is booked up|is booked solid|is jammed|fully booked|booked solid|"
    "packed for me|tough for me|no good|no good for me|difficult for me|bad for me|out for me|hard for me",
    Mark.POST_FROM: "onwards|onward|and later|or later|or after|and after|and onwards|and on|or thereafter|and beyond|at the earliest|on out",
    Mark.POST_TO: "or earlier|or before|and earlier|and before|at the latest|latest|at latest|or sooner|at the very latest",
}
#: a word that stands for more than one mark: the first table that lists it wins
_TABLE: dict[str, Value] = {}
for _mark, _list in _WORDS.items():
    for _word in _list.split("|"):
        _TABLE[_word.strip()] = _mark
for _word in ("day", "time", "n", "so", "long", "it", "be", "then", "well"):
    _TABLE.pop(_word, None)


_DIGIT_BEFORE = re.compile(r"[\dmk가-힣)]\s?\Z")


def _for(m: Match[str]) -> Built:
    """ "set a timer for 5 minutes" counts from now."""
    return Mark.IN if word_before(m) in ("timer", "alarm", "wait", "snooze", "countdown") else Mark.FOR


_MOVE = re.compile(
    r"\b(?:mov(?:e|ed|ing)|reschedul(?:e|ed|ing)|shift|bump|push|postpone|chang(?:e|ed|ing)|switch|bring|delay)\b[^.!?\n]*\Z"
)
_DONE = re.compile(r"\bto\b")


def _to(m: Match[str]) -> Built:
    """ "move my 3pm to 4pm" is no range: the first "to" after such a verb says where to."""
    verb = _MOVE.search(m.string, max(0, m.start() - 80), m.start())
    return Mark.GOAL if verb and not _DONE.search(m.string, verb.start(), m.start()) else Mark.TO


_LINE_START = re.compile(r"(?:\A|\n) {0,3}\Z")
_SIGNS = {"-": Mark.MINUS, "~": Mark.TO, "@": Mark.AT, "&": Mark.AND, "/": Mark.OR, "+": Mark.PLUS, ";": Mark.OR}
_ALL_BUT = re.compile(r"\b(?:any|all|every|each|none|nothing)\b[^.,;!?]{0,16}\Z")
_SUITS = re.compile(
    r"but\s+[^.;!?\n]{0,40}?\b(?:works?|(?:is|are|'s|'re|looks?|sounds?|would\s+be)\s+(?:(?:totally|perfectly|all|also)\s+)?"
    r"(?:fine|good|great|ok(?:ay)?|free|open|possible|perfect|better|best|clear)|suits?|would\s+work|could\s+work|i\s+can|i'm\s+free)\b"
)


def _but(m: Match[str]) -> Built:
    """ "any day but Friday" leaves Friday out; "neither works, but Friday is fine" wants it."""
    left_out = _ALL_BUT.search(m.string, max(0, m.start() - 24), m.start())
    return Mark.EXCEPT if left_out or not _SUITS.match(m.string, m.start()) else None


_WEEKDAYISH = r"(?=\s+(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun|before|after|the\s+\d|january|february|december|weekends|mornings|afternoons|evenings))"

_IS = r"(?:'s|'re|is|are|looks?)"
_QUITE = r"(?:(?:a\s+bit|a\s+little|kind\s+of|sort\s+of|kinda|really|pretty|very|quite|so|too|usually|just|super|all|already|completely|totally)\s+){0,2}"
RULES: tuple[Rule, ...] = (
    *phrases({word: mark for word, mark in _TABLE.items() if word[0].isalpha()}),
    rule(
        "iwp",
        r"(?:(?:i|we)(?:'d|\s+would)\s+|would\s+)?(?:rather|prefer)\s+not(?:\s+to)?(?:\s+(?:meet|do|have|take|schedule|book|be|work))?"
        r"(?:\s+(?:anything|meetings|meeting|calls|it))?(?:\s+(?:on|in|at|during))?(?![a-z])",
        lambda m: Mark.AVOID,
    ),
    rule("nos", r"no(?:pe)?(?=\s*[,.!-]|\s+wait|\s+(?:let's|make|i\s+mean|sorry|actually)\b)|or\s+rather(?!\s+(?:not|on|in|have|meet|do)\b)|sorry(?=,)", lambda m: Mark.CORRECT),
    rule("aiwsnm", r"(?:actually|i\s+mean|i\s+meant|wait,?\s+no|no,?\s+wait|no,?\s+sorry|sorry,?\s+no|scratch\s+that|strike\s+that|make\s+that)(?![a-z])", lambda m: Mark.CORRECT),
    rule("a", r"after\s+all(?=\s*[,.;!?\n]|\s*\Z)", lambda m: SILENT),
    rule("wh", r"(?:why|how\s+come)\s+not(?![a-z])", lambda m: Mark.FILLER),
    rule(
        "nd",
        r"(?:never|don't|do\s+not)\s+(?:ever\s+)?(?:book|schedule|put|set|plan|give|invite|call)(?:\s+up)?"
        r"(?:\s+(?:me|us|anything|meetings?|calls?|any\s+(?:meetings?|calls?)))?(?:\s+(?:in|on|at|for))?(?![a-z])",
        lambda m: Mark.AVOID,
    ),
    rule("'tahdprsjiklvqnbm", rf"(?:{_IS}\s+)?{_QUITE}(?:tricky|awkward|hectic|packed|slammed|jammed|rough|brutal|manic){END}", lambda m: Mark.POST_AVOID),
    rule("'ial", rf"{_IS}\s+{_QUITE}(?:tough|hard|difficult|bad|awful|terrible|impossible|hopeless|no\s+good|no-?go|not\s+(?:great|good|ideal|possible)|full|booked(?:\s+(?:up|solid))?|a\s+(?:mess|nightmare|pain|no-?go)){END}", lambda m: Mark.POST_AVOID),
    rule("i", rf"if\s+not{END}", lambda m: SILENT),
    rule("dw", r"(?:doesn't|does\s+not|won't)(?=\s*(?:[.!,;\n]|$))", lambda m: Mark.POST_AVOID),
    rule("k", r"keep(?=\s+[^.!?\n]{2,40}\s(?:free|clear|open|meeting-free|blocked)\b)", lambda m: Mark.AVOID),
    rule("a", r"any(?=\s+(?:morning|afternoon|evening|weekday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)", lambda m: Mark.FILLER),
    rule("b", rf"best{END}(?!\s*(?:,|$|\n|regards|wishes))", lambda m: None if m.string[: m.start()].rstrip(" ").endswith("\n") else Mark.POST_PREFER),
    rule("b", rf"but{_WEEKDAYISH}", _but),
    rule("-~@&/+;", r"[-~@&/+;]", lambda m: _SIGNS[m[0]]),
    rule(
        "~",
        r"~(?=\s?\d)",
        lambda m: Mark.TO if _DIGIT_BEFORE.search(m.string, max(0, m.start() - 6), m.start()) else Mark.AROUND,
    ),
    rule("-", r"->|--", lambda m: Mark.TO),
    rule("-", r"-\s", lambda m: SILENT if _LINE_START.search(m.string, max(0, m.start() - 4), m.start()) else None),  # a bullet
    rule("'", rf"'til{END}", lambda m: Mark.UNTIL),
    rule("f", rf"for{END}", _for),
    rule("t", rf"to{END}", _to),
    rule("u", rf"up\s+to\s+and\s+including{END}", lambda m: Mark.TO),
    rule("f", rf"from(?=\s+(?:today|tomorrow|yesterday|now)\b){END}", lambda m: Mark.FROM),
)  # fmt: skip
