"""Names as people write them, Korean and English: endings, honorifics, titles, and which spellings are one person's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from actions.core.people_titles import is_title
from actions.core.people_words import COMPOUND_SURNAMES, ENGLISH_HONORIFICS, HONORIFICS, PARTICLES, POSSESSIVES, TITLES

_HANGUL = re.compile(r"[가-힣]+")
_MENTION = re.compile(r"<@([uw][a-z0-9]+)(?:\|[^>]*)?>")
_ADDRESS = re.compile(r"[^\s<>@|:,;()\[\]\"]+@[^\s<>@|:,;()\[\]\"]+\.[^\s<>@|:,;()\[\]\".]+")


class Named(Protocol):
    """What of a person the names are compared with."""

    @property
    def address(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def team(self) -> str: ...
    @property
    def job_title(self) -> str: ...


@dataclass(frozen=True)
class Lexicon:
    """Job titles (in lower case, the usual Korean ones among them) and team names of the roster."""

    titles: frozenset[str]
    teams: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """One way to take the words apart. ``polite``: an honorific came off, so a surname alone may be meant."""

    name: str = ""
    title: str = ""
    team: str = ""
    polite: bool = False


@lru_cache(maxsize=8192)
def plain(words: str) -> str:
    """Without case, width, quotes, @ and surplus spaces: what is compared."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(folded.strip(" \t\r\n\"'`“”‘’.,!?@").split())


def read_handle(text: str) -> str:
    """The Slack id of ``<@U…>`` or the mail address in ``text`` (plain), or an empty string."""
    if mention := _MENTION.search(text):
        return mention.group(1)
    address = _ADDRESS.search(text)
    return address.group(0) if address else ""


def titles_of(job_titles: Iterable[str]) -> frozenset[str]:
    """The usual titles and those of the roster."""
    return frozenset(TITLES) | {plain(t) for t in job_titles if plain(t)}


def readings(text: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Ways to read ``text`` (plain), the one with the fewest endings taken off first."""
    for stem, polite in _stems(text):
        whole = Reading(stem, polite=polite)
        yield whole
        yield from (r for r in _taken_apart(stem, polite, lexicon) if r != whole)


def fits(reading: Reading, person: Named, *, title_must_fit: bool = True) -> bool:
    """True when everything in ``reading`` is true of ``person``.

    Without ``title_must_fit`` a title that contradicts the roster's is let pass, where more than a surname is given.
    """
    if reading.team and bare_team(plain(person.team)) != bare_team(reading.team):
        return False
    by_name = bool(reading.name) and _is_called(person, reading.name)
    by_name = by_name or (reading.polite and not reading.title and reading.name in short_given(person))
    by_surname = bool(reading.title or reading.polite) and _has_surname(person, reading.name)
    if not reading.title:
        return by_name or by_surname
    if by_name and (not title_must_fit or not comparable(reading.title, person.job_title)):
        return True
    return _has_title(person, reading.title) and (not reading.name or by_name or by_surname)


def offices(text: str) -> Iterator[str]:
    """``text`` (plain) as a job title: as it is, then without honorific, particle, "our" or "the"."""
    for stem, _ in _stems(text):
        if is_title(stem):
            yield stem


def spelled(name: str) -> str:
    """A name as it is looked up: Hangul without spaces, Latin without full stops."""
    return name.replace(" ", "") if _HANGUL.search(name) else re.sub(r"[.\s]+", " ", name).strip()


def ways_to_call(person: Named) -> frozenset[str]:
    """Every spelling and surname under which `fits` can find ``person`` by name."""
    called = _called(person.name, person.names, person.address)
    return called | _all_surnames(person.name, person.names) | short_given(person)


def short_given(person: Named) -> frozenset[str]:
    """Given names of one syllable ("현" of 이현), by which somebody is called with 님 or 씨 alone."""
    return _short_given(person.name)


def comparable(title: str, job_title: str) -> bool:
    """True when the two are in one script, so that a difference is a contradiction."""
    return bool(job_title) and bool(_HANGUL.search(title)) == bool(_HANGUL.search(job_title))


def bare_team(team: str) -> str:
    """A team's name without 팀 or "team"."""
    return re.sub(r"(?:\s*팀|\s+team)$", "", team.removeprefix("the ")).strip()


def _stems(text: str) -> Iterator[tuple[str, bool]]:
    """``text`` and what is left when endings come off, the nearest first, each once."""
    seen: dict[str, bool] = {text: False}
    queue = [text]
    while queue:
        stem = queue.pop(0)
        yield stem, seen[stem]
        for shorter, polite in _shorter(stem):
            if shorter and shorter not in seen:
                seen[shorter] = seen[stem] or polite
                queue.append(shorter)


def _shorter(text: str) -> Iterator[tuple[str, bool]]:
    """``text`` without one ending: (what is left, whether the ending was an honorific)."""
    if text.endswith(("'s", "’s")):
        yield text[:-2], False
    first, _, rest = text.partition(" ")
    if rest and first.rstrip(".") in ENGLISH_HONORIFICS:
        yield rest, True
    yield from ((text.removeprefix(p), False) for p in POSSESSIVES if text.startswith(p))
    for honorific in HONORIFICS:
        if text.endswith(honorific):
            yield text.removesuffix(honorific).rstrip(), True
    for closed, open_ in PARTICLES:
        for ending, final in ((closed, True), (open_, False)):
            if ending and text.endswith(ending) and _has_final(text[: -len(ending)]) is final:
                yield text.removesuffix(ending), False


def _has_final(text: str) -> bool | None:
    """Whether the last syllable has a final consonant; None when there is none; Latin letters are read by the vowel."""
    last = text[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - 0xAC00) % 28 != 0
    return last not in "aeiouwy" if last.isalpha() else None


def _taken_apart(stem: str, polite: bool, lexicon: Lexicon) -> Iterator[Reading]:
    """``stem`` as [team] [name] [title]; a Korean title may be written onto the word before it (박팀장, 영업팀장)."""
    for team, rest in _without_team(stem, lexicon):
        if team and rest:
            yield Reading(rest, team=team, polite=polite)
        for title in sorted(lexicon.titles, key=len, reverse=True):
            if rest == title:
                yield Reading(title=title, team=team)
            elif rest.endswith(" " + title) or (_HANGUL.fullmatch(title) and rest.endswith(title)):
                before = rest.removesuffix(title).strip()
                yield Reading(before, title, team)
                yield from (Reading(title=title, team=t) for t in lexicon.teams if bare_team(t) == bare_team(before))
            elif rest.startswith(title + " "):  # manager Kim
                yield Reading(rest.removeprefix(title).strip(), title, team)


def _without_team(stem: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    yield "", stem
    for team in lexicon.teams:
        for spelling in {team, bare_team(team)}:
            if stem.startswith(spelling + " "):
                yield team, stem.removeprefix(spelling).strip()


def _has_title(person: Named, title: str) -> bool:
    job = plain(person.job_title)
    if not job:
        return False
    if job == title or job.endswith(" " + title):
        return True
    longest = max((t for t in TITLES if job.endswith(t)), key=len, default="")
    return bool(longest) and longest == title  # 개발팀장 is a 팀장, 본부장 is no 부장


def _is_called(person: Named, name: str) -> bool:
    way = spelled(name)
    return way in _called(person.name, person.names, person.address) or _with_initial(person, way)


def _has_surname(person: Named, name: str) -> bool:
    return name in _all_surnames(person.name, person.names)


def _with_initial(person: Named, name: str) -> bool:
    """ "anna k" for Anna Kowalska."""
    first, _, initial = name.partition(" ")
    if len(initial) != 1:
        return False
    parts = [n.split() for n in _spellings(person.name, person.names)]
    return any(len(p) > 1 and p[0] == first and p[-1].startswith(initial) for p in parts)


@lru_cache(maxsize=4096)
def _called(name: str, names: tuple[str, ...], address: str) -> frozenset[str]:
    """Every way to call a person that is exact: full, given, first and last names, nicknames, the mail name."""
    ways = {address.partition("@")[0]}
    for spelling in _spellings(name, names):
        if _HANGUL.fullmatch(spelling):
            ways |= {spelling, _given(spelling)}
            continue
        parts = spelling.split()
        ways |= {spelling, parts[0], parts[-1], f"{parts[-1]}, {parts[0]}", f"{parts[0]} {parts[-1]}"}
        ways.add(f"{parts[-1]} {parts[0]}" if len(parts) == 2 else spelling)
    return frozenset(w for w in ways if w)


@lru_cache(maxsize=4096)
def _spellings(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Each name apart: "김민지 (Minji Kim)" is two; Hangul without spaces, Latin without full stops."""
    found: list[str] = []
    for text in (name, *names):
        for part in re.split(r"[()/|\[\]]", plain(text)):
            hangul = "".join(_HANGUL.findall(part))
            latin = " ".join(re.sub(r"[가-힣.,]", " ", part).split())
            found += [hangul, latin]
    return tuple(dict.fromkeys(f for f in found if f))


def _given(hangul: str) -> str:
    """The given name of a Korean full name of two to four syllables; else the name itself."""
    if len(hangul) >= 4 and hangul.startswith(COMPOUND_SURNAMES):
        return hangul[2:]
    return hangul[1:] if len(hangul) == 3 else hangul


@lru_cache(maxsize=4096)
def _short_given(name: str) -> frozenset[str]:
    full = [n for n in _spellings(name, ()) if _HANGUL.fullmatch(n)]
    compound = [n for n in full if len(n) == 3 and n.startswith(COMPOUND_SURNAMES)]
    return frozenset(n[-1] for n in (*(n for n in full if len(n) == 2), *compound))


@lru_cache(maxsize=4096)
def _all_surnames(name: str, names: tuple[str, ...]) -> frozenset[str]:
    """Of the name and of those other names that are full ones: a nickname such as 훈이 has no surname."""
    full = [n for n in _spellings("", names) if not _HANGUL.fullmatch(n) or len(n) > 2]
    return frozenset(s for spelling in (*_spellings(name, ()), *full) for s in _surnames(spelling))


def _surnames(spelling: str) -> set[str]:
    if _HANGUL.fullmatch(spelling):
        return {spelling[:2] if spelling.startswith(COMPOUND_SURNAMES) and len(spelling) > 2 else spelling[0]}
    return {spelling.split()[-1]} if " " in spelling else set()
