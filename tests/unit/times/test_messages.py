"""Whole messages as they are written: a greeting, a few sentences, a signature, and every time that they name."""

from __future__ import annotations

import pytest

from .cases import read

_MESSAGES = [
    (
        "Hi Priya,\nthanks for the draft. Could we meet on Wednesday at 2pm to go through it? An hour should be enough.\nBest,\nTom",
        ["11-25 14:00", "60m"],
    ),
    (
        "Hi all,\nthe steering committee will take place on 3 December 2026, 10:00–12:00 CET. Please confirm by Friday.\nKind regards,\nAnke",
        ["12-03 10:00..12-03 12:00", "..11-28"],
    ),
    (
        "Hey, quick one: are you around tomorrow between 11 and 1? If not, Thursday after lunch works as well.",
        ["11-24 11:00..11-24 13:00", "11-26 13:00.."],
    ),
    (
        "Morning! I can't do Monday, but Tuesday any time before noon is good for me.",
        ["11-24..11-24 12:00", "11-23..11-24 avoid"],
    ),
    (
        "The client asked for either 9am or 4pm KST next Thursday. Which one do you prefer?",
        ["12-03 09:00", "12-03 16:00"],
    ),
    (
        "Sorry for the late reply. Last week was crazy. Could we push our 3pm to 4:30pm today?",
        ["11-23 16:30", "11-16..11-23", "11-23 15:00"],
    ),
    (
        "@kono set up a 30 minute intro with Dana next week, mornings only please",
        ["FREQ=DAILY;UNTIL=20261206T235959 11-30 06:00..11-30 12:00", "30m"],
    ),
    (
        "Let's do Dec 1 at 10. If that's bad, Dec 2 at 10 or 11 also works.",
        ["12-01 10:00", "12-02 10:00", "12-02 11:00"],
    ),
    (
        "Hello,\nI am out of office from December 21 to January 3. For urgent matters call Jun.\nRegards\nMina",
        ["12-21..2027-01-04"],
    ),
    (
        "Can we find 45 minutes this week? I'm flexible except Wednesday afternoon.",
        ["11-23..11-30", "11-25 12:00..11-25 18:00 avoid", "45m"],
    ),
    ("Reminder: expense reports are due by EOD Friday.", ["..11-27 18:00"]),
    (
        "I'd like to schedule interviews on Nov 30, Dec 1 and Dec 2, each from 1pm to 3pm.",
        ["11-30 13:00..11-30 15:00", "12-01 13:00..12-01 15:00", "12-02 13:00..12-02 15:00"],
    ),
    ("Tue 24 Nov, 15:00–16:00 CET works. I'll send the invite.", ["11-24 15:00..11-24 16:00"]),
    (
        "Would 5pm London time tomorrow be OK? That's 2am for Jisoo, so perhaps 9am London time instead.",
        ["11-24 17:00", "11-24 02:00", "11-24 09:00"],
    ),
    (
        "Please cancel the 1:1 with Omar on Friday and move the design review to Monday at 11.",
        ["11-23 11:00", "11-27..11-28"],
    ),
    ("We need two hours with legal before the end of the month.", ["..12-01", "120m"]),
    ("Lunch on Thursday? Noon at the usual place, or 12:30 if you have a meeting.", ["11-26 12:00", "11-26 12:30"]),
    (
        "Every other Wednesday at 4pm for 25 minutes with Leo, starting December 2.",
        ["FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 12-02 16:00..12-02 16:25"],
    ),
    ("What does my Tuesday look like? Anything after 4?", ["11-24 16:00.."]),
    (
        "Hi Sam, I'm in Seoul from Monday through Thursday. Any chance for dinner on Tuesday or Wednesday evening?",
        ["11-23..11-27", "11-24 18:00..11-24 22:00", "11-25 18:00..11-25 22:00"],
    ),
    (
        "I'm free Mon 10-12, Tue 14-16 and Fri all day.",
        ["11-23 10:00..11-23 12:00", "11-24 14:00..11-24 16:00", "11-27..11-28"],
    ),
    ("Let's postpone the kickoff by two weeks, to December 9 at 1pm.", ["12-09 13:00", "20160m"]),
    (
        "Not before 10 please, and keep Friday afternoon free.",
        ["..11-23 10:00 avoid", "11-27 12:00..11-27 18:00 avoid"],
    ),
    ("It's already past 6 here, let's continue tomorrow at 9:30am.", ["11-24 09:30"]),
    ("Can we talk in 20 minutes? Otherwise at half past four.", ["11-23 10:20", "11-23 16:30"]),
    ("The workshop runs Dec 7–9, 9am to 5pm each day.", ["FREQ=DAILY;UNTIL=20261209T235959 12-07 09:00..12-07 17:00"]),
    (
        "Happy to meet the week of December 14. Wednesday or Thursday that week would be ideal.",
        ["12-14..12-21", "12-16..12-17", "12-17..12-18"],
    ),
    ("No worries, see you at 3!", ["11-23 15:00"]),
    (
        "Could you block 2 hours for focus every weekday morning?",
        ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 11-24 06:00..11-24 12:00", "120m"],
    ),
    ("From: Ana\nDate: Mon, Nov 23, 2026 at 9:12 AM\nLet's meet on Wednesday at 10.", ["11-25 10:00"]),
    (
        "안녕하세요, 김 대리님.\n다음 주 화요일 오후 2시에 한 시간 정도 회의 가능하실까요?\n감사합니다.\n박지훈 드림",
        ["12-01 14:00..12-01 15:00"],
    ),
    ("팀장님, 목요일 3시 회의 30분만 미뤄도 될까요? 앞 미팅이 길어질 것 같아요.", ["11-26 15:00", "30m"]),
    ("이번 주 금요일까지 자료 부탁드립니다. 리뷰는 다음 주 월요일 10시에 하시죠.", ["..11-28", "11-30 10:00"]),
    (
        "내일 오전은 외근이라 어렵고, 오후 4시 이후면 언제든 괜찮습니다.",
        ["11-24 16:00..", "11-24 09:00..11-24 12:00 avoid"],
    ),
    (
        "12월 3일(목) 14:00~15:30, 3층 대회의실에서 진행합니다. 참석 여부를 수요일까지 알려주세요.",
        ["12-03 14:00..12-03 15:30", "..11-26"],
    ),
    (
        "저는 화요일, 수요일 둘 다 가능한데 되도록 오전이면 좋겠어요.",
        ["11-24..11-25", "11-25..11-26", "11-25 09:00..11-25 12:00 prefer"],
    ),
    (
        "매주 월요일 9시 반에 30분씩 주간 회의 잡아주세요. 12월부터요.",
        ["FREQ=WEEKLY;BYDAY=MO 12-07 09:30..12-07 10:00"],
    ),
    (
        "어제 말씀드린 건으로 모레 점심 같이 하실래요? 12시 어떠세요?",
        ["11-22..11-23", "11-25 12:00..11-25 13:00", "11-25 12:00"],
    ),
    ("Find me an hour with Ana next Monday or Tuesday", ["11-30..12-01", "12-01..12-02", "60m"]),
    ("Call me in 1 day, 2 hours, and 5 minutes", ["11-24 12:05"]),
    ("A catch-up in the next two weeks, 30 mins", ["11-23 10:00..12-08", "30m"]),
    ("다음 주에 월요일 말고 커피 한잔해요", ["11-30..12-07", "11-30..12-01 avoid"]),
    ("금욜 2시 이후로 30분 미팅 가능할까요?", ["11-27 14:00..", "30m"]),
    ("다음 달 둘째 주에 워크숍을 하려고 합니다. 2박 3일 예정이에요.", ["12-07..12-14", "4320m"]),
    ("죄송하지만 3시는 안 되고 4시나 5시는 어떠세요?", ["11-23 16:00", "11-23 17:00", "11-23 15:00 avoid"]),
    ("오늘 저녁 7시에 회식 있습니다. 늦으시는 분은 8시까지 오세요.", ["11-23 19:00", "..11-23 20:00"]),
    ("금요일 빼고 다음 주 아무 때나 좋습니다. 한 시간이면 충분해요.", ["11-30..12-07", "12-04..12-05 avoid", "60m"]),
    ("11월 30일부터 12월 4일까지 휴가입니다. 급한 일은 이 과장님께 연락 주세요.", ["11-30..12-05 avoid"]),
    ("뉴욕 팀이랑 미팅이라 한국시간 내일 밤 10시에 시작합니다.", ["11-24 22:00"]),
    ("1시간짜리 회의 하나 잡아줘. 이번 주 안으로.", ["..11-30", "60m"]),
    ("회의 10분 전에 알려줘", ["10m"]),
    (
        "월수금 오전 10시부터 11시까지는 집중 시간이니까 비워줘.",
        ["11-30 10:00..11-30 11:00 avoid", "11-25 10:00..11-25 11:00 avoid", "11-27 10:00..11-27 11:00 avoid"],
    ),
    ("내일 두 시에 보기로 한 거 세 시 반으로 바꿔 주세요.", ["11-24 15:30", "11-24 14:00"]),
    ("오전 중에 연락드릴게요. 늦어도 11시까지는요.", ["11-23 09:00..11-23 12:00", "..11-23 11:00"]),
    ("격주 목요일 4시 1:1, 다음 주부터 시작할까요?", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 12-03 16:00"]),
    ("3시에 시작해서 5시쯤 끝날 것 같아요.", ["11-23 15:00", "11-23 17:00"]),
    ("연말까지 매달 마지막 금요일 오후 5시에 회고해요.", ["FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231T235959 11-27 17:00"]),
    ("민수 님은 화요일만 된다고 하시네요. 그럼 화요일 1시로 하죠.", ["11-24..11-25", "11-24 13:00"]),
    ("이번 주는 힘들고 다음 주 초가 좋겠습니다.", ["11-30..12-02 prefer", "11-23..11-30 avoid"]),
    ("회의는 2026년 12월 15일 오후 1시 30분부터 두 시간 동안입니다.", ["12-15 13:30..12-15 15:30"]),
    ("지금 통화 가능하세요? 아니면 한 시간 뒤에 할까요?", ["11-23 10:00", "11-23 11:00"]),
    ("목요일 10시 KST(수요일 17시 PST)로 확정할게요.", ["11-26 10:00"]),
    ("내일까지 답 드릴게요. 일단 수요일 오후 3시로 잡아 두시죠.", ["..11-25", "11-25 15:00"]),
    ("점심시간(12시~1시)은 피해서 내일 아무 때나 넣어주세요.", ["11-24..11-25", "11-24 12:00..11-24 13:00 avoid"]),
    ("수요일 2시에서 3시로 옮겨주세요", ["11-25 15:00", "11-25 14:00"]),
    ("Let's say Thursday at 2, sorry, at 2:30, in room Hudson.", ["11-26 14:30"]),
    ("Can you do 4pm today? Actually tomorrow is better, same place.", ["11-24 16:00"]),
    (
        "Hi Jo, Friday doesn't work any more, could we do Monday the 30th at 10:30 instead? 45 min is fine.",
        ["11-30 10:30", "11-27..11-28 avoid", "45m"],
    ),
    ("The review is at 3pm on the 2nd; please send slides by noon on December 1.", ["12-02 15:00", "..12-01 12:00"]),
    (
        "Team, no stand-up on Thursday and Friday because of the holiday. Back on Monday at 9:15.",
        ["11-26..11-27", "11-27..11-28", "11-30 09:15"],
    ),
    (
        "I can offer Tuesday 1-3pm or Wednesday 9-11am (all times CET).",
        ["11-24 13:00..11-24 15:00", "11-25 09:00..11-25 11:00"],
    ),
    (
        "Please move tomorrow's planning to Thursday, same length, after 2pm if possible.",
        ["11-26..11-27", "11-24..11-25", "11-26 14:00.. prefer"],
    ),
    (
        "안녕하세요. 이번 주 목요일 미팅이 어려울 것 같아 다음 주로 미룰 수 있을까요? 화요일 빼고는 괜찮습니다.",
        ["11-30..12-07", "11-26..11-27", "12-01..12-02 avoid"],
    ),
    ("수요일 11시, 아 아니다 12시에 로비에서 봬요.", ["11-25 12:00"]),
    ("정기 점검은 11월 28일 토요일 새벽 2시부터 4시까지입니다.", ["11-28 02:00..11-28 04:00"]),
    ("내일 회의 10시로 당겨도 될까요? 안 되면 11시도 좋습니다.", ["11-24 10:00", "11-24 11:00"]),
    ("How long is the offsite? I heard it's two days, December 10 and 11.", ["12-10..12-11", "12-11..12-12", "2880m"]),
]


@pytest.mark.parametrize(("text", "expected"), _MESSAGES)
def test_every_time_of_a_message(text: str, expected: list[str]) -> None:
    assert read(text) == expected
