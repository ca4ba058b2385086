"""Xandikos, a CalDAV server with RFC 6638 collections, as a process of its own; it has no passwords."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.caldav import CalDavPeer, make_calendar
from tests.peers.process import find_program, free_port, stop, wait_for_port

INSTALL = f"{sys.executable} -m pip install 'xandikos[imip-listen]'"


@contextmanager
def xandikos(folder: Path) -> Iterator[CalDavPeer]:
    """Start Xandikos with its state in ``folder`` and the principal /kim/."""
    program, port, log = find_program("xandikos", INSTALL), free_port(), folder / "log"
    store = ["-d", str(folder / "store"), "--defaults", "--current-user-principal", "/kim/"]
    command = [program, "serve", *store, "-l", "127.0.0.1", "-p", str(port), "--state-dir", str(folder / "state")]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={"EMAIL": "kim@example.test", "HOME": str(folder)}
        )
    try:
        wait_for_port(port, log, process)
        yield CalDavPeer("xandikos", f"http://127.0.0.1:{port}/kim/calendars/", None, None, make_calendar)
    finally:
        stop(process)
