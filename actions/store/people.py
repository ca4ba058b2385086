"""People and their other names and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from actions.core.people import Person
from actions.store.errors import AddressInUse
from actions.store.memory import forget, remembered
from actions.store.sql import replace_rows, upsert
from actions.store.tables import alias, person

_COLUMNS = tuple(c.name for c in person.columns)
# asked many times in every turn: built once, as building takes longer than answering
_WANTED: Any = sa.bindparam("wanted")
_BY_ADDRESS = sa.select(person).where(
    sa.or_(
        person.c.address == _WANTED,
        person.c.address.in_(sa.select(alias.c.person).where(alias.c.kind == "address", alias.c.value == _WANTED)),
    )
)
_EVERYBODY = sa.select(person).order_by(person.c.address)
_NAMED = sa.select(alias).order_by(alias.c.value)
_NAMED_OF_SOME = _NAMED.where(alias.c.person.in_(sa.bindparam("people", expanding=True)))


class People:
    """The roster. Addresses are compared in lower case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_address(self, address: str) -> Person | None:
        """The person with this address, or with it among their other addresses."""
        wanted = address.lower()
        return remembered(self._connection, ("person", wanted), lambda: self._by_address(wanted))

    def by_slack_id(self, slack_id: str) -> Person | None:
        """The person with this Slack user id."""
        found = self._read(_EVERYBODY.where(person.c.slack_id == slack_id)) if slack_id else []
        return found[0] if found else None

    def all(self) -> list[Person]:
        """Everybody, by address."""
        return list(remembered(self._connection, "people", lambda: tuple(self._read(_EVERYBODY))))

    def save(self, who: Person) -> None:
        """Add or replace the person of ``who.address``.

        Raises:
            AddressInUse: one of the addresses belongs to somebody else.
        """
        forget()
        address = who.address.lower()
        others = tuple(dict.fromkeys(a.lower() for a in who.addresses if a.lower() != address))
        self._check_free(address, (address, *others))
        row = {name: getattr(who, name) for name in _COLUMNS} | {"address": address}
        row |= {"delegates": [d.lower() for d in who.delegates], "extra": dict(who.extra)}
        upsert(self._connection, person, row, ["address"])
        aliases = [("address", a) for a in others] + [("name", n) for n in dict.fromkeys(who.names) if n]
        rows = [{"person": address, "kind": kind, "value": value} for kind, value in aliases]
        replace_rows(self._connection, alias.c.person, address, rows)

    def remove(self, address: str) -> bool:
        """Forget a person, their aliases and calendar connections; False when there is none. Meetings stay."""
        forget()
        gone = self._connection.execute(sa.delete(person).where(person.c.address == address.lower()))
        return gone.rowcount == 1

    def _check_free(self, owner: str, addresses: Iterable[str]) -> None:
        for address in addresses:
            holder = self.by_address(address)
            if holder is not None and holder.address != owner:
                raise AddressInUse(address)

    def _by_address(self, address: str) -> Person | None:
        rows = self._connection.execute(_BY_ADDRESS, {"wanted": address}).all()
        found = self._known_as(rows, _NAMED_OF_SOME)
        return found[0] if found else None

    def _read(self, query: Any) -> list[Person]:
        rows = self._connection.execute(query).all()
        return self._known_as(rows, _NAMED_OF_SOME if len(rows) < 100 else _NAMED)

    def _known_as(self, rows: Sequence[Row], named: Any) -> list[Person]:
        """People with their other names and addresses."""
        if not rows:
            return []
        aliases: dict[tuple[str, str], list[str]] = {}
        some = {} if named is _NAMED else {"people": [row.address for row in rows]}
        for found in self._connection.execute(named, some):
            aliases.setdefault((found.person, found.kind), []).append(found.value)
        return [_person(row, aliases) for row in rows]


def _person(row: Row, aliases: dict[tuple[str, str], list[str]]) -> Person:
    names = tuple(aliases.get((row.address, "name"), ()))
    addresses = tuple(aliases.get((row.address, "address"), ()))
    fields = {name: getattr(row, name) for name in _COLUMNS} | {"delegates": tuple(row.delegates)}
    return Person(**fields, names=names, addresses=addresses)
