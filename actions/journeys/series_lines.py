"""The instances of a recurring offer that somebody cannot make, as they are shown, and the words to leave them out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.meeting import Meeting, Slot
from actions.core.meeting_choice import notes
from actions.core.recurrence import AHEAD, instances
from actions.texts.voice import Voice

SKIPS = re.compile(
    r"(?:그|그런|안\s*되는|겹치는|해당|그때)\s*(?:주|날|때|것|거|회차|날짜)?(?:들)?(?:은|는|만|을|를)?\s*"
    r"(?:빼고|빼줘|빼\s*주세요|빼|제외|건너뛰)\w*|"
    r"\b(?:skip|skipping|leaving out|leave out|except(?: for)?|without|minus|but not)\s+"
    r"(?:those|that|them|these|it|the clash\w*|the conflict\w*)"
    r"(?:\s+(?:weeks?|dates?|days?|ones?|instances?))?(?:\s+out)?|"
    r"\bleave\s+(?:those|that|them)(?:\s+\w+)?\s+out\b",
    re.I,
)


def all_free(meeting: Meeting, slots: Sequence[Slot], voice: Voice) -> list[str]:
    """That everybody can make all the instances looked at, where that is so of every slot."""
    if not meeting.rrule or meeting.booked is not None or any(notes(s, "clashes") for s in slots):
        return []
    ahead = len(instances(meeting.rrule, slots[0].start, ZoneInfo(meeting.timezone), AHEAD))
    return [voice.say("series_all_free", count=ahead)] if ahead > 1 else []


def clash_lines(slot: Slot, voice: Voice, names: Mapping[str, str]) -> list[str]:
    """One line a clashing instance: its date, and who cannot come by which rule; nobody's titles."""
    zone = ZoneInfo(voice.zone)
    lines = []
    for one in (each for n in notes(slot, "clashes") for each in n["each"]):
        day = voice.day(datetime.fromisoformat(one["start"]).astimezone(zone).date())
        lines.append(voice.say(f"clash_{one['rule']}", day=day, names=_people(one, voice, names)))
    return list(dict.fromkeys(lines))


def clash_footer(slots: Sequence[Slot], voice: Voice) -> list[str]:
    """How to leave the clashing dates out, where there are any."""
    numbers = [n for n, slot in enumerate(slots, 1) if notes(slot, "clashes")]
    return [voice.say("series_clash_footer", number=numbers[0])] if numbers else []


def skipping(text: str, slots: Sequence[Slot]) -> bool:
    """True for "2, but skip those weeks" where an offer has dates that clash."""
    return bool(SKIPS.search(text)) and any(notes(s, "clashes") for s in slots)


def only_clashing(slots: Sequence[Slot]) -> Slot | None:
    """The one offer that has clashing dates, if it is one."""
    found = [s for s in slots if notes(s, "clashes")]
    return found[0] if len(found) == 1 else None


def _people(one: Mapping[str, Any], voice: Voice, names: Mapping[str, str]) -> str:
    return voice.people([names.get(a, a) for a in one["who"]])
