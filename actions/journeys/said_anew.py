"""What a turn says that a meeting is to be called, where it is to be, and that it is to be longer."""

from __future__ import annotations

import re

from actions.journeys.turn import Turn

GROW = re.compile(r"늘려|늘리|연장|더\b(?!\s*짧)|extend|lengthen|longer|more", re.I)
_NEW_TITLE = re.compile(
    r"(?:제목|이름)[을를은는]?\s*:?\s*[‘'\"“]?(?P<ko>[^’'\"”]+?)[’'\"”]?(?:으로|로)\s*(?:바꿔|변경|수정|고쳐|해|부탁)|"
    r"(?:rename|title|\b(?:call|name)(?=\s+it\b)).*?(?:\bto\b|\bit\b(?!\s+to\b)|\bas\b)\s+[‘'\"“]?(?P<en>[^’'\"”]+?)[’'\"”]?"
    r"\s*(?:please|[.!]|$)",
    re.I,
)
_NEW_PLACE = re.compile(
    r"(?:장소|위치)[을를은는]?\s*:?\s*[‘'\"“]?(?P<ko>[^’'\"”,.]+?)[’'\"”]?(?:(?:으로|로)(?=\s|$)|(?:예|이에)요|[,.]|$)|"
    r"\b(?:meet(?: up)?|have it|do it|hold it|be)\s+(?:at|in)\s+(?P<at>(?:the\s+)?[a-z][\w'’ -]{1,40}?)"
    r"\s+(?:instead|rather)\W*$|"
    r"(?:place|location|venue|room)\s*(?:is|to|:|should be|=)\s*(?P<en>[^,.!]+?)\s*(?:please|[,.!]|$)",
    re.I,
)


_URL = re.compile(r"https?://[^\s<>|\"']+")
_LINK = re.compile(r"링크|주소|줌|팀즈|밋으로|\b(?:link|url|zoom|teams|meet|webex|here|join)\b", re.I)
_MAKE_LINK = re.compile(
    r"(?:링크|주소)\S*\s*(?:도\s*)?(?:\S+\s+)?(?:넣어|추가|만들|생성|붙여|달아|첨부)|"
    r"\b(?:add|create|include|put|attach|make|generate|set up)\b[^.?!]*\blink\b",
    re.I,
)


def wants_a_link(turn: Turn) -> bool:
    """ "Add a zoom link": a link is to be made, and none is given."""
    return bool(_MAKE_LINK.search(turn.text)) and not _URL.search(turn.text)


def _link(turn: Turn) -> str:
    """The address of a call that is pasted as the meeting's place, or ""."""
    found = _URL.search(turn.text)
    return found.group(0).rstrip(".,)") if found and _LINK.search(turn.text.replace(found.group(0), " ")) else ""


def new_words(turn: Turn) -> str:
    """The new title or place that the turn names, as it stands in the text; "" when it names none."""
    if link := _link(turn):
        return link
    found = _NEW_TITLE.search(turn.text) or _NEW_PLACE.search(turn.text)
    return next((v for v in found.groupdict().values() if v), "").strip() if found else ""


def new_title_said(turn: Turn) -> str:
    """The new title where the turn says that there is to be one, or ""."""
    found = _NEW_TITLE.search(turn.text)
    return (found["ko"] or found["en"]).strip() if found else ""


def new_place_said(turn: Turn) -> str:
    """The new place where the turn says that there is to be one, or ""."""
    if link := _link(turn):
        return link
    found = _NEW_PLACE.search(turn.text)
    return next((v for v in found.groupdict().values() if v), "").strip() if found else ""
