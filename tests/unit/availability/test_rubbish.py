"""Whatever is put in place of whatever: an answer or an error that names a field, never a crash."""

from __future__ import annotations

import contextlib
import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.core.availability import free_starts
from actions.core.availability.reading import ProblemError, read_problem, write_answer
from tests.unit.availability.test_reading import PROBLEM

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
    st.sampled_from(
        [
            "2026-11-24T01:00:00Z",
            "1900-01-01T00:00:00Z",
            "2200-12-31T23:59:59Z",
            "9999-12-31T23:59:59Z",
            "0001-01-01T00:00Z",
        ]
    ),
    st.sampled_from(
        ["Asia/Seoul", "Asia", "", "\x00", "\ud800", "/etc/passwd", "24:00", "00:00", "mon", "America/New_York"]
    ),
)


def paths(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from paths(child, (*path, key))


def changed(value, path, new):
    """``value`` with ``new`` at ``path``; as it was where an earlier change took the path away."""
    if not path:
        return new
    with contextlib.suppress(LookupError, TypeError):
        value[path[0]] = changed(value[path[0]], path[1:], new)
    return value


def read(data):
    try:
        return read_problem(data), None
    except ProblemError as error:
        return None, error


@given(st.lists(st.tuples(st.sampled_from(list(paths(PROBLEM))), ODD), min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_never_a_crash(changes):
    data = copy.deepcopy(PROBLEM)
    for path, value in changes:
        data = changed(data, path, copy.deepcopy(value))
    problem, error = read(data)
    if error:
        assert str(error).startswith(f"{error.field}: ")
    else:
        answer = write_answer(free_starts(problem))
        assert set(answer["optional"]) == set(answer["starts"])
