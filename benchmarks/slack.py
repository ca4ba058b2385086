"""Slack under load: events at 50 a second, each delivered twice and out of order, with a restart in the middle.

    python -m benchmarks.slack [--events 500] [--rate 50] [--no-restart] [--wait 900]

`moim serve` runs as its own process with the trained model, SQLite and sample people; the Web API behind it is the
emulator of the tests (tests/peers/install.sh). Every event is a mention in a thread of its own, sent twice, shuffled
within a second, signed as Slack signs. Half-way all its processes are killed (SIGKILL) and it is started again; what is
refused meanwhile is delivered again within half a minute. Prints one JSON object: how long acknowledgements took
(milliseconds, from the request until the answer), how many events were answered, how often, and what was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from actions.core.people import Person
from actions.store import Connection, Store
from tests.peers.process import free_port
from tests.peers.slack import BOT_TOKEN, SECRET, SlackPeer, slack

ROOT = Path(__file__).resolve().parents[1]
TEXTS = (
    "{who} 님이랑 내일 오후에 30분 회의 잡아 주세요",
    "오늘 일정 알려 줘",
    "find 30 minutes with {who} on Thursday",
    "도움말",
    "what's on my calendar tomorrow?",
)
RETRY_SECONDS = (5.0, 30.0)  # Slack's own are nearly at once, then a minute, then five
GIVE_UP = 20  # deliveries of one event


@dataclass
class Load:
    """What is measured while events are sent."""

    acks: list[float] = field(default_factory=list)
    before: list[float] = field(default_factory=list)  # of these, those before the restart
    refused: int = 0
    late: int = 0


def payload(team: str, number: int, ids: dict[str, str], channel: str, began: float) -> dict[str, Any]:
    """One mention, by one of the people, in a thread of its own."""
    names = ("seoyeon", "minji", "dave")
    ts = f"{int(began)}.{number:06}"
    who, other = names[number % 3], names[(number + 1) % 3]
    text = f"<@{ids['moim']}> " + TEXTS[number % len(TEXTS)].format(who=f"<@{ids[other]}>")
    event = {"type": "app_mention", "user": ids[who], "text": text, "ts": ts, "channel": channel, "event_ts": ts}
    body: dict[str, Any] = {"type": "event_callback", "team_id": team, "api_app_id": "A1", "event": event}
    return {**body, "event_id": f"Ev{number:06}", "event_time": int(began)}


async def deliver(session: ClientSession, url: str, body: dict[str, Any], load: Load) -> None:
    """As Slack delivers: again after a failure."""
    raw = json.dumps(body)
    for attempt in range(GIVE_UP):
        stamp = str(int(time.time()))
        digest = hmac.new(SECRET.encode(), f"v0:{stamp}:{raw}".encode(), hashlib.sha256).hexdigest()
        headers = {"content-type": "application/json", "x-slack-request-timestamp": stamp}
        headers |= {"x-slack-signature": f"v0={digest}"} | ({"x-slack-retry-num": str(attempt)} if attempt else {})
        began = time.perf_counter()
        try:
            async with session.post(url, data=raw, headers=headers) as answer:
                await answer.read()
                if answer.status == 200:
                    load.acks.append((time.perf_counter() - began) * 1000)
                    return
        except (ClientError, asyncio.TimeoutError):
            pass
        load.refused += 1
        await asyncio.sleep(random.uniform(*RETRY_SECONDS))
    load.late += 1


def served(folder: Path, api: str, token: str, port: int) -> subprocess.Popen[bytes]:
    """`moim serve` as a process of its own."""
    settings = folder / "moim.yml"
    settings.write_text(
        f"home: {os.environ.get('MOIM_HOME') or ROOT / '.moim'}\n"
        f"database_url: sqlite:///{folder / 'moim.db'}\n"
        "organisation: {domains: [example.com]}\n"
        f"serve: {{port: {port}}}\nlog_level: warning\nsecret_key: the benchmark's own key\n"
        f"slack: {{bot_token: {token}, signing_secret: {SECRET}, api_url: '{api}'}}\n"
    )
    log = (folder / "serve.log").open("ab")
    environ = {**os.environ, "MOIM_SETTINGS": str(settings)}
    code = "import sys; from bot.cli import main; sys.exit(main(['serve']))"
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True
    )


async def until_it_listens(port: int, process: subprocess.Popen[bytes], folder: Path) -> float:
    """Seconds until it answered."""
    began = time.monotonic()
    async with ClientSession() as session:
        while time.monotonic() - began < 300:
            if process.poll() is not None:
                raise RuntimeError(f"moim serve ended:\n{(folder / 'serve.log').read_text()[-3000:]}")
            try:
                async with session.get(f"http://127.0.0.1:{port}/health") as answer:
                    if answer.status == 200:
                        return time.monotonic() - began
            except ClientError:
                await asyncio.sleep(0.2)
    raise RuntimeError("moim serve did not come up")


async def send_all(bodies: list[dict[str, Any]], rate: float, port: int, load: Load, restart: Any) -> None:
    """Every event twice, at ``rate`` events a second, shuffled within a second; ``restart`` half-way."""
    order = [i for i in range(len(bodies)) for _ in range(2)]
    jitter = random.Random(7)
    order.sort(key=lambda i: i / rate + jitter.random())
    url = f"http://127.0.0.1:{port}/slack/events"
    tasks = []
    async with ClientSession(timeout=ClientTimeout(total=10), connector=TCPConnector(limit=0)) as session:
        began = time.monotonic()
        for number, i in enumerate(order):
            await asyncio.sleep(max(0.0, began + number / (2 * rate) - time.monotonic()))
            tasks.append(asyncio.create_task(deliver(session, url, bodies[i], load)))
            if number == len(order) // 2 and restart is not None:
                tasks.append(asyncio.create_task(restart()))
        await asyncio.gather(*tasks)


async def measure(args: argparse.Namespace, peer: SlackPeer, folder: Path) -> dict[str, Any]:
    """Run it all."""
    ids, channel, port = peer.users(), peer.channel(), free_port()
    peer.gather(channel, [ids[n] for n in ("seoyeon", "minji", "dave")])
    people(folder)
    process = [served(folder, peer.api, BOT_TOKEN, port)]
    started = [await until_it_listens(port, process[0], folder)]

    async def restart() -> None:
        load.before = list(load.acks)
        os.killpg(process[0].pid, signal.SIGKILL)  # the front, too
        process[0].wait()
        process[0] = served(folder, peer.api, BOT_TOKEN, port)
        started.append(await until_it_listens(port, process[0], folder))

    began, load = time.time(), Load()
    bodies = [payload(peer.team, n, ids, channel, began) for n in range(1, args.events + 1)]
    try:
        await send_all(bodies, args.rate, port, load, restart if args.restart else None)
        sent = time.time() - began
        await until_answered(folder, args.wait)
        threads = [body["event"]["ts"] for body in bodies]
        said = {ts: [m["text"] for m in peer.messages(channel, ts) if m["user"] == ids["moim"]] for ts in threads}
    finally:
        process[0].terminate()
        try:
            process[0].wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process[0].pid, signal.SIGKILL)
    per_event = Counter(len(texts) for texts in said.values())
    return {
        "events": args.events,
        "deliveries": len(load.acks),
        "seconds_sending": round(sent, 1),
        "load_average": [round(n, 1) for n in os.getloadavg()],
        "ack_ms": quantiles(load.acks),
        **({"ack_ms_before_the_restart": quantiles(load.before)} if args.restart else {}),
        "refused_while_restarting": load.refused,
        "never_acknowledged": load.late,
        "seconds_to_start": [round(s, 1) for s in started],
        "seconds_until_all_answered": round(time.time() - began, 1),
        "answers_in_thread_per_event": {str(n): count for n, count in sorted(per_event.items())},
        "answered_more_than_once": [[text[:60] for text in texts] for texts in said.values() if len(texts) > 1][:5],
        **left(folder),
    }


def quantiles(values: list[float]) -> dict[str, float]:
    """The usual ones."""
    ordered = sorted(values) or [0.0]
    return {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * q))], 1) for name, q in QUANTILES.items()}


QUANTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}


def people(folder: Path) -> None:
    """The people of the emulator, each with a calendar."""
    store = Store(f"sqlite:///{folder / 'moim.db'}")
    store.migrate()
    for name, language in (("seoyeon", "ko"), ("minji", "ko"), ("dave", "en")):
        with store.transaction() as tx:
            tx.people.save(Person(f"{name}@example.com", timezone="Asia/Seoul", language=language))
            tx.connections.save(Connection(f"{name}@example.com", "local", label="calendar"))
    store.close()


async def until_answered(folder: Path, seconds: float) -> None:
    """Until nothing waits in the inbox or the outbox."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        state = left(folder)
        if not state["messages_unanswered"] and not state["replies_undelivered"]:
            return
        await asyncio.sleep(1)


def left(folder: Path) -> dict[str, int]:
    """What the database says."""
    store = Store(f"sqlite:///{folder / 'moim.db'}")
    queries = {
        "messages_stored": "SELECT count(*) FROM inbox",
        "messages_unanswered": "SELECT count(*) FROM inbox WHERE handled_at IS NULL",
        "replies_sent": "SELECT count(*) FROM outbox WHERE state = 'sent'",
        "replies_undelivered": "SELECT count(*) FROM outbox WHERE state = 'pending'",
        "replies_given_up": "SELECT count(*) FROM outbox WHERE state = 'failed'",
    }
    with store.engine.connect() as connection:
        found = {name: int(connection.exec_driver_sql(query).scalar() or 0) for name, query in queries.items()}
    store.close()
    return found


def main() -> int:
    """Print the JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--wait", type=float, default=900, help="seconds to wait for the last answer")
    parser.add_argument("--no-restart", dest="restart", action="store_false")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="moim-slack-") as name:
        folder = Path(name)
        with slack(folder) as peer:
            print(json.dumps(asyncio.run(measure(args, peer, folder)), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
