"""``moim doctor``: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path

from actions.core.people import Person
from actions.errors import OperatorError
from actions.settings import Settings, load_settings
from actions.store import Connection, Store
from actions.store.engine import in_memory
from actions.store.migrate import current_revision, head_revision, known_revisions
from bot.cli.check import FAIL, OK, WARN, Check
from bot.cli.doctor_slack import slack_checks
from bot.cli.opened import read_calendar
from calendar_adapters.errors import CalendarError, TryAgain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``moim doctor``."""
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def run(args: argparse.Namespace) -> int:
    """0 when nothing fails, else 1. Nothing is changed, but for the noted state of each calendar."""
    found: list[Check] = []
    for check in examine():
        found.append(check)
        if not args.json:
            print(f"{check.status:5}{check.name}: {check.detail}", flush=True)
            if check.remedy:
                print(f"       → {check.remedy}", flush=True)
    if args.json:
        print(json.dumps([asdict(c) for c in found], ensure_ascii=False))
    return 1 if any(c.status == FAIL for c in found) else 0


def examine() -> Iterator[Check]:
    """Every check, in an order in which the first failure explains the later ones."""
    yield _python()
    yield _packages()
    try:
        settings = load_settings()
    except OperatorError as error:
        yield Check("settings", FAIL, error.message, error.remedy)
        return
    yield _settings(settings)
    yield _home(settings)
    yield from _database(settings)
    yield from slack_checks(settings)
    yield _model(settings)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] != (3, 10):
        return Check("Python", FAIL, f"{version}; Rasa 3.6 runs on 3.10", "Run `make setup` with a Python 3.10.")
    return Check("Python", OK, version)


def _packages() -> Check:
    with warnings.catch_warnings(record=True):  # this packaging is older than the pyparsing it uses
        from packaging.requirements import Requirement

        wanted = [Requirement(line) for line in metadata.requires("moim") or [] if "extra ==" not in line]
    wrong = []
    for requirement in wanted:
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} {version} is not {requirement.specifier}")
    if wrong:
        return Check("packages", FAIL, "; ".join(wrong), "Run `make setup`.")
    return Check("packages", OK, f"{len(wanted)} as required")


def _settings(settings: Settings) -> Check:
    if settings.source is None:
        return Check("settings", OK, "embedded defaults (no moim.yml)")
    if not settings.domains:
        remedy = "Set organisation.domains, so that colleagues are told from outsiders."
        return Check("settings", WARN, f"{settings.source}: no organisation.domains", remedy)
    return Check("settings", OK, str(settings.source))


def _home(settings: Settings) -> Check:
    if not _can_be_made(settings.home):
        return Check("home", FAIL, f"{settings.home} cannot be written", "Mend its permissions or set MOIM_HOME.")
    return Check("home", OK, str(settings.home))


def _database(settings: Settings) -> Iterator[Check]:
    try:
        store = Store(settings.database_url)
    except OperatorError as error:
        yield Check("database", FAIL, error.message, error.remedy)
        return
    label = store.engine.url.render_as_string(hide_password=True)
    try:
        state = _revision(store, label)
        yield state
        if state.status == OK:
            yield _people(store)
            yield from _calendars(store)
    finally:
        store.close()


def _revision(store: Store, label: str) -> Check:
    path = Path(str(store.engine.url.database))
    if store.engine.dialect.name == "sqlite" and not in_memory(store.engine) and not path.exists():
        if not _can_be_made(path.parent):
            return Check("database", FAIL, f"{label} cannot be made there", "Mend database_url or the permissions.")
        return Check("database", WARN, f"{label} does not exist yet", "It is made on first use, such as `moim people`.")
    try:
        revision = current_revision(store.engine)
    except Exception as error:
        remedy = "Check database_url, and that the server runs and lets moim in."
        return Check("database", FAIL, f"{label}: {_first_line(error)}", remedy)
    if revision == head_revision():
        return Check("database", OK, f"{label}, revision {revision}")
    if revision is None or revision in known_revisions():
        return Check("database", WARN, f"{label} is at revision {revision}", "It is upgraded on first use.")
    return Check("database", FAIL, f"{label} is at the unknown revision {revision}", "Use the newer moim that made it.")


def _people(store: Store) -> Check:
    with store.reading() as tx:
        count = len(tx.people.all())
    if not count:
        return Check("people", WARN, "nobody is known yet", "Run `moim people import FILE.csv` or `moim people add`.")
    return Check("people", OK, f"{count} known")


def _calendars(store: Store) -> Iterator[Check]:
    """Opens and reads every connected calendar, a day of it, and notes how that went."""
    with store.reading() as tx:
        people = {p.address: p for p in tx.people.all()}
        connections = tx.connections.all()
    for connection in connections:
        now = datetime.now(timezone.utc)
        check, state = _calendar(store, connection, people[connection.person], now)
        with store.transaction() as tx:
            tx.connections.mark(connection.id or 0, state, now, "" if state == "ok" else check.detail)
        yield check


def _calendar(store: Store, connection: Connection, person: Person, now: datetime) -> tuple[Check, str]:
    name = f"calendar of {connection.person} ({connection.label or connection.kind})"
    again = f"Connect it again: moim people calendar {connection.person} --kind {connection.kind} …"
    try:
        answer = read_calendar(store, connection, person, now)
    except TryAgain as error:
        return Check(
            name, FAIL, str(error), "Its server does not answer as it should; look at it and try again."
        ), "failing"
    except OperatorError as error:
        return Check(name, FAIL, error.message, error.remedy), "needs_reconnect"
    except (CalendarError, ValueError) as error:
        return Check(name, FAIL, str(error), again), "needs_reconnect"
    return Check(name, OK, f"readable, {len(answer.busy)} busy times in the next 24 hours"), "ok"


def _model(settings: Settings) -> Check:
    from bot.training import is_trained, model_path

    path = model_path(settings.home)
    if not path.exists():
        return Check("model", FAIL, "not trained yet", "Run `moim train`.")
    if not is_trained(settings.home):
        return Check("model", WARN, "trained from other data or code than there is now", "Run `moim train`.")
    return Check("model", OK, str(path))


def _can_be_made(folder: Path) -> bool:
    """True when the folder, or the nearest one above it that exists, can be written."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _first_line(error: Exception) -> str:
    text = str(getattr(error, "orig", None) or error).strip()
    return re.split(r"[\r\n]", text)[0] if text else type(error).__name__
