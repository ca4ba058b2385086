"""What a turn says about a meeting: who, what, where, how long, which of the offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from actions.core.meeting import AnyOf
from actions.core.people import Ambiguous, Found, Person, Unknown, members_of, resolve
from actions.journeys.group_words import Said, said_together
from actions.journeys.naming import Hit, named_in, parts, tidy
from actions.journeys.office_words import offices_in
from actions.journeys.titles import is_bare_kind
from actions.journeys.turn import Entity, Turn

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
ALONE = re.compile(
    r"혼자|나만|저만|제 일정|내 일정|"
    r"just (?:for )?me\b|\bmyself\b|\bon my own\b|\bonly me\b|\bnobody\b|\bno one\b|block (?:off|out)?",
    re.I,
)
_ADDRESS_BEHIND = (
    r"(?:\s?[가-힣]{1,4})?(?:\s?(?:님|씨))?\s*(?:[(<\[,:–—-]|\bat\b|은|는)?\s*(?:mailto:)?"
    rf"(?P<address>{ADDRESS.pattern})"
)
_AT_SIGN = re.compile(r"[^\s<>,;()]*[^\s<>,;()@]@[^\s<>,;()]*")
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{6,}$")
_SALUTATION = re.compile(
    r"\s*(?:(?:안녕하세요|안녕하십니까)[,.!]?\s*)?[^\n]{1,40}?(?:님|씨|께)(?:\s*[,.!]|\s*$|\s+(?:안녕|귀하)|\s*\n)|"
    r"\s*(?:hi|hello|hey|dear)\s[^\n]{1,40}?(?:[,!:\n]|$)",
    re.I,
)
_CORRECTS = re.compile(r"아니|아냐|말고|\bno\b|\bactually\b|\bwait\b|\bmake (?:it|that)\b|\bsorry\b", re.I)
_LED = re.compile(r"^(?:re:?|about|regarding|concerning)\s+(?=\w)", re.I)  # "re onboarding" is about onboarding
_SELF = frozenset(
    {"assistant", "@assistant", "bot", "moim", "비서", "me", "i", "myself", "us", "we", "나", "저", "내", "제", "우리"}
)


@dataclass(frozen=True)
class Company:
    """Who was named: people found, names that several share, names that nobody has, and people of whom any one will
    do. The speaker is left out."""

    found: tuple[Person, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    any_of: tuple[AnyOf, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.found or self.ambiguous or self.unknown or self.any_of)


def company(turn: Turn, roster: Sequence[Person], *, assistant: str = "") -> Company:
    """Everybody the turn names: attendee entities, names of the roster in the text, mentions, addresses (also such as
    cannot be one, as unknown), teams and choices ("anyone from sales"), and people in copy of a mail."""
    together = said_together(turn.text, roster, turn.speaker)
    who = _with_addresses(_single(_beside(turn, together), roster, assistant), turn.text)
    who = _not_greeted(who, turn, assistant)
    return _with_groups(who, together, turn.speaker) if together else who


def _single(turn: Turn, roster: Sequence[Person], assistant: str) -> Company:
    """Those named one by one."""
    hits = _untold(turn, roster)
    said = _words(turn, assistant)
    tagged = resolve_all([w for word in said for w in _each(word, roster, turn.speaker)], roster, turn.speaker)
    sure = {p.address for p in tagged.found} | {p.address for a in tagged.ambiguous for p in a.candidates}
    new = [hit.words for hit in hits if not any(p.address in sure for p in hit.people)]
    return resolve_all([*said_again(tagged), *new], roster, turn.speaker) if new else tagged


def _with_addresses(who: Company, text: str) -> Company:
    """Names that nobody has with their addresses behind them ("Ann Reed (ann@x.example)") are one person each."""
    guests = {p.address: p for p in who.found}
    left = []
    for unknown in who.unknown:
        said = re.search(rf"(?<!\w){re.escape(bare(unknown.words))}{_ADDRESS_BEHIND}", text, re.I)
        person = guests.get(said["address"].lower()) if said else None
        if person is None:
            left.append(unknown)
        elif not person.name:
            guests[person.address] = replace(person, name=bare(unknown.words))
    return replace(who, found=tuple(guests.values()), unknown=tuple(left))


def _not_greeted(who: Company, turn: Turn, assistant: str) -> Company:
    """Unknown names of a mail's first line, which greets those it goes to: they are there by their addresses."""
    others = {a.lower() for a in turn.message.participants} - {assistant.lower(), turn.speaker.address}
    greeting = _SALUTATION.match(turn.text) if turn.message.channel == "mail" and others else None
    if greeting is None:
        return who
    left = tuple(u for u in who.unknown if "@" in u.words or bare(u.words) not in greeting.group(0))
    return replace(who, unknown=left)


def _beside(turn: Turn, together: Sequence[Said]) -> Turn:
    """The turn without the words that name people together."""
    if not together:
        return turn
    text = list(turn.text)
    for said in together:
        text[slice(*said.span)] = " " * (said.span[1] - said.span[0])
    words = [turn.text[slice(*s.span)].lower() for s in together]

    def alone(entity: Entity) -> bool:
        if entity.name != "attendee":
            return True
        if entity.end > entity.start:
            return all(entity.end <= s.span[0] or s.span[1] <= entity.start for s in together)
        return not any(entity.value.strip().lower() in w or w in entity.value.lower() for w in words)

    return replace(
        turn,
        message=replace(turn.message, text="".join(text)),
        entities=tuple(e for e in turn.entities if alone(e)),
    )


def _with_groups(who: Company, together: Sequence[Said], speaker: Person) -> Company:
    """Whole teams join the others; of a choice whoever comes anyway is no candidate, and one alone is meant."""
    found = {p.address: p for p in who.found}
    lost = [Unknown(s.label) for s in together if not [p for p in s.members if p.address != speaker.address]]
    whole = {p.address: p for s in together if not s.any_one for p in s.members if p.address != speaker.address}
    found |= whole
    choices = []
    for said in (s for s in together if s.any_one):
        left = [p for p in said.members if p.address != speaker.address and p.address not in found]
        if len(left) == 1 and len(said.members) == 1:
            found[left[0].address] = left[0]
        elif left:
            choices.append(AnyOf(said.label, tuple(p.address for p in left)))
    return replace(who, found=tuple(found.values()), unknown=(*who.unknown, *lost), any_of=tuple(choices))


def said_again(who: Company) -> list[str]:
    """Words that resolve to ``who`` once more."""
    return [
        *(p.address for p in who.found),
        *(a.words for a in who.ambiguous),
        *(u.words for u in who.unknown),
    ]


def resolve_all(words: Iterable[str], roster: Sequence[Person], speaker: Person) -> Company:
    """Resolve each; a team stands for its members."""
    found: dict[str, Person] = {}
    ambiguous: dict[str, Ambiguous] = {}
    unknown: dict[str, Unknown] = {}
    for said in words:
        team = members_of(said, roster)
        if team:
            found |= {p.address: p for p in team}
            continue
        who = resolve(said, roster, speaker)
        if isinstance(who, Found):
            found[who.person.address] = who.person
        elif isinstance(who, Ambiguous):
            ambiguous.setdefault(said, who)
        elif who.address:
            found.setdefault(who.address, guest(who.address))
        else:
            unknown.setdefault(said, who)
    found.pop(speaker.address, None)
    return Company(tuple(found.values()), tuple(ambiguous.values()), tuple(unknown.values()))


def bare(words: str) -> str:
    """A name without 님 or 씨, which the texts add themselves."""
    return re.sub(r"\s*(?:님|씨)$", "", words.strip()) or words


def guest(address: str, name: str = "") -> Person:
    """Somebody known by a mail address only."""
    return Person(address.lower(), name, external=True)


def minutes_of(turn: Turn) -> int | None:
    """The length that was said, or the length of a range of clock times ("2-3pm" is 60)."""
    said = [t for t in turn.durations() if t.minutes]
    corrected = [t for t in said[1:] if _CORRECTS.search(turn.text[said[0].span[1] : t.span[0]])]
    chosen = (corrected or said)[-1:] if corrected else said[:1]
    return round(chosen[0].minutes or 0) if chosen else None


def title_of(turn: Turn) -> str:
    """The title that was said, or ""; of several the first that is more than a bare kind ("call")."""
    said = [_LED.sub("", words.strip(" \"'“”‘’「」")) for words in turn.values("title")]
    return next((words for words in said if not is_bare_kind(words)), said[0] if said else "")


def purpose_words(turn: Turn) -> str:
    """The words for the kind of meeting ("디자인 리뷰", "call"), or ""."""
    return turn.first("purpose").strip()


def wants_alone(turn: Turn) -> bool:
    """True when the speaker says that nobody else comes."""
    return bool(ALONE.search(turn.text))


def _words(turn: Turn, assistant: str) -> list[str]:
    said = [address for _, _, address in turn.message.mentions]
    tagged = [e.value.strip() for e in turn.entities if e.name == "attendee" and not _tells_the_kind(turn.text, e)]
    said += [f"<@{v}>" if _SLACK_ID.match(v) else v for v in tagged if v]
    known = " ".join(said).lower()
    said += [a for a in ADDRESS.findall(turn.text) if a.lower() not in known]
    said += [a for a in bad_addresses(turn.text) if a.lower() not in known]
    if turn.message.channel == "mail":
        said += list(turn.message.participants)
    own = {assistant.lower(), turn.speaker.address, *_SELF}
    said = [word if "@" in word or _SLACK_ID.search(word) else tidy(word) for word in said]
    return list(dict.fromkeys(word for word in said if word and word.lower() not in own))


def _tells_the_kind(text: str, entity: Entity) -> bool:
    """True for a Korean word that stands bare before 회의, 미팅 … ("로드맵 회의"): what it is about, nobody's name."""
    said = text[entity.start : entity.end]
    if not re.fullmatch(r"[가-힣]+", said) or said.endswith(("님", "씨")):
        return False
    return is_bare_kind(re.split(r"[^가-힣]", text[entity.end :].lstrip() or " ", maxsplit=1)[0])


def bad_addresses(text: str) -> list[str]:
    """What was meant as a mail address and cannot be one ("noone@@bad")."""
    said = (found.group(0).strip(".,!?:'\"`") for found in _AT_SIGN.finditer(text))
    return [word for word in said if not ADDRESS.match(word)]


def _untold(turn: Turn, roster: Sequence[Person]) -> list[Hit]:
    """People named in the text, outside of what was tagged as a title, a place or somebody's name in full."""
    hits = [*named_in(turn.text, roster), *offices_in(turn.text, roster, turn.speaker)]
    tagged = [e for e in turn.entities if e.name in ("title", "location", "attendee") and e.end > e.start]
    covered = [(e.start, e.end) for e in tagged if e.name != "attendee" or tidy(e.value)]
    loose = [e.value for e in turn.entities if e.name in ("title", "location") and e.end <= e.start]
    return [
        hit
        for hit in hits
        if not any(start <= hit.span[0] and hit.span[1] <= end for start, end in covered)
        and not any(hit.words in value for value in loose)
    ]


def _each(words: str, roster: Sequence[Person], speaker: Person) -> list[str]:
    """The words, or the people in them when only those are known ("하은 님이랑 세준 님")."""
    if not isinstance(resolve(words, roster, speaker), Unknown) or "@" in words or members_of(words, roster):
        return [words]
    split = parts(words)
    known = len(split) > 1 and any(not isinstance(resolve(w, roster, speaker), Unknown) for w in split)
    return split if known else [words]
