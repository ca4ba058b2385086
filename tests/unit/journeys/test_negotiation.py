"""Several people in one thread: counter-proposals, partial answers, a change of mind, and who may settle what."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from actions.core.times import read_times
from actions.core.times.codec import to_json
from actions.journeys.base import make_turn
from actions.journeys.negotiation import redirected
from actions.journeys.negotiation_verdicts import verdicts
from actions.journeys.play import play
from actions.messages import IncomingMessage, Reply
from tests.unit.journeys.harness import ACTIONS, Talk, talk

NORA, TOM, SAM, PRIYA = "nora@example.com", "tom@example.com", "sam.reed@example.com", "priya@customer.example"
JIWOO, HAEUN, SEOJUN = "jiwoo@example.com", "haeun@example.com", "seojun@example.com"
_IDS = count(1)


def heard(t: Talk, who: str, intent: str, text: str, channel: str = "slack", thread: str = "C1:1", **entities) -> Reply:
    """The answer to ``who`` in a thread that all read along in."""
    now = t.world.now
    message = IncomingMessage(f"n{next(_IDS)}", channel, thread, who, text, now)
    with t.store.transaction() as tx:
        tx.inbox.receive(message, now)
    zone = ZoneInfo(t.world.scenario.person(who).timezone)
    found = [{"entity": n, "value": v} for n, vs in entities.items() for v in ([vs] if isinstance(vs, str) else vs)]
    found += [{"entity": "time", "value": to_json(c)} for c in read_times(text, now.astimezone(zone), zone)]
    turn = make_turn(message, {"name": intent, "confidence": 0.95}, found, t.services)
    play(f"action_{ACTIONS.get(intent, intent)}", turn, t.services)
    with t.store.transaction() as tx:
        t.replies = [item.reply for item in tx.outbox.due(now)]
        for item in tx.outbox.due(now):
            tx.outbox.sent(item.key, now)
    return next((r for r in t.replies if r.to == who), Reply(who, channel, thread, "", ""))


def standing(t: Talk, channel: str = "slack", thread: str = "C1:1"):
    with t.store.reading() as tx:
        return tx.meetings.get(tx.conversations.get(channel, thread).meeting_id)


def starts(t: Talk, channel: str = "slack") -> list[datetime]:
    zone = ZoneInfo(t.world.scenario.people[0].timezone)
    return [s.start.astimezone(zone) for s in standing(t, channel).open_proposal.slots]


def asked_for(t: Talk, text: str = "Review with Tom on Thursday", **entities) -> Talk:
    entities = entities or {"attendee": "Tom", "purpose": "review"}
    heard(t, t.speaker, "schedule_meeting", text, **entities)
    assert standing(t).open_proposal is not None
    return t


@pytest.mark.parametrize("intent", ["choose_slot", "propose_time"])
def test_a_clock_time_after_offers_is_on_the_day_offered(intent: str) -> None:
    t = asked_for(talk("en"))
    heard(t, NORA, intent, "make it 11:45am")
    (event,) = t.events(NORA, "Review")
    assert (event.start.astimezone(ZoneInfo("America/New_York")).day, event.start.minute) == (3, 45)


def test_a_clock_time_after_offers_on_several_days_is_asked_about() -> None:
    t = asked_for(talk("en"), "Review with Tom on Wednesday or Thursday", attendee="Tom", purpose="review")
    days = {s.day for s in starts(t)}
    heard(t, NORA, "choose_slot", "make it 9:45am")
    assert standing(t).booked is None
    assert {(s.hour, s.minute) for s in starts(t)} == {(9, 45)}
    assert {s.day for s in starts(t)} <= days | {2, 3}
    assert not t.events(NORA, "Review")


def test_a_time_that_was_not_listed_goes_to_the_organizer_who_books_it() -> None:
    t = asked_for(talk("en"))
    listed = starts(t)
    heard(t, TOM, "choose_slot", "11:15am New York time works for me")
    (start,) = starts(t)
    assert (start.day, start.hour, start.minute) == (3, 11, 15)
    assert start not in listed
    (told,) = [r for r in t.replies if r.to == NORA]
    assert "Tom Okafor has asked for another time" in told.text
    assert not t.events(NORA, "Review")
    heard(t, NORA, "choose_slot", "great, 11:15am then")
    assert len(t.events(NORA, "Review")) == 1


def test_a_counter_proposal_offers_again_inside_it_to_both_in_their_languages() -> None:
    t = talk("ko")
    person = t.world.scenario.person(HAEUN)
    with t.store.transaction() as tx:
        from dataclasses import replace

        tx.people.save(replace(tx.people.by_address(person.address), language="en"))
    heard(t, JIWOO, "schedule_meeting", "하은님이랑 수요일에 리뷰 30분", attendee="하은님", purpose="리뷰")
    english = heard(t, HAEUN, "propose_time", "can we do Thursday morning instead?")
    assert english.language == "en"
    assert {(s.day, s.hour < 12) for s in starts(t)} == {(3, True)}
    assert len(starts(t)) == 3
    (korean,) = [r for r in t.replies if r.to == JIWOO]
    assert (korean.language, len(korean.offers)) == ("ko", 3)
    assert "오하은 님이 다른 시간을 부탁했어요" in korean.text
    heard(t, JIWOO, "choose_slot", "첫 번째요", choice="1")
    assert len(t.events(JIWOO, "리뷰")) == 1


def test_a_counter_proposal_stays_inside_what_the_organizer_asked_for() -> None:
    t = asked_for(talk("en"), "Review with Sam Reed on Thursday after 1pm", attendee="Sam Reed", purpose="review")
    heard(t, SAM, "propose_time", "how about Thursday before 3pm?")
    assert all(s.day == 3 and 13 <= s.hour < 15 for s in starts(t))


def test_some_refused_and_some_taken_leaves_the_rest_to_the_organizer() -> None:
    t = asked_for(talk("en"), "Review with Tom and Sam Reed this week", attendee=["Tom", "Sam Reed"], purpose="review")
    second = starts(t)[1]
    heard(t, TOM, "reject_slots", "I can't do 1 but 2 is fine")
    (told,) = [r for r in t.replies if r.to == NORA]
    assert "Tom Okafor can make" in told.text
    assert "doesn't suit Tom Okafor" in told.text
    assert not t.events(NORA, "Review")
    heard(t, NORA, "choose_slot", "number 2", choice="2")
    (event,) = t.events(NORA, "Review")
    assert event.start == second


def test_one_attendees_no_to_everything_leaves_the_offers_to_the_organizer() -> None:
    t = asked_for(talk("en"))
    heard(t, TOM, "reject_slots", "none of these")
    assert standing(t).open_proposal is not None
    heard(t, NORA, "choose_slot", "2", choice="2")
    assert len(t.events(NORA, "Review")) == 1


def test_an_attendee_who_was_not_asked_does_not_book_for_the_organizer() -> None:
    t = asked_for(talk("en"))
    heard(t, TOM, "choose_slot", "number 1", choice="1")
    assert not t.events(NORA, "Review")
    assert any(r.to == NORA and "Tom Okafor can make" in r.text for r in t.replies)


def test_the_yes_of_the_only_one_asked_books_though_colleagues_come_too() -> None:
    t = talk("en")
    t.say(
        "schedule_meeting",
        "Review with Priya and Sam Reed this week",
        attendee=["Priya", "Sam Reed"],
        purpose="review",
    )
    t.say("choose_slot", "number 2 is good", sender=PRIYA, choice="2")
    assert len(t.events(NORA, "Review")) == 1


def test_an_outsiders_own_time_inside_the_request_books_and_outside_it_asks_the_organizer() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Priya on Thursday", attendee="Priya", purpose="review")
    t.say("propose_time", "Friday at 11am would be better", sender=PRIYA)
    assert not t.events(NORA, "Review")
    assert any(r.to == NORA and r.offers for r in t.replies)
    t.say("choose_slot", "yes, 1", choice="1")
    assert len(t.events(NORA, "Review")) == 1
    other = talk("en")
    other.say("schedule_meeting", "Review with Priya on Thursday", attendee="Priya", purpose="review")
    other.say("propose_time", "Thursday at 2:15pm would be good", sender=PRIYA)
    assert len(other.events(NORA, "Review")) == 1


def test_an_outsider_never_reads_why_a_time_is_not_free() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Priya on Thursday", attendee="Priya", purpose="review")
    text = t.say("propose_time", "Wednesday at 11am?", sender=PRIYA).text
    assert "Board prep" not in text
    assert "something" not in text
    assert "working hours" not in text


@pytest.mark.parametrize("text", ["forget it, no meeting needed", "됐어요 회의 필요 없어졌어요", "never mind, drop it"])
def test_the_request_is_dropped_and_its_numbers_book_nothing(text: str) -> None:
    t = asked_for(talk("en"))
    heard(t, NORA, "deny", text)
    assert standing(t).state.value == "withdrawn"
    heard(t, NORA, "choose_slot", "1", choice="1")
    assert not t.events(NORA, "Review")


def test_an_attendee_cannot_drop_it() -> None:
    t = asked_for(talk("en"))
    heard(t, TOM, "reject_slots", "forget it, no meeting needed")
    assert standing(t).open_proposal is not None


def test_a_change_of_mind_in_one_sentence_changes_purpose_and_day() -> None:
    t = asked_for(talk("en"), "coffee with Sam Reed this week", attendee="Sam Reed", purpose="coffee")
    heard(t, NORA, "choose_slot", "first one. actually no wait, make it lunch instead, thursday", choice="1")
    assert not t.events(NORA, "Coffee")
    assert {s.day for s in starts(t)} == {3}
    assert all(11 <= s.hour < 14 for s in starts(t))
    assert (standing(t).purpose, "Lunch" in standing(t).title) == ("lunch", True)


def test_openly_offered_times_are_busy_for_other_requests_until_they_are_given_up() -> None:
    t = talk("en")
    heard(t, NORA, "schedule_meeting", "Review with Tom on Thursday", attendee="Tom", purpose="review")
    held = starts(t)
    heard(t, SAM, "schedule_meeting", "Review with Tom on Thursday", thread="C1:2", attendee="Tom", purpose="review")
    theirs = standing(t, thread="C1:2").open_proposal.slots
    for slot in theirs:
        assert all(abs((slot.start - s).total_seconds()) >= 3600 for s in held)
    heard(t, NORA, "deny", "never mind, drop it")
    with t.store.reading() as tx:
        from calendar_adapters.types import Interval

        window = Interval(held[0], max(held))
        assert {h.meeting_id for h in tx.holds.active([NORA], window, t.world.now)} == set()


def test_guests_are_nudged_until_they_have_answered() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Priya next week", attendee="Priya", purpose="review")

    def waiting() -> list[str]:
        about = t.meeting().id
        with t.store.reading() as tx:
            return [x.person for x in tx.timers.of_meeting(about) if x.kind == "nudge"]

    assert waiting() == [PRIYA]
    t.say("reject_slots", "number 1 doesn't work", sender=PRIYA)
    assert waiting() == []


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("전 1번 안 되고 2번 돼요", [2], [1]),
        ("1, 2번 다 안 돼요 3번은 돼요", [3], [1, 2]),
        ("the first one doesn't work for me, the second is fine", [2], [1]),
        ("첫 번째는 힘들고 마지막은 괜찮아요", [3], [1]),
        ("1번 말고 2번이요", [2], [1]),
        ("number 2 is good", [2], []),
        ("다 안 돼요", [], []),
        ("4시는 안 돼요", [], []),
    ],
)
def test_each_offer_has_its_own_verdict(text: str, yes: list[int], no: list[int]) -> None:
    meeting = standing(asked_for(talk("en")))
    slots = meeting.open_proposal.slots
    said = verdicts(text, meeting)
    assert [slots.index(s) + 1 for s in said.yes] == yes
    assert sorted(slots.index(s) + 1 for s in said.no) == no


@pytest.mark.parametrize(
    ("action", "text", "goes_to"),
    [
        ("action_preference", "점심으로 바꿀게 목요일에", "action_propose"),
        ("action_preference", "항상 목요일에 잡아줘", "action_preference"),
        ("action_reschedule", "make it thursday instead", "action_propose"),
        ("action_deny", "forget it, no meeting needed", "action_reject"),
        ("action_deny", "no", "action_deny"),
        ("action_query", "what is on thursday?", "action_query"),
    ],
)
def test_with_offers_open_a_new_wish_is_about_them(action: str, text: str, goes_to: str) -> None:
    t = asked_for(talk("en"))
    now, zone = t.world.now, ZoneInfo("America/New_York")
    message = IncomingMessage("r1", "slack", "C1:1", NORA, text, now)
    found = [{"entity": "time", "value": to_json(c)} for c in read_times(text, now.astimezone(zone), zone)]
    turn = make_turn(message, {"name": "out_of_scope", "confidence": 0.9}, found, t.services)
    assert redirected(turn, t.services, action) == goes_to


@pytest.mark.parametrize(
    ("intent", "text", "left"),
    [
        ("reject_slots", "저는 오전은 좀 힘들어요", {"PM"}),
        ("out_of_scope", "저 오후는 다 바빠서 안될 것 같아요ㅠㅠ", {"AM"}),
        ("reject_slots", "오전은 다 막혀 있어요 죄송해요", {"PM"}),
    ],
)
def test_who_cannot_at_some_times_is_offered_the_others(intent: str, text: str, left: set[str]) -> None:
    t = talk("ko")
    heard(t, JIWOO, "schedule_meeting", "하은님이랑 수요일이나 금요일에 회고 1시간", attendee="하은님", purpose="회고")
    wanted = {s.date() for s in starts(t)}
    heard(t, HAEUN, intent, text)
    assert {s.strftime("%p") for s in starts(t)} == left
    assert {s.date() for s in starts(t)} <= wanted | {datetime(2026, 12, 2).date(), datetime(2026, 12, 4).date()}
    assert standing(t).booked is None


def test_who_cannot_at_any_of_the_times_has_refused_all() -> None:
    t = talk("ko")
    heard(t, JIWOO, "schedule_meeting", "하은님이랑 수요일에 회고 1시간", attendee="하은님", purpose="회고")
    before = starts(t)
    heard(t, HAEUN, "reject_slots", "수요일은 안 돼요")
    assert starts(t) == before
    assert {r.slot.start for r in standing(t).refused if r.by == HAEUN} == {
        s.start for s in standing(t).open_proposal.slots
    }


def test_who_asks_politely_for_a_time_is_offered_it() -> None:
    t = talk("ko")
    heard(t, JIWOO, "schedule_meeting", "하은님이랑 수요일이나 금요일에 회고 1시간", attendee="하은님", purpose="회고")
    heard(t, HAEUN, "propose_time", "혹시 금요일 오후는 어려울까요?")
    assert {s.strftime("%d %p") for s in starts(t)} == {"04 PM"}


def test_an_hour_alone_takes_the_offer_whatever_it_was_heard_as() -> None:
    t = talk("ko")
    heard(t, JIWOO, "schedule_meeting", "하은님이랑 수요일에 회고 1시간", attendee="하은님", purpose="회고")
    first = starts(t)[0]
    heard(t, JIWOO, "reject_slots", f"{first.hour % 12}시")
    assert standing(t).booked.start == first
