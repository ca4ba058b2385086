"""What a meeting is called, from the words around its kind or the subject of the mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.core.people import Person
from actions.core.times import read_times
from actions.journeys.titles import subject_title, telling_words
from actions.journeys.turn import Entity, Turn
from actions.messages import IncomingMessage
from tests.unit.journeys.harness import talk

ZONE = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 30, 9, tzinfo=ZONE)


def turn(text: str, who: str = "", purpose: str = "", subject: str = "") -> Turn:
    message = IncomingMessage("1", "mail" if subject else "slack", "a", "a@example.com", text, NOW, subject=subject)
    tagged = [("attendee", who), ("purpose", purpose)]
    found = tuple(Entity(n, v, text.index(v), text.index(v) + len(v)) for n, v in tagged if v)
    times = tuple(read_times(text, NOW, ZONE))
    return Turn(message, Person("a@example.com"), NOW, "Asia/Seoul", "ko", entities=found, times=times)


@pytest.mark.parametrize(
    ("text", "who", "purpose", "title"),
    [
        ("이번 주에 하은 님이랑 1시간 전략 회의 잡아줘", "하은 님", "회의", "전략 회의"),
        ("내일 세준 님이랑 디자인 싱크 30분", "세준 님", "싱크", "디자인 싱크"),
        ("다음 주에 고객 캠페인 회의 잡아줘", "", "", "고객 캠페인 회의"),
        ("도현 님과 채용 관련해서 회의 잡아줘", "도현 님", "회의", "채용 회의"),
        ("내일 3시에 하은 님이랑 회의 잡아줘", "하은 님", "회의", ""),
        ("우리 간단한 회의 하자", "", "회의", ""),
        ("set up a pricing call with Tom on Friday", "Tom", "call", "pricing call"),
        ("book a 30 minute API review with Tom", "Tom", "review", "API review"),
        ("please schedule a meeting with Tom about hiring next week", "Tom", "meeting", "meeting about hiring"),
        ("schedule a meeting tomorrow", "", "meeting", ""),
        ("lunch tomorrow", "", "", ""),
    ],
)
def test_words_before_the_kind_belong_to_the_title(text: str, who: str, purpose: str, title: str) -> None:
    assert telling_words(turn(text, who, purpose), purpose) == title


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Contract renewal", "Contract renewal"),
        ("Re: RE: Contract renewal", "Contract renewal"),
        ("회신: 상반기 예산", "상반기 예산"),
        ("Meeting request", ""),
        ("Re: meeting next week", ""),
        ("회의 요청 드립니다", ""),
        ("안녕하세요", ""),
    ],
)
def test_the_subject_of_a_mail(subject: str, title: str) -> None:
    mail = turn("Could we meet?", subject=subject)
    assert subject_title(mail) == title
    assert subject_title(replace(mail, message=replace(mail.message, channel="slack"))) == ""


@pytest.mark.parametrize(
    ("text", "title", "named"),
    [
        ("dinner with Sam Reed on Thursday to celebrate the launch", "celebrate the launch", "Dinner: celebrate the launch"),
        ("lunch with Sam Reed on Thursday about the budget", "budget", "Budget lunch"),
        ("30 minutes with Sam Reed on Thursday, discuss the budget", "", "Budget"),
    ],
)  # fmt: skip
def test_a_meal_keeps_its_word_in_the_title(text: str, title: str, named: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", text, attendee="Sam Reed", title=title)
    assert t.meeting().title == named


@pytest.mark.parametrize(
    ("world", "text", "people", "offered", "booked"),
    [
        (
            "en",
            "book a 30 minute meeting with one of Tom or Sam Reed tomorrow",
            ["Tom", "Sam Reed"],
            "Meeting (Nora Whitfield, somebody of Tom Okafor/Sam Reed)",
            {"Meeting (Nora Whitfield, Sam Reed)", "Meeting (Nora Whitfield, Tom Okafor)"},
        ),
        (
            "ko",
            "내일 오후에 하은님이나 서준님 중 한 분이랑 30분 회의 잡아줘",
            ["하은님", "서준님"],
            "한지우·오하은/윤서준 중 한 분 회의",
            {"한지우·오하은 회의", "한지우·윤서준 회의"},
        ),
    ],
)
def test_one_of_several_is_said_to_be_so_and_then_called_by_name(world, text, people, offered, booked) -> None:
    t = talk(world)
    t.say("schedule_meeting", text, attendee=people)
    assert t.meeting().title == offered
    t.say("choose_slot", "1", choice="1")
    assert t.meeting().title in booked
    (chosen,) = t.meeting().others
    assert chosen.name in t.meeting().title


def test_a_title_that_was_given_stays_whoever_is_chosen() -> None:
    t = talk("en")
    text = "book a 30 minute launch meeting with one of Tom or Sam Reed tomorrow"
    t.say("schedule_meeting", text, attendee=["Tom", "Sam Reed"], title="Launch with Tom Okafor/Sam Reed")
    t.say("choose_slot", "1", choice="1")
    assert t.meeting().title == "Launch with Tom Okafor/Sam Reed"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("book me and Sam Reed tomorrow 2-2:30pm, campaign check", "Campaign check"),
        ("book me and Sam Reed tomorrow 2-2:30pm, thanks a lot", "Meeting (Nora Whitfield, Sam Reed)"),
        ("book me and Sam Reed tomorrow 2-2:30pm, as discussed", "Meeting (Nora Whitfield, Sam Reed)"),
    ],
)
def test_words_after_the_last_comma(text: str, named: str) -> None:
    t = talk("en")
    t.say("schedule_meeting", text, attendee="Sam Reed")
    assert t.meeting().title == named
