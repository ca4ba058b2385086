"""How times and offers are shown: numbered, each with what sets it apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from actions.core.meeting import Slot
from actions.core.ranking import Reason
from actions.core.times.types import Kind, TimeConstraint
from actions.texts.voice import Voice
from calendar_adapters.types import Interval

REASONS = 2  # said of each offer, at most
WEAK = frozenset({"round"})  # said only when there is nothing better to say


def when(voice: Voice, said: TimeConstraint) -> str:
    """A time as it was understood, in the reader's words."""
    start, end = said.start, said.end
    if said.kind is Kind.DURATION:
        return voice.duration(said.minutes or 0)
    if start is None or start.tzinfo is None:
        return said.text if end is None or end.tzinfo is None else voice.moment(end)
    if said.kind is Kind.INSTANT or end is None:
        return voice.moment(start)
    whole_days = (end - start) >= timedelta(days=1)
    return voice.days(Interval(start, end)) if whole_days else voice.slot(Interval(start, end))


def numbered(slots: Sequence[Slot], voice: Voice, names: dict[str, str]) -> list[str]:
    """The offers as they are shown: number, time, reasons."""
    lines = []
    told = telling_apart(slots)
    for number, slot in enumerate(slots, 1):
        line = voice.say("offer_line", number=number, slot=voice.slot(slot.interval))
        reasons = reasons_of(told[number - 1], voice, names)
        lines.append(line + (voice.say("offer_reason", reasons=", ".join(reasons)) if reasons else ""))
    return lines


def reasons_of(slot: Slot, voice: Voice, names: dict[str, str], limit: int = REASONS) -> list[str]:
    """Why this slot, the strongest reasons first, with what speaks against it last."""
    if slot.reasons and slot.reasons[0]["term"] == "way":
        return [way_text(slot.reasons[0], voice, names)]
    reasons = [Reason(r["term"], r.get("params", {}), r.get("weight", 0.0)) for r in slot.reasons]
    good = [r for r in reasons if r.weight >= 0][:limit]
    bad = [r for r in reasons if r.weight < 0][:1]
    return [voice.reason(r, names) for r in (*good, *bad)]


def way_text(way: dict[str, Any], voice: Voice, names: dict[str, str]) -> str:
    """What gives way in this offer."""
    who = voice.people([names.get(a, a) for a in way.get("who", ())])
    return voice.say(f"way_{way['way']}", names=who, duration=voice.duration(way["minutes"]))


def telling_apart(slots: Sequence[Slot]) -> list[Slot]:
    """The slots with what sets each apart first; "soon" is said of the earliest alone."""
    earliest = min((s.start for s in slots), default=None)
    counts = Counter(r["term"] for s in slots for r in s.reasons)

    def sorted_reasons(slot: Slot) -> tuple[dict[str, Any], ...]:
        kept = [r for r in slot.reasons if r["term"] != "soon" or slot.start == earliest]
        return tuple(sorted(kept, key=lambda r: (r["term"] in WEAK, counts[r["term"]] == len(slots) > 1)))

    return [replace(slot, reasons=sorted_reasons(slot)) for slot in slots]
