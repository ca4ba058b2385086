"""Reminders on the day before an event, and on its own day."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.unit.journeys.harness import talk
from tests.unit.journeys.test_reminders import due


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("회의 전날 오전 9시에 알려줘", "2026-12-03 09:00"),
        ("하루 전날 저녁 6시에 알려주세요", "2026-12-03 18:00"),
        ("전날 저녁에 알려줘", "2026-12-03 18:00"),
        ("전날에 한 번 알려줘", "2026-12-03 09:00"),
        ("당일 아침 8시에 알려줘", "2026-12-04 08:00"),
        ("remind me the evening before", "2026-12-03 18:00"),
        ("remind me the day before at 4pm", "2026-12-03 16:00"),
        ("remind me on the morning of the meeting", "2026-12-04 09:00"),
    ],
)
def test_the_day_is_counted_from_the_event(text: str, when: str) -> None:
    t = talk("ko")
    t.say("schedule_meeting", "금요일 오후 2시에 하은 님이랑 30분 점검", attendee="하은 님", title="점검")
    assert t.meeting().booked
    t.say("set_reminder", text)
    assert due(t) == [datetime.fromisoformat(when)]


def test_it_goes_with_the_event() -> None:
    t = talk("ko")
    t.say("schedule_meeting", "금요일 오후 2시에 하은 님이랑 30분 점검", attendee="하은 님", title="점검")
    t.say("set_reminder", "전날 오후 2시에 알려줘")
    t.say("reschedule_meeting", "점검 목요일 오후 5시로 옮겨줘", title="점검")
    assert due(t) == [datetime.fromisoformat("2026-12-02 17:00")]
