"""What looks like a time in Korean text and is none: prices, rooms, floors, counts, ages, scores, names, versions."""

from __future__ import annotations

from ..atoms import SILENT
from ..lexicon import Rule
from .common import DIGITS, compiled

_COUNTERS = (
    r"(?:만\s?원|천\s?원|백\s?원|원|억|만(?!에)|층|호실|호선|호기|호|명|인분|인(?!데|지|가)|개(?!월)|살|세(?!\s?시)|위|점|장|잔|병|권|대|배|킬로|도(?!착)|동|%|퍼센트|학년|단계|과목|달러|유로|건|곳|편|쪽|페이지"
    r"|년생|년차|일차|기가|메가|미터|센티|그램|리터|칼로리|퍼|번\s?(?:출구|방|회의실|버스|테이블)|차전|승|패|평|마리|그릇|줄|판|벌|켤레|채|통|박|부작|회의실|회차|회말|회초)"
)

RULES = [
    Rule(DIGITS, compiled(rf"\d+(?:[.,]\d+)*\s?{_COUNTERS}"), lambda _: SILENT),
    Rule(
        DIGITS,
        compiled(
            r"\d+(?:[.,]\d+)*\s?[~-]\s?\d+(?:[.,]\d+)*\s?(?:명|개(?!월)|층|원|만|점|살|배|장|인|권|건|도|%|퍼센트)"
        ),
        lambda _: SILENT,
    ),
    Rule(DIGITS, compiled(r"\d{2,4}-\d{3,4}-\d{4}|\d{4}-\d{4}|\d{6}-\d{7}"), lambda _: SILENT),
    Rule(
        DIGITS,
        compiled(r"\d\s?/\s?\d(?:로\s?(?:줄|나누|자)|\s?정도\s?(?:완|진|끝|했|됐|남)|만큼|가량|이상|크기)"),
        lambda _: SILENT,
    ),
    Rule("복시창잠로", compiled(r"(?:복음|시편|창세기|잠언|로마서)\s?\d+\s?(?::|장)\s?\d+"), lambda _: SILENT),
    Rule(
        "2",
        compiled(r"24\s?시간\s?(?:운영|영업|편의점|대기|상담|가동|콜|지원|서비스|열려|연락|카페|헬스)"),
        lambda _: SILENT,
    ),
    Rule(DIGITS, compiled(r"\d+\s?(?:년|개월|달|주일?|일)\s?만(?:에|의|이)"), lambda _: SILENT),
    Rule("버", compiled(r"버전\s?\d+(?:\.\d+)*"), lambda _: SILENT),
]
