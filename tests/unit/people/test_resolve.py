"""Who is meant: exact or ask."""

import pytest

from actions.core.people import Ambiguous, Found, Person, Unknown, members_of, resolve

MINJI = Person("minji@example.com", "김민지", team="영업팀", job_title="대리", slack_id="U01MINJI")
JIHUN = Person("jihun@example.com", "박지훈", names=("Jihun Park", "훈이"), team="영업팀", job_title="팀장")
SUJIN = Person("sujin@example.com", "이수진", team="개발팀", job_title="개발팀장", addresses=("soo@old.example",))
SUJIN2 = Person("sujin.choi@example.com", "최수진", team="개발팀", job_title="과장")
DONGHYUN = Person("donghyun@example.com", "남궁동현", team="경영지원", job_title="본부장")
HAERANG = Person("haerang@example.com", "김해랑", team="디자인팀", job_title="부장")
ANNA = Person("anna@partner.example", "Anna Kowalska", names=("Ania",), job_title="Sales Manager", external=True)
TOM = Person("tom@partner.example", "Tom Reed", external=True)
TOMMY = Person("t.baker@partner.example", "Thomas Baker", names=("Tom",), external=True)
MIXED = Person("hj.lee@example.com", "이현주 (Grace Lee)", team="인사팀", job_title="매니저")
HYUN = Person("hyun@example.com", "문현", team="개발팀")
ROSTER = (MINJI, JIHUN, SUJIN, SUJIN2, DONGHYUN, HAERANG, ANNA, TOM, TOMMY, MIXED, HYUN)

FOUND = [
    ("현님", HYUN),
    ("현 님이랑", HYUN),
    ("현씨", HYUN),
    ("김민지", MINJI),
    ("민지", MINJI),
    ("김민지 님", MINJI),
    ("민지씨", MINJI),
    ("민지 씨랑", MINJI),
    ("민지님하고는", MINJI),
    ("민지한테", MINJI),
    ("@김민지", MINJI),
    ("김 민지", MINJI),
    ("김민지 대리님", MINJI),
    ("민지대리", MINJI),
    ("김대리님", MINJI),
    ("영업팀 민지님", MINJI),
    ("minji@example.com", MINJI),
    ("MINJI@Example.com", MINJI),
    ("<mailto:minji@example.com|minji@example.com>", MINJI),
    ("김민지 <minji@example.com>", MINJI),
    ("<@U01MINJI>", MINJI),
    ("<@u01minji|minji>", MINJI),
    ("minji", MINJI),
    ("박 팀장님", JIHUN),
    ("박팀장님이랑", JIHUN),
    ("지훈이랑", JIHUN),
    ("지훈이", JIHUN),
    ("지훈이는", JIHUN),
    ("훈이", JIHUN),
    ("영업팀장님", JIHUN),
    ("영업팀 팀장님께", JIHUN),
    ("Jihun", JIHUN),
    ("jihun park", JIHUN),
    ("Park Jihun", JIHUN),
    ("Park, Jihun", JIHUN),
    ("Mr. Park", JIHUN),
    ("이수진", SUJIN),
    ("이 팀장", SUJIN),
    ("개발팀장", SUJIN),
    ("soo@old.example", SUJIN),
    ("최수진 과장님", SUJIN2),
    ("수진 과장님", SUJIN2),
    ("동현님", DONGHYUN),
    ("남궁 본부장님", DONGHYUN),
    ("본부장님", DONGHYUN),
    ("부장님", HAERANG),
    ("해랑", HAERANG),
    ("해랑이랑", HAERANG),
    ("Anna", ANNA),
    ("anna kowalska", ANNA),
    ("ANNA K.", ANNA),
    ("Ms. Kowalska", ANNA),
    ("Anna's", ANNA),
    ("Ania", ANNA),
    ("sales manager", ANNA),
    ("our sales manager", ANNA),
    ("Anna랑", ANNA),
    ("Tom Reed", TOM),
    ("Mr Baker", TOMMY),
    ("이현주", MIXED),
    ("Grace", MIXED),
    ("grace lee", MIXED),
    ("현주 매니저님", MIXED),
    ("ｇｒａｃｅ", MIXED),
]


@pytest.mark.parametrize(("words", "person"), FOUND, ids=[w for w, _ in FOUND])
def test_exactly_one_is_meant(words, person):
    assert resolve(words, ROSTER) == Found(person)


AMBIGUOUS = [
    ("수진", {SUJIN, SUJIN2}),
    ("수진 님", {SUJIN, SUJIN2}),
    ("Tom", {TOM, TOMMY}),
    ("팀장님", {JIHUN, SUJIN}),
    ("민지 부장님", {MINJI}),  # the title contradicts the roster: asked, not guessed
]


@pytest.mark.parametrize(("words", "people"), AMBIGUOUS, ids=[w for w, _ in AMBIGUOUS])
def test_several_could_be_meant(words, people):
    answer = resolve(words, ROSTER)
    assert isinstance(answer, Ambiguous)
    assert {p.address for p in answer.candidates} == {p.address for p in people}


UNKNOWN = [
    "박민수",
    "민",
    "김",
    "박",
    "Ann",
    "민지은",
    "minj",
    "Reed Tommy",
    "",
    "  ",
    "팀",
    "@",
    "님",
    "<@U99>",
    "🙂",
    "x" * 20_000,
]


@pytest.mark.parametrize("words", UNKNOWN, ids=lambda w: w[:12])
def test_nobody_is_guessed(words):
    assert resolve(words, ROSTER) == Unknown(words)


def test_surnames_come_from_full_names_in_either_language_never_from_nicknames():
    jihun = Person("jp@example.com", "Jihun Park", names=("박지훈", "훈이"), job_title="팀장")
    assert resolve("박 팀장님", [MINJI, jihun]) == Found(jihun)
    assert resolve("훈 팀장님", [MINJI, jihun]) == Unknown("훈 팀장님")


def test_an_unknown_address_is_handed_back():
    assert resolve("New.Person@else.example", ROSTER).address == "new.person@else.example"


@pytest.mark.parametrize("words", ["나", "저랑", "me", "I"])
def test_the_speaker(words):
    assert resolve(words, ROSTER, MINJI) == Found(MINJI)
    assert resolve(words, ROSTER) == Unknown(words)


@pytest.mark.parametrize(("speaker", "meant"), [(MINJI, JIHUN), (SUJIN2, SUJIN), (JIHUN, SUJIN)])
def test_a_bare_title_means_the_speakers_own_team_first(speaker, meant):
    assert resolve("팀장님", ROSTER, speaker) == Found(meant)


def test_a_name_that_looks_like_an_ending_is_found_by_that_name():
    irang = Person("irang@example.com", "최이랑")
    assert resolve("이랑", (*ROSTER, irang)) == Found(irang)
    assert resolve("이랑이랑", (*ROSTER, irang)) == Found(irang)


@pytest.mark.parametrize("team", ["영업팀", "영업", "영업 팀"])
def test_members_of_a_team(team):
    assert members_of(team, ROSTER) == (MINJI, JIHUN)
    assert members_of("없는 팀", ROSTER) == ()
    assert members_of("", ROSTER) == ()


def test_a_given_name_of_one_syllable_needs_an_honorific():
    assert isinstance(resolve("현", ROSTER), Unknown)
    assert resolve("남궁현", [Person("g@example.com", "남궁현")]) == resolve(
        "현님", [Person("g@example.com", "남궁현")]
    )
