"""A time of day behind a range of days: "Monday to Friday 9-5", "Dec 7-9, 2-4pm", 다음 주 월~수 1시에서 3시."""

from __future__ import annotations

from dataclasses import replace

from .atoms import Amount, Mark, Moment, Recur
from .cursor import TO
from .lengths import LengthReader
from .said import Repeat, Said

#: takes what a moment says of the day away
DATELESS: dict[str, None] = dict.fromkeys(
    (
        "year",
        "month",
        "day",
        "weekday",
        "which",
        "cycle",
        "nth",
        "nth_unit",
        "week_of",
        "weekend",
        "part",
        "coming",
        "within",
    )
)


def is_weekly(first: Moment, last: Moment | Amount) -> bool:
    """Whether it runs from one bare weekday to another with a time of day."""
    if not isinstance(last, Moment) or set(first.said()) - {"coming"} != {"weekday"} or not last.has_time:
        return False
    return last.weekday is not None and set(last.said()) <= {"weekday", "clock", "pod", "zone", "coming"}


class HabitReader(LengthReader):
    """Reads the clock times that hold for each day of a range of days."""

    def last_of(self, first: Moment, i: int) -> tuple[Moment | Amount | None, int]:
        """The far end of a range; read a floor up."""
        raise NotImplementedError

    def is_daily(self, first: Moment, last: Moment, k: int) -> bool:
        """ "Dec 7-9, 2-4pm", 다음 주 월~수 1시에서 3시: whether a range of clock times follows a range of days."""
        days = first.has_date and not first.has_time and last.has_date and last.clock is not None
        if not days or is_weekly(first, last) or not (self.value(k) in TO or self.value(k) is Mark.POST_FROM):
            return False
        until, _ = self.last_of(replace(last, **DATELESS), k + 1)
        return isinstance(until, Moment) and until.clock is not None and not until.has_date

    def daily_range(self, said: Said, first: Moment, last: Moment, k: int) -> tuple[Said | None, int]:
        """The clock times on each of the days."""
        until, j = self.last_of(replace(last, **DATELESS), k + 1)
        days = replace(last, clock=None, pod=None, zone=None)
        week = first.cycle or days.cycle if first.weekday is not None and days.weekday is not None else None
        if week is not None:
            first, days = replace(first, cycle=week), replace(days, cycle=week)
        time = Moment(clock=last.clock, pod=last.pod, zone=last.zone)
        said.rule = Repeat(Recur("DAILY"), time=time, until_time=until, begin=first, until=days)
        said.first, said.last = None, None
        if self.value(j) in (Mark.POST_TO, Mark.POST_BETWEEN):
            j += 1
        said.end = self.atoms[j - 1].end
        return said, j

    def weekly_range(self, said: Said, first: Moment, last: Moment, k: int) -> tuple[Said | None, int]:
        """ "Monday to Friday 9-5": a time of day on several weekdays is a habit."""
        day = Moment(weekday=last.weekday)
        rule = Repeat(Recur("WEEKLY"), spans=[(first, day)], time=replace(last, weekday=None, coming=None))
        said.rule, said.first, said.last = rule, None, None
        if (self.value(k) in TO or self.value(k) is Mark.POST_FROM) and last.clock is not None:
            until, j = self.last_of(replace(last, weekday=None), k + 1)
            if until is not None:
                rule.until_time, k = until, j
        said.end = self.atoms[k - 1].end
        return said, k
