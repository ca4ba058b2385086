"""A meeting named by whose it is ("Tom's vendor call", "도윤 님 정산 회의"): one's own with that person, or the
person's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from actions.core.people import Person
from actions.journeys import acting, which
from actions.journeys.calendar_items import Item
from actions.journeys.naming import Hit, named_in
from actions.journeys.titles import KINDS
from actions.journeys.turn import Entity, Outcome, Turn
from actions.services import Services
from calendar_adapters.errors import CalendarError

Step = Callable[[Turn, Services], Outcome]
# actions of whose meeting the owner may be named
CHANGES = frozenset({"action_cancel", "action_reschedule"})
_NEAR = 4  # words between whose it is and what it is
_EN_OF = re.compile(r"['’]s?\s+(?=\w)(?!(?:calendar|schedule|time|office|room|desk|place|invite|birthday)\b)", re.I)
_EN_WHERE = re.compile(r"\b(?:to|at|in|into|from|near|with)\s+$", re.I)
_KO_OF = re.compile(r"(?:\s*의)?\s+(?=\S)")


@dataclass(frozen=True)
class Named:
    """Whose it is, and the words that say so: ``span`` in code points, particle and 's included."""

    owner: Person
    words: str
    span: tuple[int, int]


def step(turn: Turn, services: Services, journey: Step) -> Outcome | None:
    """The change, where it is of a meeting named by its owner; None for everything else.

    A meeting that the sender has with the owner goes first. Any other is the owner's: a delegate may, nobody else.
    """
    with services.store.reading() as tx:
        found = owned(turn, tx.people.all())
    if found is None:
        return None
    here, own = may_act(turn, found), _retitled(turn, found)
    mine = _shared(own, services, found.owner)
    if mine and not (here and all(i.meeting and i.meeting.organizer == found.owner.address for i in mine)):
        return journey(own, services)
    if not here:
        return acting.refused(turn, found.owner)
    return acting.act(_as_theirs(own, services, found), services, found.owner, journey)


def owned(turn: Turn, roster: Sequence[Person]) -> Named | None:
    """The first person of the roster, the sender left out, whose meeting the text names."""
    for hit in named_in(turn.text, roster):
        if len(hit.people) == 1 and hit.people[0].address != turn.speaker.address and (end := _owning(turn.text, hit)):
            return Named(hit.people[0], hit.words, (hit.span[0], end))
    return None


def may_act(turn: Turn, found: Named) -> bool:
    """True for a delegate of the owner."""
    return acting.may(turn, found.owner)


def _owning(text: str, hit: Hit) -> int:
    """Where the words end that make ``hit`` an owner, or 0."""
    before, after = text[: hit.span[0]], text[hit.span[1] :]
    if english := _EN_OF.match(after):
        return 0 if _EN_WHERE.search(before) else hit.span[1] + english.end()
    korean = _KO_OF.match(after) if re.search("[가-힣]", hit.words) else None
    if korean is None:
        return 0
    near = " ".join(after[korean.end() :].split()[:_NEAR])
    kind = KINDS.search(near)
    there = kind is not None and not near[kind.end() :].startswith("실")
    return hit.span[1] + korean.end() if there else 0


def _retitled(turn: Turn, found: Named) -> Turn:
    """The turn whose titles do not hold the owner."""
    lead = re.compile(rf"^{re.escape(found.words)}(?:['’]s?|\s*의)?\s+", re.I)

    def bare(entity: Entity) -> Entity:
        return replace(entity, value=lead.sub("", entity.value)) if entity.name in ("title", "purpose") else entity

    return replace(turn, entities=tuple(bare(e) for e in turn.entities))


def _shared(turn: Turn, services: Services, owner: Person) -> list[Item]:
    """What the turn can mean in the sender's own calendar, with the owner in it."""
    try:
        return [i for i in which.meant(turn, services) if owner.address in which.people_of(i)]
    except CalendarError:
        return []


def _as_theirs(turn: Turn, services: Services, found: Named) -> Turn:
    """The turn without the owner, whose name is no attendee's; about nothing but the owner's meetings."""
    start, end = found.span
    text = turn.text[:start] + " " * (end - start) + turn.text[end:]
    entities = tuple(e for e in turn.entities if e.name != "attendee" or e.value.strip() not in found.words)
    with services.store.reading() as tx:
        talked = tx.meetings.get(turn.meeting_id) if turn.meeting_id else None
    about = talked.id if talked and talked.organizer == found.owner.address else None
    return replace(turn, entities=entities, meeting_id=about, message=replace(turn.message, text=text))
