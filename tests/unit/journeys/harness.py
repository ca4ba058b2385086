"""Journeys without Rasa: a world of people and calendars, and turns whose intent and entities the test states."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from actions.core.times import read_times
from actions.core.times.codec import to_json
from actions.journeys.base import make_turn
from actions.journeys.play import play
from actions.messages import IncomingMessage, Reply
from actions.services import Services
from actions.store.store import Store
from bot.scenarios.format import Scenario, read_scenarios
from bot.scenarios.world import World

WORLD = Path(__file__).parent / "world.yml"


class Talk:
    """One conversation in the terminal between ``speaker`` and the assistant."""

    def __init__(self, scenario: Scenario, speaker: str = "") -> None:
        self.store = Store("sqlite://")
        self.store.migrate()
        self.world = World(scenario, self.store)
        self.services = Services(self.store, self.world.calendars, "moim@example.com", self.world.clock)
        self.speaker = speaker or scenario.people[0].address
        self._ids = count(1)

    def say(
        self, intent: str, text: str, id: str = "", sender: str = "", thread: str = "", **entities: str | Sequence[str]
    ) -> Reply:
        """The answer to the sender, in ``thread`` (default: the sender's own); ``replies`` are all of the turn."""
        sender = sender or self.speaker
        now = self.world.now
        message = IncomingMessage(id or f"m{next(self._ids)}", "console", thread or sender, sender, text, now)
        with self.store.transaction() as tx:
            tx.inbox.receive(message, now)
        person = self.world.scenario.person(sender)
        zone = person.timezone if person else "Asia/Seoul"
        found = [{"entity": n, "value": v} for n, vs in entities.items() for v in ([vs] if isinstance(vs, str) else vs)]
        times = read_times(text, now.astimezone(ZoneInfo(zone)), ZoneInfo(zone)) if len(text) < 5000 else []
        found += [{"entity": "time", "value": to_json(c)} for c in times]
        turn = make_turn(message, {"name": intent, "confidence": 0.95}, found, self.services)
        play(f"action_{ACTIONS.get(intent, intent)}", turn, self.services)
        with self.store.transaction() as tx:
            due = tx.outbox.due(now, limit=100)
            self.replies = [item.reply for item in due]
            for item in due:
                tx.outbox.sent(item.key, now)
        own = [r for r in self.replies if r.to == sender]
        return own[0] if own else Reply(sender, "console", sender, "", "")

    @property
    def question(self) -> str:
        """What the speaker was asked last, or ""."""
        with self.store.reading() as tx:
            pending = tx.conversations.get("console", self.speaker).pending
        return str(pending["question"]) if pending else ""

    def meeting(self):
        """The meeting that the conversation is about, or None."""
        with self.store.reading() as tx:
            thread = tx.conversations.get("console", self.speaker)
            return tx.meetings.get(thread.meeting_id) if thread.meeting_id else None

    def events(self, name: str, title: str):
        """Events of that title in somebody's calendar."""
        person = self.world.scenario.person(name)
        assert person is not None
        return [e for e in self.world.snapshot()[person.address] if title in e.summary]


ACTIONS = {
    "schedule_meeting": "schedule",
    "query_calendar": "query",
    "reschedule_meeting": "reschedule",
    "cancel_meeting": "cancel",
    "choose_slot": "choose",
    "reject_slots": "reject",
    "propose_time": "propose",
    "set_preference": "preference",
    "set_reminder": "remind",
    "explain_suggestion": "explain",
}


def talk(world: str = "ko", speaker: str = "") -> Talk:
    """A fresh conversation in one of the worlds of world.yml."""
    scenario = next(s for s in read_scenarios(WORLD) if s.id == world)
    return Talk(scenario, speaker)


def weekly(weekday: str) -> Talk:
    """A series of half an hour at two on that weekday, with 하은 and 서준, booked."""
    t = talk("ko")
    text = f"매주 {weekday} 오후 2시에 하은님이랑 서준님이랑 동기화 30분"
    t.say("schedule_meeting", text, attendee=["하은님", "서준님"], title="동기화")
    if not t.meeting().booked:
        t.say("choose_slot", "1번", choice="1")
    return t
