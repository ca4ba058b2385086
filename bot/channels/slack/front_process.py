"""The front as a process of its own: acknowledgements do not even wait for the language model's share of Python.

It is `moim serve --part front` with pipes: a line on its output for everything stored (the first when it is ready), and
it stops when its input ends, so it never outlives the process that started it.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Sequence

START_SECONDS = 60.0
READY, STORED = b"ready", b"stored"
_RUN = "import sys; from bot.cli import main; sys.exit(main(sys.argv[1:]))"


class FrontProcess:
    """Started and watched by the process that works; ``stored`` is called there when something came in."""

    def __init__(self, options: Sequence[str], stored: Callable[[], None]) -> None:
        self._options = options
        self._stored = stored
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> str:
        """Return once Slack can come in, with the line that says how. Raises RuntimeError when it cannot."""
        command = [sys.executable, "-c", _RUN, "serve", "--part", "front", "--piped", *self._options]
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), START_SECONDS)
        if not line.startswith(READY):
            raise RuntimeError("Slack's front did not start; what it said stands above")
        return line.decode().strip()

    async def watch(self) -> None:
        """Until it ends, which it only does when something is wrong: RuntimeError."""
        assert self._process is not None
        assert self._process.stdout is not None
        while await self._process.stdout.readline():
            self._stored()
        raise RuntimeError(f"Slack's front has ended with code {await self._process.wait()}")

    async def stop(self) -> None:
        """End its input, and wait for it."""
        if self._process is None or self._process.returncode is not None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), 15)
        except asyncio.TimeoutError:
            self._process.kill()


def tell(word: bytes) -> None:
    """To the process that started this one."""
    try:
        sys.stdout.buffer.write(word + b"\n")
        sys.stdout.buffer.flush()
    except (BrokenPipeError, ValueError):  # it has gone; the end of our input says so
        return


def when_orphaned(stop: Callable[[], object]) -> None:
    """Call ``stop`` (from a thread) once the process that started this one has gone."""

    def wait() -> None:
        sys.stdin.buffer.read()
        stop()

    threading.Thread(target=wait, daemon=True, name="orphaned").start()
