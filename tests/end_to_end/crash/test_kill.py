"""A process is killed at every kind of point of every journey; in the end all is as if nobody had died.

No message is lost, none is answered twice, no event stands twice, no hold or claim is left over; calendars, meetings
and letters are those of the undisturbed run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.crash.house import MINJI, House, Script, furnish
from tests.end_to_end.crash.killing import in_processes, killed_at, undisturbed
from tests.end_to_end.crash.scripts import SCRIPTS
from tests.peers.postgres import fresh_database, postgres
from tests.peers.radicale import radicale

Chosen = list[tuple[int, int, str]]  # number of the point, of its step, its name
AT_MOST = 14  # a journey
STATEMENTS = 3  # of these: in the middle of a transaction, which must then leave nothing


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory where there is such a place: SIGKILL loses nothing that was written, and nothing waits for a disk."""
    memory = Path("/dev/shm")
    made = tmp_path_factory.mktemp("crash")
    if not os.access(memory, os.W_OK):
        yield made
        return
    quick = memory / f"moim-crash-{os.getpid()}"
    quick.mkdir()
    yield quick
    shutil.rmtree(quick)


@pytest.fixture(scope="module")
def template(folder: Path) -> Path:
    """A furnished SQLite database; and this process has everything loaded that its children will need."""
    path = folder / "template.db"
    furnish(f"sqlite:///{path}")
    warm = folder / "warm"
    warm.mkdir()
    house = House(f"sqlite:///{shutil.copy(path, warm / 'moim.db')}", SCRIPTS["meeting"], warm / "sent")
    house.play()
    house.store.close()
    return path


def chosen(points: list[tuple[int, str]], at_most: int = AT_MOST) -> Chosen:
    """Points of every kind, evenly over the journey: each name once a step, statements apart."""
    numbered = [(number, step, name) for number, (step, name) in enumerate(points, 1)]
    statements = [p for p in numbered if p[2].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    others = list({(step, name): (number, step, name) for number, step, name in reversed(numbered)}.values())
    kept = [p for p in sorted(others) if p not in statements]
    return sorted({*spread(kept, at_most - STATEMENTS), *spread(statements, STATEMENTS)})


def spread(points: Chosen, count: int) -> Chosen:
    """``count`` of them at even distances."""
    return points if len(points) <= count else [points[i * len(points) // count] for i in range(count)]


def test_points_of_every_kind_are_found(template: Path, folder: Path) -> None:
    """The hooks see what they are there for: what comes in, statements, commits, calendars, deliveries, upkeep."""
    own = folder / "kinds"
    own.mkdir()
    points, _ = undisturbed(f"sqlite:///{shutil.copy(template, own / 'moim.db')}", SCRIPTS["meeting"], own)
    names = {name for _, name in points}
    for part in ("message comes in", "message handled", "upkeep", "before delivery", "after delivery"):
        assert part in names
    for part in ("INSERT inbox", "INSERT outbox", "UPDATE meeting", "before commit inbox", "after commit inbox"):
        assert part in names
    for what in ("create", "update", "delete"):
        assert {
            f"{when} calendar {what} of {who}" for when in ("before", "after") for who in ("서지원", "Sam Reed")
        } <= names
    assert len(points) > 300


@pytest.mark.parametrize("name", SCRIPTS)
def test_killed_anywhere_it_ends_as_if_nobody_had_died(name: str, template: Path, folder: Path) -> None:
    script, own = SCRIPTS[name], folder / name
    own.mkdir()

    def fresh(place: Path) -> str:
        return f"sqlite:///{shutil.copy(template, place / 'moim.db')}"

    points, expected = undisturbed(fresh(own), script, own)
    assert expected.wrong == ()
    picked = chosen(points)
    assert len(picked) == AT_MOST

    def job(place: Path, point: int, step: int) -> list[str]:
        return killed_at(fresh(place), script, place, point, step, expected)

    results = in_processes([partial(job, point=number, step=step) for number, step, _ in picked], own)
    assert not failures(picked, results)


def test_the_same_on_postgresql(template: Path, folder: Path) -> None:
    del template  # only for what it has loaded
    own = folder / "postgres"
    own.mkdir()
    with postgres() as server:
        for name in ("meeting", "negotiation"):
            _on_postgres(server, SCRIPTS[name], own / name)


def _on_postgres(server: str, script: Script, own: Path) -> None:
    own.mkdir()
    with fresh_database(server, "whole") as url:
        furnish(url)
        points, expected = undisturbed(url, script, own)
    assert expected.wrong == ()
    picked = chosen(points, 6)

    def job(place: Path, point: int, step: int) -> list[str]:
        with fresh_database(server, f"point{point}") as url:
            furnish(url)
            return killed_at(url, script, place, point, step, expected)

    results = in_processes([partial(job, point=number, step=step) for number, step, _ in picked], own)
    assert not failures(picked, results)


def test_the_same_with_a_calendar_on_a_server(template: Path, folder: Path) -> None:
    """One person's calendar is Radicale's: killed around its writes, the answer to a PUT may be lost."""
    own = folder / "caldav"
    (own / "radicale").mkdir(parents=True)
    script = SCRIPTS["meeting"]
    with radicale(own / "radicale") as server:

        def fresh(place: Path) -> str:
            settings: Mapping[str, Any] = {
                "url": server.make(server, place.name),
                "username": server.username or "",
                "password": server.password or "",
            }
            url = f"sqlite:///{place / 'moim.db'}"
            furnish(url, {MINJI: settings})
            return url

        points, expected = undisturbed(fresh(own), script, own)
        assert expected.wrong == ()
        numbered = [(number, step, name) for number, (step, name) in enumerate(points, 1)]
        picked = [p for p in numbered if p[2].startswith(("before calendar", "after calendar")) and "caldav" in p[2]]
        assert len(picked) >= 6

        def job(place: Path, point: int, step: int) -> list[str]:
            return killed_at(fresh(place), script, place, point, step, expected)

        results = in_processes([partial(job, point=number, step=step) for number, step, _ in picked], own)
    assert not failures(picked, results)


def failures(picked: Chosen, results: list[list[str]]) -> list[str]:
    """What went wrong, and where the process had died."""
    pairs = zip(picked, results, strict=True)
    return [f"killed at {p[0]} ({p[2]}, step {p[1]}): {problem}" for p, problems in pairs for problem in problems]
