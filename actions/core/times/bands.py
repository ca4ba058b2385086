"""Parts of the day: their usual bounds, and what they make of an hour on a 12-hour clock."""

from __future__ import annotations

#: name -> (from, to) in hours; beyond 24 is the next day. Conventions, hence `TimeConstraint.vague`.
BANDS: dict[str, tuple[float, float]] = {
    "am": (6, 12),
    "pm": (12, 18),
    "dawn": (0, 6),
    "early_morning": (6, 9),
    "morning": (6, 12),
    "forenoon": (9, 12),
    "late_morning": (10, 12),
    "first_thing": (9, 10),
    "noonish": (11, 13),
    "lunch": (12, 13),
    "early_afternoon": (12, 15),
    "afternoon": (12, 18),
    "late_afternoon": (15, 18),
    "after_work": (18, 22),
    "dinner": (18, 20),
    "early_evening": (18, 20),
    "evening": (18, 22),
    "late_evening": (20, 23),
    "late": (18, 23),
    "very_late": (20, 24),
    "night": (20, 24),
    "tonight": (18, 24),
    "daytime": (9, 18),
    "working_hours": (9, 18),
    # Korean parts of the day that no English word matches
    "새벽": (3, 6),
    "이른아침": (6, 8),
    "아침": (7, 10),
    "오전": (9, 12),
    "점심": (12, 13),
    "낮": (12, 15),
    "이른오후": (13, 15),
    "오후": (12, 18),
    "늦은오후": (15, 18),
    "해질녘": (17, 19),
    "저녁": (18, 21),
    "밤": (21, 24),
    "늦은밤": (22, 24),
    "어젯밤": (22, 24),
    "심야": (24, 27),
}
_BEFORE_NOON = frozenset(
    {
        "am",
        "dawn",
        "early_morning",
        "morning",
        "forenoon",
        "late_morning",
        "first_thing",
        "새벽",
        "이른아침",
        "아침",
        "오전",
    }
)
_NIGHT = frozenset({"night", "tonight", "very_late", "late"})
_KOREAN_NIGHT = frozenset({"밤", "늦은밤", "어젯밤", "심야"})
_MIDNIGHT_IS_TWELVE = frozenset({"am", "dawn", "오전", "새벽"})
#: parts that are points rather than stretches when they stand alone
WORK_START, WORK_END = 9, 18


def hour_in(pod: str, hour: int) -> int:
    """A loose ``hour`` (0-12) said with ``pod``, on the 24-hour clock; 24 and more is the next day."""
    if hour > 12 or hour == 0:
        return hour
    if pod in _BEFORE_NOON:
        return 0 if hour == 12 and pod in _MIDNIGHT_IS_TWELVE else hour
    if pod in _NIGHT:
        return 24 if hour == 12 else hour + 12 if hour >= 5 else hour + 24
    if pod in _KOREAN_NIGHT or (pod == "저녁" and hour == 12):
        return 24 if hour == 12 else hour + 12 if hour >= 6 else hour + 24
    if pod in ("lunch", "noonish", "낮", "점심", "daytime", "working_hours"):
        return hour if hour >= 7 else hour + 12
    return hour if hour == 12 else hour + 12


def hour_at_work(hour: int) -> tuple[int, int | None]:
    """A loose ``hour`` read inside the working day, and the other reading where that is fair too."""
    if hour > 12 or hour == 0:
        return hour, None
    if hour in (7, 8):  # neither reading is inside; the nearer to it wins, the other is kept
        return (19, 7) if hour == 7 else (8, 20)
    return (hour + 12 if hour < 7 else hour), None
