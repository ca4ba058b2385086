"""What letters bring: wishes passed on and answered, wrong addresses, a pick or a time with something else beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.core.meeting import Verdict
from actions.journeys.asked import asked_of_organizer
from actions.store import undelivered
from calendar_adapters.types import PartStat
from tests.unit.journeys.harness import Talk, talk

KIM = "priya@customer.example"
NINA = "nina@customer.example"


def asked(text: str = "30 minutes with priya@customer.example on Thursday or Friday", **said: str) -> Talk:
    t = talk("en")
    t.say("schedule_meeting", text, attendee=KIM, title="Pilot", **said)
    return t


def booked() -> Talk:
    t = asked("30 minutes with priya@customer.example on Thursday at 2pm")
    assert t.meeting().booked
    return t


def start(t: Talk) -> str:
    return t.meeting().booked.start.astimezone(ZoneInfo("America/New_York")).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("intent", "wish", "reply_intent", "reply", "when"),
    [
        ("reschedule_meeting", "Could we move to Friday at 4pm?", "affirm", "Sure, go ahead and move it, fine by me.", "12-04 16:00"),
        ("propose_time", "Thursday is bad after all, Friday at 11 suits", "affirm", "yes please", "12-04 11:00"),
        ("reschedule_meeting", "Can we push this to Friday, same time?", "affirm", "works for me", "12-04 14:00"),
        ("reschedule_meeting", "Could we move to next week?", "propose_time", "Fine, Thursday next week at 3pm then.", "12-10 15:00"),
    ],
)  # fmt: skip
def test_an_outsiders_wish_for_another_time_is_answered_by_the_organizer(
    intent, wish, reply_intent, reply, when
) -> None:
    t = booked()
    t.say(intent, wish, sender=KIM, thread=t.speaker)
    assert start(t) == "12-03 14:00"
    assert t.speaker in {r.to for r in t.replies}
    t.say(reply_intent, reply)
    assert start(t) == when
    assert KIM in {r.to for r in t.replies}


def test_a_no_leaves_it_where_it_is() -> None:
    t = booked()
    t.say("reschedule_meeting", "Could we move to Friday at 4pm?", sender=KIM, thread=t.speaker)
    t.say("deny", "no, let's keep it")
    assert start(t) == "12-03 14:00"


def test_a_wish_for_a_stretch_is_answered_with_offers() -> None:
    t = booked()
    t.say("reschedule_meeting", "Could we move to Friday afternoon?", sender=KIM, thread=t.speaker)
    t.say("affirm", "yes")
    assert {s.start.day for s in t.meeting().open_proposal.slots} == {4}


@pytest.mark.parametrize("text", ["Works for me, go ahead.", "perfect, please confirm it"])
def test_a_yes_to_what_is_booked_tells_that_it_is(text: str) -> None:
    assert "is booked for Thu, Dec 3, 2–2:30 PM" in booked().say("affirm", text).text


def test_an_outsiders_late_yes_is_noted() -> None:
    t = booked()
    t.say("affirm", "Confirmed, see you then.", sender=KIM, thread=t.speaker)
    assert t.meeting().participant(KIM).partstat is PartStat.ACCEPTED


@pytest.mark.parametrize(
    "text",
    ["Neither works, but Friday morning is fine", "Thursday is out for me; Monday at 3 would be better"],
)
def test_a_refusal_that_names_another_time_is_looked_into(text: str) -> None:
    t = asked("30 minutes with priya@customer.example on Thursday at 2pm or 4pm")
    t.say("reject_slots", text, sender=KIM, thread=t.speaker)
    assert {s.start.day for s in t.meeting().last_proposal.slots}.isdisjoint({3})


def test_a_time_and_another_person_in_one_breath() -> None:
    t = asked()
    t.say("propose_time", "Make it Friday at 10 and add Tom Okafor please", attendee="Tom Okafor")
    assert start(t) == "12-04 10:00"
    assert set(t.meeting().addresses) == {t.speaker, KIM, "tom@example.com"}


@pytest.mark.parametrize("text", ["Adding Tom Okafor, who must join.", "Tom Okafor needs to be there too"])
def test_a_person_who_must_join_is_looked_for_too(text: str) -> None:
    t = asked()
    t.say("out_of_scope", text, attendee="Tom Okafor")
    assert "tom@example.com" in t.meeting().addresses
    assert t.meeting().open_proposal.round == 2


@pytest.mark.parametrize("text", ["the 2nd one, but make it 45 minutes", "second one please, for 45 minutes"])
def test_a_pick_with_another_length(text: str) -> None:
    t = asked()
    second = t.meeting().open_proposal.slots[1]
    t.say("choose_slot", text, choice="2")
    assert (t.meeting().booked.start, t.meeting().booked.minutes) == (second.start, 45)


@pytest.mark.parametrize("intent", ["reschedule_meeting", "schedule_meeting", "out_of_scope"])
def test_a_pick_beside_another_wish_counts(intent: str) -> None:
    t = asked()
    first = t.meeting().open_proposal.slots[0]
    text = f"Let's do the first one. Could you add my colleague Nina ({NINA}) too?"
    t.say(intent, text, sender=KIM, thread=t.speaker)
    assert t.meeting().booked.start == first.start
    assert NINA not in t.meeting().addresses
    assert any("Nina" in r.text or NINA in r.text for r in t.replies if r.to == t.speaker)
    t.say("reschedule_meeting", "Yes, please add Nina.", attendee="Nina")
    assert NINA in t.meeting().addresses


def test_a_guest_is_added_only_by_the_organizer() -> None:
    t = booked()
    t.say("reschedule_meeting", f"please invite {NINA} as well", sender=KIM, thread=t.speaker)
    assert NINA not in t.meeting().addresses
    t.say("deny", "no, rather not")
    assert NINA not in t.meeting().addresses


def test_a_name_with_its_address_behind_is_one_person() -> None:
    t = talk("en")
    t.say("schedule_meeting", f"a call with Nina Ode ({NINA}) on Thursday", attendee=["Nina Ode", NINA])
    (nina,) = t.meeting().others
    assert (nina.address, nina.name) == (NINA, "Nina Ode")


@pytest.mark.parametrize("text", ["Typo, it's prya@customer.example", "The address was wrong: prya@customer.example"])
@pytest.mark.parametrize("begin", [asked, booked])
def test_a_misspelt_address_is_put_right(begin, text: str) -> None:
    t = begin()
    t.say("out_of_scope", text)
    assert set(t.meeting().addresses) == {t.speaker, "prya@customer.example"}
    assert "prya@customer.example" in {r.to for r in t.replies}


def test_another_address_after_a_bounce_needs_no_likeness() -> None:
    t = asked()
    with t.store.transaction() as tx:
        assert undelivered.bounced_to(tx.connection, KIM, "550 no such user")
    t.say("out_of_scope", "Use office@elsewhere.example please")
    assert set(t.meeting().addresses) == {t.speaker, "office@elsewhere.example"}


def test_an_address_of_somebody_else_replaces_nobody() -> None:
    t = asked()
    t.say("out_of_scope", f"I told {NINA} about it")
    assert KIM in t.meeting().addresses


def test_a_time_asked_for_in_one_sentence_of_several() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 수요일 오후 6시 전에 30분", attendee="하은님")
    t.say("out_of_scope", "그럼 제가 늦게까지 있을게요. 수요일 저녁 7시 반으로 부탁드려요")
    zoned = t.meeting().open_proposal.slots[0].start if t.meeting().open_proposal else t.meeting().booked.start
    assert zoned == datetime.fromisoformat("2026-12-02T19:30:00+09:00")


def test_an_event_named_by_a_part_of_its_title_is_moved_not_looked_at() -> None:
    t = talk("ko")
    text = "기술 면접을 금요일로 미루려고 합니다. 가능한 시간을 제안해 주세요."
    assert "옮길 수 있는 시간" in t.say("find_time", text, sender="seojun@example.com").text


def test_the_weekday_before_its_name_is_the_events_own() -> None:
    t = talk("ko")
    text = "화요일 기술 면접을 다음 주로 미루려고 합니다. 가능한 시간을 제안해 주세요."
    t.say("find_time", text, sender="seojun@example.com", title="기술 면접")
    with t.store.reading() as tx:
        (meeting,) = tx.meetings.of_person("seojun@example.com")
    days = {c["start"][:10] for c in meeting.constraints}
    assert days == {"2026-12-07"}


@pytest.mark.parametrize(
    ("text", "taken"), [("Options 1 and 2 both work on my side.", {0, 1}), ("1 and 3 work", {0, 2})]
)
def test_several_offers_are_taken_by_their_numbers(text: str, taken: set[int]) -> None:
    t = talk("en")
    people = [KIM, "kim@partner.example"]
    t.say("schedule_meeting", f"30 minutes with {KIM} and kim@partner.example on Thursday or Friday", attendee=people)
    t.say("choose_slot", text, sender=KIM, thread=t.speaker)
    theirs, slots = t.meeting().participant(KIM), t.meeting().open_proposal.slots
    assert {n for n, slot in enumerate(slots) if theirs.verdict_on(slot) is Verdict.YES} == taken


def test_a_pick_that_is_gone_is_told_as_such_to_both() -> None:
    t = asked()
    first = t.meeting().open_proposal.slots[0]
    event = {"title": "Fire drill", "start": first.start.isoformat(), "end": first.end.isoformat()}
    t.world.happen({"calendar_add": {"person": "Nora Whitfield", **event}}, [])
    reply = t.say("choose_slot", "option 1 please", choice="1", sender=KIM, thread=t.speaker)
    assert "couldn't book it" in reply.text
    (told,) = [r.text for r in t.replies if r.to == t.speaker]
    assert "no longer free" in told
    assert "asked for another time" not in told
    assert "Fire drill" not in reply.text


def test_no_problem_then_the_first_is_a_pick() -> None:
    t = asked()
    first = t.meeting().open_proposal.slots[0]
    t.say("reject_slots", "No problem, then the first of these.", sender=KIM, thread=t.speaker)
    assert t.meeting().booked.start == first.start


def test_a_number_beyond_the_offers_is_the_hour_of_one() -> None:
    t = talk("en")
    t.say("schedule_meeting", "30 minutes with Sam Reed tomorrow at 2pm or 4pm", attendee="Sam Reed")
    t.say("choose_slot", "4 then.", choice="4")
    assert start(t) == "12-01 16:00"


def test_who_is_asked_already_is_nobody_else() -> None:
    t = asked()
    text = "Priya just called me - book it for Friday at 9am, that's 3pm for her."
    t.say("schedule_meeting", text, attendee="Priya")
    assert start(t) == "12-04 09:00"
    assert t.meeting().addresses == (t.speaker, KIM)


def test_a_day_that_is_taken_and_one_that_is_asked_for() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "하은님이랑 수요일에 30분 동기화", attendee="하은님", title="동기화")
    haeun = t.world.scenario.person("오하은").address
    text = "수요일은 다른 일정이 있는데, 혹시 목요일은 안 되실까요?"
    t.say("propose_time", text, sender=haeun, thread=t.speaker)
    assert {s.start.day for s in t.meeting().open_proposal.slots} == {3}


def test_a_question_put_to_the_organizer_leaves_those_of_others_open() -> None:
    t = talk("en")
    t.say("schedule_meeting", "Review with Tom tomorrow 11am, one hour", attendee="Tom", title="Review")
    meeting, now = t.meeting(), t.world.now
    with t.store.transaction() as tx:
        here = tx.conversations.get(meeting.channel, meeting.conversation)
        stood = {"question": "leave", "asked": ["tom@example.com"], "meeting": meeting.id}
        tx.conversations.put(replace(here, pending=stood), now)
        asked_of_organizer(meeting, "wished_time", {"times": []}, now)(tx)
        pending = tx.conversations.get(meeting.channel, meeting.conversation).pending
    assert (pending["question"], pending["asked"]) == ("wished_time", [meeting.organizer])
    assert [(o["question"], o["asked"]) for o in pending["others"]] == [("leave", ["tom@example.com"])]
