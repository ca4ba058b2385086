"""The roster as a CSV file: columns, what each may hold, and every fault with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.people import Person
from actions.core.people_hours import read_hours

# what the header may call a column -> the column
COLUMNS = {
    "address": "address", "email": "address", "e-mail": "address", "이메일": "address", "메일": "address",
    "name": "name", "이름": "name", "성명": "name",
    "aliases": "aliases", "별칭": "aliases", "다른이름": "aliases",
    "timezone": "timezone", "시간대": "timezone",
    "language": "language", "언어": "language",
    "working_hours": "working_hours", "근무시간": "working_hours",
    "team": "team", "팀": "team", "부서": "team",
    "job_title": "job_title", "title": "job_title", "직함": "job_title", "직급": "job_title", "직책": "job_title",
    "delegates": "delegates", "대리인": "delegates",
    "external": "external", "외부": "external",
    "buffer_minutes": "buffer_minutes", "buffer": "buffer_minutes", "여유": "buffer_minutes",
    "slack_id": "slack_id", "슬랙": "slack_id",
}  # fmt: skip
LANGUAGES = ("ko", "en")
_UNKNOWN = "unknown column; known are " + ", ".join(dict.fromkeys(COLUMNS.values()))
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\].]+(\.[^\s@<>,;:\"()\[\].]+)*")
_TRUE = frozenset(("true", "yes", "y", "1", "o", "예", "네", "외부"))
_FALSE = frozenset(("false", "no", "n", "0", "x", "아니오", "내부"))


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line (from 1, the header's); ``column`` is empty when it is the whole line."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One good line: the address, and the fields that it sets (an empty cell sets nothing)."""

    line: int
    address: str
    fields: Mapping[str, Any]

    def onto(self, person: Person | None) -> Person:
        """``person`` with this line's fields, or a new person."""
        return replace(person or Person(self.address), **self.fields)


def read_people(text: str) -> tuple[list[Row], list[Fault]]:
    """The good lines and the faults of a CSV file; the delimiter is a comma, a semicolon or a tab."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        lines = list(_numbered(reader))
    except csv.Error as error:
        return [], [Fault(reader.line_num, "", f"not CSV: {error}")]
    if not lines:
        return [], [Fault(1, "", "the file is empty; its first line names the columns")]
    header, faults = _header(lines[0][1])
    return ([], faults) if faults else _rows(header, lines[1:])


def read_address(text: str) -> str:
    """A bare mail address in lower case. Raises ValueError."""
    address = text.strip().lower()
    if not _ADDRESS.fullmatch(address) or len(address) > 254:
        raise ValueError(f"{text!r} is no mail address")
    return address


def read_zone(text: str) -> str:
    """An IANA zone. Raises ValueError."""
    try:
        ZoneInfo(text.strip())
    except (ValueError, OSError, KeyError) as error:  # unknown is a KeyError, a folder's name an OSError
        raise ValueError(f"{text!r} is no time zone; write it like Asia/Seoul") from error
    return text.strip()


def read_language(text: str) -> str:
    """``ko`` or ``en``. Raises ValueError."""
    language = text.strip().lower()
    if language not in LANGUAGES:
        raise ValueError(f"{text!r} is no language here; write {' or '.join(LANGUAGES)}")
    return language


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    before = 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        if any(c.strip() for c in cells):
            yield line, cells


def _header(cells: list[str]) -> tuple[list[str], list[Fault]]:
    names = [re.sub(r"\s+", "", c).strip("\ufeff").lower() for c in cells]
    faults = [Fault(1, n, _UNKNOWN) for n in names if n not in COLUMNS]
    columns = [COLUMNS.get(n, "") for n in names]
    faults += [Fault(1, c, "named twice") for c in sorted(set(columns)) if c and columns.count(c) > 1]
    if "address" not in columns:
        faults.append(Fault(1, "address", "the column address (이메일) is missing"))
    return columns, faults


def _rows(header: list[str], lines: list[tuple[int, list[str]]]) -> tuple[list[Row], list[Fault]]:
    rows: list[Row] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for line, cells in lines:
        row, wrong = _row(header, line, cells)
        if row is not None and row.address in seen:
            wrong = [Fault(line, "address", f"{row.address} is in line {seen[row.address]} already")]
        if wrong or row is None:
            faults += wrong
            continue
        seen[row.address] = line
        rows.append(row)
    return rows, faults


def _row(header: list[str], line: int, cells: list[str]) -> tuple[Row | None, list[Fault]]:
    if len(cells) != len(header):
        return None, [Fault(line, "", f"{len(cells)} cells under {len(header)} columns")]
    return read_row(dict(zip(header, cells, strict=True)), line)


def read_row(cells: Mapping[str, str], line: int = 0) -> tuple[Row | None, list[Fault]]:
    """One person from cells by column (the values of ``COLUMNS``); None when there are faults."""
    fields: dict[str, Any] = {}
    faults: list[Fault] = []
    for column, cell in cells.items():
        if not cell.strip():
            continue
        try:
            fields |= _READERS[column](cell.strip())
        except ValueError as error:
            faults.append(Fault(line, column, str(error)))
    if "address" not in fields and not any(f.column == "address" for f in faults):
        faults.append(Fault(line, "address", "empty"))
    return (None, faults) if faults else (Row(line, fields["address"], fields), [])


def _text(name: str) -> Callable[[str], dict[str, Any]]:
    def read(cell: str) -> dict[str, Any]:
        if len(cell) > 200 or any(ord(c) < 32 for c in cell):
            raise ValueError("more than 200 characters, or a line break or control character in it")
        return {name: cell}

    return read


def _aliases(cell: str) -> dict[str, Any]:
    parts = [p.strip() for p in cell.split(";") if p.strip()]
    addresses = tuple(read_address(p) for p in parts if "@" in p)
    return {"names": tuple(_text("n")(p)["n"] for p in parts if "@" not in p), "addresses": addresses}


def _delegates(cell: str) -> dict[str, Any]:
    return {"delegates": tuple(read_address(p) for p in cell.split(";") if p.strip())}


def _external(cell: str) -> dict[str, Any]:
    if cell.lower() not in _TRUE | _FALSE:
        raise ValueError(f"{cell!r} is neither yes nor no")
    return {"external": cell.lower() in _TRUE}


def _buffer(cell: str) -> dict[str, Any]:
    if not cell.isascii() or not cell.isdigit() or int(cell) > 240:
        raise ValueError(f"{cell!r} is not a number of minutes from 0 to 240")
    return {"buffer_minutes": int(cell)}


_READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "address": lambda cell: {"address": read_address(cell)},
    "name": _text("name"),
    "aliases": _aliases,
    "timezone": lambda cell: {"timezone": read_zone(cell)},
    "language": lambda cell: {"language": read_language(cell)},
    "working_hours": lambda cell: {"working_hours": read_hours(cell)},
    "team": _text("team"),
    "job_title": _text("job_title"),
    "delegates": _delegates,
    "external": _external,
    "buffer_minutes": _buffer,
    "slack_id": _text("slack_id"),
}
