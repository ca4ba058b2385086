"""The emulator, started once; an office in it for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.peers.slack import SlackPeer, slack
from tests.slack.office import Office


@pytest.fixture(scope="session")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SlackPeer]:
    """Slack's emulator."""
    with slack(tmp_path_factory.mktemp("slack")) as running:
        yield running


@pytest.fixture
def office(peer: SlackPeer, tmp_path: Path) -> Iterator[Office]:
    """moim in the emulator's workspace, with a database of its own."""
    made = Office(peer, tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def offices(peer: SlackPeer, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Offices with other settings."""
    made: list[Office] = []

    def build(**settings: Any) -> Office:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(Office(peer, folder, **settings))
        return made[-1]

    yield build
    for one in made:
        one.store.close()
