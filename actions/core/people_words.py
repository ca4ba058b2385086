"""Words around names: particles, honorifics, job titles, surnames of two syllables."""

from __future__ import annotations

SELF = (
    "나", "저", "내가", "제가", "나랑", "저랑", "나하고", "저하고", "나와", "저와", "나도", "저도", "나만", "저만",
    "본인", "me", "myself", "i",
)  # fmt: skip

# Korean particles: (after a final consonant, after a vowel); None = does not occur; equal = both
PARTICLES = (
    ("이랑", "랑"), ("과", "와"), ("이가", None), ("은", "는"), ("이", "가"), ("을", "를"), ("아", "야"),
    ("이는", None), ("이도", None), ("이한테", None), ("하고", "하고"), ("에게", "에게"), ("한테", "한테"),
    ("께서", "께서"), ("께", "께"), ("도", "도"), ("만", "만"), ("의", "의"), ("까지", "까지"), ("부터", "부터"),
    ("네", "네"),
)  # fmt: skip
HONORIFICS = ("선생님", "선배님", "님", "씨", "군", "양", "선배", "쌤")
ENGLISH_HONORIFICS = (
    "mr", "ms", "mrs", "miss", "mx", "dr", "prof", "professor", "sir", "madam",
)  # fmt: skip
POSSESSIVES = ("우리 ", "저희 ", "내 ", "제 ", "my ", "our ", "the ")
TITLES = (
    "팀장", "대표", "대표이사", "회장", "사장", "부사장", "전무", "상무", "이사", "본부장",
    "실장", "국장", "부장", "차장", "과장", "대리", "주임", "계장", "사원", "인턴",
    "매니저", "파트장", "센터장", "그룹장", "지점장", "소장", "원장", "연구원", "책임", "선임",
    "수석", "교수", "박사", "변호사", "간호사", "의사", "디렉터", "리더", "리드", "이사장",
    "총무", "감독", "작가", "기자", "코치",
)  # fmt: skip
COMPOUND_SURNAMES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방")
