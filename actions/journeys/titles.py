"""What a meeting is called: the words around its kind ("전략 회의", "pricing call"), or the subject of a mail."""

from __future__ import annotations

import re

from actions.core.purpose import detect
from actions.journeys.turn import Turn

MOST = 3  # words taken before the kind of meeting
# words for a kind of meeting
KINDS = re.compile(
    r"회의|미팅|면담|인터뷰|면접|(?:콜|통화)(?![가-힣]{2})|리뷰|싱크|스탠드업|워크숍|킥오프|회고|발표|교육|점검|정리|논의|상담|데모|"
    r"\b(?:meeting|call|sync|interview|review|stand-?up|huddle|catch-?up|workshop|kick-?off|retro(?:spective)?|"
    r"demo|training|"
    r"session|planning|check-?in|brainstorm(?:ing)?|debrief|discussion|chat|walkthrough|presentation)\b",
    re.I,
)
# words that stand before the kind of meeting and say nothing of it
_STOP = re.compile(
    r"(?:a|an|the|our|my|your|his|her|their|this|that|next|last|another|new|quick|short|brief|long|little|for|"
    r"with|to|and|or|"
    r"of|in|on|at|by|from|please|pls|can|could|would|should|you|we|us|i|me|let'?s|book|schedule|set|up|arrange|"
    r"organi[sz]e|"
    r"discuss|join|hold|run|start|move|reschedule|cancel|plan|find|get|have|do|make|put|need|want|like|some|any|time|hour|hours|minute|minutes|min|mins|half|one|"
    r"two|three|online|"
    r"then|so|ok(?:ay)?|lol|haha|well|great|cool|yeah|yes|just|maybe|how|about|actually|instead|grab|"
    r"virtual|in-person|video|phone|slot|it|is|also|recurring|weekly|daily|monthly|biweekly|quarterly|regular|"
    r"hi|hello|hey|"
    r"또|과|와|랑|이랑|하고|번|그|이|저|제|내|우리|저희|제가|내가|저랑|나랑|좀|한|새|새로운|간단한|간단히|짧은|짧게|다음|이번|지난|그냥|혹시|같이|함께|"
    r"다시|빨리|가능하면|되면|가능한|급한|급하게|정기|매주|매일|매월|격주|주간|온라인|비대면|대면|화상|전화|오늘|내일|모레|네|예|응|아|"
    r"그럼|그리고|일정|시간|약속)",
    re.I,
)
_TAIL = re.compile(
    r"(?:에|에서|에는|에도|부터|까지|이랑|랑|하고|한테|께|으로|은|는|을|를|님|씨|쯤|정도|동안|짜리|안으로|이후|이전|중에|말고|빼고|"
    r"해줘|주세요|잡아|잡고|팀장|대리|과장|부장)$"
)
_ABOUT = re.compile(
    r"\b(?:about|regarding|re:|to (?:discuss|talk about|go over))\s+(?P<en>[^,.;!?\n]{3,60}?)"
    r"(?=\s+(?:with|on|at|next|this|tomorrow|today|for|in|before|after|sometime|between|from|please|"
    r"and (?:invite|book))\b|[,.;!?\n]|$)|"
    r"(?P<ko>[가-힣A-Za-z0-9 ]{2,20}?)\s*(?:관련(?:해서|하여|해)?|건으로|에\s*(?:대해|대한|관해)(?:서)?)\s",
    re.I,
)
_TOPIC = re.compile(
    r"\b(?:topic|agenda|subject)(?:\s+(?:is|will be)\s+|\s*:\s*)(?P<name>[^.,;!?\n]{3,60})|"
    r"(?:주제|안건)(?:(?:는|은|가|이)\s*:?|\s*:)\s*[‘'\"“]?(?P<ko>(?!\s|뭐|무엇|없)[^.,;!?\n’'\"”]{2,40}?)[’'\"”]?"
    r"(?=\s*(?:입니다|이에요|예요|이고|고요|인데|이요|요)?(?:[.,;!?\n]|$)|(?:으?로)\s)",
    re.I,
)
_ABOUT_ALONE = re.compile(
    r"\b(?:about|regarding|"
    r"(?:discuss|talk (?:about|through)|go (?:over|through)|walk through|catch up on|chat about)(?=\s))\s+"
    r"(?:the\s+|our\s+|my\s+)?(?P<name>(?!(?:it|this|that|half|an?)\b)[a-z][\w&/ -]{2,50}?)"
    r"(?=\s+(?:with|on|at|next|this|for|in|before|after|please|and)\b|\s*[.,;!?\n]|\s*$)",
    re.I,
)
_FOR = re.compile(
    r"\.\s*,?\s*for\s+(?P<name>[a-z][\w-]*(?:\s+[a-z][\w-]*){1,3}?)(?=\s*(?:[.,;!?\n]|\bwith\b|\bplease\b|$))", re.I
)
_CLOSING = re.compile(
    r"\b(?:thanks?|thx|cheers|tia|regards|best|asap|possible|ok(?:ay)?|hour|hours|mins?|minutes|long|works?|suits?|free|"
    r"available|as|there|then|before|usual|discussed|agreed|if|is|are|am|be|not|but|no|yes|whatever|whenever|sure|sorry|everyone|everybody|all|both)\b|[가-힣]",
    re.I,
)
# single words after a comma that say how or where, and nothing of what it is about
_NO_TOPIC = re.compile(
    r"\w+ly|urgent|remote|online|virtual|zoom|teams|meet|slack|hangouts?|face|phone|somewhere|sometime|anytime|anywhere|"
    r"tops|max|maximum|minimum|though|again|instead|together|alone|maybe|perhaps|soon|today|whichever|tbh|team|guys|folks|"
    r"people|right|really|honestly|mate|indoors|outside|nearby|lunch|dinner|coffee|breakfast|drinks|meeting|call",
    re.I,
)
_BLOCKED_FOR = re.compile(
    r"(?:(?<=\s)|^)(?P<name>(?!\d)[가-힣A-Za-z][가-힣A-Za-z0-9]*?(?:\s[가-힣A-Za-z0-9]+?){0,2}?)(?:용으로|으로|로|라고)\s*"
    r"(?:막아|비워|블[락록]|등록해|넣어|적어)"
)
_SENTENCE_END = re.compile(r"(?<=[a-z가-힣][.!])\s+", re.I)
_LAST_WORDS = re.compile(r"\s*\?\s+(?=[^?]*$)|\s+(?:-|–|—)\s+(?=[^?]*$)")
_BLOCK_FOR = re.compile(
    r"\b(?:block|hold|reserve|keep|set aside|carve out|save)\b[^.?!,]*[.\s]*"
    r"\b(?:then|off|out|free)?\s*\bfor\s+(?:the\s+|my\s+|our\s+)?"
    r"(?P<name>(?!(?:me|us|myself|now|sure|an?|half|it|that|this)\b)[a-z][\w&'-]*(?:\s+[a-z][\w&'-]*){0,3}?)"
    r"(?=\s*(?:[,.;!?]|\bplease\b|\bpls\b|$))",
    re.I,
)
_REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|답장|회신|전달)\s*:\s*)+", re.I)
_PLAIN_SUBJECT = re.compile(
    r"\W*(?:\(?no subject\)?|hi|hello|hey|안녕하세요|제목\s*없음|(?:a |quick |new )?(?:meeting|call|question|request|"
    r"schedul\w+|time|"
    r"appointment|calendar|chat|sync|catch ?up)(?: (?:request|invite|invitation|time|times|slot|next week|"
    r"this week|tomorrow))*|"
    r"(?:회의|미팅|일정|약속|시간)?\s*(?:요청|문의|조율|잡기|관련|부탁|예약|안내|건|드립니다|드려요|\s)*)\W*",
    re.I,
)

_KO_REQUEST = re.compile(
    r"\s*(?:관련(?:하여|해서)?\s*)?(?:(?:일정|시간|날짜)(?:을|를)?\s*)?(?:좀\s*)?"
    r"(?:(?:협의|확인|예약|변경|안내|제안)\s*(?=요청|문의|부탁))?(?:잡기|조율|요청|문의|부탁|연기)"
    r"(?:\s*(?:요청|문의|부탁|건|의\s*건|안내|회신))*\s*(?:드립니다|드려요|드릴게요|합니다|해요|해\s*주세요|입니다|차)?\s*[.!?]*$"
)
_KIND_TIME = re.compile(r"(?<=[회미면통상])(?P<kind>의|팅|담|화)\s*일정$")
_EN_REQUEST = re.compile(
    r"^(?:(?:a\s+)?(?:quick\s+|short\s+)?(?:meeting|call|scheduling|appointment|time)\s*(?:request|invitation|invite)?\s*"
    r"(?:[:–—-]+|\b(?:for|about|re|regarding)\b)\s*|"
    r"(?:request|asking|looking)\s+for\s+(?:a\s+)?(?:meeting|call|time|slot)\s*(?:about|on|re|regarding|for|"
    r"to discuss)?\s*|"
    r"(?:schedul(?:e|ing)|find(?:ing)? (?:a )?time(?:s)?|set(?:ting)? up|arrang(?:e|ing))\s*(?:[:–—-]+|\b(?:for|"
    r"about|on)\b)?\s*)"
    r"(?:the\s+|our\s+|a\s+)?",
    re.I,
)
_EN_REQUEST_AFTER = re.compile(
    r"\s*(?:[:–—-]+|\()\s*(?:(?:meeting|call|your)?\s*(?:request|availability|times?|scheduling|dates?|options?|when\b.*))\W*$",
    re.I,
)


def is_bare_kind(words: str) -> bool:
    """True for a word that says only what sort of meeting it is ("call", "회의")."""
    return KINDS.fullmatch(words.strip()) is not None


def subject_title(turn: Turn) -> str:
    """The subject of a mail without Re:, when it says what the meeting is about; else ""."""
    if turn.message.channel != "mail":
        return ""
    subject = _without_request(_REPLY.sub("", turn.message.subject).strip())
    return "" if _PLAIN_SUBJECT.fullmatch(subject) or len(subject) > 80 else subject


def fuller_subject(turn: Turn, title: str) -> str:
    """The subject of a mail where it holds the title that was said and more, else ""."""
    subject = subject_title(turn)
    return subject if title and title.lower() in subject.lower() else ""


def _without_request(subject: str) -> str:
    """A subject without what asks for a time: "면담 일정 부탁드립니다", "Meeting request: budget"."""
    bare = _KIND_TIME.sub(r"\g<kind>", subject)
    for pattern in (_KO_REQUEST, _EN_REQUEST, _EN_REQUEST_AFTER):
        bare = pattern.sub("", bare).strip(" ,.:;–—-")
    return "" if not bare or is_bare_kind(bare) else bare


def telling_words(turn: Turn, purpose: str) -> str:
    """The kind of meeting with the words before it that belong to it ("디자인 싱크", "pricing call"); "" when there are
    none and ``purpose``, the tagged kind, says nothing either."""
    span = _kind_span(turn, purpose)
    if span is None:
        return ""
    text, start, words = turn.text, span[0], turn.text[slice(*span)]
    before = _blanked(turn)[:start]
    about = _ABOUT.search(before if re.search("[가-힣]", words) else text)
    if about and about["ko"]:
        topic = " ".join(w for w in about["ko"].split() if _belongs(w))
        return f"{topic} {words}" if topic else ""
    taken: list[str] = []
    for word in reversed(re.split(r"\s+", before.rstrip())[-MOST:] if before.strip() else []):
        if not _belongs(word):
            break
        taken.insert(0, word)
    if taken:
        return " ".join([*taken, words])
    return f"{words} about {about['en'].strip()}" if about and about["en"] else ""


def blocked_for(turn: Turn) -> str:
    """What time is kept for: "보고서 작성" of "4시부터 5시까지 보고서 작성으로 막아줘", "reports" of "block an hour for
    reports"; or ""."""
    found = _BLOCKED_FOR.search(_blanked(turn)) or _BLOCK_FOR.search(_blanked(turn))
    said = found["name"].strip() if found else ""
    return "" if not said or is_bare_kind(said) else said


def topic_said(turn: Turn) -> str:
    """What the request says it is about, where no title is tagged: "topic: hiring plan", "주제는 채용 계획"; or ""."""
    text = turn.text
    found = _TOPIC.search(text) or (None if KINDS.search(_blanked(turn)) else _ABOUT_ALONE.search(_blanked(turn)))
    said = ((found["name"] or found.groupdict().get("ko") or "") if found else "").strip(" \t\"'“”‘’.")
    return said if re.search(r"[^\W\d_]{2}", said) else ""


def trailing_words(turn: Turn) -> str:
    """One to four plain words after the last comma, or after the request's question mark: "book me and Tom on Friday
    at 11, campaign check", "can you book Tom at 3? budget check"; or ""."""
    said = _blanked(turn)
    ends = [m.end() for m in _SENTENCE_END.finditer(turn.text)]
    parts = [said, *(said[a:b] for a, b in zip([0, *ends], [*ends, len(said)], strict=True) if ends)]
    return next((words for part in parts if (words := _after_comma(part))), "")


def _after_comma(part: str) -> str:
    before, comma, last = _LAST_WORDS.sub(",", part.strip(" .!?")).rpartition(",")
    last = re.sub(r"^\s*(?:the|my|our|his|her|their|an?)\s+(?=\w+\s+\w)", "", last, flags=re.I)
    words = last.split()
    if not comma or not 1 <= len(words) <= 4 or not before.strip(" .") or _CLOSING.search(last):
        return ""
    if len(words) == 1 and (len(last.strip()) < 4 or _NO_TOPIC.fullmatch(last.strip())):
        return ""
    return last.strip() if all(map(_belongs, words)) else ""


def widened(turn: Turn, title: str) -> str:
    """``title`` with the plain words before it, where it ends what stands by itself after the request ("…, app store
    review")."""
    whole = trailing_words(turn) if title else ""
    return whole if whole.lower().endswith(f" {title.lower()}") else title


def purpose_after_time(turn: Turn) -> str:
    """The nouns of "on Thursday at 1pm for forecast prep", or ""."""
    found = _FOR.search(_blanked(turn))
    words = found["name"].split() if found else []
    return " ".join(words) if words and all(map(_belongs, words)) else ""


def kind_said(turn: Turn) -> str:
    """The word that was said for a kind of meeting of which something is known ("retro", "회고"), or ""."""
    found = KINDS.search(_blanked(turn))
    if found is None or detect(found.group(0)).id == detect("").id:
        return ""
    return found.group(0)


def _kind_span(turn: Turn, purpose: str) -> tuple[int, int] | None:
    """Where the kind of meeting stands: as tagged, else the first such word outside of times and names."""
    tagged = next((e for e in turn.entities if e.name == "purpose" and e.end > e.start), None)
    if tagged and turn.text[tagged.start : tagged.end]:
        return tagged.start, tagged.end
    if purpose and purpose in turn.text:
        start = turn.text.index(purpose)
        return start, start + len(purpose)
    found = KINDS.search(_blanked(turn))
    return found.span() if found else None


def _blanked(turn: Turn) -> str:
    """The text with times, people and places replaced by a full stop, at which a title ends."""
    text = list(turn.text)
    spans = [t.span for t in turn.times]
    spans += [(e.start, e.end) for e in turn.entities if e.name in ("attendee", "location")]
    spans += [(start, end) for start, end, _ in turn.message.mentions]
    for start, end in spans:
        text[start:end] = "." * len(text[start:end])
    return "".join(text)


def _belongs(word: str) -> bool:
    """True for a word that can be part of a title."""
    bare = word.strip("\"'“”‘’「」()")
    if not bare or re.search(r"[.,;:!?…@]", word) or _STOP.fullmatch(bare):
        return False
    return not _TAIL.search(bare) and bool(re.search(r"[^\W_]", bare)) and not bare.isdigit()
