"""Korean texts that only Slack shows: buttons, forms, the Home tab, answers to clicks."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    # ---- under the offers
    "slack_pick": "이때로 하기",
    "slack_pick_label": "{number}번으로 하기: {slot}",
    "slack_more": "다른 시간 더 보기",
    "slack_none": "모두 안 돼요",
    "slack_other_time": "다른 때 고르기",
    "slack_your_time": "내 시간으로: {time}",
    "slack_chosen": "{name} 님이 {number}번({slot})을 골랐어요.",
    "slack_asked_more": "{name} 님이 다른 시간을 더 찾아 달라고 했어요.",
    "slack_refused_all": "{name} 님은 이 시간들이 모두 어려워요.",
    "slack_named_time": "{name} 님이 {slot:을/를} 제안했어요.",
    "slack_closed": "이 제안은 끝났어요.",
    "slack_settled": "{slot}에 잡혔어요.",
    # ---- clicks that come to nothing
    "slack_click_used": "이미 눌린 버튼이라 그대로 두었어요.",
    "slack_click_stale": "지금은 제안 중인 시간이 아니에요. 새로 찾아 달라고 하시거나 제 마지막 메시지를 봐 주세요.",
    "slack_click_not_yours": "{name} 님에게 제안한 시간이에요. 이 회의에 함께하는 분만 고를 수 있어요.",
    "slack_click_unknown": "더는 알지 못하는 버튼이에요. 다시 말씀해 주세요.",
    # ---- messages edited
    "slack_edited_late": (
        "이미 잡힌 회의라서 고치신 글은 반영하지 않았어요. 바꾸시려면 ‘금요일로 옮겨 줘’처럼 말씀해 주세요."
    ),
    # ---- while it works
    "slack_checking": "캘린더 {count}개를 확인하고 있어요 …",
    "slack_working": "잠시만요 …",
    # ---- forms
    "slack_form_title": "회의 잡기",
    "slack_form_submit": "시간 찾기",
    "slack_form_cancel": "취소",
    "slack_form_what": "어떤 회의인가요?",
    "slack_form_what_hint": "예: 디자인 리뷰",
    "slack_form_who": "누구와 만나나요?",
    "slack_form_guests": "외부 손님 (메일 주소)",
    "slack_form_guests_hint": "name@example.com, another@example.com",
    "slack_form_length": "얼마나 걸리나요?",
    "slack_form_when": "언제가 좋을까요?",
    "slack_form_when_hint": "예: 다음 주 오전",
    "slack_form_by": "{when}까지",
    "slack_form_place": "어디서 만나나요?",
    "slack_form_nobody": "한 분 이상 고르거나 손님의 메일 주소를 적어 주세요.",
    "slack_form_bad_address": "“{said}”{said:-은/는} 메일 주소로 읽히지 않아요.",
    "slack_request": "{when} {people:과/와} {duration} “{title}” 회의 잡아 주세요",
    "slack_request_untitled": "{when} {people:과/와} {duration} 회의 잡아 주세요",
    "slack_request_place": "장소는 {place:이에요/예요}",
    "slack_request_any": "앞으로 2주 안에",
    # ---- the Home tab
    "slack_home_title": "moim과 함께하는 한 주",
    "slack_home_new": "회의 잡기",
    "slack_home_agenda": "다가오는 일정",
    "slack_home_agenda_none": "앞으로 7일 동안 일정이 없어요.",
    "slack_home_agenda_unread": "지금은 캘린더를 읽지 못해서 다가오는 일정을 보여 드릴 수 없어요.",
    "slack_home_agenda_unknown": "캘린더를 연결하면 다가오는 일정을 여기에 보여 드려요.",
    "slack_home_open": "정하고 있는 회의",
    "slack_home_open_none": "답을 기다리는 회의가 없어요.",
    "slack_home_open_line": "{title} — 시간 {count}개 제안 중, {names:을/를} 기다려요",
    "slack_home_open_yours": "{title} — 시간 {count}개 제안 중, 답해 주시기를 기다려요",
    "slack_home_open_missing": "{title} — 아직 제안한 시간이 없어요",
    "slack_home_holds": "잠시 잡아 둔 시간",
    "slack_home_holds_none": "잠시 잡아 둔 시간이 없어요.",
    "slack_home_hold": "{slot} — {title} ({until}까지)",
    "slack_home_calendars": "캘린더",
    "slack_home_calendars_none": (
        "연결된 캘린더가 없어서 언제 비어 있는지 볼 수 없어요. 관리자에게 연결을 부탁해 주세요."
    ),
    "slack_home_calendar_ok": "{label}: 연결됨",
    "slack_home_calendar_reconnect": "{label}: 다시 연결해야 해요. 관리자에게 알려 주세요.",
    "slack_home_calendar_failing": "{label}: 지금은 응답이 없어요. 계속 시도하고 있어요.",
    "slack_home_wishes": "기억하고 있는 바람",
    "slack_home_wishes_none": "아직 없어요. 예를 들어 “10시 전에는 회의 잡지 마”라고 말씀해 주세요.",
    "slack_home_language": "언어",
    "slack_home_zone": "시간대: {zone}",
    "slack_home_stranger": "아직 모르는 분이에요. 관리자에게 {address:을/를} 등록해 달라고 해 주세요.",
    "slack_language_ko": "한국어",
    "slack_language_en": "영어",
    # ---- the command
    "slack_command_help": (
        "• `/moim today` 오늘 일정\n"
        "• `/moim settings` 기억하고 있는 설정과 바람\n"
        "• `/moim` 뒤에 하고 싶은 말: `/moim 내일 오후에 민지 님이랑 30분`\n"
        "• 채널에서 저를 부르거나 여기로 말을 걸어 주세요"
    ),
    "slack_answered_directly": "{user} 님, 답은 DM으로 드렸어요.",
    "slack_in_dm": "DM으로 답해 드릴게요.",
}
