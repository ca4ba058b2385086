"""What is to be done together is no person, though 하고 follows both: "배너 논의하고 싶은데", "하은 님하고"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.nlu.entities import Found

_DEED = re.compile(
    r"(?:논의|상의|협의|의논|토론|토의|회의|미팅|면담|상담|대화|통화|이야기|얘기|공유|검토|리뷰|점검|확인|정리|조율|기획|준비|"
    r"보고|회고|브레인스토밍|킥오프|싱크|면접|인터뷰|식사|커피챗?|티타임)$"
)
_INSIDE = re.compile(r"(?<!랑)(?<!하고)(?<!과)(?<!와)(?<!님)(?<!씨)(?<=[가-힣])$")
_DONE = re.compile(
    r"\s?(?:하고\s?(?:싶|자\s|파)|하려고?|하자|하면\s?좋|했으면|해야|해\s?(?:보|봐|봤)|할\s|할까|할래|합시다|좀?\s?하고\s?싶)"
)


def no_people(found: Iterable[Found], text: str) -> Iterator[Found]:
    """``found`` in which a deed that was taken for an attendee of ``text`` is a title; of a bare one, the purpose.

    A name that would begin inside of a Korean word ("플로우" of 워크플로우) is none.
    """
    for one in found:
        words = str(one.value)
        if one.entity == "attendee" and _INSIDE.search(text[: one.start]):
            continue
        if one.entity == "attendee" and _DEED.search(words) and _DONE.match(text[one.end :]):
            yield Found("title" if " " in words else "purpose", one.start, one.end, words)
        else:
            yield one
