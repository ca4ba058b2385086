"""Slack's markup as plain text, and payloads that are no messages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.slack.markup import mentioned, plain
from bot.channels.slack.places import Place, place_of
from bot.channels.slack.sender import mark_of
from bot.channels.slack.status import status_key

NAMES = {"U1": "김민지", "U2": "Dave Park"}
CASES = [
    ("<@UBOT> <@U1> 님이랑 회의", "김민지 님이랑 회의", ["김민지"]),
    ("<@UBOT>님, 회의 잡아줘", "회의 잡아줘", []),
    ("Hey <@UBOT> can you meet <@U2>?", "Hey can you meet Dave Park?", ["Dave Park"]),
    ("<@UBOT>", "", []),
    ("<@U9|someone> and <@U8>", "someone and U8", ["someone", "U8"]),
    ("*<@U1>님*과 _내일_ ~모레~ `3시`", "김민지님과 내일 모레 3시", ["김민지"]),
    ("2~3시, 4~5시", "2~3시, 4~5시", []),
    ("snake_case_word 3*4*5", "snake_case_word 3*4*5", []),
    ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c", []),
    ("&gt; 어제 3시\n오늘 4시", "오늘 4시", []),
    ("<mailto:a@b.kr|a@b.kr>, <mailto:c@d.kr>", "a@b.kr, c@d.kr", []),
    ("<https://x.kr/a?b=1&amp;c=2|link> <https://y.kr?a=1&amp;b=2>", "link https://y.kr?a=1&b=2", []),
    ("<#C1|general> <#C2> <!here> <!subteam^S1|@design>", "#general #C2 @here @design", []),
    ("<!date^1^{date}|Nov 24> 회의", "Nov 24 회의", []),
    ("```\n코드\n``` 회의", "코드 회의", []),
    ("\ue000 <@U1> \uf8ff", "김민지", ["김민지"]),
]


@pytest.mark.parametrize(("raw", "text", "people"), CASES, ids=[c[0] for c in CASES])
def test_markup(raw, text, people):
    read = plain(raw, NAMES, "UBOT")
    assert read.text == text
    assert [read.text[start:end] for start, end, _ in read.mentions] == people


def test_who_is_mentioned():
    assert mentioned("<@U2> <@U1|x> <@U2> <#C1> <mailto:a@b.kr>") == ("U2", "U1")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab <>@#!|&;U1*_~`\n가나.^\ue000\uf8ff"), max_size=60))
def test_any_text_can_be_read_and_mentions_lie_inside(raw):
    read = plain(raw, NAMES, "UBOT")
    assert all(0 <= start <= end <= len(read.text) for start, end, _ in read.mentions)
    assert not any("\ue000" <= ch <= "\uf8ff" for ch in read.text)


PLACES = ["U1", "U1:1.2", "T1:C1:1.2", "T1:G1:"]


@pytest.mark.parametrize("name", PLACES)
def test_a_place_has_a_name(name):
    assert place_of(name).name == name
    assert place_of(name).direct is name.startswith("U")


def test_a_place_in_direct_messages_is_direct_whatever_its_thread():
    assert Place(user_id="U1", thread_ts="1.2").direct


def test_the_status_of_a_message_is_found_by_its_reply():
    assert status_key("slack:T1:C1:1.2:0:a@b.kr") == "status:T1:C1:1.2"
    assert status_key("slack:T1:C1:1.2:1:a@b.kr") == ""
    assert status_key("reminder:0:a@b.kr") == ""
    assert "a@b.kr" not in mark_of("slack:T1:C1:1.2:0:a@b.kr")
