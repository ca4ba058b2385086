"""`TimeConstraint` to and from the JSON of `moim times`, with its span and its other readings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .types import Grain, Kind, Polarity, Strength, TimeConstraint


def to_json(c: TimeConstraint) -> dict[str, Any]:
    """The fields of `moim times` and ``span``.

    ``minutes``, ``rrule``, ``polarity``, ``strength``, ``vague``, ``aside`` and ``readings`` stand only where they say
    something.
    """
    out: dict[str, Any] = {
        "text": c.text,
        "span": list(c.span),
        "kind": c.kind.value,
        "start": c.start.isoformat() if c.start else None,
        "end": c.end.isoformat() if c.end else None,
        "grain": c.grain.value if c.grain else None,
    }
    if c.minutes is not None:
        out["minutes"] = int(c.minutes) if c.minutes == int(c.minutes) else c.minutes
    if c.rrule is not None:
        out["rrule"] = c.rrule
    if c.polarity is not Polarity.WANT:
        out["polarity"] = c.polarity.value
    if c.strength is not Strength.MUST:
        out["strength"] = c.strength.value
    if c.vague:
        out["vague"] = True
    if c.aside:
        out["aside"] = True
    if c.readings:
        out["readings"] = [to_json(r) for r in c.readings]
    return out


def from_json(data: dict[str, Any]) -> TimeConstraint:
    """The inverse of `to_json`; raises KeyError or ValueError on what it did not write."""
    a, b = data["span"]
    grain = data.get("grain")
    minutes = data.get("minutes")
    return TimeConstraint(
        text=data["text"],
        span=(a, b),
        kind=Kind(data["kind"]),
        start=_time(data.get("start")),
        end=_time(data.get("end")),
        grain=Grain(grain) if grain else None,
        minutes=None if minutes is None else float(minutes),
        rrule=data.get("rrule"),
        polarity=Polarity(data.get("polarity", "want")),
        strength=Strength(data.get("strength", "must")),
        readings=tuple(from_json(r) for r in data.get("readings", ())),
        vague=bool(data.get("vague", False)),
        aside=bool(data.get("aside", False)),
    )


def _time(iso: str | None) -> datetime | None:
    return None if iso is None else datetime.fromisoformat(iso)
