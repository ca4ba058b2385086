"""A CalDAV server that fails on purpose: the answers are given, the requests are kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CALENDAR = (
    '<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response><D:href>/cal/</D:href>'
    "<D:propstat><D:prop><D:resourcetype><D:collection/><C:calendar/></D:resourcetype></D:prop>"
    "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"
)
XML = {"Content-Type": "application/xml"}


@dataclass(frozen=True)
class Answer:
    """One HTTP answer; with ``hang`` none comes until the server stops, with ``cut`` half of the body is missing."""

    status: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=lambda: dict(XML))
    hang: bool = False
    cut: bool = False


@dataclass
class Faulty:
    """A running server: ``answers`` by method; the calendar is at ``url``."""

    url: str
    answers: dict[str, Answer | Callable[[str], Answer]]
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def faulty() -> Iterator[Faulty]:
    """Serve on a free port; PROPFIND says that /cal/ is a calendar until told otherwise."""
    stopping = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            peer.requests.append((self.command, self.path, dict(self.headers)))
            answer = peer.answers.get(self.command, Answer(501))
            answer = answer(body) if callable(answer) else answer
            if answer.hang:
                stopping.wait(30)
                return
            data = answer.body.encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data) * (2 if answer.cut else 1)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_PUT = do_DELETE = do_OPTIONS = do_PROPFIND = do_REPORT = _answer

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    peer = Faulty(f"http://127.0.0.1:{server.server_address[1]}/cal/", {"PROPFIND": Answer(207, CALENDAR)})
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
