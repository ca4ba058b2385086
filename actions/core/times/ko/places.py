"""Zones as Korean names them: 한국시간, 뉴욕 시간, 베를린 시간으로; and 지금."""

from __future__ import annotations

from ..atoms import Amount, Moment
from ..lexicon import Rule
from .common import LEFT, compiled, firsts, table, words

#: Cities, countries and regions before 시간 → IANA zones.
PLACES = {
    "한국": "Asia/Seoul", "서울": "Asia/Seoul", "부산": "Asia/Seoul", "국내": "Asia/Seoul", "일본": "Asia/Tokyo",
    "도쿄": "Asia/Tokyo", "동경": "Asia/Tokyo", "오사카": "Asia/Tokyo", "중국": "Asia/Shanghai",
    "베이징": "Asia/Shanghai", "북경": "Asia/Shanghai", "상하이": "Asia/Shanghai", "홍콩": "Asia/Hong_Kong",
    "대만": "Asia/Taipei", "타이베이": "Asia/Taipei", "싱가포르": "Asia/Singapore", "싱가폴": "Asia/Singapore",
    "태국": "Asia/Bangkok", "방콕": "Asia/Bangkok", "베트남": "Asia/Ho_Chi_Minh", "하노이": "Asia/Ho_Chi_Minh",
    "호치민": "Asia/Ho_Chi_Minh", "인도": "Asia/Kolkata", "뭄바이": "Asia/Kolkata", "두바이": "Asia/Dubai",
    "이스탄불": "Europe/Istanbul", "런던": "Europe/London", "영국": "Europe/London", "파리": "Europe/Paris",
    "프랑스": "Europe/Paris", "베를린": "Europe/Berlin", "독일": "Europe/Berlin", "뮌헨": "Europe/Berlin",
    "프랑크푸르트": "Europe/Berlin", "암스테르담": "Europe/Amsterdam", "마드리드": "Europe/Madrid",
    "스페인": "Europe/Madrid", "이탈리아": "Europe/Rome", "로마": "Europe/Rome", "취리히": "Europe/Zurich",
    "유럽": "Europe/Paris", "모스크바": "Europe/Moscow", "뉴욕": "America/New_York", "보스턴": "America/New_York",
    "워싱턴": "America/New_York", "미국 동부": "America/New_York", "미 동부": "America/New_York",
    "동부": "America/New_York", "토론토": "America/Toronto", "시카고": "America/Chicago",
    "미국 중부": "America/Chicago", "중부": "America/Chicago", "덴버": "America/Denver",
    "미국 서부": "America/Los_Angeles", "미 서부": "America/Los_Angeles", "서부": "America/Los_Angeles",
    "태평양": "America/Los_Angeles", "엘에이": "America/Los_Angeles", "LA": "America/Los_Angeles",
    "la": "America/Los_Angeles", "로스앤젤레스": "America/Los_Angeles", "샌프란시스코": "America/Los_Angeles",
    "시애틀": "America/Los_Angeles", "실리콘밸리": "America/Los_Angeles", "밴쿠버": "America/Vancouver",
    "상파울루": "America/Sao_Paulo", "시드니": "Australia/Sydney", "호주": "Australia/Sydney",
    "멜버른": "Australia/Melbourne", "오클랜드": "Pacific/Auckland", "뉴질랜드": "Pacific/Auckland",
    "하와이": "Pacific/Honolulu",
}  # fmt: skip
_PLACES = table(PLACES)

RULES = [
    Rule(
        firsts(PLACES),
        compiled(
            rf"{LEFT}({words(PLACES)})\s?(?:현지\s?)?(?:표준시|시간대|시간|시각)(?:\s?기준)?(?:으로는|으로|로)?(?![가-힣])|{LEFT}({words(PLACES)})\s기준(?:으로)?(?=\s)"
        ),
        lambda m: Moment(zone=_PLACES[(m[1] or m[2]).replace(" ", "")]),
    ),
    Rule(
        "지",
        compiled(rf"{LEFT}지금(?!까지|껏|은|도)(?:\s?(?:당장|바로))?"),
        lambda _: Moment(shift=Amount((("second", 0.0),))),
    ),
]
