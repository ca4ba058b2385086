"""The way of a text: normalise, scan, compose, resolve, order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo

from .asked import asked
from .atoms import SILENT, Amount, Moment
from .compose import compose
from .corrections import corrected
from .days import dates
from .languages import atoms
from .last_resort import last_resort
from .link import goals_first, link
from .normal import Normal, normalise
from .resolve import Resolved, otherwise, resolve
from .rrule import across_days, recurrence
from .runs import runs
from .said import Said
from .same_instant import told_once
from .scope import Scope, scope_of
from .spans import resolve_range
from .stretches import DAY, Impossible
from .tense import in_past_talk, meal
from .titled import without_names
from .types import Grain, Kind, Polarity, Strength, TimeConstraint
from .zoned import in_one_zone

_MAX_TIMES = 100  # a message names fewer; keeps a page of numbers as fast as a sentence


def read_times(
    text: str, reference: datetime, zone: tzinfo | None = None, *, lang: str | None = None, hours: str = "working"
) -> list[TimeConstraint]:
    """Every time that ``text`` names, the one that answers "when" first.

    ``reference`` is when it was said: aware, or naive and then local. ``zone`` is the speaker's (None: the reference's
    own offset, or plain local time). Korean and English are both read in every text; ``lang`` is only a hint. ``hours``
    is "working" or "literal" (see the design); anything else raises ValueError. Never raises for any text.
    """
    scope = scope_of(reference, zone, hours)
    normal = normalise(text)
    scope = replace(scope, meal=meal(normal.text))
    saids: list[Said] = []
    words = atoms(normal.text, lang)
    for run in runs(normal.text, words):
        saids += compose(normal.text, run)
        if len(saids) >= _MAX_TIMES:
            break
    for mended in (in_one_zone, corrected, asked, without_names, link):
        saids = mended(normal.text, saids)
    found: list[tuple[Said, TimeConstraint]] = []
    for said in goals_first(normal.text, in_past_talk(normal.text, saids, scope)):
        try:
            made = _constraint(said, scope)
        except (Impossible, OverflowError, ValueError):
            said = _less(said)
            try:
                made = _constraint(said, scope)
            except (Impossible, OverflowError, ValueError):
                continue  # a date that no calendar has is no time
        found.append((said, _spanned(made, said, normal, text)))
    if not found and all(word.value is not SILENT for word in words):
        return _last_resort(normal, text, scope)
    return sorted(told_once(normal.text, found), key=_rank)


def _less(said: Said) -> Said:
    """What is still said where the whole cannot be: 10월 5일부터 3일까지 its start, "next week at 3" its week."""
    if said.last is not None or said.first is None or said.first.clock is None or said.open is not None:
        return replace(said, last=None)
    stretch = replace(said.first, clock=None, pod=None, zone=None)
    return replace(said, first=stretch)


def _last_resort(normal: Normal, text: str, scope: Scope) -> list[TimeConstraint]:
    whole = normal.text.strip()
    date = last_resort(whole, scope) if whole else None
    if date is None:
        return []
    start = normal.text.index(whole)
    return [_spanned(_made(date, scope), Said(start, start + len(whole)), normal, text)]


def _rank(c: TimeConstraint) -> tuple[bool, bool]:
    """Lengths do not say when; what is not wanted says it badly."""
    return c.kind is Kind.DURATION, c.polarity is Polarity.AVOID


def _spanned(made: TimeConstraint, said: Said, normal: Normal, text: str) -> TimeConstraint:
    start, end = normal.back(said.start, said.end)
    place: dict = {"text": text[start:end], "span": (start, end)}
    return replace(made, **place, readings=tuple(replace(r, **place) for r in made.readings))


def _constraint(said: Said, scope: Scope) -> TimeConstraint:
    tone: dict = {
        "polarity": Polarity.AVOID if said.avoid else Polarity.WANT,
        "strength": Strength.PREFER if said.prefer else Strength.MUST,
    }
    if said.rule is not None:
        rule, first = recurrence(said.rule, scope)
        first = replace(first, vague=first.vague or said.rule.band)
        return replace(_made(first, scope, Kind.RECURRENCE), rrule=rule, **tone)
    if said.amount is not None:
        return replace(_duration(said.amount), aside=said.aside, **tone)
    assert said.first is not None
    if (repeat := across_days(said.first, scope, said.last, said.open)) is not None:
        rule, first = recurrence(repeat, scope)
        return replace(_made(first, scope, Kind.RECURRENCE), rrule=rule, **tone)
    made = _placed(said, said.first, scope)
    readings = made.readings + _otherwise(said, made, scope)
    return replace(made, readings=tuple(replace(r, **tone) for r in readings), **tone)


def _otherwise(said: Said, made: TimeConstraint, scope: Scope) -> tuple[TimeConstraint, ...]:
    """The other fair reading of its day, where there is one."""
    assert said.first is not None
    other = otherwise(said.first, scope)
    if other is None:
        return ()
    if said.first.either_way and isinstance(said.last, Moment) and said.last.day is not None:
        last = otherwise(said.last, scope) if said.last.either_way else None
        if last is None:
            return ()
        said = replace(said, last=last)
    try:
        also = replace(_placed(said, other, scope), readings=())
    except Impossible:
        return ()
    if made.start and made.end and also.start and also.end and also.end - also.start > made.end - made.start + 7 * DAY:
        return ()  # 5/6 - 5/8 turned round is no range that anybody means
    return (also,) if (also.start, also.end) != (made.start, made.end) and not _over(also, scope) else ()


def _placed(said: Said, first: Moment, scope: Scope) -> TimeConstraint:
    if said.last is not None:
        return _made(resolve_range(first, said.last, scope), scope)
    found = resolve(first, scope)
    if said.open is not None:
        return _open(found, said, scope)
    return replace(_made(found, scope), readings=tuple(_made(o, scope) for o in found.other))


def _over(c: TimeConstraint, scope: Scope) -> bool:
    last = c.end or c.start
    return last is not None and last.replace(tzinfo=None) <= scope.now


def _duration(amount: Amount) -> TimeConstraint:
    minutes = amount.minutes()
    if not 0 < minutes < 1e9:
        raise Impossible("no length")
    units = [unit for unit, _ in amount.parts]
    finest = next(
        u for u in ("second", "minute", "hour", "bday", "day", "week", "month", "quarter", "year") if u in units
    )
    return TimeConstraint(
        "", (0, 0), Kind.DURATION, grain=Grain("day" if finest == "bday" else finest), minutes=minutes
    )


def _made(found: Resolved, scope: Scope, kind: Kind | None = None) -> TimeConstraint:
    kind = kind or (Kind.INSTANT if found.end is None else Kind.INTERVAL)
    end = found.end
    if kind is Kind.RECURRENCE and found.grain == "day" and end is not None and end - found.start == DAY:
        end = None
    start = scope.answer(found.start)
    return TimeConstraint("", (0, 0), kind, start, scope.answer(end), Grain(found.grain), vague=found.vague)


def _open(found: Resolved, said: Said, scope: Scope) -> TimeConstraint:
    """One side said: "by Friday" ends with Friday, "before Friday" when it begins, "after Friday" starts after it."""
    first, last = found.start, found.end or found.start
    begin: datetime | None
    end: datetime | None
    if said.open == "start" and said.first is not None and said.first.shift is not None and said.first.base is None:
        begin, end = (scope.now if last.replace(tzinfo=None) > scope.now else None), last  # "within 2 weeks" begins now
    elif said.open == "start":
        begin = _its_day(said, scope)
        end = last if said.whole and not _pointlike(said.first) else first
    else:
        begin, end = (first if said.whole else last), None
    return replace(_made(found, scope, Kind.INTERVAL), start=scope.answer(begin), end=scope.answer(end))


def _its_day(said: Said, scope: Scope) -> datetime | None:
    """ "Tuesday before noon" begins with Tuesday; None where the day was not said first."""
    if not said.inside or said.avoid or said.first is None or said.first.zone is not None or scope.literal:
        return None
    day = dates(said.first, scope)
    return None if day is None else day.start


def _pointlike(moment: Moment | None) -> bool:
    """Whether its extent is only a matter of counting: "within 3 days" ends at that day's end all the same."""
    return moment is not None and moment.clock is not None
