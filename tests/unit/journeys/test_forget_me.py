"""What is kept of somebody goes on a yes, and nothing but what was named is left; or only unasked messages stop."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from actions.core import meeting_steps as steps
from actions.store.tables import metadata
from actions.upkeep import schedule_nudges
from tests.unit.journeys.harness import Talk, talk

FORGET = {"ko": "내 정보 다 지워줘", "en": "forget everything about me"}
YES = {"ko": "네", "en": "yes"}
STOP = {"ko": "이제 먼저 메시지 보내지 마", "en": "stop messaging me"}
AGAIN = {"ko": "다시 보내줘도 돼요", "en": "you may message me again"}
# what the answer names: the roster, and meetings that are ahead or being arranged with what belongs to them
NAMED = {"person", "alias", "calendar_connection", "meeting", "meeting_attendee", "hold", "claim"}


def traces(t: Talk, *words: str) -> list[str]:
    """Rows of tables that are not named in which one of the words stands."""
    found = []
    with t.store.engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name in NAMED:
                continue
            for row in connection.execute(sa.select(table)):
                text = json.dumps([str(v) if not isinstance(v, (dict, list)) else v for v in row], ensure_ascii=False)
                quiet = table.name == "preference" and row.kind == "quiet"
                copy = table.name == "timer" and row.kind == "copy"
                if not quiet and not copy and any(w in text for w in words):
                    found.append(f"{table.name}: {text}")
    return found


def busy_life(world: str) -> Talk:
    """Somebody who has said and arranged a lot, alone and in a thread with others."""
    t = talk(world)
    ko = world == "ko"
    other = {"ko": "seojun@example.com", "en": "sam.lowe@example.com"}[world]
    t.say("set_preference", "10시 전에는 회의 잡지 마" if ko else "no meetings before 10")
    t.say("set_preference", "앞으로 영어로 답해줘" if ko else "answer in English from now on", topic="language")
    t.say("set_reminder", "내일 오전 9시에 보고서 알려줘" if ko else "remind me to send the deck tomorrow at 9am")
    if ko:
        t.say(
            "schedule_meeting", "내일 오후 2시에 하은님이랑 디자인 리뷰 1시간", attendee="하은님", title="디자인 리뷰"
        )
    else:
        t.say("schedule_meeting", "Design review with Tom tomorrow 11am, 1 hour", attendee="Tom", title="Design review")
    assert t.meeting().booked
    t.say("greet", "안녕하세요" if ko else "hello", thread="shared")
    t.say("greet", "안녕하세요" if ko else "hello", sender=other, thread="shared")
    t.say("query_calendar", "이번 주 일정 알려줘" if ko else "what's on this week?", thread="shared")
    return t


@pytest.mark.parametrize("world", ["ko", "en"])
def test_after_a_yes_nothing_is_left_but_what_was_named(world: str) -> None:
    t = busy_life(world)
    name, address = t.world.scenario.people[0].name, t.speaker
    assert traces(t, address, name)
    asked = t.say("set_preference", FORGET[world], topic="forget_me")
    assert t.question == "forget_me"
    assert "?" in asked.text
    assert traces(t, address, name)
    said = t.say("affirm", YES[world])
    assert said.text
    assert traces(t, address, name) == []
    title = {"ko": "디자인 리뷰", "en": "Design review"}[world]
    assert t.events(address, title), "the booked meeting stands"
    other = {"ko": "haeun@example.com", "en": "tom@example.com"}[world]
    assert t.events(other, title)
    with t.store.reading() as tx:
        assert tx.timers.of_person(address, "reminder") == []
        assert [p.kind for p in tx.preferences.of(address)] == ["quiet"]
        assert tx.people.by_address(address).name == name


@pytest.mark.parametrize("world", ["ko", "en"])
@pytest.mark.parametrize(
    ("intent", "text"), [("deny", {"ko": "아니요", "en": "no"}), ("affirm", {"ko": "네? 왜요?", "en": "wait, what?"})]
)
def test_without_a_clear_yes_everything_stays(world: str, intent: str, text: dict[str, str]) -> None:
    t = busy_life(world)
    t.say("set_preference", FORGET[world], topic="forget_me")
    t.say(intent, text[world])
    with t.store.reading() as tx:
        assert len(tx.preferences.of(t.speaker)) == 1
        assert tx.timers.of_person(t.speaker, "reminder")


def test_nobody_else_can_say_yes_to_it() -> None:
    t = busy_life("ko")
    t.say("set_preference", FORGET["ko"], thread="shared", topic="forget_me")
    t.say("affirm", "네", sender="seojun@example.com", thread="shared")
    with t.store.reading() as tx:
        assert tx.preferences.of(t.speaker)
    t.say("affirm", "네", thread="shared")
    assert traces(t, t.speaker, "한지우") == []


def test_the_past_is_forgotten_and_the_others_keep_theirs() -> None:
    t = busy_life("ko")
    t.say("set_preference", "점심엔 회의 잡지 마", sender="haeun@example.com")
    t.world.now += timedelta(days=3)
    t.say("set_preference", FORGET["ko"], topic="forget_me")
    t.say("affirm", "네")
    with t.store.engine.connect() as connection:
        rows = [r.document for r in connection.execute(sa.select(metadata.tables["meeting"]))]
    assert "jiwoo@example.com" not in json.dumps(rows)
    with t.store.reading() as tx:
        assert len(tx.preferences.of("haeun@example.com")) == 1


def test_it_cannot_be_undone_and_life_goes_on() -> None:
    t = busy_life("ko")
    t.say("set_preference", FORGET["ko"], topic="forget_me")
    t.say("affirm", "네")
    assert "되돌릴 것이 없어요" in t.say("cancel_meeting", "방금 거 취소해줘", topic="undo").text
    assert "아직 없어요" in t.say("set_preference", "내 설정 뭐 기억해?").text
    assert "디자인 리뷰" in t.say("query_calendar", "내일 일정 알려줘").text


@pytest.mark.parametrize("world", ["ko", "en"])
def test_only_unasked_messages_stop_and_may_begin_again(world: str) -> None:
    t = busy_life(world)
    assert t.say("set_preference", STOP[world], topic="forget_me").text != ""
    assert t.question == ""
    with t.store.reading() as tx:
        assert tx.timers.of_person(t.speaker, "reminder") == []
        assert {p.kind for p in tx.preferences.of(t.speaker)} == {"avoid", "quiet"}
    again = t.say("set_preference", STOP[world], topic="forget_me").text
    t.say("set_preference", AGAIN[world], topic="forget_me")
    with t.store.reading() as tx:
        assert len(tx.timers.of_person(t.speaker, "reminder")) == 1
        assert {p.kind for p in tx.preferences.of(t.speaker)} == {"avoid"}
    assert again
    assert t.say("set_preference", AGAIN[world], topic="forget_me").text


def test_a_reminder_asked_for_afterwards_still_comes() -> None:
    t = talk("en")
    t.say("set_preference", STOP["en"], topic="forget_me")
    t.say("set_reminder", "remind me to send the deck tomorrow at 9am")
    with t.store.reading() as tx:
        assert len(tx.timers.of_person(t.speaker, "reminder")) == 1


def test_no_nudge_reaches_who_wants_none() -> None:
    t = talk("en")
    t.say("schedule_meeting", "demo with Priya Raman next week for 30 minutes", attendee="Priya Raman", title="Demo")
    guest = "priya@customer.example"
    meeting = t.meeting()
    with t.store.reading() as tx:
        assert [x.person for x in tx.timers.of_meeting(meeting.id) if x.kind == "nudge"] == [guest]
    t.say("set_preference", STOP["en"], sender=guest, topic="forget_me")
    with t.store.reading() as tx:
        assert not [x for x in tx.timers.of_meeting(meeting.id) if x.kind == "nudge"]
    with t.store.transaction() as tx:
        saved = tx.meetings.save(
            steps.propose(meeting, meeting.open_proposal.slots, t.world.now, to=meeting.open_proposal.to)
        )
        assert schedule_nudges(tx, saved, t.world.now, {}) == 0
    t.say("set_preference", AGAIN["en"], sender=guest, topic="forget_me")
    with t.store.reading() as tx:
        assert [x.person for x in tx.timers.of_meeting(meeting.id) if x.kind == "nudge"] == [guest]
