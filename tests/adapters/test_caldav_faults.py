"""Everything a CalDAV server can do wrong becomes a typed error, and nothing is ever taken for free time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from calendar_adapters.caldav import CalDavCalendar
from calendar_adapters.errors import (
    AdapterBug,
    BadAnswer,
    CalendarError,
    Conflict,
    NotFound,
    ReconnectNeeded,
    TryAgain,
)
from tests.adapters.contract import meeting
from tests.adapters.faulty import CALENDAR, XML, Answer, Faulty, faulty
from tests.adapters.ics_cases import OWNER, WEEK, ics
from tests.peers.caldav import CalDavPeer
from tests.peers.process import free_port

PASSWORD = "a-secret-word"
EMPTY = '<D:multistatus xmlns:D="DAV:"></D:multistatus>'
TEXT = {"Content-Type": "text/html"}


def dav_error(name: str) -> str:
    return f'<D:error xmlns:D="DAV:"><C:{name} xmlns:C="urn:ietf:params:xml:ns:caldav"/></D:error>'


def found(text: str, status: str = "200 OK") -> Answer:
    """A REPORT's answer with one object."""
    data = text.replace("&", "&amp;").replace("<", "&lt;")
    body = (
        '<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response><D:href>/cal/a.ics</D:href>'
        f'<D:propstat><D:prop><D:getetag>"1"</D:getetag><C:calendar-data>{data}</C:calendar-data></D:prop>'
        f"<D:status>HTTP/1.1 {status}</D:status></D:propstat></D:response></D:multistatus>"
    )
    return Answer(207, body)


@pytest.fixture
def server() -> Iterator[Faulty]:
    with faulty() as peer:
        yield peer


def open_at(url: str, timeout: float = 5) -> CalDavCalendar:
    return CalDavCalendar(url, "kim", PASSWORD, OWNER, "Kim's calendar", tzid="Asia/Seoul", timeout=timeout)


READING = [
    (Answer(401, "", {"WWW-Authenticate": 'Basic realm="x"'}), ReconnectNeeded),
    (Answer(401, "", {}), ReconnectNeeded),
    (Answer(401, "", {"WWW-Authenticate": "Negotiate"}), ReconnectNeeded),
    (Answer(403), ReconnectNeeded),
    (Answer(404), ReconnectNeeded),
    (Answer(410), ReconnectNeeded),
    (Answer(400), AdapterBug),
    (Answer(415), AdapterBug),
    (Answer(423), TryAgain),
    (Answer(429, "", {"Retry-After": "7"}), TryAgain),
    (Answer(500), TryAgain),
    (Answer(502, "<html>Bad Gateway", TEXT), TryAgain),
    (Answer(503, "", {"Retry-After": "7"}), TryAgain),
    (Answer(503), TryAgain),
    (Answer(507), TryAgain),
    (Answer(200, "<html><body>Please log in</body></html>", TEXT), BadAnswer),
    (Answer(207, "<html><body>Please log in</body></html>", TEXT), BadAnswer),
    (Answer(207, "<D:multistatus", XML), BadAnswer),
    (Answer(207, "\x00\x01\x02", {"Content-Type": "application/octet-stream"}), BadAnswer),
    (Answer(207, ""), BadAnswer),
    (Answer(204), BadAnswer),
    (Answer(304), BadAnswer),
    (Answer(207, EMPTY[:20], cut=True), TryAgain),
    (found("502 Bad Gateway"), BadAnswer),
    (found(""), BadAnswer),
    (found(ics("event_dt_utc"), "403 Forbidden"), BadAnswer),
    (found(ics("unreadable_dtstart")), BadAnswer),
    (found(ics("unreadable_cut_off")), BadAnswer),
]


@pytest.mark.parametrize(("answer", "error"), READING, ids=lambda value: getattr(value, "status", None))
def test_reading(server: Faulty, answer: Answer, error: type[CalendarError]) -> None:
    server.answers["REPORT"] = answer
    with pytest.raises(error) as raised:
        open_at(server.url).free_busy(WEEK)
    assert type(raised.value) is error
    assert raised.value.calendar == "Kim's calendar"
    if "Retry-After" in answer.headers:
        assert isinstance(raised.value, TryAgain)
        assert raised.value.retry_after == 7


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(401, "", {"WWW-Authenticate": 'Basic realm="x"'}), ReconnectNeeded),
        (Answer(403), ReconnectNeeded),
        (Answer(404), ReconnectNeeded),
        (Answer(500), TryAgain),
        (Answer(200, "<html>", TEXT), BadAnswer),
        (Answer(207, EMPTY), ReconnectNeeded),
        (Answer(207, CALENDAR.replace("<C:calendar/>", "")), ReconnectNeeded),
    ],
)
def test_finding_the_calendar(server: Faulty, answer: Answer, error: type[CalendarError]) -> None:
    server.answers["PROPFIND"] = answer
    server.answers["REPORT"] = Answer(207, EMPTY)
    calendar = open_at(server.url)
    with pytest.raises(error):
        calendar.events(WEEK)
    with pytest.raises(error):
        _ = calendar.capabilities


WRITING = [
    (Answer(401, "", {"WWW-Authenticate": 'Basic realm="x"'}), ReconnectNeeded),
    (Answer(403), ReconnectNeeded),
    (Answer(403, dav_error("valid-calendar-data")), AdapterBug),
    (Answer(400), AdapterBug),
    (Answer(404), ReconnectNeeded),
    (Answer(409), ReconnectNeeded),
    (Answer(412), ReconnectNeeded),
    (Answer(500), TryAgain),
    (Answer(429), TryAgain),
]


@pytest.mark.parametrize(("answer", "error"), WRITING, ids=lambda value: getattr(value, "status", None))
def test_creating_where_nothing_is(server: Faulty, answer: Answer, error: type[CalendarError]) -> None:
    server.answers |= {"PUT": answer, "REPORT": Answer(207, EMPTY)}
    with pytest.raises(error):
        open_at(server.url).create(meeting())


@pytest.mark.parametrize("answer", [Answer(409), Answer(412), Answer(403, dav_error("no-uid-conflict")), Answer(500)])
def test_creating_where_another_event_is(server: Faulty, answer: Answer) -> None:
    server.answers |= {"PUT": answer, "REPORT": found(ics("event_dt_utc"))}
    with pytest.raises(Conflict):
        open_at(server.url).create(meeting("event_dt_utc@example.test"))


def test_a_uid_in_another_calendar_of_the_same_user(server: Faulty) -> None:
    """As Cyrus answers; it is not in this calendar, and the person need not connect anything again."""
    taken = Answer(403, dav_error("unique-scheduling-object-resource"))
    server.answers |= {"PUT": taken, "REPORT": Answer(207, EMPTY)}
    with pytest.raises(Conflict):
        open_at(server.url).create(meeting())


def test_a_create_whose_answer_got_lost_is_found_again(server: Faulty) -> None:
    calendar = open_at(server.url)
    stored: list[str] = []

    def put(body: str) -> Answer:
        stored.append(body)
        return Answer(504)

    server.answers |= {"PUT": put, "REPORT": lambda _: found(stored[0])}
    assert calendar.create(meeting()).etag == '"1"'


@pytest.mark.parametrize("answer", [Answer(412), Answer(409), Answer(404)])
def test_updating_what_changed_or_went(server: Faulty, answer: Answer) -> None:
    calendar = open_at(server.url)
    server.answers |= {"PUT": answer, "REPORT": found(ics("event_dt_utc"))}
    event = calendar.get("event_dt_utc@example.test")
    with pytest.raises(Conflict):
        calendar.update(replace(event, summary="new"))
    answers = [found(ics("event_dt_utc")), Answer(207, EMPTY)]
    server.answers["REPORT"] = lambda _: answers.pop(0)
    with pytest.raises(NotFound):
        calendar.update(replace(event, summary="new"))


def test_every_write_carries_a_condition(server: Faulty) -> None:
    calendar = open_at(server.url)
    server.answers |= {
        "PUT": Answer(204, "", {"ETag": '"2"'}),
        "DELETE": Answer(204),
        "REPORT": found(ics("event_dt_utc")),
    }
    event = calendar.get("event_dt_utc@example.test")
    calendar.update(replace(event, summary="new"))
    calendar.delete(event.uid)
    calendar.create(meeting())
    sent = [(method, headers.get("If-Match"), headers.get("If-None-Match")) for method, _, headers in server.requests]
    assert [item for item in sent if item[0] in {"PUT", "DELETE"}] == [
        ("PUT", '"1"', None),
        ("DELETE", '"1"', None),
        ("PUT", None, "*"),
    ]


def test_a_server_that_gives_no_etag_is_read_again(server: Faulty) -> None:
    server.answers |= {"PUT": Answer(201, "", {}), "REPORT": found(ics("event_dt_utc"))}
    assert open_at(server.url).create(meeting("event_dt_utc@example.test")).etag == '"1"'


def test_a_server_that_hangs(server: Faulty) -> None:
    server.answers["REPORT"] = Answer(207, hang=True)
    before = time.monotonic()
    with pytest.raises(TryAgain):
        open_at(server.url, timeout=0.5).free_busy(WEEK)
    assert time.monotonic() - before < 5


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/cal/", "http://no-such-host.invalid/cal/"])
def test_a_dead_line(url: str) -> None:
    with pytest.raises(TryAgain):
        open_at(url.format(port=free_port()), timeout=2).free_busy(WEEK)


def test_the_password_goes_to_no_other_host(server: Faulty) -> None:
    elsewhere = CALENDAR.replace("<D:collection/><C:calendar/>", "<D:collection/>").replace(
        "</D:prop>", "<C:calendar-home-set><D:href>http://127.0.0.2:9/home/</D:href></C:calendar-home-set></D:prop>"
    )
    server.answers["PROPFIND"] = Answer(207, elsewhere)
    with pytest.raises(BadAnswer, match="not its own"):
        open_at(server.url).events(WEEK)


@pytest.mark.parametrize("url", ["", "ftp://example.test/", "calendar.example.test", "file:///etc/passwd", "http://"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        open_at(url)


def test_the_password_is_in_no_repr_and_no_message(server: Faulty) -> None:
    url = server.url.replace("http://", f"http://kim:{PASSWORD}@")
    calendar = CalDavCalendar(url, None, None, OWNER)
    server.answers["REPORT"] = Answer(500)
    with pytest.raises(TryAgain) as raised:
        calendar.events(WEEK)
    shown = f"{calendar!r} {calendar._transport!r} {raised.value} {raised.value.__cause__!r}"
    assert PASSWORD not in shown
    assert server.url in shown


def test_a_wrong_password_on_a_real_server(radicale_server: CalDavPeer) -> None:
    url = radicale_server.new_calendar()
    with pytest.raises(ReconnectNeeded):
        CalDavCalendar(url, "kim", "wrong", OWNER).free_busy(WEEK)
    with pytest.raises(ReconnectNeeded):
        CalDavCalendar(url, "lee", "lee-pw", OWNER).free_busy(WEEK)


def test_a_calendar_that_was_removed_is_no_free_calendar(radicale_server: CalDavPeer) -> None:
    url = radicale_server.new_calendar()
    calendar = CalDavCalendar(url, radicale_server.username, radicale_server.password, OWNER)
    assert not calendar.events(WEEK)
    calendar._transport.send("DELETE", url)
    for opened in (calendar, CalDavCalendar(url, radicale_server.username, radicale_server.password, OWNER)):
        with pytest.raises(ReconnectNeeded):
            opened.events(WEEK)
        with pytest.raises(ReconnectNeeded):
            opened.create(meeting())


def test_discovery_from_the_server_down(radicale_server: CalDavPeer) -> None:
    url = radicale_server.new_calendar()
    name = url.rstrip("/").rpartition("/")[2]
    root = radicale_server.home.replace("/kim/", "/")
    for start in (root, radicale_server.home):
        calendar = CalDavCalendar(start, radicale_server.username, radicale_server.password, OWNER, calendar=name)
        assert calendar.create(meeting(f"from-{len(start)}@example.test")).href.startswith(f"/kim/{name}/")
    absent = CalDavCalendar(root, radicale_server.username, radicale_server.password, OWNER, calendar="no such")
    with pytest.raises(ReconnectNeeded, match=name):
        absent.events(WEEK)


def test_what_servers_say_they_can(radicale_server: CalDavPeer, xandikos_server: CalDavPeer) -> None:
    plain = CalDavCalendar(radicale_server.new_calendar(), "kim", "kim-pw", OWNER).capabilities
    scheduling = CalDavCalendar(xandikos_server.new_calendar(), None, None, OWNER).capabilities
    assert (plain.writable, plain.sends_invitations, plain.sync_token) == (True, False, True)
    assert (scheduling.writable, scheduling.sends_invitations, scheduling.sync_token) == (True, True, True)
