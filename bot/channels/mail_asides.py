"""What a letter says by the way: thanks, how one met, what was received. Dates and names in it are of no request."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^\n.!?…]*(?:[.!?…](?!\s|$|[\"'”’)])[^\n.!?…]*)*(?:[.!?…]+[\"'”’)]*|\n|$)")
_GREETS = re.compile(
    r"\W*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^.?\n]{0,40}|"
    r".{0,30}(?:안녕하세요|안녕하십니까|님께|귀하).{0,12}|"
    r"[^\s,]{1,10}(?:\s\S{1,10}){0,2}\s?님)\W*",
    re.I,
)
_ASKS = re.compile(
    r"\?|\b(?:could|would|can|shall|let['’]?s|please|pls|propos\w*|need to|want to|like to|love to|schedul\w*|"
    r"set up|book|move|"
    r"resched\w*|cancel|free|availab\w*|works?|suits?|instead)\b|"
    r"까요|주세요|주십시오|주시|부탁|바랍니다|싶습니다|싶어요|싶은데|했으면|하면 좋|어떠|어떨|가능|"
    r"괜찮|좋겠|잡아|옮겨|미루|취소|변경",
    re.I,
)
_THANKS = re.compile(
    r"\bthank(?:s| you)(?:\s+(?:again|so much|very much|a lot))*\s+for\b|\bi (?:really )?appreciate\b|"
    r"\b(?:great|nice|good|lovely|pleasure|wonderful|fun)\s+(?:to\s+)?"
    r"(?:meet|see|talk|speak|catch|chat|hear|run)\w*\b|\bhope (?:you|this|all|that|your)\b|\benjoyed\b|"
    r"(?:보내|전달해|공유해|참석해|도와|시간\s*내|답변|회신)\S*\s*(?:주셔서|주신\s*것|해\s*주셔서)\s.*(?:감사|고맙)|잘\s*(?:받았|전달받았|읽었|보았|봤)|"
    r"반가웠|반갑습|즐거웠|초대해\s*주셔서",
    re.I,
)
_WISHES = re.compile(
    r"(?:건강|날씨|추위|더위|감기|환절기)\S*\s.*(?:유의|조심|추워|더워|쌀쌀|챙기)|"
    r"(?:좋은|즐거운|편안한|행복한|따뜻한|뜻깊은)\s+(?:하루|오후|저녁|주말|한\s*주|연말|새해|명절|추석|설)\S*\s.*(?:보내|되시|되세|바랍|빕니다)|"
    r"\b(?:have a (?:great|good|nice|lovely)|enjoy (?:the|your))\s+(?:rest|week|day|evening|trip|holiday|one)\w*",
    re.I,
)
# Korean syllables that end in ㅆ: the past tense, save 있 (there is) and 겠 (would)
_WAS = "".join(c for n in range(20, 0x2BA4, 28) if (c := chr(0xAC00 + n)) not in "있겠")
_PAST = re.compile(
    r"\b(?:i|we|you|he|she|they|it|that|which)\s+(?:\w+ly\s+|just\s+|all\s+)?(?:met|spoke|talked|discussed|agreed|sent|received|got|saw|"
    r"read|had|was|were|did|promised|mentioned|signed|launched|visited|finished)\b|"
    r"\bas (?:discussed|agreed|mentioned|promised)\s+(?:on|in|at|last)\b[^,]*\.$|"
    rf"[{_WAS}](?:습니다|어요|죠|지요)\W*$|"
    r"(?:던|드린|뵌|받은|보낸|했던)\s.*(?:입니다|이에요|예요)\W*$",
    re.I,
)
# why somebody cannot is no aside
_AWAY = re.compile(
    r"출장|휴가|외근|선약|부재|연차|반차|일정이|회의가|미팅이|\b(?:busy|booked|travel\w*|out|away|off|leave|clash\w*|conflict\w*)\b",
    re.I,
)
_LISTED = re.compile(r"\s*[-*•·▪]\s*(?P<label>[^:：\n]{1,20})\s*[:：]")
_OF_THE_TIME = re.compile(
    r"시간|일시|날짜|일자|후보|가능|길이|소요|참석|장소|\btimes?\b|dates?\b|when|slots?|options?|availab|length|duration|who|attend|"
    r"where|place|\b(?:mon|tue|wed|thu|fri)|[월화수목금]요일|\d",
    re.I,
)


def without_asides(text: str, *, first: bool) -> str:
    """``text`` of the same length with blanks where a sentence asks nothing and speaks of something else.

    Thanks and good wishes always go; in a ``first`` letter also what has been, and listed facts. A text of which
    nothing but greetings would be left stays as it is.
    """
    kept, said = [], False
    for found in _SENTENCE.finditer(text):
        sentence = found.group(0)
        if sentence.strip() and _aside(sentence.strip(), first=first):
            kept.append(re.sub(r"[^\n]", " ", sentence))
            continue
        kept.append(sentence)
        said = said or bool(re.search(r"\w{2}", sentence) and not _GREETS.fullmatch(sentence.strip()))
    left = "".join(kept)
    return left if said else text


def _aside(sentence: str, *, first: bool) -> bool:
    if first and (listed := _LISTED.match(sentence)):
        return not _OF_THE_TIME.search(listed["label"])
    if _WISHES.search(sentence):
        return True
    by_the_way = _THANKS.search(sentence) or (first and _PAST.search(sentence) and not _AWAY.search(sentence))
    return bool(by_the_way) and not _ASKS.search(sentence)
