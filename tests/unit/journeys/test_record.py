"""The record of what was arranged: counted, narrowed, listed, as CSV, one's own alone, gone when asked."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import records
from actions.core.meeting import Meeting, Participant, Slot, State
from actions.records_csv import COLUMNS, to_csv
from calendar_adapters.types import PartStat, Role
from tests.unit.journeys.harness import Talk, talk

KO, OTHER, EN = "jiwoo@example.com", "seojun@example.com", "nora@example.com"
SEOUL = timezone(timedelta(hours=9))


def made(number: int, title: str, purpose: str, start: datetime, minutes: float = 60, **fields: object) -> Meeting:
    """A booked meeting of 지우 with 서준 that took ``minutes`` to settle, two days before it began."""
    settled = start - timedelta(days=2)
    meeting = Meeting(
        id=f"m{number}",
        uid=f"u{number}@example.com",
        organizer=KO,
        created_at=settled - timedelta(minutes=minutes),
        attendees=(
            Participant(KO, "한지우", role=Role.CHAIR),
            Participant(OTHER, "윤서준", partstat=PartStat.ACCEPTED),
        ),
        state=State.BOOKED,
        title=title,
        purpose=purpose,
        minutes=60,
        channel="console",
        booked=Slot(start, start + timedelta(hours=1)),
        settled_at=settled,
    )
    return replace(meeting, **fields)  # type: ignore[arg-type]


def at(month: int, day: int, hour: int = 14) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SEOUL)


def outsider(address: str = "lee@client.example") -> Participant:
    return Participant(address, "이고객", external=True, partstat=PartStat.ACCEPTED)


def past() -> Talk:
    """지우's record: three clients' and two interviews of October and November, and one of others alone."""
    conversation = talk("ko")
    people = (Participant(KO, "한지우", role=Role.CHAIR), outsider())
    meetings = [
        made(1, "에이펙스 미팅", "client_meeting", at(11, 5), 30, attendees=people),
        made(2, "제휴 논의", "meeting", at(11, 12), 90, attendees=people, state=State.BOOKED),
        made(3, "에이펙스 미팅", "client_meeting", at(10, 8), 10, attendees=people),
        made(4, "백엔드 면접", "interview", at(10, 20), 120),
        made(5, "디자인 면접", "interview", at(11, 3), 240, state=State.CANCELLED, sequence=1),
        made(
            6,
            "남의 면접",
            "interview",
            at(11, 4),
            organizer=OTHER,
            attendees=(Participant(OTHER, "윤서준", role=Role.CHAIR),),
        ),
    ]
    with conversation.store.transaction() as tx:
        for meeting in meetings:
            tx.meetings.save(meeting)
    return conversation


def ask(conversation: Talk, text: str, **entities: str) -> str:
    return conversation.say("query_calendar", text, topic="record", **entities).text


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("지난달 고객사 미팅 몇 번 했지?", {"purpose": "고객사 미팅"}, "2건"),  # the world stands in November
        ("10월에 면접 몇 번 했어?", {"purpose": "면접"}, "1건"),
        ("지금까지 면접 몇 번 잡았어?", {"purpose": "면접"}, "2건"),
        ("지금까지 면접 몇 번 했어?", {"purpose": "면접"}, "1건"),
        ("서준 님이랑 몇 번 만났지?", {"attendee": "서준 님"}, "1건"),
        ("에이펙스 미팅 몇 번 했지?", {"title": "에이펙스 미팅"}, "2건"),
        ("작년에 면접 몇 번 했어?", {"purpose": "면접"}, "없어요"),
    ],
)
def test_counted(text: str, entities: dict[str, str], expected: str) -> None:
    conversation = past()
    conversation.world.now = at(12, 10, 9)
    assert expected in ask(conversation, text, **entities)


def test_how_long_it_took_and_who_accepted() -> None:
    conversation = past()
    conversation.world.now = at(12, 10, 9)
    text = ask(conversation, "how many interviews did we arrange in October and how long did they take to settle?",
               purpose="interviews")  # fmt: skip
    assert ": 1." in text
    assert "2 hours" in text
    assert "accepted: 윤서준" in text
    assert "in the terminal" in text
    both = ask(conversation, "면접 몇 번 잡았지?", purpose="면접")
    assert "3시간" in both  # the median of two and four hours
    assert "나중에 취소" in both


def test_others_meetings_are_not_told() -> None:
    conversation = past()
    assert "남의 면접" not in ask(conversation, "회의 기록 CSV로 줘")
    assert "아직 저와 함께 잡은 회의가 없어요" in conversation.say(
        "query_calendar", "회의 몇 번 했지?", sender="haeun@example.com", topic="record"
    ).text  # fmt: skip


def test_as_csv_in_the_conversation() -> None:
    text = ask(past(), "10월 회의 기록 CSV로 줘")
    rows = list(csv.DictReader(io.StringIO(text.partition("\n")[2])))
    assert [r["title"] for r in rows] == ["백엔드 면접", "에이펙스 미팅"]
    assert rows[0]["minutes_to_settle"] == "120"
    assert rows[0]["accepted"] == "윤서준 <seojun@example.com>"
    assert rows[0]["start"] == "2026-10-20T14:00:00+09:00"
    assert "기록이 없어요" in ask(past(), "2020년 회의 기록 CSV로 줘")


def test_what_was_only_read_from_a_calendar_is_no_record() -> None:
    assert records.record(made(9, "주간 계획", "meeting", at(11, 9), channel="", conversation="")) is None
    assert records.record(made(9, "주간 계획", "meeting", at(11, 9), booked=None, settled_at=None)) is None


@settings(max_examples=80, deadline=None)
@given(title=st.text(st.characters(blacklist_categories=("Cs",)), max_size=30), place=st.text(max_size=10))
def test_every_cell_survives_and_none_is_a_formula(title: str, place: str) -> None:
    found = records.record(made(1, title, "meeting", at(11, 5), location=place))
    assert found is not None
    text = to_csv([found], "Asia/Seoul")
    assert text.endswith("\r\n")
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert tuple(header) == COLUMNS
    assert len(row) == len(COLUMNS)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    words = re.sub(r"[\x00-\x1f\x7f]", " ", title).split()
    assert row[0] in (" ".join(words), "'" + " ".join(words))


def test_forgotten_with_the_person() -> None:
    conversation = past()
    with conversation.store.transaction() as tx:
        tx.meetings.save(made(7, "다음 면접", "interview", at(12, 20)))
        assert records.forget(tx, OTHER, at(12, 1)) == 3
    with conversation.store.reading() as tx:
        assert records.arranged(tx, OTHER)[0].meeting.title == "다음 면접"  # it is still ahead
        assert len(records.arranged(tx, OTHER)) == 1
        kept = tx.meetings.get("m4")
        assert kept is not None
        assert OTHER not in str(kept)
        assert tx.meetings.get("m6") is None


def test_printed_by_the_command(tmp_path: object, monkeypatch: pytest.MonkeyPatch, capfdbinary: object) -> None:
    from bot.cli import main, opened
    from bot.cli import records as command

    conversation = past()
    monkeypatch.setattr(command, "open_store", lambda _settings: conversation.store)
    assert opened is not None
    assert main(["records", "--person", KO, "--from", "2026-10-01", "--to", "2026-10-31"]) == 0
    printed = capfdbinary.readouterr().out.decode()  # type: ignore[attr-defined]
    assert [r["title"] for r in csv.DictReader(io.StringIO(printed))] == ["백엔드 면접", "에이펙스 미팅"]
    file = tmp_path / "record.csv"  # type: ignore[operator]
    assert main(["records", "--person", KO, "--output", str(file)]) == 0
    assert len(list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))) == 6
    assert main(["records", "--person", "nobody@example.com"]) == 2
    assert main(["records", "--person", KO, "--from", "soon"]) == 2
    assert main(["records", "--person", KO, "--from", "2026-11-02", "--to", "2026-11-01"]) == 2
    assert b"moim:" in capfdbinary.readouterr().err  # type: ignore[attr-defined]
