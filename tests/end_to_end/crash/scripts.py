"""The journeys during which processes are killed; together every kind of thing that is written happens in them."""

from __future__ import annotations

from datetime import timedelta

from tests.end_to_end.crash.house import ANNA, SAM, SEO, Say, Script, Wait

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

MEETING = Script(
    "meeting",
    (
        Say(
            SEO,
            "schedule_meeting",
            "민지님, 준호님, Sam이랑 목요일 오후에 디자인 리뷰 한 시간 잡아줘",
            {"attendee": ["민지님", "준호님", "Sam"], "title": "디자인 리뷰"},
        ),
        Say(SEO, "choose_slot", "2번으로 해줘", {"choice": "2"}),
        Say(SEO, "reschedule_meeting", "디자인 리뷰 금요일 오후 4시로 옮겨줘", {"title": "디자인 리뷰"}),
        Say(SEO, "cancel_meeting", "디자인 리뷰 취소해줘", {"title": "디자인 리뷰"}),
        Say(SEO, "affirm", "네"),
        Wait(15 * MINUTE),
    ),
)
EDITS = Script(
    "edits",
    (
        Say(
            SEO,
            "schedule_meeting",
            "수요일 오후 2시에 민지님이랑 예산 회의 30분 잡아줘",
            {"attendee": "민지님", "title": "예산 회의"},
        ),
        Say(SEO, "reschedule_meeting", "준호님도 추가해줘", {"attendee": "준호님"}),
        Say(SEO, "reschedule_meeting", "장소를 3층 회의실로 바꿔줘", {"location": "3층 회의실"}),
        Say(SEO, "reschedule_meeting", "민지님은 빼줘", {"attendee": "민지님"}),
        Say(SEO, "reschedule_meeting", "30분 뒤로 미뤄줘"),
        Wait(15 * MINUTE),
    ),
)
NEGOTIATION = Script(
    "negotiation",
    (
        Say(
            SEO,
            "schedule_meeting",
            "anna@partner.example이랑 다음 주에 미팅 30분 잡아줘",
            {"attendee": "anna@partner.example", "purpose": "미팅"},
        ),
        Wait(2 * DAY + timedelta(hours=9)),  # Wednesday evening in Seoul, 10 in the morning in Berlin: a nudge
        Say(ANNA, "choose_slot", "the second one works for me", {"choice": "2"}),
        Say(SEO, "reschedule_meeting", "30분 미뤄줘"),
        Wait(15 * MINUTE),
    ),
)
COUNTER = Script(
    "counter",
    (
        Say(
            SEO,
            "schedule_meeting",
            "anna@partner.example이랑 다음 주에 미팅 30분 잡아줘",
            {"attendee": "anna@partner.example", "purpose": "미팅"},
        ),
        Say(ANNA, "reject_slots", "none of these work for me"),
        Say(ANNA, "propose_time", "could we do next Thursday afternoon?"),
        Wait(20 * DAY),  # nobody says another word: it runs out
    ),
)
SERIES = Script(
    "series",
    (
        Say(
            SEO,
            "schedule_meeting",
            "매주 화요일 오전 11시에 민지님이랑 주간 점검 30분 잡아줘",
            {"attendee": "민지님", "title": "주간 점검"},
        ),
        Say(SEO, "cancel_meeting", "주간 점검 취소해줘", {"title": "주간 점검"}),
        Say(SEO, "choose_slot", "이번만"),
        Say(SEO, "reschedule_meeting", "주간 점검 다음 주 화요일 오후 3시로 옮겨줘", {"title": "주간 점검"}),
        Say(SEO, "affirm", "네"),
        Say(SEO, "cancel_meeting", "주간 점검 취소해줘", {"title": "주간 점검"}),
        Say(SEO, "affirm", "모두"),
        Wait(15 * MINUTE),
    ),
)
REMINDER = Script(
    "reminder",
    (
        Say(SEO, "set_reminder", "오늘 오후 1시에 약 먹으라고 알려줘"),
        Say(SAM, "set_reminder", "remind me to call Jun in 90 minutes"),
        Wait(timedelta(hours=4)),
        Wait(timedelta(minutes=15)),
    ),
)
SHIFT = Script(
    "shift",
    (
        Say(
            SEO,
            "schedule_meeting",
            "내일 오후 3시에 민지님이랑 회의 30분 잡아줘",
            {"attendee": "민지님", "title": "가 회의"},
        ),
        Say(
            SEO,
            "schedule_meeting",
            "내일 오후 4시에 준호님이랑 회의 30분 잡아줘",
            {"attendee": "준호님", "title": "나 회의"},
        ),
        Say(SEO, "reschedule_meeting", "내일 3시 이후 일정 전부 30분씩 미뤄줘"),
        Say(SEO, "affirm", "네"),
        Wait(15 * MINUTE),
    ),
)
SCRIPTS = {s.name: s for s in (MEETING, EDITS, NEGOTIATION, COUNTER, SERIES, REMINDER, SHIFT)}
