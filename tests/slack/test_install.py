"""Many workspaces: installing, tokens sealed and renewed, and nothing left of a workspace that goes."""

import asyncio
import html
import re
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from aiohttp import ClientSession, web

from actions.secrets import Seal
from actions.settings_slack import SCOPES, SlackSettings
from actions.store.slack_workspaces import Installation
from bot.channels.slack.forms import FROM_MESSAGE, NEW
from bot.channels.slack.install import oauth_flow
from bot.channels.slack.server import INSTALL, REDIRECT, routes
from tests.peers.slack import BOT_TOKEN
from tests.slack.office import SECRET, Office
from tests.slack.stand_in import StandIn

SEAL = Seal("a key for the tests")
GIVEN = {
    "access_token": "xoxb-of-two", "refresh_token": "xoxe-1", "expires_in": 43200, "token_type": "bot",
    "bot_user_id": "UBOT2", "app_id": "A1", "scope": ",".join(SCOPES),
    "team": {"id": "T2", "name": "Two"}, "enterprise": None, "authed_user": {"id": "U7"}, "is_enterprise_install": False,
}  # fmt: skip


def many(stand_in: StandIn) -> SlackSettings:
    return SlackSettings(
        signing_secret=SECRET, client_id="12345.67890", client_secret="example_client_secret", api_url=stand_in.api
    )


def behind(office: Office, scenario):
    async def play():
        async with StandIn(office.peer.api).running() as stand_in:
            stand_in.answers |= {"oauth.v2.access": dict(GIVEN), "auth.test": {"bot_id": "B2", "url": "https://two/"}}
            office.slack = many(stand_in)
            return await scenario(stand_in)

    return asyncio.run(play())


def know(office: Office, team: str, token: str, **fields):
    kept = Installation(team, office.me, SEAL.close(token), office.now, scopes=",".join(SCOPES), **fields)
    with office.store.transaction() as tx:
        tx.slack_workspaces.install(kept)


async def installing(office: Office, change=lambda state: state, cookie=True):
    """Status of the last page, after the first one's link was followed."""
    channel = office.channel()
    front = await channel.front(lambda: None)
    flow = oauth_flow(office.slack, office.store, SEAL, front.app.client)
    runner = web.AppRunner(routes(front.app, flow))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    home = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with ClientSession() as session:
            async with session.get(f"{home}{INSTALL}") as page:
                text, cookies = await page.text(), {c.key: c.value for c in page.cookies.values()}
            link = html.unescape(re.search(r'href="([^"]*/oauth/v2/authorize[^"]*)"', text).group(1))
            asked = parse_qs(urlsplit(link).query)
            query = {"code": "the-code", "state": change(asked["state"][0])}
            headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())} if cookie else {}
            statuses = []
            for _ in range(2):
                async with session.get(f"{home}{REDIRECT}", params=query, headers=headers) as done:
                    statuses.append(done.status)
            return asked, statuses
    finally:
        await runner.cleanup()


def test_a_workspace_installs_the_app_and_its_tokens_are_sealed(office):
    asked, statuses = behind(office, lambda _: installing(office))
    assert asked["scope"][0].split(",") == list(SCOPES)
    assert statuses[0] == 200
    assert statuses[1] >= 400  # a state is good once
    with office.store.reading() as tx:
        found = tx.slack_workspaces.find("T2")
    assert (found.bot_user_id, found.bot_id, SEAL.open(found.token)) == ("UBOT2", "B2", "xoxb-of-two")
    assert SEAL.open(found.refresh_token) == "xoxe-1"
    database = (office.folder / "moim.db").read_bytes() + (office.folder / "moim.db-wal").read_bytes()
    assert b"xoxb-of-two" not in database
    assert b"xoxe-1" not in database


@pytest.mark.parametrize(("change", "cookie"), [(lambda s: "made-up", True), (lambda s: s, False)])
def test_an_installation_that_nobody_here_began_is_refused(office, change, cookie):
    _, statuses = behind(office, lambda _: installing(office, change, cookie))
    assert min(statuses) >= 400
    with office.store.reading() as tx:
        assert tx.slack_workspaces.all() == []


def test_each_workspace_is_answered_with_its_own_token(office):
    async def scenario(stand_in):
        del stand_in.answers["auth.test"]
        know(office, office.team, BOT_TOKEN)
        said = office.mention("seoyeon", "help")
        await office.take(said, {**office.mention("seoyeon", "help"), "team_id": "T2", "authorizations": []})
        await office.work()
        return said["event"]["ts"]

    ts = behind(office, scenario)
    assert len(office.inbox()) == 1
    assert len(office.thread(ts)) == 1


def test_a_token_is_renewed_before_it_runs_out(office):
    now = datetime.now(timezone.utc)

    async def scenario(stand_in):
        know(office, "T2", "old", refresh_token=SEAL.close("xoxe-0"), expires_at=now + timedelta(minutes=90))
        know(office, "T3", "young", refresh_token=SEAL.close("xoxe-3"), expires_at=now + timedelta(hours=9))
        know(office, "T4", "lasting")
        renewed = await office.channel().workspaces.renew()
        return renewed, [fields for method, fields in stand_in.calls if method == "oauth.v2.access"]

    renewed, asked = behind(office, scenario)
    assert renewed == 1
    assert (asked[0]["grant_type"], asked[0]["refresh_token"]) == ("refresh_token", "xoxe-0")
    with office.store.reading() as tx:
        tokens = {i.team_id: SEAL.open(i.token) for i in tx.slack_workspaces.all()}
        renewed_one = tx.slack_workspaces.find("T2")
    assert tokens == {"T2": "xoxb-of-two", "T3": "young", "T4": "lasting"}
    assert SEAL.open(renewed_one.refresh_token) == "xoxe-1"
    assert renewed_one.expires_at > now + timedelta(hours=11)


def test_a_refresh_token_is_used_once_by_however_many_processes(office):
    soon = datetime.now(timezone.utc) + timedelta(minutes=5)
    used: list[str] = []

    async def scenario(stand_in):
        def once(asked):
            used.append(asked["refresh_token"])
            return {**GIVEN, "access_token": f"xoxb-{len(used)}", "refresh_token": f"xoxe-{len(used)}"}

        stand_in.answers["oauth.v2.access"] = once
        know(office, "T2", "old", refresh_token=SEAL.close("xoxe-0"), expires_at=soon)
        processes = [office.channel().workspaces for _ in range(8)]
        at_once = await asyncio.gather(*(one.renew() for one in processes))
        return at_once, await processes[0].renew()

    at_once, later = behind(office, scenario)
    assert (sum(at_once), later) == (1, 0)
    assert used == ["xoxe-0"]
    with office.store.reading() as tx:
        kept = tx.slack_workspaces.find("T2")
    assert (SEAL.open(kept.token), SEAL.open(kept.refresh_token)) == ("xoxb-1", "xoxe-1")
    assert kept.renewing_until is None


def test_a_renewal_does_not_bring_back_a_workspace_that_has_gone(office):
    async def scenario(stand_in):
        def gone(_):
            office.channel().workspaces.forget("T2")
            return GIVEN

        stand_in.answers["oauth.v2.access"] = gone
        soon = datetime.now(timezone.utc) + timedelta(minutes=5)
        know(office, "T2", "old", refresh_token=SEAL.close("xoxe-0"), expires_at=soon)
        return await office.channel().workspaces.renew()

    assert behind(office, scenario) == 0
    with office.store.reading() as tx:
        assert tx.slack_workspaces.all() == []


def test_a_renewal_that_fails_keeps_the_token(office):
    async def scenario(stand_in):
        stand_in.answers.pop("oauth.v2.access")
        stand_in.fail("oauth.v2.access", (200, {}, {"ok": False, "error": "invalid_refresh_token"}))
        soon = datetime.now(timezone.utc) + timedelta(minutes=5)
        know(office, "T2", "old", refresh_token=SEAL.close("xoxe-0"), expires_at=soon)
        return await office.channel().workspaces.renew()

    assert behind(office, scenario) == 0
    with office.store.reading() as tx:
        assert SEAL.open(tx.slack_workspaces.find("T2").token) == "old"


LEAVING = [
    ({"type": "app_uninstalled"}, False),
    ({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"], "oauth": []}}, False),
    ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}, True),
]


@pytest.mark.parametrize(("event", "stays"), LEAVING)
def test_nothing_is_left_of_a_workspace_that_goes(office, event, stays):
    async def scenario(stand_in):
        del stand_in.answers["auth.test"]
        know(office, office.team, BOT_TOKEN)
        await office.take(office.mention("seoyeon", "help"))
        await office.work()
        await office.take(office.event(event))

    behind(office, scenario)
    with office.store.engine.connect() as connection:
        tables = ("slack_installation", "slack_user", "slack_message", "slack_thread")
        left = [connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar() for t in tables]
    assert all(left) is stays
    assert any(left) is stays


def test_the_manifest_asks_for_what_the_code_uses():
    from pathlib import Path

    text = (Path(__file__).resolve().parents[2] / "bot/channels/slack/manifest.yml").read_text("utf-8")
    manifest = yaml.safe_load(text)
    assert tuple(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES
    assert {s["callback_id"] for s in manifest["features"]["shortcuts"]} == {NEW, FROM_MESSAGE}
    urls = {urlsplit(c["url"]).path for c in manifest["features"]["slash_commands"]}
    urls |= {
        urlsplit(manifest["settings"][part]["request_url"]).path for part in ("event_subscriptions", "interactivity")
    }
    assert urls == {"/slack/events"}
