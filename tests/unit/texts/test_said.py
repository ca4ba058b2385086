"""Every text is said somewhere: its key stands in the code, whole or as an f-string that it can come of."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from actions.texts import LANGUAGES

ROOT = Path(__file__).parents[3]
TABLES = {path for path in (ROOT / "actions" / "texts").glob("*.py") if path.stem.endswith(("ko", "en"))}
TELLING = 4  # letters that an f-string must name itself


@cache
def said() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Strings of the code, and patterns of its f-strings."""
    files = [
        p
        for top in ("actions", "bot")
        for p in (ROOT / top).rglob("*.py")
        if p not in TABLES and "migrations" not in p.parts
    ]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    whole = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    made = [pattern for n in nodes if isinstance(n, ast.JoinedStr) and (pattern := _pattern(n))]
    return frozenset(whole), tuple(made)


def _pattern(node: ast.JoinedStr) -> re.Pattern[str] | None:
    fixed = [str(part.value) if isinstance(part, ast.Constant) else "" for part in node.values]
    if len("".join(fixed)) < TELLING or " " in "".join(fixed):
        return None
    return re.compile("".join(re.escape(part) if part else "[a-z_.]+" for part in fixed))


@pytest.mark.parametrize("key", sorted(LANGUAGES["en"]))
def test_it_is_said(key: str) -> None:
    whole, made = said()
    assert key in whole or any(p.fullmatch(key) for p in made), "no code says this: take it out of the tables"


def test_a_text_that_nobody_says_is_found() -> None:
    whole, made = said()
    assert "nobody_says_this" not in whole
    assert not any(p.fullmatch("nobody_says_this") for p in made)
