"""Second thoughts: of "3, no, 4" and 내일 3시, 아니 4시 only what was said last counts."""

from __future__ import annotations

import re
from dataclasses import replace

from .atoms import Clock, Moment
from .said import Said, merge
from .series import weekday_only

#: what a correction may begin with, whatever was said before it in the sentence
_STRONG = (
    r"(?:(?:no|oh|oops|ah|wait|hmm|er|um|uh|sorry)[\s,.!-]{1,3}){0,3}"
    r"(?:actually|i\s+mean|i\s+meant|scratch\s+that|strike\s+that|make\s+that|correction|or\s+rather|on\s+second\s+thoughts?"
    r"|no\s+wait|wait,?\s+no|my\s+bad|my\s+mistake|typo)"
)
#: what is one only between two times that stand beside each other
_WEAK = (
    r"(?:(?:oh|oops|ah|er|um|uh|hmm)[\s,.!-]{1,3})?"
    r"(?:no|nope|wait|sorry|oops|rather)(?:[\s,.!-]{1,3}(?:no|wait|sorry))?"
)
#: how a sentence goes on behind a correction
_ON = (
    r"(?:(?:let's|lets|let\s+us|we\s+could|can\s+we|could\s+we|can\s+you|could\s+you|please|make|do|say|it|it's|that's|to|should\s+be|be|is"
    r"|the|on|at|for|how\s+about|what\s+about|meet|mov(?:e|ing)|i'd\s+(?:prefer|like)|i\s+(?:prefer|need)|maybe|perhaps)[\s,]+){0,6}"
)
_GAP = r"[\s,.!?:;~\"'()\[\]…-]{0,6}"
_ENGLISH = re.compile(rf"(?:[^\n]{{0,50}}?[\s,.!?;:…(-]{_STRONG}|{_GAP}{_WEAK}){_GAP}{_ON}\Z")
_KOREAN = re.compile(
    r"(?:[가-힣]{0,4}|[가-힣 ]{0,16}[,.!?~…-]{1,3})\s?\(?"
    r"(?:(?:아|앗|어|음|아이고|아차|잠깐만요?|잠시만요?)[\s,.!~…]{1,3}){0,2}"
    r"(?:아니\s?아니|아니다|아닙니다|아니요|아니(?![가-힣])|아차차?|앗|아\s?참|정정(?:합니다|할게요|해요)?|그게\s?아니(?:고|라)|말이\s?헛나왔네요|죄송(?:해요|합니다)|착각했(?:네요|어요|습니다))"
    r"[\s,.!~…]{0,4}(?:(?:그냥|차라리|역시|그럼|다시)\s){0,2}\Z"
)
#: a replacement of all that was offered before it, not of the last item alone
_ALL = re.compile(r"actually|scratch|strike|second\s+thought|아니다")
#: what adds to an offer instead of taking it back
_ALSO = re.compile(r"\s?(?:would\s+|also\s+|works?\s+|is\s+fine\s+)*(?:too|also|as\s+well)\b|\s?(?:도|까지)(?![가-힣])")
#: cheap test for the rest of this file
_ANY = re.compile(
    r"actually|\bi\s+mean|scratch|strike|make\s+that|correction|rather|thought|wait|my\s+(?:bad|mistake)|typo|\bno\b|\bnope"
    r"|sorry|oops|아니|아차|앗|아\s?참|정정|죄송|헛나|착각"
)


_MOST = 40  # expressions of a message in which a correction is looked for; keeps a page of times fast


def corrected(text: str, saids: list[Said]) -> list[Said]:
    """The expressions of a text without those that the speaker took back; the new one keeps what it leaves unsaid."""
    if not 2 <= len(saids) <= _MOST or _ANY.search(text) is None:
        return saids
    out: list[Said] = []
    for said in saids:
        old = _taken_back(text, out, said)
        if old is not None:
            cue = text[old.end : said.start]
            said = _inherit(old, replace(said, avoid=False, prefer=False, joined=False, goal=said.goal or old.goal))
            while _ALL.search(cue) and old.joined and old is not out[0] and _kind(out[out.index(old) - 1]) & _kind(old):
                out.remove(old)
                old = out[-1]
            out.remove(old)
        out.append(said)
    return out


def _taken_back(text: str, out: list[Said], said: Said) -> Said | None:
    """The last expression before ``said`` that it replaces, None when it replaces none."""
    if not out or _ALSO.match(text, said.end):
        return None
    between = text[out[-1].end : said.start]
    if len(between) > 90 or not (_ENGLISH.match(between) or _KOREAN.match(between)):
        return None
    old = next((s for s in reversed(out[-2:]) if _kind(s) & _kind(said)), None)
    return None if old is None or old.avoid else old


def _kind(said: Said) -> set[str]:
    """What it speaks of: the day, the clock, a length, a repetition."""
    if said.rule is not None:
        return {"rule"}
    if said.amount is not None:
        return {"length"}
    shape = said.shape()
    return {"date", "time"} if shape == "both" else {shape}


def _inherit(old: Said, new: Said) -> Said:
    """ "Tuesday at 3, I mean Wednesday" keeps the hour; "내일 3시, 아니 4시" the day; "8pm, no, 9" the evening."""
    if old.first is None or new.first is None:
        return new
    fresh = _same_half(old.first, new.first)
    week = old.first.cycle is not None and old.first.cycle[0] == "week" and old.first.weekday is not None
    if week and weekday_only(fresh):  # 다음 주 월요일, 아니 화요일
        fresh = replace(fresh, cycle=old.first.cycle)
    new = replace(new, first=fresh)
    if old.shape() == "both" and new.shape() == "time":
        day = replace(old.first, clock=None, pod=None, zone=None)
        first = merge(day, fresh) if day.shift is None else None
        last = merge(day, new.last) or new.last if isinstance(new.last, Moment) and day.shift is None else new.last
        return replace(new, first=first or fresh, last=last)
    if old.shape() == "both" and new.shape() == "date" and new.last is None and new.open is None:
        timed = replace(fresh, clock=old.first.clock, pod=old.first.pod, zone=old.first.zone)
        bare = isinstance(old.last, Moment) and not old.last.has_date
        return replace(new, first=timed, last=old.last if bare or old.amount else None, open=old.open, whole=old.whole)
    return new


def _same_half(old: Moment, new: Moment) -> Moment:
    """A bare hour that corrects one of the morning or afternoon is the reading nearest to it."""
    if new.clock is None or not new.clock.loose or new.pod is not None or old.clock is None:
        return new
    if old.clock.loose:
        return replace(new, pod=old.pod)
    hours = (new.clock.hour % 12, new.clock.hour % 12 + 12)
    near = min(hours, key=lambda hour: abs(hour - (old.clock or Clock(12)).hour))
    return replace(new, clock=replace(new.clock, hour=near, loose=False))
