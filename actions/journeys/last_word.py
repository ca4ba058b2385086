"""Who answers twice: the last word counts, and the change is said, to the speaker and to the organizer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.core.meeting import Meeting, Slot, Verdict
from actions.core.meeting_choice import said_before, take_back
from actions.texts import join_names
from actions.texts.voice import Voice

_TOO = re.compile(
    r"도(?=\s|$|\s*(?:돼|되|괜찮|좋|가능))|둘 다|모두|\balso\b|\btoo\b|\bas well\b|\beither\b|\bboth\b|\ball\b", re.I
)


@dataclass(frozen=True)
class Changed:
    """What somebody said before and says otherwise now: the offers they had taken, and those they had refused."""

    yes: tuple[Slot, ...] = ()
    no: tuple[Slot, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.yes or self.no)

    def line(self, key: str, voice: Voice, name: str = "") -> list[str]:
        """One sentence that tells what was said before; [] when nothing changed."""
        if not self:
            return []
        told = [voice.say("answer_yes_to", slot=voice.slot(s.interval, named=False)) for s in self.yes]
        told += [voice.say("answer_no_to", slot=voice.slot(s.interval, named=False)) for s in self.no]
        return [voice.say(key, name=name, old=join_names(told, voice.language))]


def changed(
    meeting: Meeting, by: str, yes: Sequence[Slot], no: Sequence[Slot], text: str, now: datetime
) -> tuple[Meeting, Changed]:
    """``meeting`` without what ``by`` takes back with these answers, and what that is.

    A yes to what was refused and a no to what was taken change it; so does another single pick, unless it is said that
    it suits as well ("2번도 돼요", "2 works too").
    """
    taken, refused = said_before(meeting, by), said_before(meeting, by, Verdict.NO)
    back = [s for s in taken if s in no]
    if len(yes) == 1 and yes[0] not in taken and not no and not _TOO.search(text):
        back += [s for s in taken if s not in back]
    again = [s for s in refused if s in yes]
    gone = Changed(tuple(back), tuple(again))
    return (take_back(meeting, by, [*back, *again], now), gone) if gone else (meeting, gone)
