"""Looking along a run of atoms: what every reader of it shares."""

from __future__ import annotations

from .atoms import CLOCK_UNITS, Amount, Atom, Mark, Value
from .runs import comma_between
from .said import Said

JOINS = (Mark.AND, Mark.OR, Mark.COMMA)
SOFT = (Mark.FILLER, Mark.AT, Mark.ON, Mark.AROUND)
TO = (Mark.TO, Mark.MINUS, Mark.UNTIL)
SHIFTS = (Mark.AGO, Mark.LATER, Mark.POST_BEFORE, Mark.POST_AFTER, Mark.BEFORE, Mark.AFTER, Mark.SINCE)


class Cursor:
    """A run and what was made of it so far (``out``). Every method that reads returns where it stopped."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms
        self.n = len(atoms)
        self.out: list[Said] = []

    def value(self, i: int) -> Value | None:
        """What stands at i, None past the end."""
        return self.atoms[i].value if 0 <= i < self.n else None

    def skip(self, i: int, marks: tuple[Mark, ...] = SOFT) -> int:
        """The first place from i on that is none of ``marks``."""
        while self.value(i) in marks and i < self.n:
            i += 1
        return i

    def listed(self, i: int) -> bool:
        """Whether only "or", "and" or a comma stands before i."""
        return self.value(i - 1) in JOINS or comma_between(self.text, self.atoms[i - 1].end, self.atoms[i].start)

    def _apart(self, before: Amount, value: Amount, i: int, j: int) -> bool:
        """ "In the next two weeks, 30 minutes": behind the comma is the meeting's own length."""
        comma = i > 0 and "," in self.text[self.atoms[i - 1].end : self.atoms[j].start]
        stretch = len(before.parts) == 1 and before.parts[0][0] in ("week", "month", "year")  # "1 day, 2 hours" is one
        return comma and stretch and all(unit in CLOCK_UNITS for unit, _ in value.parts)

    def amount(self, i: int) -> tuple[Amount | None, int]:
        """Neighbouring amounts added up: "1 hour and 20 minutes"."""
        total: Amount | None = None
        while True:
            j = i
            if total is not None:
                j = self.skip(i, (Mark.FILLER, Mark.AND, Mark.COMMA))
            value = self.value(j)
            if not isinstance(value, Amount):
                return total, i
            if total is not None and {u for u, _ in total.parts} & {u for u, _ in value.parts}:
                return total, i
            if total is not None and self._apart(total, value, i, j):
                return total, i
            total = value if total is None else total.plus(value)
            i = j + 1
