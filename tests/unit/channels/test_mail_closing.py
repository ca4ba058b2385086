"""Where a letter ends: the sign-off and the signature below it are no part of what is asked."""

from __future__ import annotations

import pytest

from bot.channels.mail_text import own_words

ENDS = {
    "Korean": ("시간을 보내 주세요.\n\n이레 드림", (), "시간을 보내 주세요."),
    "behind the last sentence": ("시간을 보내 주세요. 구매팀 이레 올림", (), "시간을 보내 주세요."),
    "with a signature": ("부탁드립니다.\n유다온 드림\n에이컴 구매팀 | 02-555-0101", (), "부탁드립니다."),
    "English": ("Does 3 work?\n\nBest,\nOrla Byrne\nVP Sales, Acme | +1 212 555 0100", (), "Does 3 work?"),
    "long": ("Ok?\n\nMany thanks and best regards,\n\nDr. Ann Vey\nHead of QA\nAcme Inc.\n1 Main St., Bonn", (), "Ok?"),
    "on one line": ("Thursday works.\nCheers, Ann", (), "Thursday works."),
    "nothing but the name": ("Thursday works.\nRaj", ("Raj Mehta",), "Thursday works."),
    "nothing but the given name": ("목요일 좋아요\n다온", ("유다온",), "목요일 좋아요"),
}
STAYS = {
    "thanks alone": ("Thanks!", ()),
    "thanks at the end": ("Thursday works.\nThanks", ()),
    "another's name": ("Please add\nRaj", ("Ann Vey",)),
    "best within a sentence": ("Tell me what works best\nthe 3rd or the 4th?", ()),
    "a sentence below": ("See you Tuesday.\nTalk soon.\nCould we also meet on Friday?", ()),
}


@pytest.mark.parametrize(("text", "names", "kept"), ENDS.values(), ids=ENDS.keys())
def test_a_letter_ends_at_its_sign_off(text: str, names: tuple[str, ...], kept: str) -> None:
    assert own_words(text, names) == kept


@pytest.mark.parametrize(("text", "names"), STAYS.values(), ids=STAYS.keys())
def test_what_is_no_sign_off_stays(text: str, names: tuple[str, ...]) -> None:
    assert own_words(text, names) == text


def test_a_postscript_counts() -> None:
    assert own_words("Ok.\nKind regards\nMia\n\nPS: not before 10.") == "Ok.\nPS: not before 10."
