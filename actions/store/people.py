"""People and their other names and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from actions.core.people import Person
from actions.store.errors import AddressInUse
from actions.store.sql import replace_rows, upsert
from actions.store.tables import alias, person

_COLUMNS = tuple(c.name for c in person.columns)


class People:
    """The roster. Addresses are compared in lower case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_address(self, address: str) -> Person | None:
        """The person with this address, or with it among their other addresses."""
        wanted = address.lower()
        other = sa.select(alias.c.person).where(alias.c.kind == "address", alias.c.value == wanted)
        found = self._read(sa.or_(person.c.address == wanted, person.c.address.in_(other)))
        return found[0] if found else None

    def by_slack_id(self, slack_id: str) -> Person | None:
        """The person with this Slack user id."""
        found = self._read(person.c.slack_id == slack_id) if slack_id else []
        return found[0] if found else None

    def all(self) -> list[Person]:
        """Everybody, by address."""
        return self._read(sa.true())

    def save(self, who: Person) -> None:
        """Add or replace the person of ``who.address``.

        Raises:
            AddressInUse: one of the addresses belongs to somebody else.
        """
        address = who.address.lower()
        others = tuple(dict.fromkeys(a.lower() for a in who.addresses if a.lower() != address))
        self._check_free(address, (address, *others))
        row = {name: getattr(who, name) for name in _COLUMNS} | {"address": address}
        row |= {"delegates": [d.lower() for d in who.delegates], "extra": dict(who.extra)}
        upsert(self._connection, person, row, ["address"])
        aliases = [("address", a) for a in others] + [("name", n) for n in dict.fromkeys(who.names) if n]
        rows = [{"person": address, "kind": kind, "value": value} for kind, value in aliases]
        replace_rows(self._connection, alias, alias.c.person == address, rows)

    def remove(self, address: str) -> bool:
        """Forget a person, their aliases and calendar connections; False when there is none. Meetings stay."""
        gone = self._connection.execute(sa.delete(person).where(person.c.address == address.lower()))
        return gone.rowcount == 1

    def _check_free(self, owner: str, addresses: Iterable[str]) -> None:
        for address in addresses:
            holder = self.by_address(address)
            if holder is not None and holder.address != owner:
                raise AddressInUse(address)

    def _read(self, where: Any) -> list[Person]:
        rows = self._connection.execute(sa.select(person).where(where).order_by(person.c.address)).all()
        aliases: dict[tuple[str, str], list[str]] = {}
        named = sa.select(alias).order_by(alias.c.value)
        if len(rows) < 100:
            named = named.where(alias.c.person.in_([r.address for r in rows]))
        for found in self._connection.execute(named):
            aliases.setdefault((found.person, found.kind), []).append(found.value)
        return [_person(row, aliases) for row in rows]


def _person(row: Row, aliases: dict[tuple[str, str], list[str]]) -> Person:
    names = tuple(aliases.get((row.address, "name"), ()))
    addresses = tuple(aliases.get((row.address, "address"), ()))
    fields = {name: getattr(row, name) for name in _COLUMNS} | {"delegates": tuple(row.delegates)}
    return Person(**fields, names=names, addresses=addresses)
