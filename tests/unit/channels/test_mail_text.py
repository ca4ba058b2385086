"""What is left of a mail when quotes and signatures are gone, and which mails are never answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.mail_text import bare_subject, is_automatic, own_words

MAILS = {
    "plain": ("Thursday works.\nThanks", "Thursday works.\nThanks"),
    "gmail, English": ("Yes\n\nOn Mon, Nov 16, 2026 at 10:12 AM Ann <a@x.io> wrote:\n> no", "Yes"),
    "gmail, English, wrapped": (
        "Yes\n\nOn Mon, Nov 16, 2026 at 10:12 AM Ann Very-Long\n<ann@x.io> wrote:\n> no",
        "Yes",
    ),
    "gmail, Korean": ("좋아요\n\n2026년 11월 16일 (월) 오전 10:12, 한지우 <j@x.io>님이 작성:\n> 화요일?", "좋아요"),
    "outlook": ("OK\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\n\nTuesday?", "OK"),
    "outlook, Korean": ("네\n\n보낸 사람: 한지우\n보낸 날짜: 월요일\n\n화요일?", "네"),
    "signature": ("3시 좋아요\n\n-- \n한지우\n02-123-4567", "3시 좋아요"),
    "phone": ("ok\n\nSent from my iPhone", "ok"),
    "inline answer": ("On Mon, Nov 16, 2026 Ann wrote:\n> 3pm?\nworks\n> room?\nroom 4", "works\nroom 4"),
    "nothing but quotes": ("> one\n> two", ""),
    "a sentence that only looks like it": ("On Monday I wrote: let us meet", "On Monday I wrote: let us meet"),
}


@pytest.mark.parametrize(("text", "kept"), MAILS.values(), ids=MAILS.keys())
def test_only_own_words_are_kept(text: str, kept: str) -> None:
    assert own_words(text) == kept


@given(st.text(max_size=300))
def test_any_text_is_cut_without_a_crash_and_nothing_is_added(text: str) -> None:
    assert all(line in text.replace("\r\n", "\n") for line in own_words(text).split("\n"))


@pytest.mark.parametrize(
    ("subject", "bare"),
    [("Re: API", "API"), ("RE: Fwd: 회의", "회의"), ("회신: 답장: 일정", "일정"), ("Retro", "Retro"), ("", "")],
)
def test_prefixes_of_a_subject_go(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


@pytest.mark.parametrize(
    ("headers", "automatic"),
    [
        ({}, False),
        ({"Auto-Submitted": "no"}, False),
        ({"Auto-Submitted": "auto-replied"}, True),
        ({"auto-submitted": "auto-generated; x=y"}, True),
        ({"Precedence": "bulk"}, True),
        ({"List-Id": "<dev.example>"}, True),
        ({"X-Auto-Response-Suppress": "All"}, True),
        ({"Subject": "List-Id"}, False),
    ],
)
def test_automatic_mail_is_recognised(headers: dict[str, str], automatic: bool) -> None:
    assert is_automatic(headers) is automatic
