"""Where entities begin and end; when a meal is an event; who is no attendee."""

import pytest

from bot.nlu.entities import by_rule, not_people
from bot.nlu.meals import named_meals
from bot.nlu.reading import read
from bot.nlu.spans import complete, is_signature, trim, within_sentence

WORDS = frozenset(["나들이", "회의"])


def shaped(text: str, span: str, kind: str) -> str:
    reading = read(text)
    start = text.index(span)
    tokens = [t for t in reading.tokens if start <= t.start < start + len(span)]
    kept = trim(reading, tokens, kind, WORDS)
    kept = trim(reading, complete(reading, kept, kind, WORDS), kind, WORDS)
    return text[kept[0].start : kept[-1].end]


@pytest.mark.parametrize(
    ("text", "span", "kind", "kept"),
    [
        ("이따 약 챙기라고 말해줘", "약 챙기라고", "title", "약 챙기라고"),
        ("가족 여행이라고 써줘", "가족 여행이라고", "title", "가족 여행"),
        ("제품 설명회라는 일정", "제품 설명회라는", "title", "제품 설명회"),
        ("주말 나들이 넣어줘", "나들이", "title", "나들이"),
        ("금요일 미팅들 취소", "미팅", "purpose", "미팅들"),
        ("my 1:1s with Kim", "1:1", "purpose", "1:1s"),
        ("visit dr. lindqvist", "dr", "attendee", "dr. lindqvist"),
        ("visit dr. lindqvist", "lindqvist", "attendee", "dr. lindqvist"),
        ("Could Mirela join", "Could Mirela", "attendee", "Mirela"),
        ("dinner with my boss", "my boss", "attendee", "my boss"),
        ("내일 주간 회의를", "내일 주간 회의를", "title", "주간 회의"),
        ("did Mirela ever answer", "Mirela ever", "attendee", "Mirela"),
        ("the dentist at 3pm", "the dentist at 3pm", "title", "dentist"),
        ("plan a quiz night with Aldo", "quiz night", "title", "quiz night"),
        ("dinner tomorrow night", "dinner tomorrow night", "title", "dinner"),
        ("move the all hands", "the all hands", "title", "all hands"),
        ("cancel all meetings", "all meetings", "title", "meetings"),
        ("한 시간 정도 매출 점검 부탁해요", "정도 매출 점검", "title", "매출 점검"),
        ("두 시간 가량 매출 점검", "가량 매출 점검", "title", "매출 점검"),
        ("lunch with 문가은 on Friday", "문가은", "attendee", "문가은"),
        ("visit 이도 on Friday", "이도", "attendee", "이도"),
        ("가은이랑 점심 잡아줘", "가은이랑", "attendee", "가은"),
        ("리뷰에 하은 님도 불러줘", "님", "attendee", "하은 님"),
    ],
)
def test_edges(text: str, span: str, kind: str, kept: str) -> None:
    assert shaped(text, span, kind) == kept


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Could we meet on Monday? Cheers, Aldo", "Aldo", True),
        ("Please book it.\nBest regards,\nAldo", "Aldo", True),
        ("회의 부탁드립니다. 이정은 드림", "이정은", True),
        ("Thanks, Aldo can come on Monday", "Aldo", False),
        ("book a call with Aldo", "Aldo", False),
        ("The assistant will send times.\n\nAldo", "Aldo", True),
        ("Can we talk on Monday?\nAldo", "Aldo", True),
        ("Talk on Monday\n--\nAldo", "Aldo", False),
        ("Please invite:\n\nAldo", "Aldo", False),
        ("Aldo", "Aldo", False),
    ],
)
def test_who_signs_is_not_invited(text: str, name: str, expected: bool) -> None:
    reading = read(text)
    start = text.index(name)
    assert is_signature(reading, [t for t in reading.tokens if start <= t.start < start + len(name)]) is expected


@pytest.mark.parametrize(
    ("text", "span", "kept"),
    [
        ("It sends times.\n\nAldo", "times.\n\nAldo", ""),
        ("Meet Mirela.\n\nAldo", "Mirela.\n\nAldo", "Mirela"),
        ("서연 님.\n도윤", "서연 님.\n도윤", "서연 님"),
        ("visit Dr. Osei", "Dr. Osei", "Dr. Osei"),
        ("ask J. Park", "J. Park", "J. Park"),
    ],
)
def test_a_span_stays_in_its_sentence(text: str, span: str, kept: str) -> None:
    reading = read(text)
    start = text.index(span)
    left = within_sentence(reading, [t for t in reading.tokens if start <= t.start < start + len(span)], "attendee")
    assert (text[left[0].start : left[-1].end] if left else "") == kept


@pytest.mark.parametrize(
    ("text", "meals"),
    [
        ("수요일 점심 취소해줘", ["점심"]),
        ("금요일 저녁 누구랑이었지", ["저녁"]),
        ("점심은 여의도에서 하고 싶어", ["점심"]),
        ("화요일 점심 1시로 옮겨줘", ["점심"]),
        ("점심에 회의 잡아줘", []),
        ("내일 저녁 7시로 옮겨줘", []),
        ("내일 저녁 비어?", []),
        ("점심시간에 통화", []),
        ("lunch with Farid on Tuesday", ["lunch"]),
        ("cancel dinner tomorrow", ["dinner"]),
        ("call me after lunch", []),
        ("nothing over lunch", []),
        ("my lunch break", []),
        ("between lunch and four", []),
        ("금요일 아침이면 먹고 갈게요", []),
    ],
)
def test_a_meal_is_an_event_or_a_time(text: str, meals: list[str]) -> None:
    assert [text[a:b] for a, b in named_meals(read(text))] == meals


@pytest.mark.parametrize(
    "text",
    ["@moim book a room", "@Moim-bot hi", "@모임 안녕", "@bot, help", "@channel 공지", "<!here> hi", "모임님 안녕"],
)
def test_the_assistant_and_a_channel_are_not_people(text: str) -> None:
    assert by_rule(read(text)) == []
    assert not_people(read(text))


@pytest.mark.parametrize("text", ["@moimi hello", "@bottas hi", "@모임장 회의", "ask@bot.example"])
def test_names_that_only_look_like_the_assistant(text: str) -> None:
    assert not not_people(read(text))
