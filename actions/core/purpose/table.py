"""The purposes: id -> bounds, usual hours, usual length, weekends, source (docs/purpose.md shows the same table)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from actions.core.purpose import sources
from actions.core.purpose.types import Hours, Purpose

OFFICE = "07:00-21:00"
WAKING = "07:00-22:00"


def _hours(text: str) -> Hours:
    """'10:00-12:00 0.8' as `Hours`; without a number the weight is 1."""
    span, _, weight = text.partition(" ")
    start, end = (int(side[:2]) * 60 + int(side[3:]) for side in span.split("-"))
    return Hours(start, end, float(weight or 1))


def _purpose(
    name: str,
    minutes: int,
    usual: str,
    *cited: str,
    bounds: str = OFFICE,
    weekends: bool = False,
    meal: bool = False,
    after_hours: bool = False,
) -> Purpose:
    return Purpose(
        id=name,
        bounds=tuple(_hours(part) for part in bounds.split(", ")),
        usual=tuple(_hours(part) for part in usual.split(", ")),
        minutes=minutes,
        source="; ".join((*cited, sources.CONVENTION) if cited else (sources.CONVENTION,)),
        weekends=weekends,
        meal=meal,
        after_hours=after_hours,
    )


_MEALS = (
    _purpose("breakfast", 60, "07:30-08:30, 07:00-09:00 0.6", bounds="06:30-10:00", meal=True, after_hours=True),
    _purpose(
        "lunch",
        60,
        "12:00-12:30, 11:30-13:00 0.8",
        sources.USDA,
        sources.BREAK_LAW,
        bounds="11:30-14:00",
        meal=True,
        after_hours=True,
    ),
    _purpose(
        "dinner",
        90,
        "18:30-19:30, 18:00-20:00 0.8",
        sources.USDA,
        bounds="17:00-22:00",
        weekends=True,
        meal=True,
        after_hours=True,
    ),
    _purpose(
        "team_dinner",
        120,
        "18:30-19:00, 18:00-19:30 0.8",
        sources.INCRUIT,
        bounds="17:30-22:00",
        meal=True,
        after_hours=True,
    ),
    _purpose("drinks", 120, "19:00-20:30, 18:00-21:00 0.7", bounds="17:00-23:00", weekends=True, after_hours=True),
    _purpose("coffee", 30, "14:30-16:00, 10:00-11:30 0.8, 13:00-17:00 0.6", bounds="08:00-18:30"),
)

_TEAM = (
    _purpose("standup", 15, "09:30-10:30, 09:00-11:00 0.8", sources.SCRUM, bounds="08:00-12:00"),
    _purpose("one_on_one", 30, "14:00-16:30, 10:00-11:30 0.8, 13:00-17:30 0.6", sources.GROVE),
    _purpose("team_sync", 60, "10:00-11:00, 14:00-15:30 0.8, 09:30-16:00 0.5", sources.INSPACE),
    _purpose("all_hands", 60, "14:00-16:00, 10:00-11:00 0.8", bounds="08:30-18:30"),
    _purpose("planning", 120, "10:00-11:00, 13:30-15:00 0.9", sources.SCRUM),
    _purpose("review", 60, "14:00-16:00, 10:00-11:30 0.8", sources.SCRUM),
    _purpose("retrospective", 90, "15:00-16:30, 13:30-17:00 0.7", sources.SCRUM),
    _purpose("kickoff", 60, "10:00-11:00, 13:30-15:00 0.8"),
    _purpose("brainstorm", 60, "10:00-11:30, 14:00-16:00 0.8"),
    _purpose("workshop", 180, "09:30-10:30, 13:00-14:00 0.9", bounds="08:00-19:00"),
    _purpose("training", 120, "10:00-11:00, 13:30-15:30 0.9"),
    _purpose("presentation", 60, "14:00-16:00, 10:00-11:30 0.9"),
)

_OUTSIDE = (
    _purpose("conference_call", 30, "10:00-11:30, 14:00-17:00 0.9"),
    _purpose("interview", 60, "10:00-11:30, 14:00-16:30 0.9", sources.TOP_ECHELON, bounds="08:30-19:00"),
    _purpose("sales_call", 30, "10:00-11:30, 14:00-16:30 0.9", bounds="09:00-18:00"),
    _purpose("client_meeting", 60, "14:00-16:00, 10:00-11:30 0.9", bounds="08:30-19:00"),
    _purpose("site_visit", 120, "10:00-11:00, 13:30-15:00 0.9", bounds="08:00-18:30"),
)

_OWN = (
    _purpose("medical", 60, "09:00-10:30, 16:00-17:30 0.8", bounds="08:30-19:00", weekends=True, after_hours=True),
    _purpose("personal", 60, "18:00-20:00, 09:00-18:00 0.6", bounds=WAKING, weekends=True, after_hours=True),
    _purpose("focus", 120, "09:00-10:30, 14:00-15:00 0.7", bounds="06:00-22:00"),
    _purpose("deadline", 30, "17:00-18:00, 09:00-18:00 0.4", bounds="00:00-24:00", weekends=True, after_hours=True),
)

_ANY = _purpose(
    "meeting",
    60,
    "14:00-16:00, 10:00-11:30 0.9, 13:00-17:00 0.7",
    sources.GOOGLE,
    sources.INSPACE,
    sources.YOUCANBOOKME,
)

PURPOSES: Mapping[str, Purpose] = MappingProxyType({p.id: p for p in (*_MEALS, *_TEAM, *_OUTSIDE, *_OWN, _ANY)})
