"""From what is said in Slack to what stands there: threads, direct messages, several people, buttons."""

import asyncio
import re
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from tests.slack.office import MINJI, SEOYEON, Office

ASK = "<@{minji}> 님이랑 내일 오후에 30분 디자인 리뷰 잡아 주세요"


def ask(office: Office, **event):
    return office.mention("seoyeon", ASK.format(minji=office.ids["minji"]), **event)


async def offered(office: Office):
    """A request in a thread and the message with its offers."""
    asked = ask(office)
    await office.take(asked)
    await office.work()
    thread = office.thread(asked["event"]["ts"])
    return asked["event"]["ts"], thread[-1]


def buttons(message):
    return [b["accessory"]["value"] for b in message["blocks"] if (b.get("accessory") or {}).get("type") == "button"]


def elements(message):
    return [e for b in message["blocks"] if b["type"] == "actions" for e in b["elements"]]


def plain(message):
    return message["text"]


def test_a_mention_is_answered_in_its_thread_with_offers_to_press(office):
    ts, message = asyncio.run(offered(office))
    assert message["thread_ts"] == ts
    assert "디자인 리뷰" in plain(message)
    assert len(buttons(message)) == 3
    assert [e["action_id"] for e in elements(message)] == ["moim_more", "moim_none"]
    assert office.heard[0].message.sender == SEOYEON
    start, end, address = office.heard[0].message.mentions[0]
    assert (office.heard[0].message.text[start:end], address) == ("김민지", MINJI)


def test_a_thread_is_followed_without_a_mention_and_other_talk_is_not(office):
    async def talk():
        ts, _ = await offered(office)
        await office.take(office.say("seoyeon", "2번 좋아요", thread_ts=ts))
        await office.take(office.say("minji", "점심 뭐 먹지", thread_ts="1.000001"))
        await office.take(office.say("minji", "잡아 주세요"))
        await office.work()
        return ts

    ts = asyncio.run(talk())
    assert [i.message.text for i in office.heard] == [office.heard[0].message.text, "2번 좋아요"]
    assert "잡았" in plain(office.thread(ts)[-1])


def test_direct_messages_are_answered_there(office):
    async def talk():
        await office.take(office.direct("minji", "오늘 일정 알려 줘"))
        await office.work()

    asyncio.run(talk())
    assert office.heard[0].message.conversation == office.ids["minji"]
    assert office.peer.direct(office.ids["minji"])[-1]["user"] == office.me


def test_a_group_dm_goes_on_at_the_top_once_it_was_called(office):
    async def talk():
        group = {"channel": "G1", "channel_type": "mpim"}
        await office.take(office.say("minji", "잡아 줄 사람?", **group))
        await office.take(office.say("minji", f"<@{office.me}> help", **group))
        await office.take(office.say("seoyeon", "오늘 일정 알려 줘", **group))
        channel = office.channel()
        await channel.begin()
        while await channel.worker.once():
            await channel.worker.settle()

    asyncio.run(talk())
    assert [i.message.text for i in office.heard] == ["help", "오늘 일정 알려 줘"]
    assert {i.message.conversation for i in office.heard} == {f"{office.team}:G1:"}


def test_a_click_books_and_the_message_says_who_chose(office):
    async def click():
        ts, message = await offered(office)
        await office.take(office.press("seoyeon", message, 2))
        await office.work()
        return ts, message

    ts, before = asyncio.run(click())
    offers, answer = office.thread(ts)
    assert "잡았" in plain(answer)
    assert "이서연" in plain(offers)
    assert "2번" in plain(offers)
    assert buttons(offers) == []
    assert any("✅" in str(block) for block in offers["blocks"])
    assert office.peer.direct(office.ids["minji"])[-1]["text"]  # the other one hears of it directly
    assert plain(before) != plain(offers)


def test_typing_does_the_same_as_clicking_and_closes_the_buttons(office):
    async def typed():
        ts, _ = await offered(office)
        await office.take(office.say("seoyeon", "2번 좋아요", thread_ts=ts))
        channel = office.channel()
        await office.work(channel)
        await channel.sender._board.refresh()
        return ts

    offers, answer = office.thread(asyncio.run(typed()))
    assert "잡았" in plain(answer)
    assert buttons(offers) == []


def test_a_second_click_a_strangers_and_a_stale_one_get_a_passing_word(office):
    async def clicks():
        ts, message = await offered(office)
        front = await office.channel().front(lambda: None)
        await office.take(office.press("dave", message, 1), front=front)
        await office.work()
        stranger = dict(office.sent[-1].reply.__dict__)
        await office.take(office.press("seoyeon", message, 1), office.press("minji", message, 1), front=front)
        await office.work()
        return ts, message, stranger

    ts, _, stranger = asyncio.run(clicks())
    assert stranger["ephemeral"]
    assert "이서연" in stranger["text"]
    words = [i.reply.text for i in office.sent if i.reply.ephemeral]
    assert len(words) == 2
    assert sum("잡았" in plain(m) for m in office.thread(ts)) == 1


def test_an_unknown_button_and_one_of_an_older_round_say_so(office):
    async def clicks():
        ts, message = await offered(office)
        more = next(e for e in elements(message) if e["action_id"] == "moim_more")
        await office.take(office.press("seoyeon", message, **more))
        await office.work()
        await office.take(office.press("seoyeon", message, 3))
        await office.take(office.press("seoyeon", message, 3, value="made up"))
        await office.work()
        return ts

    ts = asyncio.run(clicks())
    messages = office.thread(ts)
    assert len(buttons(messages[-1])) == 3  # other times were offered
    assert buttons(messages[0]) == []
    words = [i.reply.text for i in office.sent if i.reply.ephemeral]
    assert len(words) == 2
    assert words[0] != words[1]


def texts(message, kind):
    """The texts of a message's blocks of one kind."""
    found = [b for b in message["blocks"] if b["type"] == kind]
    return [t["text"] for b in found for t in ([b["text"]] if kind == "section" else b["elements"])]


def test_who_is_free_and_whose_time_is_unknown_stands_in_the_offers(office):
    without_calendar(office, MINJI)
    _, message = asyncio.run(offered(office))
    assert "이서연 님이 되는 시간" in texts(message, "section")[0]
    assert "김민지" not in texts(message, "section")[0]
    assert any("김민지 님은 연결된 캘린더가 없어서" in text for text in texts(message, "context"))
    assert "김민지 님은 연결된 캘린더가 없어서" in plain(message)


ELSEWHERE = [("dave", "channel", True), ("minji", "channel", False), ("dave", "dm", False)]


@pytest.mark.parametrize(("other", "place", "differ"), ELSEWHERE)
def test_each_reader_sees_the_own_clock_where_clocks_differ(office, other, place, differ):
    text = f"<@{office.ids[other]}> 님이랑 내일 오전 8시에서 10시 사이에 30분 회의 잡아 주세요"

    async def talk():
        asked = office.direct("seoyeon", text) if place == "dm" else office.mention("seoyeon", text)
        await office.take(asked)
        await office.work()
        return office.thread(asked["event"]["ts"])[-1] if place == "channel" else in_dm(office, "seoyeon")

    message = asyncio.run(talk())
    clocks = re.findall(r"<!date\^(\d+)\^[^|]+\|([^>]+)>", str(message["blocks"]))
    offers = office.sent[-1].reply.offers
    starts = [datetime.fromisoformat(offer["start"]) for offer in offers]
    assert starts
    assert [int(at) for at, _ in clocks] == ([int(s.timestamp()) for s in starts] if differ else [])
    assert all(fallback.endswith("UTC") for _, fallback in clocks)
    assert "서울 시간" in plain(message)  # whoever reads the plain text sees whose clock it is on
    assert "<!date" not in plain(message)


def test_a_picked_time_is_a_proposal(office):
    at = int(datetime(2026, 11, 25, 5, 0, tzinfo=timezone.utc).timestamp())  # Wednesday 14:00 in Seoul

    async def pick():
        ts, message = await offered(office)
        block = next(b for b in message["blocks"] if (b.get("accessory") or {}).get("type") == "datetimepicker")
        other = {"type": "datetimepicker", "block_id": block["block_id"], "action_id": "moim_other"}
        await office.take(office.press("seoyeon", message, **other, selected_date_time=at))
        await office.work()
        return ts

    messages = office.thread(asyncio.run(pick()))
    assert re.search(r"14:00|오후 2시", plain(messages[-1]))


def test_what_is_personal_goes_to_the_person(office):
    from actions.messages import Reply

    async def deliver():
        await office.take(ask(office))
        await office.work()
        to = office.sent[0].reply
        secret = replace(Reply(SEOYEON, "slack", to.conversation, "병원 15:00", "ko"), personal=True)
        with office.store.transaction() as tx:
            tx.outbox.put("slack:x:0:y", secret, office.now)
        await office.work()
        return to.conversation.split(":")[2]

    ts = asyncio.run(deliver())
    assert not any("병원" in plain(m) for m in office.thread(ts))
    assert f"<@{office.ids['seoyeon']}>" in plain(office.thread(ts)[-1])
    assert office.peer.direct(office.ids["seoyeon"])[-1]["text"] == "병원 15:00"


def none_of(message):
    return next(e for e in elements(message) if e["action_id"] == "moim_none")


def test_none_of_these_by_the_organizer_closes_them_and_offers_others(office):
    async def refuse():
        ts, message = await offered(office)
        await office.take(office.press("seoyeon", message, **none_of(message)))
        await office.work()
        return ts, message

    ts, before = asyncio.run(refuse())
    first, second = office.thread(ts)
    assert "이서연 님은 이 시간들이 모두 어려워요." in plain(first)
    assert buttons(first) == []
    assert elements(first) == []
    assert len(buttons(second)) == 3
    refused = {line for line in plain(before).split("\n") if re.match(r"\d\. ", line)}
    times = {line.split(". ", 1)[1].split(" — ")[0] for line in refused}
    again = [line for line in plain(second).split("\n") if re.match(r"\d\. ", line)]
    assert not [line for line in again if line.split(". ", 1)[1].split(" — ")[0] in times]


def test_none_of_these_by_somebody_asked_is_told_and_leaves_the_offers_to_the_others(office):
    async def refuse():
        ts, message = await offered(office)
        await office.take(office.press("minji", message, **none_of(message)))
        await office.work()
        shown = office.thread(ts)[0]
        await office.take(office.press("minji", message, **none_of(message)))  # an old button
        await office.work()
        return ts, shown

    ts, shown = asyncio.run(refuse())
    assert "김민지 님은 이 시간들이 모두 어려워요." in plain(shown)
    assert len(buttons(shown)) == 3  # the organizer can still take one
    assert any("김민지" in plain(m) for m in office.thread(ts)[1:])
    assert [i.reply.text for i in office.sent if i.reply.ephemeral] == ["이미 눌린 버튼이라 그대로 두었어요."]


def test_a_message_is_looked_at_again_only_when_its_meeting_changes(office):
    async def refresh():
        channel = office.channel()
        await channel.begin()
        await channel.sender._board.refresh()

    asyncio.run(offered(office))
    with office.store.reading() as tx:
        (meeting,) = tx.meetings.of_person(SEOYEON)
    office.later(seconds=5)
    with office.store.transaction() as tx:
        tx.meetings.save(replace(meeting, updated_at=office.now))
        assert len(tx.slack.outdated()) == 1
    office.later(seconds=5)
    asyncio.run(refresh())
    with office.store.reading() as tx:
        assert tx.slack.outdated() == []


def test_somebody_asked_directly_presses_there_and_the_thread_shows_what_came_of_it(office):
    without_calendar(office, MINJI)

    async def talk():
        ts, _ = await offered(office)
        asked = in_dm(office, "minji")
        assert len(buttons(asked)) == 3
        assert not any("—" in text for text in texts(asked, "section"))  # nobody's reasons
        await office.take(office.press("minji", asked, 2))
        channel = office.channel()
        await office.work(channel)
        await channel.sender._board.refresh()
        return ts, asked["ts"]

    ts, asked = asyncio.run(talk())
    with office.store.reading() as tx:
        (meeting,) = tx.meetings.of_person(SEOYEON)
    assert meeting.booked is not None
    pressed = next(m for m in office.peer.direct(office.ids["minji"]) if m["ts"] == asked)
    assert "김민지 님이 2번" in plain(pressed)
    assert buttons(pressed) == []
    offers = office.thread(ts)[0]
    assert re.search(r"^✅ 2\. ", plain(offers), re.M)
    assert plain(offers).endswith("에 잡혔어요.")
    assert buttons(offers) == []
    assert "잡았어요" in in_dm(office, "seoyeon")["text"]


def test_the_organizer_approves_in_direct_messages_and_nothing_personal_is_said_in_the_thread(office):
    """Who was asked directly names another time; the organizer settles it there, too."""
    without_calendar(office, MINJI)
    office.intents = {"병원": ("propose_time", "action_propose")}

    async def talk():
        ts, _ = await offered(office)
        await office.take(office.direct("minji", "그날은 병원에 가요. 수요일 오후 2시는 어때요?"))
        await office.work()
        offer = in_dm(office, "seoyeon")
        await office.take(office.press("seoyeon", offer, 1))
        channel = office.channel()
        await office.work(channel)
        await channel.sender._board.refresh()
        return ts, offer

    ts, offer = asyncio.run(talk())
    assert "김민지" in plain(offer)
    assert "11월 25일(수) 오후 2시" in plain(offer)
    with office.store.reading() as tx:
        (meeting,) = tx.meetings.of_person(SEOYEON)
    assert meeting.booked is not None
    assert meeting.booked.start == datetime(2026, 11, 25, 5, 0, tzinfo=timezone.utc)
    assert not any("병원" in plain(m) for m in office.thread(ts))
    assert buttons(office.thread(ts)[0]) == []


def test_a_question_asked_openly_is_answered_to_the_one_who_asked(office):
    async def talk():
        asked = office.mention("seoyeon", "오늘 일정 알려 줘")
        await office.take(asked)
        await office.work()
        return asked["event"]["ts"]

    (pointer,) = office.thread(asyncio.run(talk()))
    assert plain(pointer) == f"<@{office.ids['seoyeon']}> 님, 답은 DM으로 드렸어요."
    assert "일정" in in_dm(office, "seoyeon")["text"]


def test_where_strangers_read_along_only_what_is_settled_is_said(office):
    async def talk():
        asked = {**ask(office), "is_ext_shared_channel": True}
        await office.take(asked)
        await office.work()
        ts = asked["event"]["ts"]
        before = [plain(m) for m in office.thread(ts)]
        offers = in_dm(office, "seoyeon")
        taken = office.say("seoyeon", "2번", thread_ts=ts)
        await office.take({**taken, "is_ext_shared_channel": True})
        await office.work()
        return before, offers, [plain(m) for m in office.thread(ts)]

    before, offers, after = asyncio.run(talk())
    assert before == [f"<@{office.ids['seoyeon']}> 님, 답은 DM으로 드렸어요."]
    assert len(buttons(offers)) == 3
    assert "잡았어요" in after[-1]


def test_what_was_offered_directly_is_chosen_directly(office):
    async def talk():
        asked = {**ask(office), "is_ext_shared_channel": True}
        await office.take(asked)
        await office.work()
        await office.take(office.direct("seoyeon", "2번 좋아요"))
        await office.work()

    asyncio.run(talk())
    assert "잡았어요" in in_dm(office, "seoyeon")["text"]


@pytest.mark.parametrize("slow", [1.0])
def test_a_long_work_is_announced_and_its_announcement_replaced(office, slow):
    office.slow = slow

    async def work():
        asked = ask(office)
        await office.take(asked)
        channel = office.channel(patience=0.3)
        await channel.begin()
        await channel.worker.once()
        await asyncio.sleep(0.7)
        during = office.thread(asked["event"]["ts"])
        await channel.worker.settle()
        await channel.sender.once()
        return during, office.thread(asked["event"]["ts"])

    during, after = asyncio.run(work())
    assert [plain(m) for m in during] == ["캘린더 2개를 확인하고 있어요 …"]
    assert [m["ts"] for m in after] == [during[0]["ts"]]
    assert len(buttons(after[0])) == 3


def test_an_announcement_that_no_answer_replaces_is_taken_away(office):
    from actions.store.slack_messages import STATUS, Posted

    async def work():
        asked = ask(office)
        await office.take(asked)
        await office.work()
        ts = asked["event"]["ts"]
        left = office.peer.bot.chat_postMessage(channel=office.channel_id, thread_ts=ts, text="잠시만요 …")["ts"]
        key = f"status:{office.team}:{office.channel_id}:{ts}"
        with office.store.transaction() as tx:
            tx.slack.posted(Posted(key, office.team, office.channel_id, left, SEOYEON, STATUS, office.now))
        before = len(office.thread(ts))
        channel = office.channel()
        await channel.begin()
        await channel.sender._statuses.sweep()
        return before, len(office.thread(ts))

    assert asyncio.run(work()) == (2, 1)


def in_dm(office: Office, who: str):
    """The latest message to somebody, as a press of it is reported."""
    channel = office.peer.bot.conversations_open(users=office.ids[who])["channel"]["id"]
    return {**office.peer.direct(office.ids[who])[-1], "channel": channel}


def without_calendar(office: Office, address: str):
    with office.store.transaction() as tx:
        tx.connections.remove(address)


def held(office: Office):
    """Everything that is kept, row by row, as text."""
    with office.store.engine.connect() as connection:
        tables = ("slack_user", "slack_message", "slack_token", "slack_thread", "inbox", "outbox", "conversation")
        return [str(row) for t in tables for row in connection.exec_driver_sql(f"SELECT * FROM {t}")]


@pytest.mark.parametrize("still_open", [True, False])
def test_who_wants_to_be_forgotten_leaves_no_trace_of_slack(office, still_open):
    office.intents = {
        "지워": ("set_preference", "action_preference", {"topic": "forget_me"}),
        "네": ("affirm", "action_affirm"),
    }
    without_calendar(office, MINJI)

    async def life():
        ts, _ = await offered(office)
        await office.take(office.say("dave", f"<@{office.me}> <@{office.ids['minji']}> help", thread_ts=ts))
        await office.work()
        asked = in_dm(office, "minji")
        if still_open:
            none = next(e for e in elements(asked) if e["action_id"] == "moim_none")
            await office.take(office.press("minji", asked, **none))
        else:
            await office.take(office.press("minji", asked, 1))
        await office.work()
        assert any(MINJI in row or office.ids["minji"] in row for row in held(office))
        for text in ("내 정보 다 지워줘", "네"):
            await office.take(office.direct("minji", text))
            await office.work()
        channel = office.channel()
        await channel.begin()
        await channel.sender._board.refresh()
        return ts

    ts = asyncio.run(life())
    assert "지웠어요" in in_dm(office, "minji")["text"]
    words = (MINJI, office.ids["minji"], "김민지")
    assert [row for row in held(office) if any(word in row for word in words)] == []
    assert office.thread(ts)
