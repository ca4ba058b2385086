"""The command, the shortcuts, the form and the Home tab."""

import asyncio
import json
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import Kind, read_times
from actions.settings_slack import SlackSettings
from bot.channels.slack.forms import command_of
from bot.channels.slack.refusals import faults_of_view
from tests.peers.slack import BOT_TOKEN
from tests.slack.office import DAVE, MINJI, NOW, SECRET, SEOYEON, Office
from tests.slack.stand_in import StandIn

TS = f"{NOW.timestamp():.6f}"  # of a message written now


def command(office: Office, who: str, text: str, channel: str = ""):
    body = {"command": "/moim", "text": text, "user_id": office.ids[who], "team_id": office.team, "trigger_id": text}
    return {**body, "channel_id": channel or office.channel_id, "response_url": "http://127.0.0.1:9/"}


def interaction(office: Office, kind: str, who: str = "seoyeon", **more):
    user = {"id": office.ids[who], "team_id": office.team}
    return {"type": kind, "team": {"id": office.team}, "user": user, "trigger_id": "1.2.3", **more}


def views(stand_in: StandIn, method: str):
    found = [fields["view"] for name, fields in stand_in.calls if name == method]
    return [json.loads(view) if isinstance(view, str) else view for view in found]


def behind(office: Office, scenario):
    async def play():
        async with StandIn(office.peer.api).running() as stand_in:
            stand_in.answers |= {"views.open": {}, "views.publish": {}}
            office.slack = SlackSettings(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=stand_in.api)
            return await scenario(stand_in)

    return asyncio.run(play())


COMMANDS = [
    ("", "ko", ""),
    (" help ", "en", ""),
    ("도움말", "ko", ""),
    ("today", "en", "What's on my calendar today?"),
    ("오늘", "ko", "오늘 일정 알려 주세요"),
    ("settings", "ko", "내 설정 보여 주세요"),
    ("coffee with Maya", "en", "coffee with Maya"),
]


@pytest.mark.parametrize(("typed", "language", "said"), COMMANDS)
def test_what_a_command_asks_for(typed, language, said):
    assert command_of(typed, language) == said


def test_help_is_answered_at_once(office):
    answer = asyncio.run(office.take(command(office, "seoyeon", "help")))[0]
    assert "/moim today" in answer.body
    assert office.inbox() == []


def test_a_command_is_answered_directly_whatever_the_channel(office):
    async def talk():
        said = command(office, "seoyeon", "오늘")
        answers = await office.take(said, said)
        await office.work()
        return answers

    answers = asyncio.run(talk())
    assert "DM" in answers[0].body
    assert [i.message.text for i in office.heard] == ["오늘 일정 알려 주세요"]
    assert office.sent[-1].reply.conversation == office.ids["seoyeon"]


def test_a_command_may_name_people(office):
    text = f"<@{office.ids['minji']}|minji> 님이랑 내일 오후에 30분 회의 잡아 줘"

    async def talk():
        await office.take(command(office, "seoyeon", text, channel="D1"))
        await office.work()

    asyncio.run(talk())
    assert office.heard[0].message.mentions[0][2] == MINJI


@pytest.mark.parametrize("opened", ["shortcut", "button of the Home tab"])
def test_the_form_is_opened(office, opened):
    if opened == "shortcut":
        body = interaction(office, "shortcut", callback_id="moim_new")
    else:
        action = {"type": "button", "action_id": "moim_home_new", "value": "new", "action_ts": "1"}
        body = interaction(office, "block_actions", actions=[action], container={"type": "view"}, view={"type": "home"})

    async def open_it(stand_in):
        answers = await office.take(body)
        return answers[0].status, views(stand_in, "views.open")

    status, opened_views = behind(office, open_it)
    assert status == 200
    assert faults_of_view(opened_views[0]) == []
    assert opened_views[0]["private_metadata"] == office.ids["seoyeon"]


def test_a_message_fills_the_form(office):
    text = f"<@{office.me}> 내일 오후 3시에 한 시간 이야기해요 <@{office.ids['dave']}>"
    message = {"type": "message", "user": office.ids["minji"], "ts": TS, "text": text}
    body = interaction(office, "message_action", callback_id="moim_from_message", message=message)
    body["channel"] = {"id": office.channel_id}

    async def open_it(stand_in):
        await office.take(body)
        return views(stand_in, "views.open")[0]

    view = behind(office, open_it)
    said = json.dumps(view, ensure_ascii=False)
    assert view["private_metadata"] == f"{office.team}:{office.channel_id}:{TS}"
    assert "내일 오후 3시" in said
    people = next(b["element"] for b in view["blocks"] if b["block_id"] == "people")
    assert people["initial_users"] == [office.ids["minji"], office.ids["dave"]]
    length = next(b["element"] for b in view["blocks"] if b["block_id"] == "length")
    assert length["initial_option"]["value"] == "60"


SAID_BEFORE = [  # said on Thursday, used on Monday the 23rd
    ("다음 주 수요일 오후 2시에 봐요", "11월 25일(수) 오후 2시"),
    ("내일 오후 3시에 봐요", ""),
    ("다음 주에 한 시간만요", "11월 23일(월) – 11월 29일(일)"),
    ("다음 주 목요일까지는 봐야 해요", "11월 26일(목)까지"),
    ("매주 화요일 10시에 봐요", "매주 화요일 10시"),
]


@pytest.mark.parametrize(("said", "when"), SAID_BEFORE)
def test_what_a_message_says_is_read_as_of_its_day(office, said, when):
    written = datetime(2026, 11, 19, 1, 0, tzinfo=timezone.utc)
    message = {"type": "message", "user": office.ids["minji"], "ts": f"{written.timestamp():.6f}", "text": said}
    body = interaction(office, "message_action", callback_id="moim_from_message", message=message)
    body["channel"] = {"id": office.channel_id}

    async def open_it(stand_in):
        await office.take(body)
        return views(stand_in, "views.open")[0]

    view = behind(office, open_it)
    field = next(b["element"] for b in view["blocks"] if b["block_id"] == "when")
    assert field.get("initial_value", "") == when
    if when:
        zone = ZoneInfo("Asia/Seoul")
        now, then = (at.astimezone(zone) for at in (office.now, written))
        assert spans(read_times(when, now, zone)) == spans(read_times(said, then, zone))


def spans(times):
    return [(t.kind, t.start, t.end) for t in times if t.kind is not Kind.DURATION]


def filled(office: Office, carried: str, **values):
    typed = {"title": "디자인 리뷰", "guests": "", "when": "내일 오후", "place": "", **values}
    state = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in typed.items()}
    state["people"] = {"people": {"type": "multi_users_select", "selected_users": values.get("people", [])}}
    state["length"] = {"length": {"type": "static_select", "selected_option": {"value": "30"}}}
    view = {"id": "V1", "type": "modal", "callback_id": "moim_schedule", "private_metadata": carried}
    return interaction(office, "view_submission", view={**view, "state": {"values": state}})


def test_the_form_asks_as_a_sentence_would(office):
    carried = f"{office.team}:{office.channel_id}:8.8"
    people = [office.ids["minji"], office.ids["dave"]]

    async def send():
        body = filled(office, carried, people=people, guests="g@else.kr")
        answers = await office.take(body, body)
        await office.work()
        return answers

    answers = asyncio.run(send())
    assert [a.status for a in answers] == [200, 200]
    assert len(office.heard) == 1
    message = office.heard[0].message
    assert (message.conversation, message.sender) == (carried, SEOYEON)
    assert {address for _, _, address in message.mentions} == {MINJI, DAVE, "g@else.kr"}
    assert "form" not in message.headers


ODD = [
    ("3시 회의록 정리", ""),
    ("취소 절차 help", "판교 사무실"),
    ("Dave Park 인사", "회의실 2"),
    ("점심 메뉴 정하기", ""),
]


@pytest.mark.parametrize(("title", "place"), ODD)
def test_what_stands_in_the_form_is_taken_word_for_word(office, title, place):
    """Whatever the words of a title would mean in a sentence; the stand-in for Rasa takes some of them for a call for
    help, or for talk."""

    async def send():
        body = filled(office, office.ids["seoyeon"], title=title, place=place, people=[office.ids["minji"]])
        await office.take(body)
        await office.work()

    asyncio.run(send())
    with office.store.reading() as tx:
        (meeting,) = tx.meetings.of_person(SEOYEON)
    assert (meeting.title, meeting.location) == (title, place)
    assert set(meeting.addresses) == {SEOYEON, MINJI}
    assert len(meeting.open_proposal.slots) == 3
    assert {slot.start.astimezone(ZoneInfo("Asia/Seoul")).date().day for slot in meeting.open_proposal.slots} == {24}


def test_a_form_without_a_title_is_named_after_its_people(office):
    async def send():
        await office.take(filled(office, office.ids["seoyeon"], title="", people=[office.ids["minji"]]))
        await office.work()

    asyncio.run(send())
    with office.store.reading() as tx:
        (meeting,) = tx.meetings.of_person(SEOYEON)
    assert meeting.title == "이서연·김민지 회의"


FAULTY = [({"guests": "not an address"}, "guests"), ({}, "people")]


@pytest.mark.parametrize(("values", "block"), FAULTY)
def test_a_faulty_form_stays_open_and_says_why(office, values, block):
    answer = asyncio.run(office.take(filled(office, office.ids["seoyeon"], **values)))[0]
    said = json.loads(answer.body)
    assert said["response_action"] == "errors"
    assert list(said["errors"]) == [block]
    assert office.inbox() == []


def test_the_home_tab_is_published_and_speaks_the_language_chosen(office):
    opened = office.event({"type": "app_home_opened", "user": office.ids["seoyeon"], "tab": "home", "channel": "D1"})
    chosen = {"type": "static_select", "action_id": "moim_home_language", "action_ts": "1"}
    chosen["selected_option"] = {"value": "en"}
    body = interaction(office, "block_actions", actions=[chosen], container={"type": "view"}, view={"type": "home"})

    async def open_it(stand_in):
        await office.take(opened, opened)
        await office.take(body)
        return views(stand_in, "views.publish")

    first, second = behind(office, open_it)
    assert faults_of_view(first) == faults_of_view(second) == []
    assert "회의" in json.dumps(first, ensure_ascii=False)
    assert "회의" not in json.dumps(second, ensure_ascii=False)
    with office.store.reading() as tx:
        assert tx.people.by_address(SEOYEON).language == "en"


def test_a_view_that_cannot_be_opened_is_no_failure(office):
    async def open_it(stand_in):
        del stand_in.answers["views.open"]
        stand_in.fail("views.open", (200, {}, {"ok": False, "error": "expired_trigger_id"}))
        return await office.take(interaction(office, "shortcut", callback_id="moim_new"))

    assert behind(office, open_it)[0].status == 200
