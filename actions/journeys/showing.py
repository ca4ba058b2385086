"""How times and offers are shown: numbered, each with what sets it apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.meeting import Slot
from actions.core.meeting_choice import NOTES, notes
from actions.core.ranking import Reason
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys.series_lines import clash_lines
from actions.texts.times import format_clock
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


def numbered(slots: Sequence[Slot], voice: Voice, names: Mapping[str, str]) -> list[str]:
    """The offers as they are shown: number, time (with its zone where the clock changes between them), who it would be
    or who is missing, reasons."""
    lines = []
    told = telling_apart(slots)
    named = voice.named or clock_changes(slots, voice)
    for number, slot in enumerate(slots, 1):
        line = voice.say("offer_line", number=number, slot=voice.slot(slot.interval, named=named))
        reasons = [*people_texts(slot, voice, names), *reasons_of(told[number - 1], voice, names)]
        lines.append(line + (voice.say("offer_reason", reasons=", ".join(reasons)) if reasons else ""))
        lines += clash_lines(slot, voice, names)
    return lines


def clock_changes(slots: Sequence[Slot], voice: Voice) -> bool:
    """True when the reader's clock is not the same at all of the slots (DST)."""
    zone = ZoneInfo(voice.zone)
    return len({slot.start.astimezone(zone).utcoffset() for slot in slots}) > 1


def zone_note(slots: Sequence[Slot], voice: Voice) -> list[str]:
    """Which zone the times are in, as its clock is then; nothing where each line says so."""
    if voice.named or clock_changes(slots, voice):
        return []
    at = slots[0].start if slots else voice.now
    return [voice.say("zone_note", zone=voice.place_of_zone(at))]


def people_texts(slot: Slot, voice: Voice, names: Mapping[str, str]) -> list[str]:
    """Who of several it would be, who is missing, and what hour it is for those who would come outside theirs."""
    texts = []
    for one in notes(slot, "one_of"):
        name = voice.person(one.get("name") or one["who"])
        texts.append(voice.say("note_one_of", name=name, label=one["label"]))
    for one in notes(slot, "missing"):
        key = "note_missing_optional" if one.get("optional") else "note_missing"
        texts.append(voice.say(key, names=voice.people([names.get(a, a) for a in one["who"]])))
    texts += [turns_text(one["turns"], voice, names) for one in notes(slot, "rotation")]
    for one in notes(slot, "outside"):
        who = voice.person(names.get(one["who"], one["who"]))
        texts.append(voice.say("note_outside", name=who, clock=format_clock(slot.start, one["zone"], voice.language)))
    return texts


def turns_text(turns: Sequence[Mapping[str, Any]], voice: Voice, names: Mapping[str, str]) -> str:
    """Which hours take turns, on the reader's clock, and for whom each is which hour of theirs."""
    told = []
    for turn in turns:
        start = datetime.fromisoformat(turn["start"])
        each = []
        for one in turn["who"]:
            name = voice.person(names.get(one["who"], one["who"]))
            clock = format_clock(start, one["zone"], voice.language)
            key = "turn_here" if clock == voice.clock(start) else "turn_for"
            each.append(voice.say(key, name=name, clock=clock))
        told.append(voice.say("turn_at", clock=voice.clock(start), who=", ".join(each)))
    return voice.say(
        "note_rotation_two" if len(told) == 2 else "note_rotation", turns=voice.say("turn_joint").join(told)
    )


def reasons_of(slot: Slot, voice: Voice, names: Mapping[str, str], limit: int = REASONS) -> list[str]:
    """Why this slot, the strongest reasons first, with what speaks against it last."""
    if notes(slot, "outside") or notes(slot, "rotation"):
        return []  # said with the hour it is for whom
    if slot.reasons and slot.reasons[0]["term"] == "way":
        return [way_text(slot.reasons[0], voice, names)]
    grounds = (r for r in slot.reasons if r["term"] not in NOTES)
    reasons = [Reason(r["term"], r.get("params", {}), r.get("weight", 0.0)) for r in grounds]
    good = [r for r in reasons if r.weight >= 0][:limit]
    bad = [r for r in reasons if r.weight < 0][:1]
    return [voice.reason(r, names) for r in (*good, *bad)]


def way_text(way: dict[str, Any], voice: Voice, names: Mapping[str, str]) -> str:
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
