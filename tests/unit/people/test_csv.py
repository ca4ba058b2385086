"""Working hours and the roster's CSV: what is read, and every fault with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.people import Person
from actions.core.people_csv import COLUMNS, read_people
from actions.core.people_hours import check_hours, read_hours

OFFICE = [["09:00", "18:00"]]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("mon-fri 09:00-18:00", dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), OFFICE)),
        ("월-수 09:00-18:00", dict.fromkeys(("mon", "tue", "wed"), OFFICE)),
        ("월수금 9-18", dict.fromkeys(("mon", "wed", "fri"), OFFICE)),
        ("월요일, 목요일 09:00~18:00", None),
        ("Mon,Thu 9:00–18:00", dict.fromkeys(("mon", "thu"), OFFICE)),
        ("mon 13:00-18:00,09:00-12:00", {"mon": [["09:00", "12:00"], ["13:00", "18:00"]]}),
        ("tue 10-15; sat 09:00-24:00", {"tue": [["10:00", "15:00"]], "sat": [["09:00", "24:00"]]}),
        ("sat-mon 09:00-18:00", dict.fromkeys(("mon", "sat", "sun"), OFFICE)),
        ("", {}),
        ("always", None),
        ("mon", None),
        ("mon 18:00-09:00", None),
        ("mon 09:00-25:00", None),
        ("mon 09:70-10:00", None),
        ("mon 9-12, 11-14", None),
        ("xyz 09:00-18:00", None),
        ("mon 09:00-18:00 sometimes", None),
    ],
)
def test_working_hours(text, hours):
    if hours is None:
        with pytest.raises(ValueError, match=r"\w"):
            read_hours(text)
    else:
        assert read_hours(text) == hours


@pytest.mark.parametrize("value", [[], "mon", {"mo": []}, {"mon": [["9", "10:00"]]}, {"mon": [["10:00", "09:00"]]}])
def test_hours_that_cannot_be(value):
    with pytest.raises(ValueError, match=r"\w"):
        check_hours(value)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        hours = read_hours(text)
    except ValueError:
        return
    assert check_hours(hours) == hours


def test_a_full_line_in_korean():
    rows, faults = read_people(
        "이메일,이름,별칭,시간대,언어,근무시간,부서,직급,대리인,외부,여유,슬랙\n"
        "MinJi@Example.com,김민지,민지; mj@example.com,Asia/Seoul,KO,월-금 10:00-19:00,영업팀,대리,pa@example.com,아니오,10,U1\n"
    )
    assert faults == []
    hours = {day: [["10:00", "19:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    expected = Person(
        "minji@example.com", "김민지", ("민지",), ("mj@example.com",), "Asia/Seoul", "ko", hours,
        "영업팀", "대리", ("pa@example.com",), False, 10, "U1",
    )  # fmt: skip
    assert rows[0].onto(None) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter):
    rows, faults = read_people(f"address{delimiter}name\na@x.kr{delimiter}가\n\n")
    assert ([r.address for r in rows], faults) == (["a@x.kr"], [])


def test_an_empty_cell_and_a_missing_column_change_nothing():
    rows, _ = read_people("address,name,team\na@x.kr,,개발팀\n")
    before = Person("a@x.kr", "가", timezone="Asia/Seoul", team="영업팀")
    assert rows[0].onto(before) == Person("a@x.kr", "가", timezone="Asia/Seoul", team="개발팀")


FAULTS = [
    ("", [(1, "")]),
    ("name\n가\n", [(1, "address")]),
    ("address,nmae\n", [(1, "nmae")]),
    ("address,email\n", [(1, "address")]),
    ("address\nnobody\n", [(2, "address")]),
    ("address,name\n,가\n", [(2, "address")]),
    ("address,name\na@x.kr\n", [(2, "")]),
    ("address\na@x.kr\nb@x.kr\nA@X.KR\n", [(4, "address")]),
    (
        "address,timezone\na@x.kr,Seoul\nb@x.kr,../etc/passwd\nc@x.kr,Asia\n",
        [(2, "timezone"), (3, "timezone"), (4, "timezone")],
    ),
    ("address,language\na@x.kr,fr\n", [(2, "language")]),
    ("address,external\na@x.kr,maybe\n", [(2, "external")]),
    (
        "address,buffer_minutes\na@x.kr,-5\nb@x.kr,999\nc@x.kr,٣\n",
        [(2, "buffer_minutes"), (3, "buffer_minutes"), (4, "buffer_minutes")],
    ),
    ("address,aliases\na@x.kr,m@;x\n", [(2, "aliases")]),
    ("address,delegates\na@x.kr,김민지\n", [(2, "delegates")]),
    ('address,name\na@x.kr,"가\n나"\nnobody,다\n', [(2, "name"), (4, "address")]),
    ('address,name\na@x.kr,"가', [(2, "")]),
]


@pytest.mark.parametrize(("text", "faults"), FAULTS, ids=range(len(FAULTS)))
def test_every_fault_has_its_line_and_column(text, faults):
    assert [(f.line, f.column) for f in read_people(text)[1]] == faults


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8) | st.just("a@x.kr"), max_size=4), max_size=5))
def test_any_file_is_read_or_its_faults_told(cells):
    header = ",".join(list(dict.fromkeys(COLUMNS.values()))[:4])
    rows, faults = read_people("\n".join([header, *(",".join(c) for c in cells)]))
    assert len({r.address for r in rows}) == len(rows)
    assert all(f.reason and f.line >= 1 for f in faults)
