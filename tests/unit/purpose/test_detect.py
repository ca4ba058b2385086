"""Which purpose a title or a message names."""

from __future__ import annotations

import pytest

from actions.core.purpose import PURPOSES, detect

TITLES = [
    ("1:1 with Mina", "one_on_one"),
    ("1on1", "one_on_one"),
    ("팀장님 면담", "one_on_one"),
    ("일대일 미팅", "one_on_one"),
    ("Daily stand-up", "standup"),
    ("데일리 스크럼", "standup"),
    ("Sprint retro", "retrospective"),
    ("3분기 회고", "retrospective"),
    ("Sprint planning", "planning"),
    ("신제품 기획 회의", "planning"),
    ("백엔드 개발자 면접", "interview"),
    ("Phone interview: designer", "interview"),
    ("Lunch with Alex", "lunch"),
    ("점심", "lunch"),
    ("저녁 식사", "dinner"),
    ("Thanksgiving dinner", "dinner"),
    ("연말 회식", "team_dinner"),
    ("Team dinner", "team_dinner"),
    ("커피챗", "coffee"),
    ("coffee chat", "coffee"),
    ("치맥", "drinks"),
    ("Breakfast briefing", "breakfast"),
    ("Sales call Acme", "sales_call"),
    ("고객사 미팅", "client_meeting"),
    ("Conference call", "conference_call"),
    ("화상회의", "conference_call"),
    ("디자인 워크숍", "workshop"),
    ("Design review", "review"),
    ("코드 리뷰", "review"),
    ("All-hands", "all_hands"),
    ("전사 회의", "all_hands"),
    ("프로젝트 킥오프", "kickoff"),
    ("분기 실적 발표", "presentation"),
    ("신입 교육", "training"),
    ("브레인스토밍", "brainstorm"),
    ("공장 방문", "site_visit"),
    ("Dentist", "medical"),
    ("치과", "medical"),
    ("딸 생일", "personal"),
    ("보고서 마감", "deadline"),
    ("Focus time", "focus"),
    ("주간 회의", "team_sync"),
    ("Project X", "meeting"),
    ("회의", "meeting"),
    ("", "meeting"),
]

TEXTS = [
    ("내일 민지랑 점심 먹자", "lunch"),
    ("다음 주에 점심 한번 해요", "lunch"),
    ("can we do lunch on Friday?", "lunch"),
    ("점심 먹고 회의 잡아줘", "meeting"),
    ("점심시간 피해서 미팅 잡아줘", "meeting"),
    ("let's meet after lunch", "meeting"),
    ("not during lunch hour please", "meeting"),
    ("저녁 7시에 회의하자", "meeting"),
    ("금요일에 팀 저녁 먹어요", "dinner"),
    ("내일 저녁 같이 먹을까요?", "dinner"),
    ("오후 1:10에 미팅", "meeting"),
    ("call me Ishmael", "meeting"),
    ("Set up a quick call with Dana", "conference_call"),
    ("회식 날짜 잡아줘", "team_dinner"),
    ("Ｌｕｎｃｈ　with Sam", "lunch"),
]


@pytest.mark.parametrize(("title", "purpose"), TITLES)
def test_title(title, purpose):
    assert detect(title).id == purpose


@pytest.mark.parametrize(("text", "purpose"), TEXTS)
def test_text(text, purpose):
    assert detect("", text).id == purpose


def test_the_title_goes_before_the_text():
    assert detect("회고", "점심 먹자").id == "retrospective"
    assert detect("Acme", "내일 점심 먹자").id == "lunch"


def test_long_rubbish_is_a_meeting():
    assert detect("x" * 200_000, "\x00\u200b" * 10_000).id == "meeting"


@pytest.mark.parametrize("purpose", PURPOSES.values(), ids=lambda p: p.id)
def test_table_is_sound(purpose):
    assert purpose.bounds
    assert purpose.usual
    assert purpose.source
    assert all(0 <= h.start < h.end <= 1440 and 0 < h.weight <= 1 for h in (*purpose.bounds, *purpose.usual))
    # a meeting of the usual length that begins at a usual hour can stay in bounds
    best = max(purpose.usual, key=lambda h: h.weight)
    assert any(b.start <= best.start and best.start + purpose.minutes <= b.end for b in purpose.bounds)
