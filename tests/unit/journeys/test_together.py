"""Teams, one of several, quorums, optional people, odd hours, series that clash, and who said what last."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.core.meeting import State
from actions.journeys.group_words import quorum_in, said_together
from actions.messages import Reply
from bot.scenarios.format import read_scenarios
from calendar_adapters.types import Interval, Role
from tests.unit.journeys.harness import Talk

WORLD = Path(__file__).parent / "teams.yml"
ASK = "schedule_meeting"
NORA, TOM, SAM, LUCIA, YUNA = (f"{n}@example.com" for n in ("nora", "tom", "sam", "lucia", "yuna"))
PRIYA, ADA, GIL = (f"{n}@customer.example" for n in ("priya", "ada", "gil"))
JIWOO, SEOJUN, MINJI, JUNHO, HAEUN = (f"{n}@example.com" for n in ("jiwoo", "seojun", "minji", "junho", "haeun"))
SEOUL, YORK = ZoneInfo("Asia/Seoul"), ZoneInfo("America/New_York")


def talk(world: str = "en", speaker: str = "") -> Talk:
    return Talk(next(s for s in read_scenarios(WORLD) if s.id == world), speaker)


def to(t: Talk, address: str) -> list[Reply]:
    return [r for r in t.replies if r.to == address]


def invited(t: Talk) -> set[str]:
    return {r.to for r in t.replies if r.method == "REQUEST"}


# ---- teams


@pytest.mark.parametrize(
    ("world", "text", "who"),
    [
        ("ko", "영업팀 전원이랑 목요일에 회의 1시간", {JIWOO, MINJI, JUNHO}),
        ("ko", "영업팀 사람들 모두 목요일 회의 1시간", {JIWOO, MINJI, JUNHO}),
        ("ko", "우리 팀 전원이랑 목요일에 회의 1시간", {JIWOO, SEOJUN}),
        ("ko", "우리 팀이랑 디자인팀 전원 목요일 회의 1시간", {JIWOO, SEOJUN, HAEUN}),
        ("ko", "영업팀 전원이랑 김민지 님 목요일 회의 1시간", {JIWOO, MINJI, JUNHO}),
        ("en", "1 hour with the whole sales team on Thursday", {NORA, TOM, SAM}),
        ("en", "1 hour with everyone from sales and Tom on Thursday", {NORA, TOM, SAM}),
        ("en", "the sales team and the design team next week for 1 hour", {NORA, TOM, SAM, LUCIA}),
    ],
)
def test_a_whole_team_comes_each_person_once(world: str, text: str, who: set[str]) -> None:
    t = talk(world)
    t.say(ASK, text)
    assert set(t.meeting().addresses) == who
    assert t.meeting().open_proposal is not None


@pytest.mark.parametrize(
    ("world", "text", "says"),
    [
        ("ko", "마케팅팀 전원이랑 목요일에 회의 1시간", "제가 모르는 팀이에요. 아는 팀: 디자인팀, 영업팀, 제품팀"),
        (
            "en",
            "1 hour with anyone from marketing on Thursday",
            "no team called marketing. The teams I know: Design, Product",
        ),
        ("en", "1 hour with my team on Thursday", "Nobody else is in Product"),
    ],
)
def test_a_team_that_is_unknown_or_empty_is_said(world: str, text: str, says: str) -> None:
    t = talk(world)
    assert says in t.say(ASK, text).text
    assert t.question == "address"
    assert t.meeting().open_proposal is None


@pytest.mark.parametrize(
    ("answer", "members", "who"),
    [("영업팀 중 한 분", 2, {JIWOO}), ("영업팀 전원", 0, {JIWOO, MINJI, JUNHO}), ("오하은 님", 0, {JIWOO, HAEUN})],
)
def test_another_team_or_a_name_answers_it(answer: str, members: int, who: set[str]) -> None:
    t = talk("ko")
    t.say(ASK, "마케팅팀 전원이랑 목요일에 회의 1시간")
    t.say("out_of_scope", answer)
    assert set(t.meeting().addresses) == who
    assert sum(len(g.members) for g in t.meeting().groups) == members
    assert t.meeting().open_proposal is not None


# ---- one of several


def test_one_of_a_team_who_is_free_is_named_and_alone_invited() -> None:
    t = talk("ko")
    text = t.say(ASK, "영업팀 중 한 분이랑 화요일에 30분 미팅").text
    assert "비어 있고 그 주 일정이 가장 적은 분" in text
    assert text.count("박준호 님 참석") == 3, "Minji is away all Tuesday"
    t.say("choose_slot", "1번", choice="1")
    assert set(t.meeting().addresses) == {JIWOO, JUNHO}
    assert t.meeting().groups == ()
    assert invited(t) == {JUNHO}
    assert not [r for r in t.replies if r.to == MINJI]


def test_the_one_with_the_fewest_meetings_that_week_comes() -> None:
    t = talk("en")
    t.say(ASK, "30 minutes with anyone from sales on Thursday at 2pm")
    assert t.meeting().booked is not None
    assert set(t.meeting().addresses) == {NORA, SAM}, "Tom has an appointment that week"
    t.say(ASK, "30 minutes with anyone from sales on Thursday at 3pm", id="second")
    assert set(t.meeting().addresses) == {NORA, TOM}, "now both have one, and Sam has been chosen before"


def test_where_only_one_of_them_is_free_that_one_comes_however_busy() -> None:
    t = talk("ko")
    t.say(ASK, "영업팀 중 아무나 한 명이랑 수요일 오후 2시에 30분 미팅")
    assert set(t.meeting().addresses) == {JIWOO, MINJI}


def test_a_time_at_which_nobody_of_them_is_free_is_not_offered() -> None:
    t = talk("en")
    reply = t.say(ASK, "1 hour with one of Tom or Lucia on Wednesday at 10am")
    assert t.meeting().booked is None
    assert "Tom Okafor" in reply.text
    for slot in t.meeting().open_proposal.slots:
        assert not (slot.start.astimezone(YORK).day == 2 and 10 <= slot.start.astimezone(YORK).hour < 12)


def test_whoever_comes_anyway_is_not_chosen_again() -> None:
    t = talk("en")
    t.say(ASK, "1 hour on Thursday with Sam Reed and anyone from sales")
    (group,) = t.meeting().groups
    assert group.members == (TOM,)


def test_two_choices_are_two_people() -> None:
    t = talk("en")
    reply = t.say(ASK, "1 hour on Thursday with anyone from sales, plus one of Tom or Sam")
    t.say("choose_slot", "1", choice="1")
    assert set(t.meeting().addresses) == {NORA, TOM, SAM}, reply.text


def test_a_member_whose_calendar_cannot_be_read_is_passed_over_and_named() -> None:
    scenario = next(s for s in read_scenarios(WORLD) if s.id == "en")
    people = tuple(replace(p, calendar="error 503") if p.address == SAM else p for p in scenario.people)
    t = Talk(replace(scenario, people=people))
    reply = t.say(ASK, "30 minutes with anyone from sales on Thursday at 2pm")
    assert "can't read the calendar of Sam Reed" in reply.text
    assert set(t.meeting().addresses) == {NORA, TOM}


# ---- quorum and optional people


@pytest.mark.parametrize(
    ("text", "others", "enough"),
    [
        ("셋 중 둘만 되면 돼", 3, 2),
        ("셋 중 둘만 되면 돼", 2, 1),
        ("우리 셋 중 둘만 되면 잡아줘", 2, 1),
        ("최소 2명은 와야 해요", 3, 2),
        ("두 명 이상 되면 잡아줘", 3, 2),
        ("at least 3 of us", 3, 2),
        ("any two of them will do", 3, 2),
        ("2 out of 3 is enough", 3, 2),
        ("with at least two of Abby, Brad and Cara", 3, 2),
        ("any two of Abby, Brad and Cara", 3, 2),
        ("two of Abby and Brad", 2, None),
        ("at least 3 people", 3, None),
        ("세 명이랑 회의", 3, None),
        ("2시 3명", 3, None),
        ("the 3 of us", 2, None),
    ],
)
def test_how_many_are_enough(text: str, others: int, enough: int | None) -> None:
    assert quorum_in(text, others) == enough


QUORUM = "Review with Tom, Sam and Lucia on Wednesday, two of the three is enough, 1 hour"


def test_times_for_a_quorum_say_who_is_missing_and_that_one_is_optional_then() -> None:
    t = talk("en")
    text = t.say(ASK, QUORUM, attendee=["Tom", "Sam", "Lucia"], purpose="Review").text
    assert "at least 2 of the 3 can come" in text
    assert text.count("without Lucia Park") == 3
    t.say("choose_slot", "1", choice="1")
    assert t.meeting().state is State.BOOKED
    assert t.meeting().participant(LUCIA).role is Role.OPTIONAL
    assert t.meeting().participant(TOM).role is Role.REQUIRED


def test_too_few_free_is_said_with_those_it_is_about() -> None:
    t = talk("en")
    text = t.say(
        ASK,
        "Review with Tom, Sam and Lucia on Wednesday from 10 to 12, all day, at least 3 people",
        attendee=["Tom", "Sam", "Lucia"],
        purpose="Review",
    ).text
    assert "Lucia Park" in text


GUESTS = "Review with Priya, Ada and Gil this week, two of the three is enough, 1 hour"


def with_guests() -> Talk:
    t = talk("en")
    t.say(ASK, GUESTS, attendee=["Priya", "Ada", "Gil"], purpose="Review")
    return t


def test_it_is_settled_as_soon_as_a_quorum_has_said_yes() -> None:
    t = with_guests()
    t.say("choose_slot", "1 works", sender=PRIYA, choice="1")
    assert t.meeting().booked is None
    t.say("reject_slots", "none of these", sender=GIL)
    assert t.meeting().booked is None
    t.say("choose_slot", "number 1 please", sender=ADA, choice="1")
    assert t.meeting().booked is not None
    assert len(t.events(NORA, "Review")) == 1
    assert {NORA, PRIYA} <= invited(t)


def test_so_many_refusals_that_the_others_do_not_suffice_end_a_time() -> None:
    t = with_guests()
    t.say("reject_slots", "1 doesn't work", sender=PRIYA)
    slot = t.meeting().open_proposal.slots[0]
    assert not t.meeting().is_refused(slot)
    t.say("reject_slots", "1 doesn't work", sender=GIL)
    assert t.meeting().is_refused(slot)


def test_a_late_no_is_noted_and_the_organizer_hears_whether_enough_still_come() -> None:
    t = with_guests()
    for who in (PRIYA, ADA):
        t.say("choose_slot", "number 1", sender=who, choice="1")
    assert t.meeting().booked is not None
    reply = t.say("reject_slots", "sorry, I can't make it", sender=PRIYA)
    assert "noted that you can't come" in reply.text
    (told,) = to(t, NORA)
    assert "Priya Raman can't come to Review after all" in told.text
    assert "2 of 3 still come, which is enough" in told.text
    t.say("reject_slots", "I can't come after all", sender=ADA)
    (told,) = to(t, NORA)
    assert "Now too few come (1 of 3)" in told.text
    assert t.meeting().state is State.BOOKED


def test_a_late_yes_and_a_late_wish_leave_the_meeting_where_it_is() -> None:
    t = with_guests()
    for who in (PRIYA, ADA):
        t.say("choose_slot", "number 1", sender=who, choice="1")
    booked = t.meeting().booked
    assert "I've noted that you come" in t.say("choose_slot", "1 is fine", sender=GIL, choice="1").text
    assert t.meeting().participant(GIL).partstat.value == "ACCEPTED"
    assert "already booked" in t.say("propose_time", "how about Friday at 3pm?", sender=GIL).text
    assert "would rather have another time" in to(t, NORA)[0].text
    assert t.meeting().booked == booked


# ---- the last word


def test_the_last_of_two_picks_counts_and_both_are_told() -> None:
    t = with_guests()
    t.say("choose_slot", "number 2", sender=PRIYA, choice="2")
    reply = t.say("choose_slot", "actually number 1", sender=PRIYA, choice="1")
    first, second = t.meeting().open_proposal.slots[:2]
    person = t.meeting().participant(PRIYA)
    assert (person.verdict_on(first).value, person.verdict_on(second)) == ("yes", None)
    assert "Before you said yes to" in reply.text
    assert "Priya Raman said yes to" in to(t, NORA)[0].text


def test_a_yes_that_says_as_well_keeps_the_first() -> None:
    t = with_guests()
    t.say("choose_slot", "number 2", sender=PRIYA, choice="2")
    t.say("choose_slot", "number 1 works too", sender=PRIYA, choice="1")
    person = t.meeting().participant(PRIYA)
    assert [person.verdict_on(s) is not None for s in t.meeting().open_proposal.slots] == [True, True, False]


def test_a_no_after_a_yes_counts_and_a_yes_after_a_no() -> None:
    t = with_guests()
    t.say("choose_slot", "number 2", sender=PRIYA, choice="2")
    t.say("reject_slots", "sorry, 2 doesn't work after all", sender=PRIYA)
    second = t.meeting().open_proposal.slots[1]
    assert t.meeting().participant(PRIYA).verdict_on(second).value == "no"
    assert "said yes to" in to(t, NORA)[0].text
    t.say("choose_slot", "2 is fine now", sender=PRIYA, choice="2")
    assert t.meeting().participant(PRIYA).verdict_on(second).value == "yes"
    assert not [r for r in t.meeting().refused if r.by == PRIYA]


# ---- joining, leaving, overruling


@pytest.mark.parametrize(("intent", "text"), [(ASK, "please also invite Ada"), ("reschedule_meeting", "add Ada")])
def test_somebody_added_in_the_middle_is_asked_and_everybody_looked_at_anew(intent: str, text: str) -> None:
    t = talk("en")
    t.say(ASK, "Review with Priya next week, 1 hour", attendee="Priya", purpose="Review")
    before = t.meeting().id
    reply = t.say(intent, text, attendee="Ada")
    assert "Ada Wells comes, too" in reply.text
    assert t.meeting().id == before
    assert set(t.meeting().addresses) == {NORA, PRIYA, ADA}
    assert to(t, ADA)
    assert ADA in t.meeting().open_proposal.to
    t.say("reschedule_meeting", "leave Ada out again", attendee="Ada")
    assert set(t.meeting().addresses) == {NORA, PRIYA}
    assert t.meeting().open_proposal is not None


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("reschedule_meeting", "3번 할게요 아 아니다 서준님도 같이 들어와야 돼서 수요일 오후로 다시 봐주세요"),
        ("propose_time", "서준 님까지 넣어서 수요일 오후로 찾아줘"),
        ("out_of_scope", "아 서준님도 있어야 하네요 수요일 오후는요"),
    ],
)
def test_somebody_joins_and_another_time_is_named_in_one_sentence(intent: str, text: str) -> None:
    t = talk("ko")
    t.say(ASK, "하은님이랑 화요일에 리뷰 1시간", attendee="하은님", purpose="리뷰")
    before = t.meeting().id
    t.say(intent, text, attendee="서준님")
    assert t.meeting().id == before
    assert set(t.meeting().addresses) == {"jiwoo@example.com", "haeun@example.com", "seojun@example.com"}
    assert t.meeting().booked is None
    days = {s.start.astimezone(t.world.now.tzinfo).strftime("%d %p") for s in t.meeting().open_proposal.slots}
    assert days == {"02 PM"}


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("서준님 빼고 수요일로 다시 봐주세요", {"haeun@example.com"}),
        ("수요일 빼고 서준님이랑 다시", {"haeun@example.com", "seojun@example.com"}),
    ],
)
def test_somebody_is_left_out_and_another_time_is_named_in_one_sentence(text: str, there: set[str]) -> None:
    t = talk("ko")
    t.say(ASK, "하은님이랑 서준님이랑 화요일에 리뷰 1시간", attendee=["하은님", "서준님"], purpose="리뷰")
    t.say("propose_time", text)
    assert set(t.meeting().addresses) - {"jiwoo@example.com"} == there


def test_a_new_request_beside_open_offers_adds_nobody_to_them() -> None:
    t = talk("ko")
    t.say(ASK, "하은님이랑 화요일에 리뷰 1시간", attendee="하은님", purpose="리뷰")
    first = t.meeting().id
    t.say(ASK, "수요일에 서준님이랑 30분 회의도 하나 추가해줘", attendee="서준님", purpose="회의")
    assert t.meeting().id != first


def test_the_organizer_overrules_a_clash_that_was_named() -> None:
    t = talk("en")
    t.say(ASK, "Review with Tom on Wednesday at 10am, 1 hour", attendee="Tom", purpose="Review")
    assert t.meeting().booked is None
    reply = t.say("affirm", "book it anyway")
    assert "not free for everybody" in reply.text
    assert t.meeting().booked.start.astimezone(YORK).hour == 10
    assert invited(t) == {TOM}


@pytest.mark.parametrize("text", ["그냥 2번으로 확정", "그래도 2번으로 잡아줘"])
def test_the_organizer_books_what_somebody_has_refused(text: str) -> None:
    t = talk("ko")
    t.say(ASK, "하은님이랑 목요일에 리뷰 1시간", attendee="하은님", purpose="리뷰")
    second = t.meeting().open_proposal.slots[1]
    t.say("choose_slot", text, choice="2")
    assert t.meeting().booked == second


def test_an_attendee_cannot_overrule() -> None:
    t = with_guests()
    t.say("choose_slot", "just book it anyway, number 1", sender=PRIYA, choice="1")
    assert t.meeting().booked is None


def test_an_outsiders_pick_of_what_was_offered_again_books_and_invites() -> None:
    t = talk("en")
    t.say(ASK, "Review with Priya next week, 1 hour", attendee="Priya", purpose="Review")
    t.say("propose_time", "how about Thursday morning?", sender=PRIYA)
    assert t.meeting().booked is None
    t.say("choose_slot", "2 works", sender=PRIYA, choice="2")
    assert t.meeting().booked.start.astimezone(YORK).day == 10
    assert invited(t) == {NORA, PRIYA}


def test_an_outsiders_other_week_still_needs_the_organizer() -> None:
    t = talk("en")
    t.say(ASK, "Review with Priya next Tuesday, 1 hour", attendee="Priya", purpose="Review")
    t.say("propose_time", "could we do Thursday December 17 in the morning?", sender=PRIYA)
    t.say("choose_slot", "1 works", sender=PRIYA, choice="1")
    assert t.meeting().booked is None
    t.say("choose_slot", "1", choice="1")
    assert t.meeting().booked is not None


def test_refused_times_stay_refused_and_are_shown() -> None:
    t = talk("en")
    t.say(ASK, "Review with Tom on Thursday, 1 hour", attendee="Tom", purpose="Review")
    first = {s.start for s in t.meeting().open_proposal.slots}
    text = t.say("reject_slots", "none of these").text
    assert "Turned down before, so left out:" in text
    text = t.say("reject_slots", "no, others please").text
    assert first.isdisjoint(s.start for s in t.meeting().open_proposal.slots)
    assert "Turned down before" in text


# ---- holds


def test_when_a_hold_shuts_everything_until_when_is_said_without_a_title() -> None:
    t = talk("en")
    asked = "find a time for Secret planning with Sam on Thursday, 8 hours"
    t.say(ASK, asked, attendee="Sam", title="Secret planning")
    (held,) = t.meeting().open_proposal.slots
    reply = t.say(ASK, "1 hour with Sam on Thursday", sender=TOM, attendee="Sam")
    assert "Secret" not in reply.text
    assert "held by another open request, for Sam Reed: free again from Thu, Dec 3, 9 AM on" in reply.text
    assert all(not s.interval.overlaps(held.interval) for s in t.meeting().open_proposal.slots if s != held)
    t.say("deny", "never mind, drop it")
    again = t.say(ASK, "1 hour with Sam on Thursday", id="again", sender=TOM, attendee="Sam").text
    assert "Thu, Dec 3" in again
    assert "held" not in again


def test_a_named_time_held_for_another_request_is_said_to_be_held() -> None:
    t = talk("en")
    t.say(ASK, "find a time for Secret planning with Sam on Thursday, 8 hours", attendee="Sam", title="Secret planning")
    reply = t.say(ASK, "1 hour with Sam on Thursday at 10am", sender=TOM, attendee="Sam")
    assert "10–11 AM is held by another open request, for Sam Reed, until Thu, Dec 3, 9 AM" in reply.text
    assert "Secret" not in reply.text
    assert not t.events(TOM, "Meeting")


# ---- zones


def test_zones_without_a_shared_hour_are_said_and_asked_about_first() -> None:
    t = talk("en")
    reply = t.say(ASK, "1 hour sync with Yuna this week", attendee="Yuna", purpose="sync")
    assert "no working hours in common" in reply.text
    assert "so I'm asking first" in reply.text
    assert "outside working hours" in reply.text
    assert t.meeting().booked is None
    for slot in t.meeting().open_proposal.slots:
        assert 7 <= slot.start.astimezone(SEOUL).hour < 22
        assert 7 <= slot.start.astimezone(YORK).hour < 22
    done = t.say("choose_slot", "1", choice="1").text
    assert "You come outside working hours this time" in done
    again = t.say(ASK, "another 1 hour sync with Yuna next week", id="again", attendee="Yuna", purpose="sync").text
    assert "Outside their hours so far, in meetings of these people: Nora Whitfield 1 hour" in again


def test_a_named_hour_outside_somebodys_hours_is_asked_about() -> None:
    t = talk("en")
    reply = t.say(ASK, "1 hour sync with Yuna on Thursday at 8pm", attendee="Yuna", purpose="sync")
    assert t.question == "confirm_booking"
    assert "Shall I book" in reply.text
    done = t.say("affirm", "yes").text
    assert "outside working hours this time" in done


def test_the_hour_goes_round_where_it_can() -> None:
    """Berlin opens an hour after Seoul closes: either can take the odd hour, and the second time it is the other's turn."""
    scenario = next(s for s in read_scenarios(WORLD) if s.id == "en")
    hours = {NORA: ("Europe/Berlin", ("11:00", "19:00")), YUNA: ("Asia/Seoul", ("09:00", "18:00"))}
    people = tuple(
        replace(
            p,
            timezone=hours[p.address][0],
            working_hours={d: [list(hours[p.address][1])] for d in ("mon", "tue", "wed", "thu", "fri")},
        )
        if p.address in hours
        else p
        for p in scenario.people
    )
    t = Talk(replace(scenario, people=people))
    taken = []
    for n in range(4):
        t.say(ASK, "1 hour sync with Yuna next week", id=f"odd{n}", attendee="Yuna", purpose="sync")
        slot = t.meeting().open_proposal.slots[0]
        taken.append(next(r["who"] for r in slot.reasons if r["term"] == "outside"))
        t.say("choose_slot", "1", choice="1")
        assert t.meeting().booked == slot
    assert set(taken) == {NORA, YUNA}
    assert all(a != b for a, b in pairwise(taken)), taken


# ---- series


def clashing() -> Talk:
    t = talk("ko")
    t.say(ASK, "매주 화요일 오후 4시에 하은님이랑 1:1 30분", attendee="하은님", title="1:1")
    return t


def test_a_series_that_clashes_later_is_not_booked_at_once_and_says_which_and_whose() -> None:
    t = talk("ko")
    text = t.say(ASK, "매주 화요일 오후 4시에 하은님이랑 1:1 30분", attendee="하은님", title="1:1").text
    assert t.meeting().booked is None
    assert "12월 15일(화): 오하은 님 다른 일정" in text
    assert "정산" not in text
    slots = t.meeting().open_proposal.slots
    assert slots[-1].start.astimezone(SEOUL).hour == 16
    assert all(not [r for r in s.reasons if r["term"] == "clashes"] for s in slots[:-1]), "those free every time first"
    assert {s.start.astimezone(SEOUL).weekday() for s in slots} == {1}


@pytest.mark.parametrize("text", ["3번, 그 주는 빼고 잡아줘", "그 주는 빼고 잡아주세요", "3, skip those weeks"])
def test_the_clashing_dates_are_left_out_when_that_is_said(text: str) -> None:
    t = clashing()
    said = t.say("reject_slots", text, **({"choice": "3"} if text[0] == "3" else {})).text
    korean = "뺀 날: 12월 15일(화)" in said and "매주 화요일 반복해요" in said
    assert korean or "every week on Tuesdays, with no end date.\nLeft out: Tue, Dec 15" in said
    days = [e.start.day for e in t.events(HAEUN, "1:1")]
    assert days[:4] == [1, 8, 22, 29]
    (told,) = to(t, HAEUN)
    assert b"EXDATE" in told.ics


def test_booked_with_its_clash_when_picked_as_it_is() -> None:
    t = clashing()
    t.say("choose_slot", "3번", choice="3")
    assert [e.start.day for e in t.events(HAEUN, "1:1")][:3] == [1, 8, 15]
    assert t.meeting().exdates == ()


@pytest.mark.parametrize(
    ("text", "says", "count"),
    [
        ("매주 화요일 오후 2시에 하은님이랑 1:1 30분, 4번만", "모두 4번", 4),
        ("매주 화요일 오후 2시에 12월 말까지 하은님이랑 1:1 30분", "12월 31일(목)까지", 5),
        ("매주 화요일 오후 2시에 하은님이랑 1:1 30분", "끝나는 날 없음", None),
    ],
)
def test_the_booking_says_how_often_and_until_when(text: str, says: str, count: int | None) -> None:
    t = talk("ko")
    reply = t.say(ASK, text, attendee="하은님", title="1:1")
    assert t.meeting().booked is not None, reply.text
    assert "매주 화요일 반복해요" in reply.text
    assert says in reply.text
    window = Interval(t.world.now, t.world.now + timedelta(days=200))
    found = [e for e in t.world.calendars.writable(HAEUN).events(window) if e.summary == "1:1"]
    assert count is None or len(found) == count


def test_fewer_instances_than_eight_are_not_looked_at_beyond_their_end() -> None:
    t = talk("ko")
    reply = t.say(ASK, "매주 화요일 오후 4시에 하은님이랑 1:1 30분, 2번만", attendee="하은님", title="1:1")
    assert t.meeting().booked is not None, reply.text


# ---- the clock of the offers


def test_the_zone_is_told_as_it_is_on_the_days_offered() -> None:
    scenario = next(s for s in read_scenarios(WORLD) if s.id == "en")
    from datetime import datetime

    t = Talk(replace(scenario, now=datetime(2027, 3, 8, 9, 0, tzinfo=YORK)))
    text = t.say(ASK, "1 hour review with Sam on March 16", attendee="Sam", purpose="review").text
    assert "UTC−4" in text
    assert "UTC−5" not in text
    both = t.say(
        ASK, "1 hour review with Sam on March 12 or March 15", id="both", attendee="Sam", purpose="review"
    ).text
    assert "UTC−5" in both
    assert "UTC−4" in both
    assert "All times are in" not in both


# ---- words


def test_what_names_nobody_together_is_left_alone() -> None:
    t = talk("en")
    with t.store.reading() as tx:
        roster = tx.people.all()
    for text in (
        "block all of Friday",
        "design review with Tom",
        "is anyone free in the morning?",
        "everyone from 3 to 4",
    ):
        assert said_together(text, roster, roster[0]) == [], text
