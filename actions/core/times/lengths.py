"""Lengths: what a length is the length of, and what is counted from a moment by one ("2 hours ago", 회의 10분 전)."""

from __future__ import annotations

import re

from .atoms import CLOCK_UNITS, Amount, Mark, Moment
from .cursor import SHIFTS
from .moments import MomentReader
from .said import Said

#: what makes a length something else's than the meeting's
_ASIDE = re.compile(
    r"[\s-]{1,2}(?:in\s+)?(?:buffer|break|gap|notice|heads|reminder|warning|walk|drive|commute|late\b|delay|early\b|travel|prep\b|grace"
    r"|lead|apart|in\s+advance|ahead|beforehand|between|padding|cushion|flight|ride|extension|longer|shorter|more)"
    r"|\s?(?:만큼|만|정도|씩|쯤)?\s?(?:더\s?)?(?:미뤄|미루|미룰|당겨|당기|당길|앞당|늦춰|늦추|늦게|늦을|일찍|늘려|줄여|연장|버퍼|여유|간격)"
)
_LEAD = re.compile(r"(?:에|쯤에?|부터)?\s?(?:미리\s?)?(?:알려|알림|리마인|말해|깨워|공지|상기)")
_EVENT = re.compile(r"(?:회의|미팅|시작|출발|마감|약속|수업|일정|면접|발표|행사|상담|통화|예약)(?:하기|\s시간)?\s?\Z")
#: "push it back an hour": by how much, not how long
_MOVED = re.compile(
    r"\b(?:push|mov|shift|delay|postpon|extend|bring)[a-z]*\b[^.!?\n]{0,40}\b(?:back|forward|up|out|it|this|that|ahead)\s\Z"
)
_MOVED_TO = re.compile(r"\b(?:start|begin|mov|shift|push|make|meet|reschedul|do it)[a-z]*\b[^.!?\n]{0,40}\Z")
_REMIND = re.compile(r"\b(?:remind|notif|alert|ping|nudge|alarm)[a-z]*\b[^.!?\n]{0,60}\Z")
_NOUN = re.compile(r"\s+[a-z]")


class LengthReader(MomentReader):
    """Reads a length, or a moment that is counted by one, from a place on."""

    def finish(self, said: Said, j: int) -> tuple[Said | None, int]:
        """What ends a moment; read a floor up."""
        raise NotImplementedError

    def range_from(self, first: Moment, i: int, j: int) -> tuple[Said | None, int]:
        """What follows a moment; read a floor up."""
        raise NotImplementedError

    def length(self, i: int, j: int, amount: Amount) -> Said:
        """The length of atoms [i, j); one of a buffer, a walk, a reminder is no meeting's."""
        start, end = self.atoms[i].start, self.atoms[j - 1].end
        aside = (
            _ASIDE.match(self.text, end) is not None or _MOVED.search(self.text, max(0, start - 60), start) is not None
        )
        return Said(start, end, amount=amount, aside=aside)

    def shift(self, i: int) -> tuple[Said | None, int]:
        """ "2 hours ago", "3일 뒤", "3 days after next Monday", "30 min before 5"."""
        amount, j = self.amount(i)
        if amount is None:
            return None, i
        mark = self.value(j)
        start = self.atoms[i].start
        if mark is Mark.FROM and all(unit not in CLOCK_UNITS for unit, _ in amount.parts):  # "2 weeks from Friday"
            mark = Mark.AFTER if isinstance(self.value(self.skip(j + 1)), Moment) else mark
        if mark not in SHIFTS or self._parted(i, j):
            return None, i
        sign = -1 if mark in (Mark.AGO, Mark.BEFORE, Mark.POST_BEFORE) else 1
        if mark in (Mark.BEFORE, Mark.AFTER, Mark.SINCE):
            base, k = self.moment(self.skip(j + 1), hours=True)
            if base is not None:
                return self.finish(Said(start, self.atoms[k - 1].end, Moment(shift=amount.times(sign), base=base)), k)
        reminded = mark is Mark.BEFORE and _REMIND.search(self.text, max(0, start - 80), start) is not None
        if reminded and all(unit in CLOCK_UNITS for unit, _ in amount.parts):
            return Said(start, self.atoms[j].end, amount=amount, aside=True), j + 1
        if mark in (Mark.BEFORE, Mark.AFTER) and _NOUN.match(self.text, self.atoms[j].end):  # "10 min before the call"
            return Said(start, self.atoms[j].end, amount=amount, aside=True), j + 1
        if self._shifts(start, j) and all(unit in CLOCK_UNITS for unit, _ in amount.parts):
            return Said(start, self.atoms[j - 1].end, amount=amount, aside=True), j + 1
        if mark is Mark.AGO and self._leads(start, self.atoms[j].end):
            return Said(start, self.atoms[j - 1].end, amount=amount, aside=True), j + 1
        whole, k = self.more(Moment(shift=amount.times(sign)), j + 1)
        return self.range_from(whole, i, k)

    def _parted(self, i: int, j: int) -> bool:
        """ "20 mins, before noon": a length, and an end of its own."""
        said = self.text[self.atoms[i].start : self.atoms[j].start].rstrip()
        return self.value(j) in (Mark.BEFORE, Mark.AFTER) and said.endswith(",")

    def _shifts(self, start: int, j: int) -> bool:
        """ "Can we start an hour earlier": by how much the meeting moves."""
        word = self.text[self.atoms[j].start : self.atoms[j].end]
        return word in ("earlier", "later") and _MOVED_TO.search(self.text, max(0, start - 60), start) is not None

    def _leads(self, start: int, end: int) -> bool:
        """ "회의 10분 전에", "30분 전에 알려 줘": so long before an event, not before now."""
        return _LEAD.match(self.text, end) is not None or _EVENT.search(self.text, max(0, start - 8), start) is not None

    def shifted(self, i: int) -> tuple[Moment | None, int]:
        """A moment that begins with a length."""
        said, j = self.shift(i)
        return (said.first, j) if said is not None else (None, i)
