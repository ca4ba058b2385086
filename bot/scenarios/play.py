"""Plays scenarios through the desk that every channel uses, and checks every turn's expectations."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from rasa.core.agent import Agent

from actions.core.meeting import Meeting, State
from actions.messages import Reply
from actions.services import Services
from actions.store.records import OutboxItem
from actions.store.store import Store
from actions.upkeep import tick
from actions.upkeep.undelivered import bounced_from
from bot.channels.desk import Desk
from bot.channels.outbox import deliver
from bot.scenarios.checks import CHECKS, NOTES, failures, leaks
from bot.scenarios.checks.scene import Scene
from bot.scenarios.entering import ASSISTANT, enter, returned
from bot.scenarios.format import Scenario, Turn
from bot.scenarios.observed import Calendars, Observed
from bot.scenarios.slack_stage import SlackStage
from bot.scenarios.texts import keys_in
from bot.scenarios.world import World
from calendar_adapters.types import Interval

TICK = timedelta(hours=1)  # how often upkeep runs while a scenario's time passes
BOOKED = frozenset({"booked", "moved"})  # texts that tell somebody of success


@dataclass(frozen=True)
class Played:
    """A turn, what was observed, and which expectations do not hold: (key, why)."""

    scenario: Scenario
    number: int
    turn: Turn
    seen: Observed
    failed: tuple[tuple[str, str], ...]
    expectations: int


@dataclass
class Stage:
    """A scenario being played: its world, its desk, and what has been offered and said so far."""

    scenario: Scenario
    world: World
    desk: Desk
    services: Services
    earlier: list[Interval] = field(default_factory=list)
    standing: tuple[Interval, ...] = ()
    said: str = ""
    rounds: dict[str, int] = field(default_factory=dict)
    slack: SlackStage | None = None  # of a scenario that takes place there

    def meetings(self) -> list[Meeting]:
        """Every meeting of the scenario's people, the latest change last."""
        found: dict[str, Meeting] = {}
        with self.services.store.reading() as tx:
            for person in self.scenario.people:
                for meeting in tx.meetings.of_person(person.address, states=list(State)):
                    found[meeting.id] = meeting
        return sorted(found.values(), key=lambda m: m.updated_at or m.created_at)

    def new_offers(self) -> tuple[tuple[Interval, ...], str]:
        """Slots of the rounds that were opened since the last call, and the purpose of the latest meeting."""
        made: tuple[Interval, ...] = ()
        meetings = self.meetings()
        for meeting in meetings:
            last = meeting.last_proposal
            if last and self.rounds.get(meeting.id) != last.round:
                self.rounds[meeting.id] = last.round
                made = tuple(s.interval for s in last.slots)
        return made, meetings[-1].purpose if meetings else ""


def play(scenario: Scenario, agent: Agent) -> Iterator[Played]:
    """Play one scenario in a database of its own; yields turn by turn."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'scenario.db'}")
        store.migrate()
        world = World(scenario, store)
        first = scenario.people[0]  # whose zone and language are the house's defaults
        services = Services(
            store,
            world.calendars,
            assistant=ASSISTANT,
            clock=world.clock,
            timezone=first.timezone,
            language=scenario.language if scenario.language in ("ko", "en") else first.language or "ko",
        )
        desk = Desk(agent, services)
        slack = None if scenario.channel == "mail" else SlackStage(scenario, services, desk.resume)
        stage = Stage(scenario, world, desk, services, slack=slack)
        try:
            yield from _turns(stage)
        finally:
            store.close()


def _turns(stage: Stage) -> Iterator[Played]:
    numbered = enumerate(stage.scenario.turns, 1)
    for _, group in groupby(numbered, key=lambda nt: nt[1].concurrent or nt[0]):
        members = list(group)
        if len(members) == 1:
            yield _turn(stage, *members[0])
        else:
            yield from _together(stage, members)


def _turn(stage: Stage, number: int, turn: Turn) -> Played:
    before = _begin(stage, turn)
    asyncio.run(_say(stage, [(number, turn)]))
    return _end(stage, number, turn, before, _deliveries(stage))


def _together(stage: Stage, members: Sequence[tuple[int, Turn]]) -> list[Played]:
    """Turns of the same instant: handed in at once, each checked on its own; the winner's books, the other's gets."""
    before = _begin(stage, members[0][1])
    standing = stage.standing
    asyncio.run(_say(stage, members))
    sent = _deliveries(stage)
    played = []
    for number, turn in members:
        stage.standing = standing
        person = stage.scenario.person(turn.who)
        mine = [r for r in sent if person is None or r.to == person.address]
        played.append(_end(stage, number, turn, before, mine))
    return _settle_group(stage, played)


def _settle_group(stage: Stage, played: Sequence[Played]) -> list[Played]:
    """Of a group with ``one_of_group_books`` exactly one books; every other holds to ``other_gets``."""
    wanted = next((p.turn.expect for p in played if p.turn.expect.get("one_of_group_books")), None)
    if not wanted:
        return list(played)
    named = wanted["one_of_group_books"]
    books = {"books": named if isinstance(named, dict) else {}}
    winners = [p for p in played if BOOKED & p.seen.keys]
    settled = []
    for p in played:
        scene = _scene(stage, p.turn, p.seen)
        if len(winners) != 1:
            why = [("one_of_group_books", f"{len(winners)} were told that they have it")]
        elif p is winners[0]:
            why = [("one_of_group_books", text) for _, text in failures(books, scene)]
        else:
            why = [("other_gets", f"{key}: {text}") for key, text in failures(wanted.get("other_gets") or {}, scene)]
        settled.append(replace(p, failed=(*p.failed, *why), expectations=p.expectations + 1))
    return settled


def _begin(stage: Stage, turn: Turn) -> Calendars:
    _pass_time(stage, turn.at or stage.world.now)
    if turn.world:
        stage.world.happen(turn.world, stage.standing)
    stage.said += f"\n{turn.subject}\n{turn.text}".lower()
    return stage.world.snapshot()


def _pass_time(stage: Stage, until: datetime) -> None:
    """What happens without a word until then: reminders, nudges, expiries, digests, each in its hour."""
    while stage.world.now + TICK < until:
        stage.world.now += TICK
        tick(stage.services, stage.world.now, calendars=False)
    stage.world.now = until


async def _say(stage: Stage, members: Sequence[tuple[int, Turn]]) -> None:
    """Hand in what is said at one instant."""
    spoken = [(number, turn) for number, turn in members if turn.text or turn.subject]
    if stage.slack is not None:
        await stage.slack.play(spoken, stage.world.now)
        return
    for _, turn in spoken:
        for address in returned(stage.scenario, turn):
            bounced_from(stage.services, address, turn.subject)
    entered = [enter(stage.scenario, turn, number, stage.world.now) for number, turn in spoken]
    await asyncio.gather(*(stage.desk.receive(message) for message in entered if message is not None))


def _deliveries(stage: Stage) -> list[Reply]:
    tick(stage.services, stage.world.now)
    sent: list[Reply] = []
    if stage.slack is not None:
        sent += asyncio.run(stage.slack.deliver())

    def send(item: OutboxItem) -> str:
        sent.append(item.reply)
        return str(len(sent))

    while deliver(stage.services.store, send, stage.world.now):
        pass
    return sent


def _end(stage: Stage, number: int, turn: Turn, before: Calendars, sent: Sequence[Reply]) -> Played:
    made, purpose = stage.new_offers()
    seen = Observed(
        replies=tuple(sent),
        before=before,
        after=stage.world.snapshot(),
        offers=made,
        standing=stage.standing,
        earlier=tuple(stage.earlier),
        question=_question(stage, turn),
        purpose=purpose,
        reminders=_reminders(stage),
        said=stage.said,
        speaker=_speaker(stage, turn),
        keys=frozenset().union(*(keys_in(r.text, r.language) for r in sent)),
    )
    scene = _scene(stage, turn, seen)
    failed = [*failures(turn.expect, scene), *leaks(scene)]
    if made:
        stage.standing, stage.earlier = made, [*stage.earlier, *made]
    expectations = sum(1 for key in turn.expect if key in CHECKS or (key not in NOTES) or key == "any_of")
    return Played(stage.scenario, number, turn, seen, tuple(failed), expectations)


def _scene(stage: Stage, turn: Turn, seen: Observed) -> Scene:
    return Scene(stage.scenario, turn, seen, stage.world.now)


def _speaker(stage: Stage, turn: Turn) -> str:
    return (turn.sender or stage.scenario.address(turn.who)).lower()


def _question(stage: Stage, turn: Turn) -> str:
    where = f"{stage.scenario.id}:{turn.channel_id}" if stage.slack is None else stage.slack.conversation(turn)
    with stage.services.store.reading() as tx:
        thread = tx.conversations.get("mail" if stage.slack is None else "slack", where)
    return str((thread.pending or {}).get("question") or "")


def _reminders(stage: Stage) -> tuple[datetime, ...]:
    with stage.services.store.reading() as tx:
        timers = [t for p in stage.scenario.people for t in tx.timers.of_person(p.address, "reminder")]
    return tuple(t.due_at for t in timers)
