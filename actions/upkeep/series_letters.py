"""What is said of a series as time goes on: its next turns, and an hour that changes with the clocks."""

from __future__ import annotations

from collections.abc import Iterable

from actions.core.meeting_clocks import ClockChange
from actions.texts.voice import Voice
from actions.upkeep.letters import Letters
from calendar_adapters.types import Event


def turns_written(letters: Letters, event: Event | None, to: Iterable[str]) -> None:
    """METHOD:REQUEST with the next turns to those who have no calendar connected; in all others they stand already."""

    def wording(voice: Voice) -> tuple[str, str]:
        title = letters.title(voice)
        return title, voice.say("upkeep_turns", title=title)

    meeting = letters.meeting
    for address in to:
        letters.send(f"turns:{meeting.id}:{meeting.version}", address, wording, event=event, method="REQUEST")


def clock_changes(letters: Letters, address: str, change: ClockChange) -> bool:
    """To one attendee: from when on it is at another hour for them; False when that was said before."""
    meeting = letters.meeting

    def wording(voice: Voice) -> tuple[str, str]:
        title = letters.title(voice)
        return title, "\n".join([voice.say("upkeep_clock", title=title), voice.clock_change(change)])

    return letters.send(f"clock:{meeting.id}:{change.start.isoformat()}:{change.old.isoformat()}", address, wording)
