"""What is said to each of several offers in one sentence: "1번은 안 되고 2번은 돼요", "I can't do 1 but 2 is fine"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.core.meeting import Meeting, Slot

_PART = re.compile(
    r"[,.;!?\n]+|\b(?:but|and|however|though|while)\b|"
    r"(?<=[되돼하가좋찮능렵들인])고(?=\s)|지만(?=\s)|는데요?(?=\s)|은데요?(?=\s)|니까(?=\s)|(?<=말고)\s|(?<=빼고)\s|(?<=[어아워려])서(?=\s)"
)
_MENTION = re.compile(
    r"(?P<n>(?<![\d:])[1-9])\s*(?:번|안(?=[은이도])|\))|"
    r"(?:number|option|no\.?|slot|#)\s*(?P<m>[1-9])\b|"
    r"(?P<first>첫\s*(?:번)?째|\bfirst\b|\b1st\b)|(?P<second>두\s*번?째|둘째|\bsecond\b|\b2nd\b)|"
    r"(?P<third>세\s*번?째|셋째|\bthird\b|\b3rd\b)|(?P<last>마지막|\blast\b)|"
    r"(?<![\w:.])(?P<bare>[1-9])(?![\w:.]|\s*(?:시|분|월|일|pm|am|hour|minute|o'clock))",
    re.I,
)
_NO = (
    r"(?:안|못)\s*(?:되|돼|될|됩|된|맞|할|해|하|가|갈)\w*|어려\w*|어렵\w*|힘들\w*|"
    r"불가\w*|곤란\w*|별로\w*|싫\w*|빼고|말고|아니\w*|"
    r"\bcan(?:['’]?t|not| not)\b(?:\s+(?:do|make))?|\b(?:does|do|is|are|wo|would)(?:n['’]?t| not)\b(?:\s+\w+)?|"
    r"\bno good\b|\bnot (?:so )?\w+|\bbad\b|\bimpossible\b|"
    r"\bclash\w*|\bconflict\w*|\bis out\b|\bare out\b|\bexcept\b|\btough\b"
)
_YES = (
    r"되\w*|돼\w*|됩\w*|가능\w*|좋\w*|괜찮\w*|할게\w*|으로|"
    r"\bworks?\b|\bfine\b|\bgood\b|\bok(?:ay)?\b|\bcan\b|\bgreat\b|\bsuits?\b|\bdoes\b|\bdo\b|\bperfect\b|\bpossible\b"
)
_VERDICT = re.compile(rf"(?P<no>{_NO})|(?P<yes>{_YES})", re.I)
# all but one: "3번만 아니면 다 좋아요", "anything but 2 works"
ALL_BUT = re.compile(
    r"(?P<n>[1-9])\s*번\s*(?:째\s*)?(?:것|거|건|시간)?\s*만?\s*(?:아니면|아니라면|빼고는?|빼면|말고는?|제외하고는?|제외하면)\s*"
    r"(?:나머지는?\s*)?(?:다(?![가-힣])|모두|전부|아무|언제|어느|상관)|"
    r"\b(?:any(?:thing)?|any of them|all|everything|either)\s+(?:but|except(?: for)?|other than)\s+"
    r"(?:the\s+)?(?:option|number|no\.?|slot|#)?\s*(?P<m>[1-9])\b",
    re.I,
)
_ORDER = {"first": 1, "second": 2, "third": 3, "last": -1}


@dataclass(frozen=True)
class Verdicts:
    """The offers that were said to suit, and those that were said not to."""

    yes: tuple[Slot, ...] = ()
    no: tuple[Slot, ...] = ()

    @property
    def mixed(self) -> bool:
        """True when some are taken and others refused."""
        return bool(self.yes and self.no)


def verdicts(text: str, meeting: Meeting) -> Verdicts:
    """What ``text`` says of the numbered offers of the open round; numbers that were not shown are passed over."""
    slots = meeting.open_proposal.slots if meeting.open_proposal else ()
    if but := ALL_BUT.search(text):
        out = int(but["n"] or but["m"])
        yes = tuple(s for number, s in enumerate(slots, 1) if number != out)
        return Verdicts(yes, slots[out - 1 : out])
    said: dict[int, bool] = {}
    waiting: list[int] = []
    for part in _parts(text):
        found = sorted([*_MENTION.finditer(part), *_VERDICT.finditer(part)], key=lambda m: m.start())
        judged = [m for m in found if "no" in m.groupdict()]
        for mention in (m for m in found if "no" not in m.groupdict()):
            number = _number(mention)
            after = next((v for v in judged if v.start() >= mention.end()), None)
            verdict = after or (judged[-1] if judged else None)
            if verdict is None:
                waiting.append(number)
            else:
                said[number] = bool(verdict["yes"])
        if judged:
            said |= {n: bool(judged[0]["yes"]) for n in waiting}
            waiting = []
    said |= dict.fromkeys(waiting, True) if said and not any(said.values()) else {}
    shown = {(n if n > 0 else len(slots)): yes for n, yes in sorted(said.items()) if n <= len(slots)}
    return Verdicts(
        tuple(slots[n - 1] for n, yes in shown.items() if yes),
        tuple(slots[n - 1] for n, yes in shown.items() if not yes),
    )


def _parts(text: str) -> list[str]:
    return [part for part in _PART.split(text) if part and part.strip()]


def _number(mention: re.Match[str]) -> int:
    digits = mention["n"] or mention["m"] or mention["bare"]
    if digits:
        return int(digits)
    return next(n for name, n in _ORDER.items() if mention[name])
