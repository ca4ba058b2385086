"""A conversation in Slack, from the request to the event in a real CalDAV calendar: emulator, Rasa, Radicale."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from actions.core.people import Person
from actions.secrets import Seal
from actions.services import Services, build
from actions.settings import Settings
from actions.settings_slack import SlackSettings
from actions.store import Connection, Store
from bot.channels.slack.apart import FrontThread
from bot.channels.slack.channel import SlackChannel
from bot.channels.slack.server import EVENTS
from calendar_adapters.registry import open_calendar
from calendar_adapters.types import Event, Interval
from tests.peers.process import free_port
from tests.peers.radicale import radicale
from tests.peers.slack import BOT_TOKEN, SECRET, SlackPeer, slack
from tests.slack.office import encoded, signature

PEOPLE = {  # name in Slack -> (name, language, zone, user of the CalDAV server)
    "seoyeon": ("이서연", "ko", "Asia/Seoul", "kim"),
    "minji": ("김민지", "ko", "Asia/Seoul", "lee"),
    "dave": ("Dave Park", "en", "Asia/Seoul", "park"),
}
PATIENCE = 60.0


@dataclass
class House:
    """Everything of `moim serve`, started in this process; each `run` is one life of it."""

    peer: SlackPeer
    services: Services
    settings: Settings
    desk: Any

    def run(self, scenario: Callable[[House], Any]) -> Any:
        """Serve while ``scenario`` is played in a thread of its own."""
        return asyncio.run(self._run(scenario))

    async def _run(self, scenario: Callable[[House], Any]) -> Any:
        seal = Seal("a key for the tests")
        channel = SlackChannel(self.services, self.settings, seal, self.desk.resume)
        loop = asyncio.get_running_loop()
        front = FrontThread(
            self.settings,
            self.services,
            seal,
            channel.front,
            lambda: loop.call_soon_threadsafe(channel.worker.wake),
        )
        await asyncio.to_thread(front.start)
        await channel.begin()
        working = asyncio.create_task(channel.run())
        try:
            return await asyncio.to_thread(scenario, self)
        finally:
            working.cancel()
            await asyncio.to_thread(front.stop)
            await channel.worker.settle()

    def say(self, who: str, text: str, thread: str = "") -> str:
        """Post as a person; the message's ts. The emulator tells us of it."""
        channel = self.peer.channel()
        return str(self.peer.as_user(who).chat_postMessage(channel=channel, text=text, thread_ts=thread or None)["ts"])

    def answers(self, thread: str, count: int) -> list[dict[str, Any]]:
        """Our messages in a thread once there are so many."""
        return _until(lambda: [m for m in self.peer.messages(self.peer.channel(), thread) if self._ours(m)], count)

    def direct(self, who: str, count: int) -> list[dict[str, Any]]:
        """Our direct messages to somebody once there are so many."""
        return _until(lambda: [m for m in self.peer.direct(self.peer.users()[who]) if self._ours(m)], count)

    def press(self, who: str, message: dict[str, Any], number: int) -> int:
        """Click the n-th "take this time"; the status of Slack's request."""
        buttons = [b["accessory"] for b in message["blocks"] if (b.get("accessory") or {}).get("type") == "button"]
        channel = self.peer.channel()
        container = {"type": "message", "message_ts": message["ts"], "channel_id": channel}
        body = {"type": "block_actions", "team": {"id": self.peer.team}, "user": {"id": self.peer.users()[who]}}
        body |= {"container": {**container, "thread_ts": message["thread_ts"]}, "channel": {"id": channel}}
        body |= {"message": message, "actions": [{**buttons[number - 1], "action_ts": str(time.time())}]}
        return asyncio.run(_post(self.settings.serve_port, {**body, "trigger_id": "1.2"}))

    def events(self, who: str) -> list[Event]:
        """What stands in somebody's calendar, read over CalDAV."""
        with self.services.store.reading() as tx:
            connection = tx.connections.of(f"{who}@example.com")[0]
        calendar = open_calendar("caldav", connection.opened_config(), connection.person, self.services.store.engine)
        now = datetime.now(timezone.utc)
        return list(calendar.events(Interval(now, now + timedelta(days=30))))

    def _ours(self, message: dict[str, Any]) -> bool:
        return bool(message["user"] == self.peer.me)


def _until(read: Callable[[], list[dict[str, Any]]], count: int) -> list[dict[str, Any]]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = [m for m in read() if "…" not in m["text"][-2:]]  # what only says that work goes on
        if len(found) >= count:
            return found
        time.sleep(0.3)
    raise AssertionError(f"{count} messages were awaited, there are {[m['text'] for m in read()]}")


async def _post(port: int, body: dict[str, Any]) -> int:
    raw, kind = encoded(body)
    headers = {**signature(raw, secret=SECRET), "content-type": kind}
    async with (
        ClientSession() as session,
        session.post(f"http://127.0.0.1:{port}{EVENTS}", data=raw, headers=headers) as answer,
    ):
        return answer.status


@pytest.fixture
def house(agent: Any, tmp_path: Path) -> Iterator[House]:
    """People with CalDAV calendars in the emulator's workspace."""
    from bot.channels.desk import Desk

    port = free_port()
    (tmp_path / "caldav").mkdir()
    with slack(tmp_path, f"http://127.0.0.1:{port}{EVENTS}") as peer, radicale(tmp_path / "caldav") as calendars:
        tokens = SlackSettings(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=peer.api)
        database = f"sqlite:///{tmp_path / 'moim.db'}"
        settings = Settings(tmp_path, database, domains=("example.com",), serve_port=port, slack=tokens)
        store = Store(database)
        store.migrate()
        for name, (called, language, zone, account) in PEOPLE.items():
            home = calendars.home.replace("/kim/", f"/{account}/")
            url = calendars.make(
                type(calendars)(calendars.name, home, account, f"{account}-pw", calendars.make), "work"
            )
            config, secret = {"url": url, "username": account}, {"password": f"{account}-pw"}
            with store.transaction() as tx:
                tx.people.save(Person(f"{name}@example.com", called, timezone=zone, language=language))
                tx.connections.save(Connection(f"{name}@example.com", "caldav", config, secret, "work"))
        peer.gather(peer.channel(), [peer.users()[name] for name in PEOPLE])
        services = build(settings, store)
        yield House(peer, services, settings, Desk(agent, services))
        store.close()


def test_a_korean_request_by_several_people_ends_in_their_calendars(house: House) -> None:
    def conversation(house: House) -> None:
        ids = house.peer.users()
        thread = house.say(
            "seoyeon", f"<@{ids['moim']}> <@{ids['minji']}> 님이랑 다음 주 오후에 30분 디자인 리뷰 잡아 주세요"
        )
        offers = house.answers(thread, 1)[0]
        assert "1. " in offers["text"]
        house.say("minji", "점심 맛있게 드세요", "")  # not in the thread and not for us
        assert house.press("seoyeon", offers, 2) == 200
        said = house.answers(thread, 2)
        assert "이서연" in said[0]["text"]
        assert "✅" in str(said[0]["blocks"])
        assert "잡았" in said[1]["text"]
        assert "디자인 리뷰" in house.direct("minji", 1)[-1]["text"]

    house.run(conversation)
    mine, hers = house.events("seoyeon"), house.events("minji")
    assert [e.summary for e in mine] == [e.summary for e in hers] == ["디자인 리뷰"]
    assert (mine[0].uid, mine[0].start) == (hers[0].uid, hers[0].start)


def test_an_english_request_survives_a_restart_and_is_typed(house: House) -> None:
    ids = house.peer.users()
    asked = f"<@{ids['moim']}> please find 30 minutes with <@{ids['seoyeon']}> next week for a budget review"

    def begin(house: House) -> str:
        thread = house.say("dave", asked)
        assert "1. " in house.answers(thread, 1)[0]["text"]
        return thread

    thread = house.run(begin)

    def go_on(house: House) -> None:
        house.say("dave", "the first one please", thread)
        assert len(house.answers(thread, 2)) == 2

    house.run(go_on)
    assert len(house.events("dave")) == len(house.events("seoyeon")) == 1


def test_what_came_in_while_nobody_worked_is_answered_after_the_start(house: House) -> None:
    ids = house.peer.users()

    async def take_in_alone() -> str:
        channel = SlackChannel(house.services, house.settings, Seal("a key for the tests"), house.desk.resume)
        front = FrontThread(house.settings, house.services, Seal("a key for the tests"), channel.front, lambda: None)
        await asyncio.to_thread(front.start)
        try:
            return await asyncio.to_thread(house.say, "dave", f"<@{ids['moim']}> help")
        finally:
            await asyncio.sleep(1)
            await asyncio.to_thread(front.stop)

    thread = asyncio.run(take_in_alone())
    assert len(house.run(lambda h: h.answers(thread, 1))) == 1
