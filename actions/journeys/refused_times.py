"""Days and hours that do not suit, said of open offers: "목요일 오전은 힘들어요", "Mondays don't work for me"."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module

from actions.core import meeting_steps as steps
from actions.core.meeting import Meeting
from actions.core.times.types import Polarity, TimeConstraint
from actions.journeys.negotiation_verdicts import Verdicts, verdicts
from actions.journeys.turn import Outcome, Turn
from actions.services import Services

_CANNOT = re.compile(
    r"\s*(?:은|는|엔|에는|에|도)?\s*(?:좀|조금|다)?\s*"
    r"(?:그런데|그래서|그렇고|힘들(?!까|지 ?않)|어려(?!울까|우[시세])|어렵(?!지 ?않|나)|안 ?되(?!나|려나|는지)|"
    r"안 ?돼(?!요?\s*\?)|안 ?될(?!까)|별로|말고|빼고|"
    r"(?:다른|이미|선약|앞)[^.,?!]{0,12}있(?!나|니|을까|\w*\s*\?))|"
    r"\s*(?:doesn'?t (?:work|suit)|won'?t (?:work|do)|(?:is|['’]s|are|looks?) (?:(?:a|an|all|too|so|totally|completely|"
    r"really|pretty|already|quite|a bit|rather|just)\s+)*(?:bad|tough|hard|difficult|full|out|no good|write-?off|mess|"
    r"packed|crazy|hopeless|booked|busy|taken|tricky|impossible|hectic|off|early|soon|late|nightmare|no-?go|"
    r"not? (?:good|possible|an option|great|ideal|going to work)))",
    re.I,
)
_TAKEN = re.compile(
    r"\s*(?:은|는|엔|에는|에)?\s*(?:제가\s*|저희가?\s*|이미\s*|모두\s*|종일\s*|하루\s*종일\s*)*(?:다른\s*|선)?"
    r"(?:일정|약속|회의|미팅|출장|휴가|외근|연차|교육|행사)(?:이|가)?\s*(?:이미\s*)?(?:있|잡혀|잡힌|많|꽉|이라|라서|라|때문|중)"
)
_ASKED_BACK = re.compile(
    r"\s*(?:은|는|에는|엔|에)?\s*(?:혹시\s*)?(?:안|어려|어렵|힘들|불가)\s*[가-힣]{0,6}(?:까요|나요|가요|런지요|는지요|ㄹ지요)\s*[?.]?"
)
_NONE = re.compile(
    r"(?:다|모두|전부|셋\s*다|둘\s*다)\s*(?:안|못|어렵|힘들|불가|곤란)|(?:아무|하나)\S*\s*(?:안|못)|"
    r"\bnone\b|\bneither\b|\bno(?:t any|t one)? of\b|\bany of (?:these|those|them)\b",
    re.I,
)
_HEARD_AS = frozenset({"action_reject", "action_deny", "action_out_of_scope", "action_affirm", "action_preference"})


def refused(said: TimeConstraint, text: str) -> TimeConstraint:
    """ "화요일은 좀 그런데", "… 다른 일정이 있어서" keep clear of it; "수요일은 안 되실까요?" asks for it."""
    behind = text[said.span[1] :]
    cannot = _CANNOT.match(behind) or _TAKEN.match(behind)
    return replace(said, polarity=Polarity.AVOID) if cannot and not _ASKED_BACK.match(behind) else said


def told(action: str, turn: Turn, meeting: Meeting) -> bool:
    """True where somebody who manages or attends what is offered names times that do not suit, and no others.

    Offers refused by their numbers are not meant.
    """
    me = turn.speaker.address
    if action not in _HEARD_AS or meeting.open_proposal is None or not turn.moments():
        return False
    if not (meeting.may_manage(me) or meeting.participant(me)) or "?" in turn.text:
        return False
    said = verdicts(turn.text, meeting)
    if said.yes or said.no:
        return False
    return all(refused(t, turn.text).polarity is Polarity.AVOID for t in turn.moments())


def step(turn: Turn, services: Services, meeting: Meeting) -> Outcome:
    """Look again without those times; who says that none of the offers suits does not see them again either.

    Where an attendee leaves nothing of what was asked for, the offers stay open and the organizer hears of it."""
    propose = import_module("actions.journeys.propose")
    if not meeting.may_manage(turn.speaker.address) and _nothing_left(turn, services, meeting):
        refused_all: Outcome = import_module("actions.journeys.reject").attendees_answer(
            turn, services, meeting, Verdicts()
        )
        return refused_all
    if _NONE.search(turn.text):
        refusing = steps.refuse(meeting, turn.speaker.address, turn.now, None)
        meeting = replace(refusing, state=meeting.state, proposals=meeting.proposals)
    went: Outcome = propose.again(turn, services, meeting)
    return went


def _nothing_left(turn: Turn, services: Services, meeting: Meeting) -> bool:
    from actions.journeys.offering import look
    from actions.journeys.propose import narrow

    found = look(services, narrow(meeting, turn, services), turn.now)
    return not (found.offers or found.ways or found.odd or found.unreadable)
