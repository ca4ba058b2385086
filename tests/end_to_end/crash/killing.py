"""Plays a journey in processes: once undisturbed, then with one killed at a point and others that go on."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.end_to_end.crash.house import House, Script
from tests.end_to_end.crash.outcome import outcome
from tests.end_to_end.crash.points import Points


def forked(work: Callable[[], Any], result: Path) -> int:
    """Run ``work`` in a process of its own, what it returns pickled to ``result``; its wait status."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    code = 1
    try:
        result.write_bytes(pickle.dumps(work()))
        code = 0
    except BaseException:
        result.with_suffix(".error").write_text(traceback.format_exc())
    finally:
        os._exit(code)


def answer_of(work: Callable[[], Any], result: Path) -> Any:
    """What ``work`` returned in a process of its own; AssertionError with its traceback when it failed."""
    status = forked(work, result)
    error = result.with_suffix(".error")
    assert status == 0, error.read_text() if error.exists() else f"ended with {status}"
    return pickle.loads(result.read_bytes())


def undisturbed(url: str, script: Script, folder: Path, agent: Any = None) -> tuple[list[tuple[int, str]], Any]:
    """The points of ``script``, each with the step that it lies in, and what is left in the end."""

    def whole() -> Any:
        house = House(url, script, folder / "sent", agent=agent)
        steps: list[tuple[int, str]] = []
        for number in range(len(script.steps)):
            before = len(house.points.names)
            house.step(number)
            steps += [(number, name) for name in house.points.names[before:]]
        return steps, outcome(house, folder / "sent")

    return answer_of(whole, folder / "whole")


def killed_at(
    url: str, script: Script, folder: Path, point: int, number: int, expected: Any, agent: Any = None
) -> list[str]:
    """Kill a process at ``point``, which lies in step ``number``, let another go on; what is not as ``expected``."""
    sent = folder / "sent"
    status = forked(lambda: House(url, script, sent, Points(point), agent).play(), folder / "victim")
    if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
        error = folder / "victim.error"
        return [f"nobody died: {error.read_text() if error.exists() else status}"]

    def rest() -> Any:
        house = House(url, script, sent, agent=agent)
        house.recover(number)
        house.play(number + 1)
        return outcome(house, sent)

    try:
        return expected.differences(answer_of(rest, folder / "rest"))
    except AssertionError as error:
        return [str(error)]


def in_processes(jobs: list[Callable[[Path], Any]], folder: Path, at_once: int = 2) -> list[Any]:
    """Run jobs in processes, ``at_once`` at a time, each with a folder of its own; what they returned, in order."""
    children: list[int] = []
    for worker in range(at_once):
        child = os.fork()
        if child:
            children.append(child)
            continue
        code = 1
        try:
            for number in range(worker, len(jobs), at_once):
                _one(jobs[number], folder / str(number))
            code = 0
        finally:
            os._exit(code)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * at_once
    return [pickle.loads((folder / f"{number}.result").read_bytes()) for number in range(len(jobs))]


def _one(job: Callable[[Path], Any], own: Path) -> None:
    own.mkdir()
    try:
        result = job(own)
    except BaseException:
        result = [traceback.format_exc()]
    own.with_suffix(".result").write_bytes(pickle.dumps(result))
    shutil.rmtree(own, ignore_errors=True)
