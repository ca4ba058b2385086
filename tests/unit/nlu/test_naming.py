"""Titles given by saying that they are the title."""

import pytest

from bot.nlu.naming import named_titles
from bot.nlu.reading import read


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("book an hour on Monday and call it Harvest review", ["Harvest review"]),
        ("meet Aldo at 3pm, label it Tea tasting, please", ["Tea tasting"]),
        ("an hour on Monday with the title Seed order on my calendar", ["Seed order"]),
        ('add an event titled "Soil, water and sun" tomorrow', ["Soil, water and sun"]),
        ("change the title to Harvest weekly", ["Harvest weekly"]),
        ("call it Seed order tomorrow at 3", ["Seed order"]),
        ("the title should be Seed order. Thanks", ["Seed order"]),
        ("meet Aldo on Monday and call it Seed order\nMirela", ["Seed order"]),
        ("월요일에 한 시간 잡아줘. 제목은 씨앗 주문으로", ["씨앗 주문"]),
        ("제목을 씨앗 주문이라고 해줘", ["씨앗 주문"]),
        ("이름은 '가을걷이'로 바꿔줘", ["가을걷이"]),
        ("45 minutes with Aldo on Monday, topic: seed order", ["seed order"]),
        ("call it off", []),
        ("let's call it a day", []),
        ("call it 30 minutes", []),
        ("what is the title of it", []),
        ("the title is wrong", []),
        ("제목을 바꿔줘", []),
        ("제목은 뭐로 할까", []),
        ("book a call with Aldo", []),
    ],
)
def test_named_titles(text: str, titles: list[str]) -> None:
    found = list(named_titles(read(text)))
    assert [f.value for f in found] == titles
    assert all(f.entity == "title" and text[f.start : f.end].strip("\"'") == f.value for f in found)
