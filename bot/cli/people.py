"""``moim people``: who the assistant knows, and which calendars are theirs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from actions.core.people import Ambiguous, Found, Person, resolve
from actions.core.people_csv import COLUMNS, Fault, Row, read_address, read_people, read_row
from actions.errors import OperatorError
from actions.store import AddressInUse, Connection, Store, Transaction
from bot.cli.opened import explained, open_store, read_calendar
from calendar_adapters.errors import CalendarError
from calendar_adapters.registry import KINDS

ENCODINGS = ("utf-8-sig", "cp949")
CSV_HELP = """columns of the CSV file (first line; any order; only address is needed; an empty cell changes nothing):
  address        mail address: the identity; a known one is updated       (이메일)
  name           as people call the person                                (이름)
  aliases        other names and other addresses, separated by ;          (별칭)
  timezone       IANA, such as Asia/Seoul                                 (시간대)
  language       ko or en                                                 (언어)
  working_hours  mon-fri 09:00-12:00,13:00-18:00; sat 10:00-13:00         (근무시간)
  team, job_title                                                         (팀, 직함)
  delegates      addresses of those who may act for the person, by ;      (대리인)
  external       yes for people outside the organisation                  (외부)
  buffer_minutes free time kept around meetings                           (여유)
  slack_id       U0123…                                                   (슬랙)
The file is UTF-8, UTF-16 with a mark, or CP949; the delimiter a comma, semicolon or tab."""
_OPTIONS = [c for c in dict.fromkeys(COLUMNS.values()) if c != "address"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``moim people``."""
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = _command(commands, "add", "add a person, or change one", _add)
    add.add_argument("address")
    for option in _OPTIONS:
        add.add_argument(f"--{option.replace('_', '-')}", dest=option, metavar="TEXT")
    _command(commands, "list", "everybody, one a line", _list)
    importing = _command(commands, "import", "add or change everybody in a CSV file", _import)
    importing.formatter_class, importing.epilog = argparse.RawDescriptionHelpFormatter, CSV_HELP
    importing.add_argument("file", type=Path)
    importing.add_argument("--partial", action="store_true", help="import the good lines even if others are bad")
    for name, line, run in (
        ("show", "one person and their calendars", _show),
        ("remove", "forget a person", _remove),
    ):
        _command(commands, name, line, run).add_argument("who", help="address or name")
    calendar = _command(commands, "calendar", "connect a calendar (it is read once to see that it works)", _calendar)
    _calendar_arguments(calendar)


def run(args: argparse.Namespace) -> int:
    """0 when done; 1 when something in the input is wrong and nothing was changed; 2 for settings and database."""
    return int(args.run(args))


def _calendar_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address")
    parser.add_argument("--kind", choices=sorted(KINDS), required=True)
    parser.add_argument("--label", default="", help="tells several calendars of one person apart")
    for option in ("url", "username", "calendar"):
        parser.add_argument(f"--{option}")
    parser.add_argument("--password-env", metavar="VAR", help="environment variable that holds the password")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="another setting of this kind")
    parser.add_argument("--no-check", action="store_true", help="connect without reading the calendar first")
    parser.add_argument("--disconnect", action="store_true", help="disconnect the person's calendars of this kind")


def _command(commands: Any, name: str, line: str, run: Callable[..., int]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=line, description=line)
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(run=run)
    return parser


@explained
def _add(args: argparse.Namespace) -> int:
    cells = {"address": args.address} | {o: v for o in _OPTIONS if (v := getattr(args, o)) is not None}
    row, faults = read_row(cells)
    return _save(args, [] if row is None else [row], faults, partial=False)


@explained
def _import(args: argparse.Namespace) -> int:
    rows, faults = read_people(_decoded(args.file))
    return _save(args, rows, faults, partial=args.partial)


@explained
def _list(args: argparse.Namespace) -> int:
    with open_store().reading() as tx:
        people = tx.people.all()
    if args.json:
        _print([_public(p) for p in people])
    for person in [] if args.json else people:
        more = [person.team, person.job_title, person.timezone, "external" if person.external else ""]
        print("  ".join(filter(None, [f"{person.address:32}", person.name, *more])))
    return 0


@explained
def _show(args: argparse.Namespace) -> int:
    with open_store().reading() as tx:
        person = _meant(tx, args.who)
        calendars = [_public_connection(c) for c in tx.connections.of(person.address)] if person else []
    if person is None:
        return 1
    shown = {**_public(person), "calendars": calendars}
    if args.json:
        _print(shown)
    for key, value in {} if args.json else shown.items():
        if value:
            print(f"{key:16}{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    return 0


@explained
def _remove(args: argparse.Namespace) -> int:
    with open_store().transaction() as tx:
        person = _meant(tx, args.who)
        if person is not None:
            tx.people.remove(person.address)
    if person is not None:
        _tell(args, {"removed": person.address}, f"removed {person.address}")
    return 0 if person else 1


@explained
def _calendar(args: argparse.Namespace) -> int:
    store, address = open_store(), _address(args.address)
    with store.reading() as tx:
        person = tx.people.by_address(address)
    if person is None:
        raise OperatorError(f"Nobody has the address {address}.", "Add the person with `moim people add` first.")
    if args.disconnect:
        with store.transaction() as tx:
            gone = tx.connections.remove(person.address, args.kind)
        _tell(args, {"disconnected": gone}, f"disconnected {gone}")
        return 0
    connection = _connection(args, person)
    if not args.no_check and (reason := _unreadable(store, connection, person)):
        _tell(args, {"error": reason}, f"not connected: {reason}", sys.stderr)
        return 1
    with store.transaction() as tx:
        tx.connections.save(connection)
    _tell(args, {"connected": _public_connection(connection)}, f"connected {args.kind} for {person.address}")
    return 0


def _save(args: argparse.Namespace, rows: Iterable[Row], faults: list[Fault], *, partial: bool) -> int:
    """Write all rows or, unless ``partial``, none when there is a fault; report in both cases."""
    done: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": []}
    faults = list(faults)
    with open_store().engine.connect() as connection, connection.begin() as whole:
        tx = Transaction(connection)
        for row in rows:
            try:
                done[_put(tx, row)].append(row.address)
            except AddressInUse as error:
                who = error.placeholders["address"]
                faults.append(Fault(row.line, "address", f"{who} belongs to somebody else already"))
        if faults and not partial:
            whole.rollback()
            done = {key: [] for key in done}
    _report(args, done, sorted(faults, key=lambda f: f.line))
    return 1 if faults else 0


def _put(tx: Transaction, row: Row) -> str:
    before = tx.people.by_address(row.address)
    if before is not None and before.address != row.address:
        raise AddressInUse(row.address)
    after = row.onto(before)
    if after == before:
        return "unchanged"
    tx.people.save(after)
    return "updated" if before else "added"


def _report(args: argparse.Namespace, done: dict[str, list[str]], faults: list[Fault]) -> None:
    if args.json:
        _print({**done, "faults": [asdict(f) for f in faults]})
        return
    for fault in faults:
        where = f"line {fault.line}" if fault.line else "not added"
        print(f"{where}{', ' + fault.column if fault.column else ''}: {fault.reason}", file=sys.stderr)
    counts = ", ".join(f"{len(addresses)} {what}" for what, addresses in done.items())
    print(counts if any(done.values()) or not faults else "nothing was changed")


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}.", "Name a CSV file.") from error
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise OperatorError(f"{path} is neither UTF-8 nor CP949.", "Save it as CSV in UTF-8.")


def _meant(tx: Transaction, who: str) -> Person | None:
    """The one person that ``who`` names; says on stderr why there is none."""
    answer = resolve(who, tx.people.all())
    if isinstance(answer, Found):
        return answer.person
    if isinstance(answer, Ambiguous):
        found = ", ".join(f"{p.name} <{p.address}>" for p in answer.candidates)
        print(f"{who} could be {found}; name the address", file=sys.stderr)
    else:
        print(f"nobody is known as {who}", file=sys.stderr)
    return None


def _connection(args: argparse.Namespace, person: Person) -> Connection:
    config = {name: value for name in ("url", "username", "calendar") if (value := getattr(args, name))}
    for pair in args.set:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise OperatorError(f"--set {pair} is not KEY=VALUE.", "Write for instance --set timeout=5.")
        config[name] = value
    secret = {"password": f"${{{args.password_env}}}"} if args.password_env else {}
    return Connection(person.address, args.kind, config, secret, label=args.label)


def _unreadable(store: Store, connection: Connection, person: Person) -> str:
    """Why the calendar cannot be read now; empty when it can."""
    try:
        read_calendar(store, connection, person, datetime.now(timezone.utc))
    except (CalendarError, ValueError, OperatorError) as error:
        return str(error)
    return ""


def _address(text: str) -> str:
    try:
        return read_address(text)
    except ValueError as error:
        raise OperatorError(f"{error}.", "Write it like name@example.com.") from error


def _public(person: Person) -> dict[str, Any]:
    return {key: value for key, value in asdict(person).items() if key != "extra"}


def _public_connection(connection: Connection) -> dict[str, Any]:
    names = ("kind", "label", "config", "state", "last_error")
    return {name: getattr(connection, name) for name in names} | {"secret": sorted(connection.secret)}


def _tell(args: argparse.Namespace, data: object, text: str, stream: Any = None) -> None:
    if args.json:
        _print(data)
    else:
        print(text, file=stream or sys.stdout)


def _print(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False))
