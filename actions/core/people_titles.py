"""Job titles that mean the same in Korean and English: "CTO" and 최고기술책임자, "head of sales" and 영업팀장."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# each row is one rank or office; the words of a row stand for each other, the narrowest row wins
_SAME = (
    ("ceo", "chief executive officer", "chief executive", "대표", "대표이사", "최고경영자", "시이오"),
    ("cto", "chief technology officer", "chief technical officer", "최고기술책임자", "기술이사", "기술총괄", "씨티오"),
    ("cfo", "chief financial officer", "최고재무책임자", "재무이사", "재무총괄", "씨에프오"),
    ("coo", "chief operating officer", "chief operations officer", "최고운영책임자", "운영총괄", "씨오오"),
    ("cpo", "chief product officer", "최고제품책임자", "제품총괄", "씨피오"),
    ("cmo", "chief marketing officer", "최고마케팅책임자", "마케팅총괄", "씨엠오"),
    ("ciso", "chief information security officer", "최고정보보호책임자", "정보보호최고책임자"),
    ("chro", "chief people officer", "chief human resources officer", "최고인사책임자", "인사총괄"),
    ("president", "사장"),
    ("vice president", "vp", "부사장"),
    ("division head", "본부장"),
    ("team lead", "team leader", "lead", "leader", "head", "팀장", "팀 리드", "리드", "리더", "파트장", "파트 리드"),
    ("manager", "매니저"),
    ("director", "디렉터"),
    ("designer", "디자이너"),
    ("engineer", "software engineer", "엔지니어"),
    ("developer", "개발자"),
    ("product manager", "pm", "프로덕트 매니저", "제품 관리자"),
    ("product owner", "po", "프로덕트 오너"),
    ("accountant", "회계사"),
    ("intern", "인턴"),
    ("lawyer", "counsel", "변호사"),
    ("recruiter", "리크루터", "채용 담당자"),
    ("professor", "교수"),
    ("assistant", "secretary", "비서"),
)
_AREAS = (
    ("sales", "영업", "세일즈"),
    ("design", "디자인"),
    ("marketing", "마케팅"),
    ("engineering", "development", "dev", "개발", "엔지니어링", "기술"),
    ("product", "제품", "프로덕트"),
    ("hr", "people", "human resources", "인사", "피플"),
    ("finance", "accounting", "재무", "회계", "재경"),
    ("operations", "ops", "운영"),
    ("legal", "법무"),
    ("research", "연구", "리서치"),
    ("data", "데이터"),
    ("security", "보안"),
    ("planning", "strategy", "기획", "전략"),
    ("support", "customer success", "cs", "고객지원", "고객성공"),
    ("business development", "bd", "사업개발", "사업"),
    ("qa", "quality", "품질"),
    ("infrastructure", "infra", "인프라"),
    ("content", "콘텐츠"),
    ("public relations", "pr", "홍보"),
)
_HEAD_OF = re.compile(
    r"(?P<rank>head|lead(?:er)?|director|manager|vp|vice president|chief|president)\s+(?:of|for)\s+(?:the\s+)?"
    r"(?P<area>.+?)(?:\s+team|\s*팀)?$"
)
_TEAM = re.compile(r"(?:\s*팀|\s+team)$")


def same_title(said: str, job_title: str, team: str = "") -> bool:
    """True when ``said`` (plain, no honorific) is the title of somebody whose title is ``job_title``, in ``team``.

    A rank alone fits any area ("팀장" and "Sales Lead"); an area that is said must be that of the title or the team.
    """
    if not said or not job_title:
        return False
    rank, area = _taken_apart(said)
    own_rank, own_area = _taken_apart(job_title)
    if not rank or rank != own_rank:
        return False
    own = own_area or _area(_TEAM.sub("", team))
    return not area or area == own


def is_title(said: str) -> bool:
    """True for words that name a rank or an office known in both languages, with or without an area."""
    return bool(_taken_apart(said)[0])


def titled_words(titles: Iterable[str]) -> frozenset[str]:
    """Every word of the same meaning as one of ``titles``, beside them, ranks alone."""
    ranks = {_taken_apart(t)[0] for t in titles} - {""}
    return frozenset(w for row in _SAME if row[0] in ranks for w in row)


@lru_cache(maxsize=4096)
def _taken_apart(title: str) -> tuple[str, str]:
    """(rank, area) as the first words of their rows, "" each when there is none."""
    words = title.strip().lower()
    if found := _HEAD_OF.fullmatch(words):
        rank = "lead" if found["rank"] in ("head", "chief", "leader") else found["rank"]
        return _rank(rank), _area(found["area"])
    if rank := _rank(words):
        return rank, ""
    for name in _longest_first():
        before = words.removesuffix(name).strip() if words.endswith(name) else words
        if before != words and (" " in words or re.search("[가-힣]", name)):
            area = _area(_TEAM.sub("", before))
            if area:
                return _rank(name), area
    return "", ""


def _rank(words: str) -> str:
    return next((row[0] for row in _SAME if words in row), "")


def _area(words: str) -> str:
    """The area by its first word; one that is in no row stands for itself."""
    clean = _TEAM.sub("", words.strip().lower())
    return next((row[0] for row in _AREAS if clean in row), clean)


@lru_cache(maxsize=1)
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted((w for row in _SAME for w in row), key=len, reverse=True))
