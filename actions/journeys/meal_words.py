"""The word for a meal that is also a time of day: "점심 약속" on any of the days named, not today's noon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.core.purpose import detect
from actions.core.times.types import TimeConstraint
from actions.journeys.turn import Turn

_MEAL = re.compile(r"(?:아침|점심|저녁)(?:\s*(?:때|시간))?|breakfast|lunch|dinner", re.I)
_MEALS = frozenset({"breakfast", "lunch", "dinner", "team_dinner"})
_TABLE = _MEALS | {"coffee", "interview"}  # what a title is to tell
_WORD = re.compile(r"\b(?:breakfast|lunch|dinner|coffee|interview)\b|아침|점심|저녁|회식|커피|면접|인터뷰", re.I)
_EATEN = re.compile(
    r"\s*(?:약속|식사|밥|모임|회식|한\s*끼|먹)|\s*(?:을|를|이나|이라도)?\s*(?:같이|함께|먹|하자|할|한번)"
)


def without_meals(times: Sequence[TimeConstraint], text: str, purpose: str = "") -> tuple[TimeConstraint, ...]:
    """``times`` without the bare name of a meal, where it says what the meeting is: the meal has its own hours, on
    every day that is looked at."""
    meal = detect(purpose).id if purpose else ""
    return tuple(
        t
        for t in times
        if not (t.vague and _MEAL.fullmatch(t.text.strip()) and (meal in _MEALS or _EATEN.match(text[t.span[1] :])))
    )


def with_meal(title: str, turn: Turn) -> str:
    """The title with the word for the meal in it, where the meeting is one ("budget" over lunch: "budget lunch")."""
    said = _WORD.search(turn.text)
    kind = detect(title, turn.text).id
    if not title or said is None or kind not in _TABLE or detect(title).id == kind or detect(said.group(0)).id != kind:
        return title
    word = said.group(0).lower()
    if re.search(rf"\bto\s+{re.escape(title)}", turn.text, re.I):  # "dinner … to celebrate the launch"
        return f"{word}: {title}"
    return f"{title} {word}"
