"""The Korean vocabulary of time: days, weeks, months, years, parts of the day, ordinals, and what each one means.

A space inside a key is optional in the text. Add a word here and the rules know it.
"""

from __future__ import annotations

#: Day words → days from today.
DAYS = {
    "오늘": 0, "금일": 0, "내일": 1, "낼": 1, "명일": 1, "익일": 1, "모레": 2, "내일 모레": 2, "낼 모레": 2, "내일 모래": 2,
    "낼 모래": 2, "명후일": 2, "익익일": 2, "글피": 3, "그글피": 4, "그그글피": 5, "어제": -1, "어저께": -1, "작일": -1,
    "그제": -2, "그저께": -2, "그저게": -2, "엊그제": -2, "엊그저께": -2, "그끄제": -3, "그끄저께": -3, "그그저께": -3, "그그제": -3,
    "그그그제": -4,
}  # fmt: skip

#: Words before 주, 달 and 해 → how many of them from this one.
NEAR = {
    "이번": 0, "요번": 0, "다음": 1, "담": 1, "다다음": 2, "다음 다음": 2, "다담": 2, "다다다음": 3, "다다다다음": 4,
    "지난": -1, "저번": -1, "지지난": -2, "저저번": -2, "지지지난": -3, "저저저번": -3,
}  # fmt: skip
WEEKS = {**NEAR, "금": 0, "차": 1, "내": 1, "익": 1, "차차": 2, "전전": -2, "전전전": -3}
MONTHS = {**NEAR, "이": 0, "내": 1, "전전": -2}
MONTH_WORDS = {"금월": 0, "당월": 0, "익월": 1, "내월": 1, "차월": 1, "전월": -1, "전전월": -2}
YEARS = {
    "올해": 0, "금년": 0, "이번 해": 0, "올 해": 0, "내년": 1, "명년": 1, "익년": 1, "다음 해": 1, "이듬해": 1, "다다음 해": 2,
    "내후년": 2, "후년": 2, "후후년": 3, "작년": -1, "지난 해": -1, "저번 해": -1, "전년": -1, "재작년": -2, "지지난 해": -2, "재재작년": -3,
}  # fmt: skip

#: Before a weekday, a date or a part of the day: -1 the last one, 0 this week's, 1 the next to come.
MODIFIERS = {
    "지난": -1, "저번": -1, "이번": 0, "요번": 0, "다음": 1, "담": 1, "오는": 1, "다가오는": 1, "돌아오는": 1, "이 다음": 1,
}  # fmt: skip

WEEKDAYS = {"월": 0, "화": 1, "수": 2, "목": 3, "금": 4, "토": 5, "일": 6}
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

#: Ordinals; -1 is the last.
NTH = {
    "첫째": 1, "첫 번째": 1, "첫": 1, "첫번": 1, "1째": 1, "1번째": 1, "둘째": 2, "두째": 2, "두 번째": 2, "2째": 2, "2번째": 2,
    "셋째": 3, "세 번째": 3, "세째": 3, "3째": 3, "3번째": 3, "넷째": 4, "네 번째": 4, "네째": 4, "4째": 4, "4번째": 4,
    "다섯째": 5, "다섯 번째": 5, "5째": 5, "5번째": 5, "여섯째": 6, "마지막": -1, "막": -1, "끝": -1, "맨 마지막": -1,
}  # fmt: skip

SINO_MONTHS = {
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "유": 6, "육": 6, "칠": 7, "팔": 8, "구": 9, "시": 10, "십": 10,
    "십일": 11, "십이": 12,
}  # fmt: skip

#: Day counts with a word of their own.
DAY_COUNTS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15,
    "하룻": 1, "일주일": 7, "한주일": 7, "일 주일": 7,
}  # fmt: skip

#: The day before or after the one just named.
DAY_SHIFTS = {
    "전날": -1, "그 전날": -1, "하루 전날": -1, "바로 전날": -1, "다음 날": 1, "그 다음 날": 1, "이튿 날": 1, "바로 다음 날": 1,
}  # fmt: skip

#: Parts of the day → their names in `bands`.
PODS = {
    "꼭두새벽": "새벽", "새벽녘": "새벽", "새벽": "새벽", "해뜰녘": "새벽", "이른 아침": "이른아침", "아침 일찍": "이른아침",
    "아침 시간": "아침", "아침": "아침", "오전 시간": "오전", "오전": "오전", "오전 중": "오전", "오전 일찍": "first_thing",
    "이른 오전": "first_thing", "늦은 오전": "late_morning", "오전 늦게": "late_morning", "점심 시간": "lunch", "점심때": "lunch",
    "점심": "lunch", "점심 무렵": "lunch", "한낮": "낮", "대낮": "낮", "낮 시간": "낮", "낮": "낮", "오후 시간": "afternoon",
    "오후": "afternoon", "오후 중": "afternoon", "이른 오후": "early_afternoon", "오후 일찍": "early_afternoon",
    "늦은 오후": "late_afternoon", "오후 늦게": "late_afternoon", "해질녘": "해질녘", "해질 무렵": "해질녘", "저녁 시간": "저녁",
    "저녁때": "저녁", "저녁 무렵": "저녁", "저녁": "저녁", "이른 저녁": "early_evening", "늦은 저녁": "late_evening",
    "저녁 늦게": "late_evening", "밤 늦게": "늦은밤", "늦은 밤": "늦은밤", "밤 시간": "밤", "밤": "밤", "심야": "심야", "한밤중": "심야",
    "한밤": "심야", "am": "오전", "pm": "afternoon", "퇴근 후": "저녁", "퇴근 이후": "저녁", "퇴근하고": "저녁", "퇴근하고 나서": "저녁",
    "퇴근길": "저녁", "퇴근 시간": "early_evening", "출근하자마자": "first_thing", "출근 직후": "first_thing", "출근하고": "first_thing",
    "출근해서": "first_thing", "출근하면": "first_thing", "출근 후": "first_thing", "업무 시간": "working_hours", "근무 시간": "working_hours",
    "업무 시간 중": "working_hours", "업무 시간 내": "working_hours", "근무 시간 내": "working_hours", "일과 시간": "working_hours",
    "업무시간 안": "working_hours", "일과 후": "저녁",
}  # fmt: skip

#: What ends or begins a part of the working day → (hour, whether the time after it is meant).
EDGES = {
    "퇴근 전": (18, False), "퇴근하기 전": (18, False), "퇴근 이전": (18, False), "출근 전": (9, False), "출근하기 전": (9, False),
    "점심 전": (12, False), "점심 이전": (12, False), "점심 먹기 전": (12, False), "점심 시간 전": (12, False),
    "저녁 전": (18, False), "저녁 먹기 전": (18, False), "업무 시작 전": (9, False), "업무 종료 전": (18, False),
    "업무 마감 전": (18, False), "일과 전": (9, False), "점심 먹고": (13, True), "점심 먹고 나서": (13, True),
    "점심 먹은 뒤": (13, True), "점심 먹은 후": (13, True), "점심 식사 후": (13, True), "점심 식사하고": (13, True),
    "점심 후": (13, True), "점심 이후": (13, True), "점심 뒤": (13, True), "점심 지나서": (13, True), "점심 시간 이후": (13, True),
    "점심 시간 후": (13, True), "점심 시간 끝나고": (13, True), "점심 끝나고": (13, True), "밥 먹고": (13, True), "저녁 먹고": (19, True),
    "저녁 먹고 나서": (19, True), "저녁 식사 후": (19, True), "저녁 이후": (18, True), "업무 시간 이후": (18, True),
    "업무 시간 후": (18, True), "업무 끝나고": (18, True), "일 끝나고": (18, True), "오전 지나서": (12, True),
}  # fmt: skip

CLOCK_WORDS = {"정오": 12, "자정": 24}
