"""Actions in a process of their own: the same conversation over HTTP as in-process."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from actions.core.people import Person
from actions.messages import IncomingMessage
from actions.services import build
from actions.settings import load_settings
from actions.store.records import Connection
from actions.store.store import Store
from bot.cli.startup import quiet
from calendar_adapters.local.adapter import LocalCalendar
from calendar_adapters.types import Interval

ROOT = Path(__file__).resolve().parents[2]
JIWOO, HAEUN = "jiwoo@example.com", "haeun@example.com"


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """Settings of a house whose database both processes open."""
    path = tmp_path / "moim.yml"
    database = f"database_url: sqlite:///{tmp_path / 'moim.db'}\n"
    path.write_text(f"{database}defaults: {{timezone: Asia/Seoul, language: ko}}\n", "utf-8")
    return path


@pytest.fixture
def action_server(settings_file: Path) -> Iterator[str]:
    """Rasa's action server with our actions, in a process of its own; gives its webhook's URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions.journeys", "--port", str(port)]
    environment = {**os.environ, "MOIM_SETTINGS": str(settings_file)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}/webhook"
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    assert server.stdout is not None
    server.kill()
    raise AssertionError(f"the action server did not start: {server.stdout.read().decode()}")


def test_a_meeting_is_booked_by_actions_in_another_process(settings_file: Path, action_server: str) -> None:
    quiet()
    from bot.channels.desk import Desk
    from bot.embedded import load_agent
    from bot.home import home
    from bot.training import model_path

    settings = load_settings(settings_file)
    store = Store(settings.database_url)
    store.migrate()
    with store.transaction() as tx:
        for address, name in ((JIWOO, "한지우"), (HAEUN, "오하은")):
            tx.people.save(Person(address, name, timezone="Asia/Seoul", language="ko"))
            tx.connections.save(Connection(address, "local", label="calendar"))
    desk = Desk(load_agent(model_path(home()), action_server), build(settings, store))
    now = datetime.now(timezone.utc)
    message = IncomingMessage(
        "1", "console", JIWOO, JIWOO, "다음 주 수요일 오후 3시에 하은님이랑 30분 회의 잡아줘", now
    )

    assert asyncio.run(desk.receive(message))

    with store.transaction() as tx:
        replies = [item.reply for item in tx.outbox.due(datetime.now(timezone.utc))]
    assert any("잡았어요" in r.text for r in replies if r.to == JIWOO)
    assert [r.method for r in replies if r.to == HAEUN] == ["REQUEST"]
    window = Interval(now, now + timedelta(days=15))
    events = LocalCalendar(store.engine, HAEUN, tzid="Asia/Seoul").events(window)
    assert [e.start.strftime("%a %H:%M") for e in events] == ["Wed 15:00"]
