"""Every text that a person reads, keyed, one module a language (ko in 해요체, en)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.texts import en, ko, slack_en, slack_ko, together_en, together_ko
from actions.texts.particles import particle

LANGUAGES = {
    "ko": {**ko.TEXTS, **slack_ko.TEXTS, **together_ko.TEXTS},
    "en": {**en.TEXTS, **slack_en.TEXTS, **together_en.TEXTS},
}


class Names(str):
    """People joined into one phrase; knows whether they are ``many``, for the verb after them."""

    many: bool = False


_VOWEL = re.compile(r"(?!one|uni|use|eu)[aeiou]|8|1[18]\b", re.I)


class _Word(str):
    """A string that takes a particle as format spec: ``{who:이/가}``; with a leading minus the particle alone."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if "/" not in spec:
            return format(str(self), spec)
        return particle(self, spec[1:]) if spec.startswith("-") else f"{self!s}{particle(self, spec)}"


class _Subject(str):
    """English names with their verb, ``{names:is/are}``, or a word with its article, ``{what:a/an}``."""

    many: bool = False

    def __format__(self, spec: str) -> str:
        if spec == "a/an":
            return f"{'an' if _VOWEL.match(self) else 'a'} {self!s}"
        one, slash, many = spec.partition("/")
        return f"{self!s} {many if self.many else one}" if slash else str(self)


class _Count(int):
    """A number that takes a singular and a plural as format spec: ``{n:meeting/meetings}``."""

    def __format__(self, spec: str) -> str:
        if "/" not in spec:
            return format(int(self), spec)
        one, _, many = spec.partition("/")
        return f"{int(self)} {one if int(self) == 1 else many}"


def say(key: str, language: str, **values: object) -> str:
    """The text of ``key`` in ``language`` ('ko' or 'en'; anything else reads as English), placeholders filled.

    Raises KeyError for an unknown key or a missing placeholder: a bug, never shown to a person.
    """
    korean = language == "ko"
    return LANGUAGES["ko" if korean else "en"][key].format(**{n: _wrap(v, korean) for n, v in values.items()})


def has(key: str) -> bool:
    """True when there is a text of that key."""
    return key in LANGUAGES["en"]


def join_names(names: Sequence[str], language: str) -> Names:
    """ "김민지 님, 박정훈 님" or "Nora, Sam and Ada"."""
    if language == "ko" or len(names) < 2:
        phrase = Names(", ".join(names))
    else:
        phrase = Names(f"{', '.join(names[:-1])} and {names[-1]}")
    phrase.many = len(names) > 1 or list(names) == ["you"]
    return phrase


def _wrap(value: object, korean: bool) -> object:
    if isinstance(value, str):
        return _Word(value) if korean else _subject(value)
    return _Count(value) if isinstance(value, int) else value


def _subject(value: str) -> _Subject:
    subject = _Subject(value)
    subject.many = isinstance(value, Names) and value.many
    return subject
