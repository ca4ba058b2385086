"""Radicale, a plain CalDAV server (no scheduling), as a process of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.caldav import CalDavPeer, make_calendar
from tests.peers.process import PeerMissing, free_port, stop, wait_for_port

INSTALL = f"{sys.executable} -m pip install radicale"
CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {users}
htpasswd_encryption = plain
delay = 0
[rights]
type = owner_only
[storage]
filesystem_folder = {store}
[logging]
level = warning
"""


@contextmanager
def radicale(folder: Path) -> Iterator[CalDavPeer]:
    """Start Radicale with its state in ``folder``: users kim, lee, park with the password NAME-pw."""
    if importlib.util.find_spec("radicale") is None:
        raise PeerMissing(f"radicale is not installed; install it with: {INSTALL}")
    port, users, config, log = free_port(), folder / "users", folder / "config", folder / "log"
    users.write_text("".join(f"{name}:{name}-pw\n" for name in ("kim", "lee", "park")))
    config.write_text(CONFIG.format(port=port, users=users, store=folder / "store"))
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(config)], stdout=out, stderr=out)
    try:
        wait_for_port(port, log, process)
        yield CalDavPeer("radicale", f"http://127.0.0.1:{port}/kim/", "kim", "kim-pw", make_calendar)
    finally:
        stop(process)
