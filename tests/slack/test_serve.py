"""`moim serve`: what it says without a channel, and its front as a process that never outlives the one that works."""

import asyncio
import json
import subprocess
import sys

from aiohttp import ClientSession

from bot.channels.slack.front_process import FrontProcess
from bot.cli import main
from tests.peers.process import free_port
from tests.peers.slack import BOT_TOKEN, SECRET
from tests.slack.office import encoded, signature


def test_without_a_channel_it_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOIM_HOME", str(tmp_path))
    assert main(["serve"]) == 2
    assert "docs/slack.md" in capsys.readouterr().err
    monkeypatch.setenv("MOIM_SLACK_BOT_TOKEN", "xoxb-1")
    assert main(["serve"]) == 2
    assert "slack.app_token" in capsys.readouterr().err


def test_the_front_stores_tells_and_ends_with_its_parent(office, tmp_path, monkeypatch):
    port = free_port()
    settings = {
        "home": str(tmp_path),
        "database_url": office.store.url,
        "slack": {"bot_token": BOT_TOKEN, "signing_secret": SECRET, "api_url": office.peer.api},
    }
    (tmp_path / "serve.yml").write_text(json.dumps(settings))
    monkeypatch.setenv("MOIM_SETTINGS", str(tmp_path / "serve.yml"))
    told = asyncio.Event()

    async def live():
        front = FrontProcess(["--port", str(port)], told.set)
        assert str(port) in await front.start()
        watching = asyncio.create_task(front.watch())
        raw, kind = encoded(office.mention("seoyeon", "help"))
        headers = {**signature(raw), "content-type": kind}
        async with (
            ClientSession() as session,
            session.post(f"http://127.0.0.1:{port}/slack/events", data=raw, headers=headers) as answer,
        ):
            status = answer.status
        await asyncio.wait_for(told.wait(), 10)
        await front.stop()
        watching.cancel()
        return status, front._process.returncode

    assert asyncio.run(live()) == (200, 0)
    assert len(office.inbox()) == 1


def test_answers_step_back_behind_acknowledgements():
    code = "import os; from bot.cli.serve import STEP, _step_back; b = os.nice(0); _step_back(); print(os.nice(0) - b == STEP)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"
