"""Patterns: what an author may write and what comes out, the same on every run."""

from pathlib import Path

import pytest
from rasa.shared.nlu.training_data import entities_parser

from bot.nlu.agreement import agree
from bot.nlu.patterns import Block, Entity, PatternError, annotate, expand, load_examples

SLOTS = {
    "person": ("민준", "서연", "지우"),
    "time": ("3시", "내일"),
    "nested": ("{person} 팀장님",),
    "loop": ("{loop}",),
}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("민준(이)랑 서연(이)랑 지우(이)랑", "민준이랑 서연이랑 지우랑"),
        ("회의을(를) 면접을(를)", "회의를 면접을"),
        ("3월(으)로 서울(으)로 부산(으)로 회의실(으)로", "3월로 서울로 부산으로 회의실로"),
        ("제가와(과) 집과(와)", "제가와 집과"),
        ("11/27(금)(으)로 3/6(월)이(가)", "11/27(금)로 3/6(월)이"),
        ("[민준](attendee)(이)가 [지우](attendee)이(가)", "[민준](attendee)이가 [지우](attendee)가"),
        ('[두 번째]{"entity": "choice", "value": "2"}은(는)', '[두 번째]{"entity": "choice", "value": "2"}는'),
        ("점심이에요(예요) 회의이에요(예요)", "점심이에요 회의예요"),
    ],
)
def test_particles_agree_with_the_word_before(written: str, said: str) -> None:
    assert agree(written) == said


@pytest.mark.parametrize(
    "line",
    [
        "[민준](attendee)이랑 [회의](purpose)",
        "move [the sync](title:weekly sync) to friday",
        '[두 번째]{"entity": "choice", "value": "2"}요',
        "no entity (really) [at all]",
    ],
)
def test_annotations_are_read_as_rasa_reads_them(line: str) -> None:
    text, entities = annotate(line)
    rasa = entities_parser.find_entities_in_training_example(line)
    assert text == entities_parser.replace_entities(line)
    assert [(e.start, e.end, e.entity, e.value) for e in entities] == [
        (e["start"], e["end"], e["entity"], e["value"]) for e in rasa
    ]


def block(*patterns: str, count: int | None = None) -> Block:
    return Block("schedule_meeting", patterns, count, "ko", "ko/test")


def test_every_pattern_is_used_and_the_rest_is_shared_out() -> None:
    drawn = expand(block("{person} 회의", "{time} 회의", "회의 잡아줘", count=5), SLOTS)
    assert len(drawn) == len({e.text for e in drawn}) == 5
    assert {e.pattern for e in drawn} == {"{person} 회의", "{time} 회의", "회의 잡아줘"}


def test_a_block_says_no_more_than_it_can() -> None:
    assert {e.text for e in expand(block("{time} 회의", count=50), SLOTS)} == {"3시 회의", "내일 회의"}


def test_drawing_is_the_same_every_time_and_a_neighbour_changes_nothing() -> None:
    alone = expand(block("{person} {time}", count=3), SLOTS)
    assert alone == expand(block("{person} {time}", count=3), SLOTS)
    beside = expand(block("{person} {time}", "다른 말", count=4), SLOTS)
    assert [e.text for e in beside if "다른" not in e.text] == [e.text for e in alone]


def test_slots_nest_and_a_slot_said_twice_is_two_people() -> None:
    assert all("팀장님" in e.text for e in expand(block("{nested}(이)랑"), SLOTS))
    pairs = [e.text.split("하고 ") for e in expand(block("{person}하고 {person}", count=6), SLOTS)]
    assert len(pairs) == 6
    assert all(a != b for a, b in pairs)


def test_choices_on_the_spot_may_be_empty() -> None:
    assert {e.text for e in expand(block("{please |}book it{, thanks|}", count=9), SLOTS)} == {
        "please book it", "book it", "please book it, thanks", "book it, thanks",
    }  # fmt: skip


def test_spans_of_entities_are_exact() -> None:
    for example in expand(block("[{person}](attendee)(이)랑 [{time}](time)", count=6), SLOTS):
        assert all(example.text[e.start : e.end] == e.value for e in example.entities)
        assert isinstance(example.entities[0], Entity)


@pytest.mark.parametrize("pattern", ["{nobody} 회의", "{loop}"])
def test_a_slot_that_cannot_be_filled_is_named(pattern: str) -> None:
    with pytest.raises(PatternError, match="ko/test"):
        expand(block(pattern), SLOTS)


@pytest.mark.parametrize("content", ["patterns:\n- examples: |\n    - x\n", "patterns:\n- intent: [\n"])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "bad.yml").write_text(content, encoding="utf-8")
    with pytest.raises(PatternError, match=r"bad\.yml"):
        load_examples(tmp_path)


def test_mixed_text_sees_the_slots_of_both_languages(tmp_path: Path) -> None:
    for folder in ("slots", "mixed"):
        (tmp_path / folder).mkdir()
    (tmp_path / "slots" / "ko.yml").write_text("day: [내일]\n", encoding="utf-8")
    (tmp_path / "slots" / "en.yml").write_text("day: [friday]\n", encoding="utf-8")
    content = "patterns:\n- intent: x\n  count: 9\n  examples: |\n    - sync {day}\n    - 싱크 {en.day}\n"
    (tmp_path / "mixed" / "a.yml").write_text(content, encoding="utf-8")
    assert {e.text for e in load_examples(tmp_path)} == {"sync 내일", "sync friday", "싱크 friday"}


def test_a_slot_named_twice_is_an_error_for_yaml_would_keep_the_last(tmp_path: Path) -> None:
    (tmp_path / "slots").mkdir()
    (tmp_path / "slots" / "ko.yml").write_text("book: [잡아줘]\nday: [내일]\nbook: [어린 왕자]\n", encoding="utf-8")
    with pytest.raises(PatternError, match="book"):
        load_examples(tmp_path)
