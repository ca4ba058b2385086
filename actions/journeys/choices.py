"""Which of several numbered things a turn picks: by number, by order, by time, by a plain yes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.core.meeting import Slot
from actions.core.times.types import Kind, TimeConstraint
from actions.journeys.turn import Entity, Turn

_ORDER = {
    1: r"첫\s*(?:번)?째|첫\s*번|일\s*번|(?:the\s+)?first|1st",
    2: r"두\s*번?째|둘째|이\s*번|(?:the\s+)?second|2nd",
    3: r"세\s*번?째|셋째|삼\s*번|(?:the\s+)?third|3rd",
    4: r"네\s*번?째|넷째|사\s*번|(?:the\s+)?fourth|4th",
    5: r"다섯\s*번?째|오\s*번|(?:the\s+)?fifth|5th",
    -1: r"마지막|맨\s*(?:뒤|끝)|(?:the\s+)?last",
}
_CARDINAL = {
    1: r"하나|일|처음|(?<!the )one(?!\s+(?:on|at|in|with|from|who|that|of|for)\b)",
    2: r"둘(?!\s*다)|two",
    3: r"셋(?!\s*다)|three",
    4: r"넷|four",
    5: r"five",
}
_COUNTED = r"시|분|월|일|명|층|호|동|관|개|인|차|주|년|회|가지|[ap]\.?m"
_NUMERAL = rf"(?<![\d:./\-−–])#?(?P<n>\d{{1,2}})(?:\s*(?:번째|번|째|\)|\.))?(?![\d:/a-z]|\s*(?:{_COUNTED}))"
_PICKS = [
    *((n, re.compile(rf"(?<![가-힣a-z])(?:{words})(?![a-z])", re.I)) for n, words in _ORDER.items()),
    *((n, re.compile(rf"(?<![가-힣a-z])(?:{words})(?![a-z])", re.I)) for n, words in _CARDINAL.items()),
    (0, re.compile(_NUMERAL, re.I)),
]
# what may stand beside a pick without making it something else
FILLERS = re.compile(
    r"(?<![a-z'])(?:yes|yeah|yep|ok|okay|sure|great|perfect|good|fine|thanks?|thank you|please|pls|then|so|hmm+|"
    r"um+|hi|hello|agreed|deal|done|excellent|wonderful|super|awesome|brilliant|"
    r"ugh|argh|oh|ah|well|al?right|right|cool|too bad|no (?:problem|worries)|guess|"
    r"i'?ll|i|we|we'?ll|would|'d|like|want|take|pick|choose|book|prefer|have|do|let'?s|go|with|for|to|the|that|"
    r"this|it|those|these|them|"
    r"is|was|are|be|'s|works?|best|me|us|you|can|could|number|no\.?|nr\.?|option|choice|slot|time|one|ones?|"
    r"suits?|sounds?|"
    r"looks?|seems?|all|good|nice|better|lovely|confirm(?:ed)?|my|a?t|on|of|from|list|offers?|options|just|only|and)"
    r"(?![a-z'])|"
    r"네|넵|예|응|어|음+|그럼|그러면|그래요?|저는|전|제가|나는|난|저도|저|우리는?|일단|"
    r"(?:으로|로|이|가|은|는|을|를|도|만|째|에|이요|요|입니다|이에요|예요)(?![가-힣])|"
    r"(?:으로|로|이|가|은|는|을|를|도|만)?\s*(?:할게요?|할래요?|하겠습니다|하죠|하자|합시다|해요|해|갈게요?|가자|가요|가죠|"
    r"정해요?|정할게요?|주세요|줘요?|해\s*(?:주세요|줘요?|주실래요|줄래)|잡아\s*(?:주세요|줘요?|줄래)|"
    r"예약해?\s*(?:주세요|줘요?)?|확정(?:해\s*(?:주세요|줘요?)|할게요?|요)?|"
    r"부탁(?:해요?|드려요|드립니다|합니다|드릴게요)?|선택(?:할게요?|요|합니다)?|고를게요?|골라\s*(?:주세요|줘요?)|"
    r"좋아요?|좋습니다|좋겠어요?|좋겠네요|좋을\s*것\s*같아요?|좋네요|괜찮아요?|괜찮습니다|괜찮겠어요|괜찮네요|"
    r"돼요?|됩니다|되네요|가능해요?|가능합니다|맞아요?|나을\s*것\s*같아요?|나아요|낫겠어요|낫네요)|"
    r"(?:거|것|걸|게)(?:으?로|가|이|는)?|시간(?:으로|이|에|대로|대)?|제안(?:으로|이)?|안(?:으로|이)(?![가-힣])|옵션|선택지",
    re.I,
)
_NOT_THIS = re.compile(
    r"[^\s,.]+(?:\s*번\s*째?|\s*번)?(?:\s*(?:거|것|건))?\s*(?:말고|빼고|대신|제외하고|아니라|아니고)|"
    r"\b(?:not|except|other than|but not|rather than|instead of)\s+(?:for\s+)?(?:the\s+)?\S+(?:\s+one\b)?",
    re.I,
)
_SCOPE_ONE = re.compile(
    r"이번\s*(?:만|(?:것|거|한|회|건|꺼)(?!\s*부터))|이것만|이거만|한\s*번만|하나만|그\s*날만|"
    r"only this|just (?:this|the) one|just this|this one|"
    r"\b(?:only|just)\s+(?:(?:for|on)\s+)?(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:['’]?s)?(?:\s+one)?\W*$|"
    r"\b(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:['’]?s)?(?:\s+one)?\s+only\b",
    re.I,
)
_SCOPE_ALL = re.compile(
    r"모두|전부|다(?![가-힣])|전체|앞으로|부터|from (?:this|here|now)|onwards?|\ball\b|every|series|both", re.I
)
# words with a number in them that pick nothing
_REMARKS = re.compile(
    r"잠깐|잠시|기다려|기다리|처음부터|처음으로|처음에|다시\s*한\s*번|한\s*번\s*(?:더|만|쯤|정도)|이번|저번|지난번|첫날|마지막으로|"
    r"\b(?:(?:just |hang on |hold on |wait |give me )*(?:a|one|1|two|another|half a|this)\s+(?:sec(?:ond)?s?|"
    r"min(?:ute)?s?|moments?|more|thing|"
    r"question|another|day|week|hour|by one)|(?:hang|hold) on|wait|at (?:first|last)|first of all|last (?:time|"
    r"week|month)|"
    r"(?:on )?second thoughts?|no one|anyone|someone|everyone|which one|one of)\b",
    re.I,
)
_PAUSE = re.compile(
    r"잠깐|잠시만|기다려|(?:확인|생각|검토|상의|얘기)\s?(?:좀\s?)?해?\s?보고|아직\s?(?:은\s?)?(?:잡|예약|확정|하)\S*\s?(?:말|마)|"
    r"\b(?:wait|hang on|hold (?:on|off)|not yet|get back to you|let me (?:check|think|see|ask|confirm)|"
    r"(?:one|a|just a) (?:sec(?:ond)?|moment|minute))\b",
    re.I,
)
# a word in mid-sentence that takes back the pick before it: "3. No wait, 2", "1번 아니 2번으로"
_CORRECTED = re.compile(
    r"(?:\b(?:no|nope|nah|oh|wait|actually|sorry|hang on|hold on|scratch that|i meant?|make (?:that|it)|"
    r"on second thoughts?|(?:or )?rather)\b[\s,.!…:-]*)+|"
    r"(?<![가-힣])(?:(?:아니(?:다|야|요|에요|지)?|아냐|아뇨|아 ?참|아|앗|잠깐만?요?|다시 보니|생각해\s*보니|"
    r"정정)(?![가-힣])"
    r"[\s,.!…~ㅠㅜㅋㅎ]*)+",
    re.I,
)
# beside a number in what was surely understood as a pick, these say that it is not all that is meant
_MORE_THAN_A_PICK = re.compile(
    r"\b(?:no|not|none|neither|except|but|or|if|when|unless|until|after|before|with|invite|add|move|change|cancel|"
    r"except|why|what|who|how|which|does|did|is there)\b|n['’]t\b|[?？;]|말고|빼고|왜|안\s|못\s|아니",
    re.I,
)
_SURELY = 0.85
_AMONG_KNOWN = frozenset({"which_event", "person"})  # questions whose answer may say what is to be done with it
YES = re.compile(
    r"^\W*(?:네|넵|넹|예|응|어|그래|그래요|좋아|좋아요|좋습니다|오케이|ㅇㅇ|ㅇㅋ|맞아|맞아요|"
    r"부탁해|부탁드려요|그렇게 해(?: ?줘| ?주세요)?|"
    r"yes|yeah|yep|yup|ok|okay|sure|please do|go ahead|sounds good|correct|right|do it)(?:\W|$)",
    re.I,
)
NO = re.compile(
    r"^\W*(?:아니|아니요|아뇨|아니오|아니야|안 ?돼|안 ?돼요|싫어|됐어|됐어요|그만|취소 ?안|하지 ?마|놔둬|그냥 ?둬|"
    r"no|nope|nah|don'?t|stop|never ?mind|leave it)(?:\W|$)",
    re.I,
)
_AT_HEART_YES = re.compile(
    r"no (?:problem|worries|objections?|doubt|issues?|conflicts?)|why not|문제\s*없|상관\s*없", re.I
)
_DOUBT = re.compile(
    r"^\W*\w+\s*[?？]|왜|아니|아닌|아냐|잠깐|잠시|기다려|뭐라고|무슨|정말|진짜\s*[?？]|하지\s*마|안\s*돼|싫|"
    r"\b(?:no|not|nope|don'?t|do not|wait|why|what|hold on|hang on|huh|really|actually)\b",
    re.I,
)
_PLEA = re.compile(r"해\s*(?:줘|주|줄)|부탁|please|could you|can you|would you", re.I)
_CALL_OFF = re.compile(r"^\W*(?:그냥\s*)?(?:취소|지워|삭제|없애|cancel|delete|remove|call it off)", re.I)


def number_of(turn: Turn) -> int | None:
    """The number picked (from 1; -1 is the last), or None.

    A number word counts only where the rest of the sentence is that of a pick ("2번이 좋아요", "I'll take the second
    one"): "hang on a second", "처음부터 다시", "-1" and "이번만" pick nothing.
    """
    if turn.question == "scope" and _SCOPE_ONE.search(turn.text) and not _SCOPE_ALL.search(turn.text):
        return 1
    left = _REMARKS.sub(" ; ", _NOT_THIS.sub(" ", last_said(turn.text)))
    for entity in turn.entities:
        if entity.name == "choice" and _stands(entity, turn.text, left):
            return int(entity.value)
    loose = turn.question in _AMONG_KNOWN or turn.intent == "explain_suggestion" or _surely_one(turn, left)
    return _picked_in(left, loose=loose)


def last_said(text: str) -> str:
    """What stands where one pick is taken back for another in the same breath ("haha sorry, 3. no wait, 2": "2"); the
    whole ``text`` where that is not so."""
    for found in reversed(list(_CORRECTED.finditer(text))):
        before, after = text[: found.start()], text[found.end() :]
        if _picked_in(after) is not None and any(p.search(before) for _, p in _PICKS):
            return after
    return text


def _surely_one(turn: Turn, text: str) -> bool:
    """True where the message was surely understood as a pick and says but one number, and nothing against it: then
    whatever words stand beside it ("grr ok the first then") do not matter."""
    if turn.intent != "choose_slot" or turn.confidence < _SURELY or turn.moments() or turn.durations():
        return False
    said = {number or int(found["n"]) for number, pattern in _PICKS for found in pattern.finditer(text)}
    return len(said) == 1 and not _MORE_THAN_A_PICK.search(text) and not _REMARKS.search(turn.text)


def remark(turn: Turn) -> bool:
    """True for words about the talk itself ("one moment", "네? 왜요?") that neither pick nor agree."""
    return doubtful(turn) or bool(_REMARKS.search(turn.text) and number_of(turn) is None)


def paused(turn: Turn) -> bool:
    """True where the answer is put off: "wait, not yet", "확인해 보고 말씀드릴게요"."""
    return bool(_PAUSE.search(turn.text)) and not turn.moments() and number_of(turn) is None


def doubtful(turn: Turn) -> bool:
    """True where a yes is asked back or taken back: "네? 왜요?", "어? 그건 아닌데", "ok wait"."""
    text = _AT_HEART_YES.sub(" ", last_said(turn.text))
    asking = "?" in text and not _PLEA.search(text)
    return bool(_DOUBT.search(text)) or asking


def yes(turn: Turn) -> bool:
    """True for an agreement; "취소해 줘" agrees to be asked whether to cancel."""
    if doubtful(turn) or turn.intent == "deny":
        return False
    if turn.question == "confirm_cancel" and _CALL_OFF.match(turn.text):
        return True
    return turn.intent == "affirm" or bool(YES.match(turn.text))


def no(turn: Turn) -> bool:
    """True for a refusal."""
    if turn.question.startswith("confirm_") and turn.question != "confirm_cancel" and _CALL_OFF.match(turn.text):
        return True
    return turn.intent == "deny" or (bool(NO.match(turn.text)) and turn.intent != "affirm")


def by_time(turn: Turn, slots: Sequence[Slot], zone: str) -> list[Slot]:
    """The slots that fit every time the turn names; [] when it names none or none fits."""
    said = [t for t in turn.moments() if t.kind in (Kind.INSTANT, Kind.INTERVAL)]
    if not said:
        return []
    return [slot for slot in slots if all(fits(slot, t, zone) for t in said)]


def fits(slot: Slot, said: TimeConstraint, zone: str) -> bool:
    """True when the slot starts at or within ``said``; a clock time alone fits on every day ("4시에 갈게요")."""
    start = slot.start.astimezone(ZoneInfo(zone))
    if said.kind is Kind.INSTANT and said.start is not None:
        named = _local(said.start, zone)
        same_clock = (named.hour, named.minute) == (start.hour, start.minute)
        same_half = (named.hour % 12, named.minute) == (start.hour % 12, start.minute) and not _half_said(said.text)
        return (same_clock or same_half) and (not day_said(said.text) or named.date() == start.date())
    after = said.start is None or _local(said.start, zone) <= start
    before = said.end is None or start < _local(said.end, zone)
    return after and before


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def _half_said(text: str) -> bool:
    return bool(re.search(r"오전|오후|아침|저녁|밤|새벽|낮|[ap]\.?m|\d\d:|noon|정오", text, re.I))


def day_said(text: str) -> bool:
    """True when the words of a time name a day, not only a clock time."""
    return bool(
        re.search(r"[월화수목금토일]요일|[월화수목금토일]욜|\d+\s*일|내일|낼|모레|글피|오늘|어제|다음|이번|담주", text)
        or re.search(
            r"\b(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|tmrw|next|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
            r"nov|dec)",
            text,
            re.I,
        )
        or re.search(r"\d+[/-]\d+", text)
    )


def _stands(entity: Entity, text: str, left: str) -> bool:
    """True when what was tagged as a choice is a number and stands outside remarks and refusals."""
    if not re.fullmatch(r"-?\d{1,2}", entity.value):
        return False
    if entity.end <= entity.start:  # not known where
        return _REMARKS.search(text) is None and not re.search(r"[-−–]\s*\d", text)
    words = text[entity.start : entity.end].strip()
    return words in left and not re.search(rf"[-−–]\s*{re.escape(words)}", text)


def _picked_in(text: str, *, loose: bool = False) -> int | None:
    """The only number in ``text``, when nothing but what belongs to a pick stands beside it (``loose``: anything)."""
    for number, pattern in _PICKS:
        found = pattern.search(text)
        if found is None:
            continue
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        if loose or (not re.search(r"\w", FILLERS.sub(" ", rest)) and not re.search(r"[?？;]", rest)):
            return number or int(found["n"])
    return None
