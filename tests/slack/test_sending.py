"""What goes out: never twice, never faster than Slack wants, to the right place, and nothing is lost."""

import asyncio
import time

import pytest

from actions.messages import Reply
from actions.settings_slack import SlackSettings
from tests.peers.slack import BOT_TOKEN
from tests.slack.office import DAVE, SECRET, SEOYEON, Office
from tests.slack.stand_in import StandIn, limited


class Died(Exception):
    """The process ends here."""


def put(office: Office, text: str, key: str = "k", **fields):
    to = fields.pop("to", SEOYEON)
    conversation = fields.pop("conversation", f"{office.team}:{office.channel_id}:1.000001")
    with office.store.transaction() as tx:
        tx.outbox.put(f"slack:{key}:0:{to}", Reply(to, "slack", conversation, text, "ko", **fields), office.now)


def state(office: Office, key: str = "k", to: str = SEOYEON):
    with office.store.engine.connect() as connection:
        query = f"SELECT state, attempts, last_error FROM outbox WHERE key = 'slack:{key}:0:{to}'"
        return tuple(connection.exec_driver_sql(query).one())


async def deliver(office: Office, stand_in: StandIn, rounds: int = 1):
    slack = SlackSettings(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=stand_in.api)
    office.slack = slack
    channel = office.channel()
    await channel.begin()
    for _ in range(rounds):
        await channel.sender.once()
    return channel


def with_stand_in(office: Office, scenario):
    async def play():
        async with StandIn(office.peer.api).running() as stand_in:
            return await scenario(stand_in)

    return asyncio.run(play())


def test_a_short_wait_is_obeyed_at_once(office):
    async def scenario(stand_in):
        stand_in.fail("chat.postMessage", limited(1))
        put(office, "한 번만")
        began = time.monotonic()
        await deliver(office, stand_in)
        return time.monotonic() - began, stand_in.count("chat.postMessage")

    took, calls = with_stand_in(office, scenario)
    assert took >= 1
    assert calls == 2
    assert state(office)[0] == "sent"


def test_a_long_limit_leaves_the_reply_in_the_outbox_until_its_time(office):
    async def scenario(stand_in):
        stand_in.fail("chat.postMessage", *[limited(0)] * 2, limited(40))
        put(office, "첫째", "one")
        put(office, "둘째", "two")
        await deliver(office, stand_in)
        calls = stand_in.count("chat.postMessage")
        office.later(seconds=39)
        await deliver(office, stand_in)
        early = stand_in.count("chat.postMessage")
        office.later(seconds=5)
        await deliver(office, stand_in, 2)
        return calls, early, [f["text"] for m, f in stand_in.calls if m == "chat.postMessage"][-2:]

    calls, early, last = with_stand_in(office, scenario)
    assert calls == 3
    assert early in (3, 4)  # at most what follows was tried meanwhile
    assert sorted(last) == ["둘째", "첫째"]
    assert state(office, "one")[0] == state(office, "two")[0] == "sent"


def test_a_message_whose_answer_was_lost_is_not_sent_again(office):
    async def scenario(stand_in):
        stand_in.lost += ["chat.postMessage"]
        put(office, "꼭 한 번", conversation=f"{office.team}:{office.channel_id}:")
        await deliver(office, stand_in)
        office.later(seconds=30)
        await deliver(office, stand_in)

    with_stand_in(office, scenario)
    assert state(office)[0] == "sent"
    assert [m["text"] for m in office.peer.messages(office.channel_id)].count("꼭 한 번") == 1


def test_after_a_crash_between_sending_and_marking_it_is_found(office):
    async def scenario(stand_in):
        put(office, "죽기 전에 보냄", conversation=f"{office.team}:{office.channel_id}:")
        channel = await deliver(office, stand_in, 0)

        def dies(*_):
            raise Died

        channel.sender._sent = dies
        with pytest.raises(Died):
            await channel.sender.once()
        office.later(minutes=3)  # the lease of the dead process runs out
        await deliver(office, stand_in)

    with_stand_in(office, scenario)
    assert state(office)[:2] == ("sent", 2)
    assert [m["text"] for m in office.peer.messages(office.channel_id)].count("죽기 전에 보냄") == 1


def test_what_no_channel_takes_goes_to_the_person(office):
    async def scenario(stand_in):
        await office.take(office.direct("seoyeon", "help"))
        await office.work()
        put(office, "채널 대신", conversation=f"{office.team}:C0NOWHERE:1.1")
        await deliver(office, stand_in)

    with_stand_in(office, scenario)
    assert office.peer.direct(office.ids["seoyeon"])[-1]["text"] == "채널 대신"


@pytest.mark.parametrize("conversation", ["U0NOBODY", "nobody at all"])
def test_who_cannot_be_reached_is_given_up(office, conversation):
    with_stand_in(office, lambda stand_in: _put_and_deliver(office, stand_in, conversation))
    assert state(office)[0] == "failed"


async def _put_and_deliver(office, stand_in, conversation):
    put(office, "아무도 없음", conversation=conversation)
    await deliver(office, stand_in)


def test_titles_cannot_call_a_channel(office):
    async def scenario(stand_in):
        put(office, "<!channel> & <@U1>", conversation=f"{office.team}:{office.channel_id}:")
        await deliver(office, stand_in)
        return stand_in.calls[-1][1]["text"]

    assert with_stand_in(office, scenario) == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_one_conversation_keeps_its_order_and_holds_up_no_other(office):
    async def scenario(stand_in):
        stand_in.fail("chat.postMessage", (500, {}, {"ok": False, "error": "internal_error"}))
        for number in range(3):
            put(office, f"{number}", f"a{number}", conversation=f"{office.team}:{office.channel_id}:")
        await deliver(office, stand_in)
        put(office, "다른 대화", "b", conversation=f"{office.team}:{office.channel_id}:5.5")
        await deliver(office, stand_in)
        office.later(seconds=30)
        await deliver(office, stand_in)
        return [f["text"] for m, f in stand_in.calls if m == "chat.postMessage"]

    assert with_stand_in(office, scenario) == ["0", "다른 대화", "0", "1", "2"]


def user(id: str, **fields):
    profile = {"email": fields.pop("email", ""), "real_name": fields.pop("name", "Somebody")}
    return {"user": {"id": id, "team_id": fields.pop("team_id", "T000000001"), "profile": profile, **fields}}


USERS = {
    # who -> (users.info, address that the journeys get, zone, language)
    "member": (user("U1", email="Seoyeon@Example.com", tz="Asia/Seoul", locale="ko-KR"), SEOYEON, "Asia/Seoul", "ko"),
    "newcomer": (user("U1", email="new@example.com", tz="Europe/Berlin", locale="en-GB"), "new@example.com", "Europe/Berlin", "en"),
    "guest of the workspace": (user("U1", email="g@else.kr", is_restricted=True), "g@else.kr", None, None),
    "stranger": (user("U1", email="s@else.kr", is_stranger=True, team_id="T9", tz="Asia/Tokyo"), "s@else.kr", "Asia/Tokyo", None),
    "stranger with our address": (user("U1", email=SEOYEON, is_stranger=True, team_id="T9"), "U1", None, None),
    "of another workspace with our domain": (user("U1", email="x@example.com", team_id="T9"), "U1", None, None),
    "without an address": (user("U1", tz="Nowhere/Land", locale="fr-FR"), "U1", None, None),
    "gone": (user("U1", email=SEOYEON, deleted=True), "U1", None, None),
}  # fmt: skip


@pytest.mark.parametrize("who", USERS)
def test_who_somebody_is(office, who):
    profile, address, zone, language = USERS[who]

    async def scenario(stand_in):
        stand_in.answers["users.info"] = profile
        channel = await deliver(office, stand_in, 0)
        known = await channel.worker._identity.who(office.team, "U1")
        again = await channel.worker._identity.who(office.team, "U1")
        return known, again, stand_in.count("users.info")

    known, again, asked = with_stand_in(office, scenario)
    assert (known.address, known.timezone, known.language) == (address, zone, language)
    assert again == known
    assert asked == 1  # the second time it is known
    with office.store.reading() as tx:
        person = tx.people.by_slack_id("U1")
        assert (person is not None) == (who in ("member", "newcomer"))


def test_the_roster_goes_before_the_profile(office):
    async def scenario(stand_in):
        stand_in.answers["users.info"] = user("U1", email=DAVE, tz="Asia/Tokyo", locale="ko-KR", name="Someone Else")
        channel = await deliver(office, stand_in, 0)
        await channel.worker._identity.who(office.team, "U1")

    with_stand_in(office, scenario)
    with office.store.reading() as tx:
        dave = tx.people.by_address(DAVE)
    assert (dave.slack_id, dave.name, dave.timezone, dave.language) == ("U1", "Dave Park", "America/New_York", "en")


def test_blocks_that_slack_would_refuse_are_left_out(office, monkeypatch):
    from bot.channels.slack import board

    monkeypatch.setattr(
        board, "text_blocks", lambda text: [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    )

    async def scenario(stand_in):
        put(office, "글은 남아요", conversation=f"{office.team}:{office.channel_id}:")
        await deliver(office, stand_in)
        return stand_in.calls[-1][1]

    sent = with_stand_in(office, scenario)
    assert sent["text"] == "글은 남아요"
    assert not sent.get("blocks")
