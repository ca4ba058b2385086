"""The words of a purpose, Korean and English. The first pattern that matches wins, so the special come first.

``TITLE`` patterns are for what is surely a title; ``TEXT`` patterns are for whole messages, where "점심" or "lunch" may
only be a time of day ("after lunch", "점심 지나서") and "call" only a verb.
"""

from __future__ import annotations

import re

# what makes of a meal's name a time of day
_KO_TIME = (
    r"(?!\s*(?:때|시간|전|후|이전|이후|직전|직후|지나|지난|쯤|무렵|먹고|먹은|빼고|말고|피해|에는?|엔|까지|부터|이나))"
)
_EN_TIME = r"(?<!after )(?<!before )(?<!at )(?<!around )(?<!over )(?<!by )(?<!until )(?<!during )(?<!not )(?<!except )"
_EN_AFTER = r"(?![- ]?(?:time|hour|break)s?\b)"


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_FIRST: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "one_on_one",
        _any(r"(?<![\d:])1\s*(?::|on|-|대)\s*1(?![\d:])", r"\bone[- ](?:on|to)[- ]one\b", "원온원", "일대일", "면담"),
    ),
    (
        "standup",
        _any(r"\bstand[- ]?ups?\b", r"\bdaily (?:scrum|sync|meeting)\b", "스탠드\\s?업", "데일리", "아침\\s?조회"),
    ),
    ("retrospective", _any(r"\bretro(?:s|spectives?)?\b", r"\bpost[- ]?mortem\b", "회고", "포스트모템")),
    ("interview", _any(r"\binterview", "면접", "인터뷰")),
    (
        "team_dinner",
        _any(
            r"\bteam (?:dinner|outing)\b",
            r"\bfarewell (?:party|dinner)\b",
            "회식",
            "뒤풀이",
            "송년회",
            "환영회",
            "송별회",
        ),
    ),
    (
        "all_hands",
        _any(
            r"\ball[- ]hands\b",
            r"\btown ?hall\b",
            "타운\\s?홀",
            "올\\s?핸즈",
            "전사\\s?(?:회의|미팅|공유)",
            "전체\\s?(?:회의|미팅)",
        ),
    ),
    ("kickoff", _any(r"\bkick[- ]?off\b", "킥\\s?오프", "착수\\s?(?:회의|미팅|보고)")),
    ("workshop", _any(r"\bworkshops?\b", r"\boff-?site\b", "워크[숍샵]")),
    ("brainstorm", _any(r"\bbrain ?storm", r"\bideation\b", "브레인\\s?스토밍", "아이디어\\s?(?:회의|미팅|논의)")),
    (
        "medical",
        _any(
            r"\b(?:dentist|doctor'?s?|clinic|hospital|physio|check-?up|vaccin\w*)\b",
            "치과",
            "병원",
            "진료",
            "검진",
            "한의원",
            "안과",
            "예방\\s?접종",
        ),
    ),
)

_SECOND: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "sales_call",
        _any(
            r"\bsales (?:call|meeting|pitch)\b",
            r"\b(?:cold|discovery) call\b",
            r"\bpitch\b",
            "영업\\s?(?:콜|전화|미팅|회의)",
            "세일즈",
        ),
    ),
    (
        "client_meeting",
        _any(
            r"\b(?:client|customer|vendor|partner|investor)s? (?:meeting|visit|lunch|call)\b",
            "(?:고객사?|거래처|협력사|파트너사|투자자)\\s?(?:와|과|랑|이랑)?\\s?(?:미팅|회의|상담)",
            "상담",
        ),
    ),
    (
        "site_visit",
        _any(
            r"\bsite (?:visit|survey)\b",
            r"\b(?:factory|plant|office) (?:tour|visit)\b",
            "현장",
            "답사",
            "실사",
            "공장\\s?(?:방문|견학)",
            "출장",
        ),
    ),
    (
        "training",
        _any(
            r"\b(?:training|seminar|webinar|onboarding|lecture|study group)\b",
            "교육",
            "세미나",
            "트레이닝",
            "온보딩",
            "강의",
            "스터디",
        ),
    ),
    (
        "planning",
        _any(
            r"\bplanning\b", r"\bgrooming\b", r"\bbacklog refinement\b", "플래닝", "(?:기획|계획)\\s?(?:회의|미팅|수립)"
        ),
    ),
    (
        "review",
        _any(
            r"\b(?:code|design|sprint|project|quarterly|performance|budget|contract)[- ]review\b",
            r"\breview (?:meeting|session)\b",
            "리뷰",
            "검토\\s?(?:회의|미팅)",
            "중간\\s?점검",
        ),
    ),
    ("presentation", _any(r"\bpresentations?\b", r"\bdemo(?: day)?\b", "발표", "프[레리]젠테이션", "데모", "보고회")),
    ("focus", _any(r"\bfocus (?:time|block)\b", r"\bdeep work\b", "집중\\s?(?:시간|근무|작업)")),
    (
        "conference_call",
        _any(
            r"\b(?:conference|phone|video|zoom|teams|conf)[- ]?calls?\b",
            r"\b(?:a|quick|short|our|the) call\b",
            r"\bcall with\b",
            r"\b(?:zoom|webex|google meet)\b",
            "컨퍼런스\\s?콜",
            "콘퍼런스\\s?콜",
            "화상\\s?(?:회의|미팅|통화)?",
            "전화\\s?(?:회의|미팅)",
            "통화",
            "줌\\s?(?:미팅|회의)",
        ),
    ),
    (
        "team_sync",
        _any(
            r"\b(?:weekly|team|staff|biweekly|monthly) (?:sync|meeting|check-?in)\b",
            r"\bsync(?:[- ]up)?\b",
            "(?:주간|월간|격주|정기|팀)\\s?(?:회의|미팅)",
            "싱크",
        ),
    ),
)

_MEAL_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("breakfast", _any(r"\bbreakfast\b", r"\bbrunch\b", "조찬", "아침\\s?식사", "브런치")),
    ("lunch", _any(r"\blunch(?:eon)?\b", "점심", "런치", "오찬")),
    ("dinner", _any(r"\b(?:dinner|supper)\b", "저녁\\s?(?:식사|약속|모임)", "저녁$", "디너", "만찬", "외식")),
    ("drinks", _any(r"\b(?:drinks|beers?|happy hour|wine)\b", "술자리", "한잔", "맥주", "치맥")),
    ("coffee", _any(r"\bcoffee\b", r"\btea\b", "커피", "티\\s?타임", "카페", "차\\s?한\\s?잔")),
)

_MEAL_TEXTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "breakfast",
        _any(_EN_TIME + r"\b(?:breakfast|brunch)\b" + _EN_AFTER, "조찬", "아침\\s?식사" + _KO_TIME, "브런치"),
    ),
    (
        "lunch",
        _any(
            _EN_TIME + r"\blunch(?:eon)?\b" + _EN_AFTER,
            "점심(?:\\s?(?:식사|약속|밥))?" + _KO_TIME,
            "런치",
            "오찬",
            "점심.{0,12}밥",
        ),
    ),
    (
        "dinner",
        _any(
            _EN_TIME + r"\b(?:dinner|supper)\b" + _EN_AFTER,
            "저녁\\s?(?:을|식사|약속|밥|한\\s?끼|같이\\s?먹|먹)" + _KO_TIME,
            "디너",
            "만찬",
            "저녁.{0,12}밥",
        ),
    ),
    ("drinks", _any(r"\b(?:drinks|beers|happy hour)\b", "술자리", "한잔(?!도)", "치맥")),
    ("coffee", _any(r"\bcoffee\b", "커피", "티\\s?타임", "차\\s?한\\s?잔")),
)

_LAST_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("client_meeting", _any(r"\b(?:client|customer|vendor|investor)s?\b", "고객", "거래처", "협력사")),
    ("review", _any(r"\breview\b", "검토", "점검")),
    ("planning", _any("기획", r"\broadmap\b", "로드맵")),
    ("conference_call", _any(r"\bcall\b", "콜$", "전화", "화상")),
    ("site_visit", _any(r"\bvisit\b", "방문", "견학")),
    ("deadline", _any(r"\b(?:deadline|due)\b", "마감", "제출")),
    (
        "personal",
        _any(
            r"\b(?:gym|yoga|haircut|birthday|school|kids?|mom|dad|errands?|bank|wedding|party|movie|concert)\b",
            "운동",
            "헬스",
            "미용실",
            "생일",
            "은행",
            "결혼식",
            "유치원",
            "학교",
            "이사",
            "가족",
            "영화",
            "필라테스",
            "요가",
        ),
    ),
)

TITLE = (*_FIRST, *_MEAL_TITLES, *_SECOND, *_LAST_TITLES)
TEXT = (*_FIRST, *_MEAL_TEXTS, *_SECOND)
