"""The language somebody wants to be answered in, whatever they write in: kept for the person, never for the thread."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.core.people import Person
from actions.journeys.turn import Outcome, Turn, answer
from actions.services import Services

FIXED = "reply_language"  # in `Person.extra`; for somebody who is no member, in the conversation's memory
_KOREAN = re.compile(r"한국어|한글|한국말|우리말|\bkorean\b|\bhangul\b", re.I)
_ENGLISH = re.compile(r"영어|영문|\benglish\b", re.I)
_EITHER = re.compile(
    r"(?:쓰는|보낸|말하는|적은)\s*(?:대로|언어|말)|같은\s*(?:언어|말)|자동|상관\s*없|"
    r"(?:same|whatever|whichever|either) language|language I (?:write|use)|\bauto",
    re.I,
)
_NOT = re.compile(r"\b(?:not|instead of|rather than|stop(?: using)?)(?: in)?\s*$", re.I)


def step(turn: Turn, services: Services) -> Outcome:  # noqa: ARG001 -- every journey's signature
    """Keep the language named; ask which when none is."""
    wanted = named(turn.text)
    if wanted is None:
        return answer(turn, turn.voice.say("language_which"), pending=turn.pending)
    spoken = replace(turn, language=wanted or turn.language)
    text = spoken.voice.say("language_set" if wanted else "language_free")
    return answer(spoken, text, pending=turn.pending, writes=(lambda tx: _keep(tx, turn, wanted),))


def named(text: str) -> str | None:
    """'ko' or 'en'; "" for "whatever I write in"; None when no language is named."""
    found = {"ko": _wanted(_KOREAN, text), "en": _wanted(_ENGLISH, text)}
    asked = [language for language, wanted in found.items() if wanted]
    if len(asked) == 1:
        return asked[0]
    if not asked and False in found.values():  # "not in English": the other one
        return "ko" if found["en"] is False else "en"
    return "" if _EITHER.search(text) else None


def fixed(person: Person | None, memory: Mapping[str, Any], sender: str) -> str:
    """The language that this person asked to be answered in, or ""."""
    if person is not None:
        return str(person.extra.get(FIXED, ""))
    return str(memory.get(FIXED, {}).get(sender, ""))


def _wanted(pattern: re.Pattern[str], text: str) -> bool | None:
    """True when that language is asked for, False when it is to be left off, None when it is not named."""
    found = pattern.search(text)
    if found is None:
        return None
    before, after = text[: found.start()], text[found.end() :]
    refused = re.match(r"\s*(?:로|로는)?\s*(?:말고|대신|아니라|아니고|그만|하지\s*마)", after)
    return not (refused or _NOT.search(before))


def _keep(tx: Any, turn: Turn, language: str) -> None:
    message = turn.message
    person = tx.people.by_address(turn.speaker.address)
    if person is not None:
        extra = {name: value for name, value in person.extra.items() if name != FIXED}
        extra |= {FIXED: language} if language else {}
        tx.people.save(replace(person, language=language or person.language, extra=extra))
    thread = tx.conversations.get(message.channel, message.conversation)
    data = dict(thread.data)
    data["spoken"] = {**data.get("spoken", {}), message.sender: language or turn.language}
    if person is None:
        data[FIXED] = {**data.get(FIXED, {}), message.sender: language}
    tx.conversations.put(replace(thread, data=data), turn.now)
