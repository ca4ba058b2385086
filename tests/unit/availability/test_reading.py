"""What `moim free` accepts, and how it says what it does not."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys

import pytest

from actions.core.availability import Rule, Span, free_starts
from actions.core.availability.reading import ProblemError, read_problem, write_answer

PROBLEM = {
    "now": "2026-11-23T09:00:00+09:00",
    "window": {"start": "2026-11-24T09:00:00+09:00", "end": "2026-11-24T12:00:00+09:00"},
    "duration_minutes": 60,
    "step_minutes": 30,
    "attendees": [
        {
            "id": "a",
            "timezone": "Asia/Seoul",
            "working_hours": {"tue": [["09:00", "24:00"]]},
            "busy": [["2026-11-24T10:00:00+09:00", "2026-11-24T10:30:00+09:00"]],
        },
        {"id": "b", "required": False, "busy": []},
    ],
}

REMOVE = object()


def changed(path, value):
    data = copy.deepcopy(PROBLEM)
    target = data
    for step in path[:-1]:
        target = target[step]
    if value is REMOVE:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return data


def test_answer():
    assert write_answer(free_starts(read_problem(PROBLEM))) == {
        "starts": ["2026-11-24T00:00:00Z", "2026-11-24T01:30:00Z", "2026-11-24T02:00:00Z"],
        "removed": {"notice": 0, "working_hours": 0, "busy": 2},
        "optional": {
            "2026-11-24T00:00:00Z": ["b"],
            "2026-11-24T01:30:00Z": ["b"],
            "2026-11-24T02:00:00Z": ["b"],
        },
    }


def test_defaults():
    problem = read_problem(PROBLEM)
    assert problem.minimum_notice_minutes == 0
    first, second = problem.attendees
    assert (first.required, first.buffer_minutes, first.working_hours) == (True, 0, {1: (Span(540, 1440),)})
    assert (second.required, second.working_hours, second.busy) == (False, None, ())


@pytest.mark.parametrize(
    "busy",
    [
        [],
        [["2026-11-24T01:00:00Z", "2026-11-24T01:00:00Z"]],  # empty: meets nothing
        [["2026-11-24T08:00:00+09:00", "2026-11-24T09:00:00+09:00"]],  # touches
        [["2026-11-20T01:00Z", "2026-11-20T02:00:00.5-0300"], ["2026-11-20T01:30Z", "2026-11-20T01:45Z"]],
    ],
)
def test_busy_that_hinders_nothing(busy):
    answer = free_starts(read_problem(changed(("attendees", 0, "busy"), busy)))
    assert answer.removed == {Rule.NOTICE: 0, Rule.WORKING_HOURS: 0, Rule.BUSY: 0}


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("now",), REMOVE, "now"),
        (("now",), "2026-11-23T09:00:00", "now"),
        (("now",), "tomorrow", "now"),
        (("now",), 1700000000, "now"),
        (("window",), REMOVE, "window"),
        (("window",), [], "window"),
        (("window", "start"), "2026-02-30T09:00:00Z", "window.start"),
        (("window", "end"), "2026-11-24T09:00:00+09:00", "window.end"),
        (("window", "end"), "2199-11-24T09:00:00+09:00", "window"),
        (("duration_minutes",), 0, "duration_minutes"),
        (("duration_minutes",), -30, "duration_minutes"),
        (("duration_minutes",), "60", "duration_minutes"),
        (("duration_minutes",), True, "duration_minutes"),
        (("duration_minutes",), 7.5, "duration_minutes"),
        (("duration_minutes",), float("nan"), "duration_minutes"),
        (("duration_minutes",), 10**12, "duration_minutes"),
        (("step_minutes",), 0, "step_minutes"),
        (("step_minutes",), None, "step_minutes"),
        (("minimum_notice_minutes",), -1, "minimum_notice_minutes"),
        (("attendees",), {}, "attendees"),
        (("attendees",), REMOVE, "attendees"),
        (("attendees", 1), "b", "attendees[1]"),
        (("attendees", 1, "id"), "a", "attendees[1].id"),
        (("attendees", 1, "id"), 3, "attendees[1].id"),
        (("attendees", 0, "timezone"), REMOVE, "attendees[0].timezone"),
        (("attendees", 0, "timezone"), "Asia/Soul", "attendees[0].timezone"),
        (("attendees", 0, "timezone"), "../../etc/passwd", "attendees[0].timezone"),
        (("attendees", 0, "required"), "yes", "attendees[0].required"),
        (("attendees", 0, "buffer_minutes"), -5, "attendees[0].buffer_minutes"),
        (("attendees", 0, "busy"), None, "attendees[0].busy"),
        (("attendees", 0, "busy"), [["2026-11-24T10:00:00+09:00"]], "attendees[0].busy[0]"),
        (("attendees", 0, "busy"), [["2026-11-24T10:00:00", "2026-11-24T11:00:00"]], "attendees[0].busy[0]"),
        (("attendees", 0, "busy"), [["2026-11-24T11:00:00Z", "2026-11-24T10:00:00Z"]], "attendees[0].busy[0]"),
        (("attendees", 0, "working_hours"), [], "attendees[0].working_hours"),
        (("attendees", 0, "working_hours"), {"tuesday": []}, "attendees[0].working_hours.tuesday"),
        (("attendees", 0, "working_hours"), {"tue": None}, "attendees[0].working_hours.tue"),
        (("attendees", 0, "working_hours"), {"tue": [["09:00"]]}, "attendees[0].working_hours.tue[0]"),
        (("attendees", 0, "working_hours"), {"tue": [["22:00", "06:00"]]}, "attendees[0].working_hours.tue[0]"),
        (("attendees", 0, "working_hours"), {"tue": [["09:00", "09:00"]]}, "attendees[0].working_hours.tue[0]"),
        (("attendees", 0, "working_hours"), {"tue": [["9", "18"]]}, "attendees[0].working_hours.tue[0]"),
        (("attendees", 0, "working_hours"), {"tue": [["09:00", "24:30"]]}, "attendees[0].working_hours.tue[0]"),
    ],
)
def test_a_bad_problem_names_the_field(path, value, field):
    with pytest.raises(ProblemError) as caught:
        read_problem(changed(path, value))
    assert caught.value.field == field
    assert str(caught.value).startswith(f"{field}: ")


def moim_free(raw: bytes) -> subprocess.CompletedProcess:
    code = (
        "import sys; from bot.cli import main; code = main(['free']); "
        "assert 'tensorflow' not in sys.modules and 'rasa' not in sys.modules; sys.exit(code)"
    )
    return subprocess.run(
        [sys.executable, "-c", code], input=raw, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )


def test_the_command_loads_numpy_only_to_compute():
    code = "import sys, bot.cli.free; assert not {'numpy', 'tensorflow', 'rasa', 'sqlalchemy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_command_answers_with_json_alone():
    done = moim_free(json.dumps(PROBLEM).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == write_answer(free_starts(read_problem(PROBLEM)))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"[1]", "object"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "JSON"),
        ('{"now": "내일"}'.encode(), "now"),
    ],
)
def test_command_says_what_is_wrong_with_rubbish(raw, says):
    done = moim_free(raw)
    assert done.returncode == 2
    answer = json.loads(done.stdout)
    assert list(answer) == ["error"]
    assert says in answer["error"]
    assert b"Traceback" not in done.stderr
