"""What reaches the app: signed requests alone, each once, and nothing of the others is logged or kept."""

import asyncio
import json
import logging
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import ClientSession, web

from actions.secrets import Seal
from actions.store.records import Conversation
from bot.channels.slack.apart import FrontThread
from bot.channels.slack.server import EVENTS, HEALTH, routes
from calendar_adapters.types import Interval
from tests.slack.office import NOW, SECRET, Office, encoded, signature, signed

SAID = "the words of a stranger"
AHEAD = Interval(NOW, NOW + timedelta(days=30))


async def posted(office: Office, raw: str, headers, *, path=EVENTS):
    """Status and body of a request over HTTP."""
    front = await office.channel().front(lambda: None)
    runner = web.AppRunner(routes(front.app))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with ClientSession() as session:
            url = f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
            data = raw.encode() if isinstance(raw, str) else raw
            async with session.post(url, data=data, headers=headers) as answer:
                return answer.status, await answer.text()
    finally:
        await runner.cleanup()


def bad_headers(raw: str):
    return {
        "unsigned": {},
        "wrong secret": signature(raw, secret="another"),
        "five minutes old": signature(raw, at=time.time() - 301),
        "from the future": signature(raw, at=time.time() + 301),
        "no time": {**signature(raw), "x-slack-request-timestamp": "yesterday"},
        "of another body": signature(raw + " "),
        "without a version": {**signature(raw), "x-slack-signature": signature(raw)["x-slack-signature"][3:]},
    }


@pytest.mark.parametrize("fault", bad_headers(""))
def test_what_slack_has_not_signed_is_turned_away_and_not_logged(office, caplog, fault):
    caplog.set_level(logging.DEBUG)
    raw, kind = encoded(office.mention("seoyeon", SAID))
    headers = {**bad_headers(raw)[fault], "content-type": kind}
    status, _ = asyncio.run(posted(office, raw, headers))
    assert status == 401
    assert office.inbox() == []
    ours = [r.getMessage() for r in caplog.records if r.name.startswith(("bot.", "slack_bolt"))]
    assert any("signature" in line for line in ours)
    assert not any(SAID in line for line in ours)


MALFORMED = [
    "{",
    "[]",
    "null",
    '"text"',
    "payload=%7B",
    "payload=[]",
    "",
    b"\xff\xfe\x00",
    '{"type": "event_callback"}',
]


@pytest.mark.parametrize("raw", MALFORMED)
def test_malformed_bodies_are_refused(office, raw, caplog):
    text = raw.decode("latin-1") if isinstance(raw, bytes) else raw
    kind = "application/x-www-form-urlencoded" if text.startswith("payload") else "application/json"
    headers = {**signature(text), "content-type": kind}
    status, _ = asyncio.run(posted(office, raw, headers))
    assert status in (200, 400, 401, 404)
    assert office.inbox() == []
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR and "Traceback" in (r.exc_text or "")]


def test_slacks_first_question_is_answered(office):
    body = {"type": "url_verification", "challenge": "abc"}
    raw, kind = encoded(body)
    status, text = asyncio.run(posted(office, raw, {**signature(raw), "content-type": kind}))
    assert (status, json.loads(text)["challenge"]) == (200, "abc")


def test_an_unknown_workspace_gets_nothing(office):
    said = {**office.mention("seoyeon", "잡아 주세요"), "team_id": "T0STRANGE"}
    said["authorizations"] = [{"team_id": "T0STRANGE", "user_id": office.me}]
    answers = asyncio.run(office.take(said))
    assert answers[0].status == 200
    assert office.inbox() == []


def test_every_delivery_of_an_event_is_one_message(office):
    said = office.mention("seoyeon", "help")
    other = {**said, "event_id": "EvOther", "event": {**said["event"], "type": "message", "channel_type": "channel"}}

    async def deliver():
        front = await office.channel().front(lambda: None)
        requests = [signed(said), signed(said, **{"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"})]
        requests += [signed(other), signed(said, **{"x-slack-retry-num": "2"})]
        answers = await asyncio.gather(*(front.app.async_dispatch(r) for r in requests))
        await office.work()
        return answers

    assert {a.status for a in asyncio.run(deliver())} == {200}
    assert len(office.heard) == 1
    assert len(office.thread(said["event"]["ts"])) == 1


def test_the_message_before_the_mention_is_the_same_message(office):
    said = office.mention("seoyeon", "help")
    before = {**said, "event_id": "EvBefore", "event": {**said["event"], "type": "message", "channel_type": "channel"}}
    asyncio.run(office.take(before, said))
    assert len(office.inbox()) == 1


OWN = [{"user": "me"}, {"bot_id": "B1"}, {"subtype": "bot_message", "bot_id": "B1"}, {"subtype": "channel_join"}]


@pytest.mark.parametrize("event", OWN)
def test_own_messages_bots_and_notices_are_ignored(office, event):
    event = {**event, **({"user": office.me} if event.get("user") else {})}
    asyncio.run(office.take(office.direct("seoyeon", "help", **event)))
    assert office.inbox() == []


def test_a_text_of_3000_characters_is_read(office):
    text = ("내일 오후에 30분 회의 잡아 주세요. " * 200)[:3000]

    async def deliver():
        said = office.mention("seoyeon", text)
        await office.take(said)
        await office.work()
        return said["event"]["ts"]

    ts = asyncio.run(deliver())
    assert len(office.heard[0].message.text) >= 2990
    assert len(office.thread(ts)) == 1


def test_an_answer_that_cannot_be_stored_is_not_acknowledged(office):
    said = office.mention("seoyeon", "help")

    async def deliver():
        front = await office.channel().front(lambda: None)
        with office.store.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE inbox RENAME TO elsewhere")
        first = await office.take(said, front=front)
        with office.store.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO inbox")
        return first + await office.take(said, front=front)

    failed, again = asyncio.run(deliver())
    assert (failed.status, again.status) == (500, 200)
    assert len(office.inbox()) == 1


def edit(office, said, text, **message):
    event, at = said["event"], f"{int(office.now.timestamp())}.999000"
    new = {
        "type": "message",
        "user": event["user"],
        "ts": event["ts"],
        "text": text,
        "edited": {"ts": at},
        **message,
    }
    changed = {"type": "message", "subtype": "message_changed", "channel": event["channel"], "message": new}
    kind = event.get("channel_type", "channel")
    return office.event({**changed, "channel_type": kind, "previous_message": event, "ts": at})


def test_an_edit_before_the_answer_replaces_the_text(office):
    async def talk():
        said = office.mention("seoyeon", "help")
        await office.take(said, edit(office, said, f"<@{office.me}> 오늘 일정 알려 줘"))
        await office.work()

    asyncio.run(talk())
    assert [i.message.text for i in office.heard] == ["오늘 일정 알려 줘"]


def test_an_edit_of_an_open_request_is_a_new_version(office):
    ask = "<@{0}> 님이랑 {1} 30분 디자인 리뷰 잡아 주세요"

    async def talk():
        said = office.mention("seoyeon", ask.format(office.ids["minji"], "내일 오후에"))
        await office.take(said)
        await office.work()
        again = edit(office, said, f"<@{office.me}> " + ask.format(office.ids["minji"], "모레 오전에"))
        await office.take(again, again)
        await office.work()
        return said["event"]["ts"]

    ts = asyncio.run(talk())
    assert len(office.heard) == 2
    assert "11월 25일" in office.thread(ts)[-1]["text"]


def test_an_edited_request_takes_the_place_of_the_one_before(office):
    ask = "<@{0}> 님이랑 내일 오후에 {1} 디자인 리뷰 잡아 주세요"

    async def talk():
        said = office.mention("seoyeon", ask.format(office.ids["minji"], "30분"))
        await office.take(said)
        await office.work()
        await office.take(edit(office, said, f"<@{office.me}> " + ask.format(office.ids["minji"], "1시간")))
        channel = office.channel()
        await office.work(channel)
        await channel.sender._board.refresh()
        return office.thread(said["event"]["ts"])

    before, after = asyncio.run(talk())
    with office.store.reading() as tx:
        (meeting,) = tx.meetings.of_person("seoyeon@example.com")
        held = {h.meeting_id for h in tx.holds.active(["minji@example.com"], AHEAD, office.now)}
    assert meeting.minutes == 60
    assert held == {meeting.id}
    assert "accessory" not in str(before["blocks"])
    assert "accessory" in str(after["blocks"])


def test_an_edited_answer_leaves_the_request_open(office):
    async def talk():
        said = office.mention("seoyeon", f"<@{office.ids['minji']}> 님이랑 내일 오후에 30분 회의 잡아 주세요")
        await office.take(said)
        await office.work()
        answer = office.say("seoyeon", "도움말 help", thread_ts=said["event"]["ts"])
        await office.take(answer)
        await office.work()
        await office.take(edit(office, answer, "1번", thread_ts=said["event"]["ts"]))
        await office.work()

    asyncio.run(talk())
    with office.store.reading() as tx:
        (meeting,) = tx.meetings.of_person("seoyeon@example.com")
    assert meeting.booked is not None


@pytest.mark.parametrize("direct", [True, False])
def test_an_edit_after_the_booking_changes_nothing_and_says_so(office, direct):
    ask = f"<@{office.ids['minji']}> 님이랑 {{}} 30분 회의 잡아 주세요"

    async def talk():
        said = (office.direct if direct else office.mention)("seoyeon", ask.format("내일 오후에"))
        place = {"channel": said["event"]["channel"], "channel_type": said["event"]["channel_type"]}
        place |= {} if direct else {"thread_ts": said["event"]["ts"]}
        await office.take(said, office.say("seoyeon", "1번", **place))
        await office.work()
        await office.take(edit(office, said, f"<@{office.me}> " + ask.format("금요일에")))
        await office.work()

    asyncio.run(talk())
    assert len(office.heard) == 2
    told = office.sent[-1].reply
    assert "이미 잡힌 회의" in told.text
    assert told.ephemeral is not direct
    with office.store.reading() as tx:
        (meeting,) = tx.meetings.of_person("seoyeon@example.com")
    assert meeting.sequence == 0


def test_an_unfurled_link_is_no_edit(office):
    async def talk():
        said = office.mention("seoyeon", "help https://example.com")
        await office.take(said)
        await office.work()
        await office.take(edit(office, said, said["event"]["text"]))
        await office.work()

    asyncio.run(talk())
    assert len(office.heard) == 1


def gone(office, said, tombstone=False):
    """The event of a deletion; of a message that has replies a tombstone is left."""
    event = {"type": "message", "channel": said["event"]["channel"], "channel_type": said["event"]["channel_type"]}
    event["previous_message"] = said["event"]
    if tombstone:
        stone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "hidden": True}
        stone |= {"text": "This message was deleted.", "ts": said["event"]["ts"], "thread_ts": said["event"]["ts"]}
        return office.event({**event, "subtype": "message_changed", "message": stone})
    return office.event({**event, "subtype": "message_deleted", "deleted_ts": said["event"]["ts"]})


@pytest.mark.parametrize("tombstone", [True, False])
@pytest.mark.parametrize("answered", [True, False])
def test_a_deleted_message_is_forgotten(office, answered, tombstone):
    async def talk():
        said = office.mention("seoyeon", "help 비밀")
        await office.take(said)
        if answered:
            await office.work()
        await office.take(gone(office, said, tombstone))
        await office.work()

    asyncio.run(talk())
    assert office.inbox() == [""]
    assert len(office.heard) == int(answered)


def test_a_message_deleted_while_it_is_answered_is_forgotten_and_not_answered(office):
    said = office.mention("seoyeon", "help 비밀")

    async def talk():
        await office.take(said)
        channel = office.channel()
        await channel.begin()
        who = channel.worker._identity.who

        async def deleted_meanwhile(*asked):
            await office.take(gone(office, said))
            return await who(*asked)

        channel.worker._identity.who = deleted_meanwhile
        await channel.worker.once()
        await channel.worker.settle()
        await channel.sender.once()

    asyncio.run(talk())
    assert office.inbox() == [""]
    assert office.thread(said["event"]["ts"]) == []


def test_the_words_of_a_deleted_message_stand_nowhere_else(office):
    words = "10시 전에는 회의 넣지 마"
    asked = {"question": "which_event", "earlier": {"text": words, "times": [{"text": "10시"}]}}
    said = office.direct("seoyeon", words)
    with office.store.transaction() as tx:
        tx.preferences.put("seoyeon@example.com", "avoid", {"before": "10:00"}, office.now, said=words)

    async def talk():
        await office.take(said)
        await office.work()
        with office.store.transaction() as tx:
            tx.conversations.put(Conversation("slack", office.ids["seoyeon"], pending=asked), office.now)
        await office.take(gone(office, said))

    asyncio.run(talk())
    with office.store.reading() as tx:
        (wish,) = tx.preferences.of("seoyeon@example.com")
        assert (wish.said, wish.value) == ("", {"before": "10:00"})
        assert tx.conversations.get("slack", office.ids["seoyeon"]).pending is None


def test_the_front_serves_in_a_thread_of_its_own_and_stops(office):
    channel = office.channel()
    settings = replace(channel._settings, serve_port=0)
    stored = []
    front = FrontThread(settings, office.services, Seal("a key for the tests"), channel.front, lambda: stored.append(1))

    async def use(port):
        raw, kind = encoded(office.mention("seoyeon", "help"))
        async with ClientSession() as session:
            headers = {**signature(raw, secret=SECRET), "content-type": kind}
            async with session.post(f"http://127.0.0.1:{port}{EVENTS}", data=raw, headers=headers) as answer:
                first = answer.status
            async with session.get(f"http://127.0.0.1:{port}{HEALTH}") as answer:
                return first, answer.status

    front.start()
    try:
        assert asyncio.run(use(front.port)) == (200, 200)
    finally:
        front.stop()
    assert stored == [1]
    assert not front._thread.is_alive()
