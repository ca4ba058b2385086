"""What every peer needs: a free port, waiting until something listens, finding a program or saying how to get it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


class PeerMissing(RuntimeError):
    """A server program is not installed; the message names the command that installs it."""


def free_port() -> int:
    """A TCP port of the loopback interface that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_program(name: str, install: str, folders: Sequence[Path] = ()) -> str:
    """The path of a program: beside this Python, in ``folders``, or on PATH. Raises PeerMissing naming ``install``."""
    for folder in (Path(sys.executable).parent, *folders):
        if (folder / name).is_file():
            return str(folder / name)
    found = shutil.which(name)
    if found is None:
        raise PeerMissing(f"{name} is not installed; install it with: {install}")
    return found


def wait_for_port(port: int, log: Path, process: subprocess.Popen[bytes] | None = None, seconds: float = 30) -> None:
    """Return once 127.0.0.1:``port`` accepts a connection; RuntimeError with the log's end when it never does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    raise RuntimeError(f"nothing listens on port {port}; the log {log} ends:\n{tail}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Terminate one process that this run started, and wait for it."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
