"""What a letter says by the way is blanked before it is understood, at the same places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.mail_asides import without_asides

FIRST = {
    "how one met": ("Hi Lea,\nGreat meeting you at the fair on the 12th. Could we talk next week?", "the 12th"),
    "what has been": ("We spoke on Friday. Could we go on next week?", "Friday"),
    "what was received": ("11월 26일에 보내주신 견적서는 잘 받았습니다. 다음 주에 뵙고 싶습니다.", "11월 26일"),
    "who one is": ("지난주 전시회에서 인사드렸던 유다온입니다. 다음 주에 가능하실까요?", "전시회"),
    "a wish": ("다음 주에 한 시간 부탁드립니다. 날씨가 많이 추워졌습니다.", "추워"),
    "listed facts": ("이번 주에 가능하실까요?\n- 납품 예정일: 3월 5일", "3월 5일"),
}
STAYS = {
    "thanks with a wish": "Thank you for the offer, Tuesday at 3 works for me.",
    "nothing but thanks": "Thanks for having me.",
    "why not": "수요일은 출장이 생겼습니다. 금요일 오전은 괜찮습니다.",
    "listed times": "Could we meet?\n- Option: Tuesday 3 pm\n- Date: 5 March",
}


@pytest.mark.parametrize(("text", "gone"), FIRST.values(), ids=FIRST.keys())
def test_asides_of_a_first_letter_go(text: str, gone: str) -> None:
    left = without_asides(text, first=True)
    assert gone in text
    assert gone not in left
    assert len(left) == len(text)


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS.keys())
def test_what_asks_stays(text: str) -> None:
    assert without_asides(text, first=True) == text


def test_an_answer_keeps_what_has_been() -> None:
    text = "We met on Friday. The second one suits."
    assert without_asides(text, first=False) == text
    assert "Friday" not in without_asides(text, first=True)


@given(st.text(max_size=300), st.booleans())
def test_any_text_keeps_its_length(text: str, first: bool) -> None:
    left = without_asides(text, first=first)
    assert len(left) == len(text)
    assert all(a == b or a == " " for a, b in zip(left, text, strict=True))
