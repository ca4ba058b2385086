"""Teams and choices in a sentence: "영업팀 전원", "anyone from sales", "one of Tom or Sam", "셋 중 둘만 되면 돼"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from actions.core.people import Person, members_of
from actions.core.people_names import bare_team, plain
from actions.journeys.naming import Hit, named_in

_NUMBERS = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "half": -2,
}  # fmt: skip
_N = r"(?:\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_OWN = r"우리\s*팀|저희\s*팀|(?:my|our)(?:\s+own)?(?:\s+whole)?\s+team|the\s+(?:whole\s+|entire\s+)?team"
# which follow the name of a team
_KO_ONE = (
    r"(?:\s*팀)?(?:\s*(?:분들?|사람들?|팀원들?|멤버들?|직원들?))?\s*"
    r"(?:(?:중에서|중에|중|가운데|에서)\s*(?:시간\s*(?:되는|나는|있는)\s*|가능한\s*|되는\s*|비는\s*|먼저\s*)?"
    r"(?:아무나|누구나|누구든지?|아무라도|(?:아무\s*)?(?:한|1)\s*(?:분|명|사람))(?:\s*(?:한|1)\s*(?:분|명|사람))?|"
    r"(?:아무나|누구나|누구든지?|아무라도)(?:\s*(?:한|1)\s*(?:분|명|사람))?|"
    r"(?:한|1)\s*(?:분|명|사람)(?:만)?)"
)
_KO_ALL = (
    r"(?:\s*팀)?\s*(?:전원|모두|전체|전부|다\s*같이|다(?=[\s랑와하])|사람들(?:\s*모두)?|분들(?:\s*모두)?|"
    r"팀원들?(?:\s*(?:모두|전원|전체|다))?|식구들?)"
)
_EN_ONE = (
    r"(?:any\s?(?:one|body)|some\s?(?:one|body)|whoever(?:'s|\s+is)?\s+(?:free|available)|"
    r"(?:any\s+)?one(?:\s+(?:person|member|colleague|rep))?|any\s+(?:person|member|colleague)|a\s+(?:person|member))"
    r"\s+(?:else\s+)?(?:of|from|in|on|at|out\s+of)\s+"
)
_EN_ALL = r"(?:every\s?(?:one|body)|all(?:\s+(?:of\s+)?(?:the\s+)?(?:people|members|folks))?)\s+(?:of|from|in|on|at)\s+"
_EN_WHOLE = r"(?:the\s+|our\s+)?(?:whole|entire|full|complete)\s+"
_OR = re.compile(r"\s*(?:,\s*)?(?:or|/)\s+(?:with\s+)?|\s*(?:이나|나|또는|혹은|아니면)\s*(?:또는\s*)?", re.I)
_AND = re.compile(r"\s*(?:,|&|and|,\s*and|,\s*or|or|랑|이랑|하고|과|와|이나|나|또는|혹은)\s*", re.I)
_ONE_OF = re.compile(
    r"(?:\bany\s?one\s+of|\bone\s+of|\beither(?:\s+of)?|\bwhoever(?:'s|\s+is)?\s+(?:free|available)\s+of)\s+$", re.I
)
_OF_THEM = re.compile(
    r"\s*(?:중에서|중에|중|가운데)\s*(?:시간\s*(?:되는|나는)\s*|가능한\s*|되는\s*|비는\s*)?"
    r"(?:아무나|누구나|누구든지?|(?:아무\s*)?(?:한|1)\s*(?:분|명|사람|쪽)(?:만)?|분(?=[이은과\s]|$))"
)
_QUORUM = (
    re.compile(
        rf"(?P<all>{_N})\s*(?:명|분|사람)?\s*(?:중에서|중에|중|가운데)\s*(?:최소\s*|적어도\s*)?"
        rf"(?P<k>{_N})\s*(?:명|분|사람)?\s*(?:만|이상|이라도|은|이)?(?=[\s,.]|만|이상|$)"
    ),
    re.compile(rf"(?:최소|적어도)\s*(?P<k>{_N})\s*(?:명|분|사람)"),
    re.compile(rf"(?<!\d)(?P<k>{_N})\s*(?:명|분|사람)\s*(?:이상|만)\s*(?:되|돼|가능|모이|모여|오|와|참석|있)"),
    re.compile(
        rf"\b(?:at\s+least|a\s+minimum\s+of|minimum)\s+(?P<k>{_N})\s*(?:of\s+(?P<us>us|them|the\s+\w+|these|those)|"
        r"people|attendees|persons|can|are|must)",
        re.I,
    ),
    re.compile(rf"\b(?:(?i:at\s+least|any|a\s+minimum\s+of)\s+)?(?P<k>{_N})\s+(?:out\s+)?of\s+(?=[A-Z<@])"),
    re.compile(
        rf"\b(?P<k>{_N})\s+(?:out\s+)?of\s+(?:the\s+|us\s+)?(?P<all>{_N})\b"
        r"(?=[^.]*\b(?:enough|suffice|do|fine|ok|okay|needed|can|is|are)\b|\s*[.,]|\s*$)",
        re.I,
    ),
    re.compile(rf"\bany\s+(?P<k>{_N})\s+of\s+(?P<us>us|them|the\s+\w+|these|those)\b", re.I),
    re.compile(rf"\b(?P<k>{_N})\s+of\s+(?P<us>us|them)\s+(?:is|are|will be|would be)\s+enough\b", re.I),
)
_UNKNOWN = (
    re.compile(
        r"(?P<team>[가-힣A-Za-z0-9]{1,12}팀)(?=\s*(?:전원|모두|전체|전부|사람들|팀원|(?:중에서|중에|중)\s|아무나))"
    ),
    re.compile(
        r"\b(?:(?:any|some|every)\s?(?:one|body)|one\s+person|all)\s+(?:from|in|on|of)\s+(?:the\s+)?"
        r"(?P<team>[a-z][\w&-]*(?:\s+[\w&-]+)?\s+team)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:(?:any|some|every)\s?(?:one|body)|one\s+person)\s+from\s+(?:the\s+)?"
        r"(?P<team>(?!the\b|us\b|them\b|you\b|our\b|my\b|here\b|now\b|mon|tue|wed|thu|fri|sat|sun|\d)[a-z][\w&-]+)(?=[\s,.?!]|$)",
        re.I,
    ),
    re.compile(r"\bthe\s+(?:whole\s+|entire\s+)?(?P<team>[a-z][\w&-]+\s+team)\b", re.I),
)


@dataclass(frozen=True)
class Said:
    """People named together: ``any_one`` of them or all. ``span`` in code points; nobody in a team that is unknown."""

    label: str
    span: tuple[int, int]
    members: tuple[Person, ...]
    any_one: bool = False


def said_together(text: str, roster: Sequence[Person], speaker: Person) -> list[Said]:
    """The teams and choices that ``text`` names, in its order; one inside another is left out."""
    found = [*_teams(text, roster, speaker), *_names(text, roster)]
    taken: list[Said] = []
    for one in sorted(found, key=lambda s: (s.span[0], -s.span[1])):
        if not taken or one.span[0] >= taken[-1].span[1]:
            taken.append(one)
    known = [*taken]
    for pattern in _UNKNOWN:
        for lost in pattern.finditer(text):
            span = lost.span("team")
            if not any(s.span[0] < lost.end() and lost.start() < s.span[1] for s in known) and not _is_team(
                lost["team"], roster, speaker
            ):
                known.append(Said(lost["team"], span, ()))
    return sorted(known, key=lambda s: s.span)


def quorum_in(text: str, others: int) -> int | None:
    """How many of the ``others`` (attendees beside the organizer) suffice by what is said, or None.

    "Two of three" counts the others where they are three, and the speaker too where they are two; "of us" counts the
    speaker. What nobody can miss (all, none, more than there are) says nothing.
    """
    for pattern in _QUORUM:
        for found in pattern.finditer(text):
            groups = found.groupdict()
            count, of = _number(groups["k"]), groups.get("all")
            with_me = (groups.get("us") or "").lower() == "us" or bool(
                re.search(r"우리|저희", text[: found.start()][-8:])
            )
            total = _number(of) if of else (others + 1 if with_me else others)
            if total not in (others, others + 1):
                continue
            count = (total + 1) // 2 if count < 0 else count
            needed = count - 1 if total == others + 1 else count
            if 0 < needed < others:
                return needed
    return None


def _teams(text: str, roster: Sequence[Person], speaker: Person) -> list[Said]:
    names, own = _team_names(tuple(sorted({p.team for p in roster if p.team}))), speaker.team
    found = []
    for pattern, any_one in _patterns(names):
        for match in pattern.finditer(text):
            said = next(v for n, v in match.groupdict().items() if n.startswith("team") and v)
            team = own if re.fullmatch(_OWN, said, re.I) else said
            if not team:
                continue
            people = tuple(p for p in members_of(team, roster) if p.address != speaker.address)
            label = next((p.team for p in members_of(team, roster)), team)
            found.append(Said(label, match.span(), people, any_one))
    return found


def _names(text: str, roster: Sequence[Person]) -> list[Said]:
    """ "Tom or Sam", "one of Tom, Sam and Ada", "서준 님이나 하은 님", "서준 님, 하은 님 중 한 분"."""
    hits = [h for h in named_in(text, roster) if len(h.people) == 1]
    found = []
    for first in range(len(hits)):
        last = first
        alternatives = False
        while last + 1 < len(hits) and (joint := _joint(text, hits[last], hits[last + 1])):
            alternatives = alternatives or joint == "or"
            last += 1
        if last == first:
            continue
        start, end = hits[first].span[0], hits[last].span[1]
        before, after = _ONE_OF.search(text[:start]), _OF_THEM.match(text[end:])
        if alternatives or before or after:
            span = (before.start() if before else start, end + (after.end() if after else 0))
            people = tuple({p.address: p for h in hits[first : last + 1] for p in h.people}.values())
            found.append(Said("/".join(p.name for p in people), span, people, any_one=True))
    return found


def _joint(text: str, one: Hit, other: Hit) -> str:
    between = text[one.span[1] : other.span[0]]
    if _OR.fullmatch(between):
        return "or"
    return "and" if _AND.fullmatch(between) or between.isspace() else ""


@lru_cache(maxsize=256)
def _team_names(teams: tuple[str, ...]) -> str:
    ways = {w for t in teams for w in (plain(t), bare_team(plain(t))) if len(w) > 1}
    return "|".join(re.escape(w).replace(r"\ ", r"\s*") for w in sorted(ways, key=len, reverse=True)) or r"(?!x)x"


@lru_cache(maxsize=256)
def _patterns(names: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    ko, en = (
        rf"(?<![가-힣A-Za-z])(?P<team>{names}|{_OWN})",
        rf"(?:the\s+|our\s+)?(?P<team>(?:{names})|{_OWN})(?:\s+team)?\b",
    )
    named = rf"(?P<team>{names})\s+team\b(?!\s*(?:meeting|sync|review|call|lunch|dinner|retro|stand|planning|calendar))"
    texts = (
        (ko + _KO_ONE, True),
        (_EN_ONE + en, True),
        (ko + _KO_ALL, False),
        (_EN_ALL + en, False),
        (_EN_WHOLE + rf"(?P<team>{names})(?:\s+team)?\b", False),
        (rf"\b(?:the\s+|our\s+)?{named}", False),
        (rf"(?<![가-힣])(?P<team>{names}|{_OWN})(?=(?:이랑|랑|하고|과|와)(?![가-힣]))", False),
        (rf"\bwith\s+(?P<team>{_OWN})\b", False),
        (r"\b(?P<team>(?:my|our|the)\s+whole\s+team)\b", False),
    )
    return tuple((re.compile(t, re.I), any_one) for t, any_one in texts)


def _is_team(words: str, roster: Sequence[Person], speaker: Person) -> bool:
    """True for a team after all, for somebody's name, and for the speaker's own."""
    if members_of(words, roster) or re.fullmatch(_OWN, words, re.I):
        return True
    return bool(named_in(f"with {words}", roster)) or plain(words) in {"the whole team", "team", speaker.team}


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words.lower()]
