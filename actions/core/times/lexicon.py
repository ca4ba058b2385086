"""How a language plugs in: an ordered table of small rules, and the scanner that runs all tables over a text.

To add a language, write a package beside `en` that exports ``LEXICON = Lexicon("xx", rules)`` and add it to
`languages.LEXICONS`. A rule is ``Rule(first, pattern, build)``:

* ``first`` names the characters that its matches can begin with ("0123456789", "오내모"); the scanner tries a rule only
  there. A letter or digit is a possible beginning only at the start of a word or a number; Hangul may begin anywhere,
  so that 다음주화요일오후3시 is read (use a lookbehind in the pattern to forbid it);
* ``pattern`` is a compiled regular expression, matched at that place of the lower-cased normalised text;
* ``build(match)`` gives the atom's value (see `atoms`), or None to refuse. It may also give a list of
  ``(value, start, end)`` to make several atoms of one match.

* ``after``, when given, names the letters and digits behind which a match may begin (it may always begin behind a space
  or a sign): inside of other words the rule is not even tried, which keeps long texts fast.

The longest match over all languages wins, the earlier rule among equals. Particles after a Korean time are marks of
their own (``Mark.POST_TO`` for 까지), so that spans leave them out. Two atoms belong together when nothing but
spaces, quotes or brackets stands between them; words that may stand between are FILLER marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from re import Match, Pattern

from .atoms import Atom, Mark, Value

Built = Value | list[tuple[Value, int, int]] | None
#: where the scanner may start, and what it skips when no rule matches there: a word, a number, a syllable, a sign
_START = re.compile(r"[^\W\d_가-힣][^\W가-힣]*(?:'[a-z]+)?|[0-9]+(?:[.,:][0-9]+)*[^\W가-힣]*|[가-힣]|[^\s\w]")


_MAX_TRIALS = 60_000  # what may be spent on one text; prose of 5,000 characters takes about as much
_MAX_ATOMS = 150  # a page of nothing but times is cut here


class Lazy:
    """A pattern that is compiled when it is first tried: compiling all of them takes longer than any message."""

    __slots__ = ("_compiled", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._compiled: Pattern[str] | None = None

    @property
    def match(self) -> Callable[[str, int], Match[str] | None]:
        """The compiled pattern's own ``match``."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern)
        return self._compiled.match


@dataclass(frozen=True)
class Rule:
    """One small parser (see the module's text)."""

    first: str
    pattern: Pattern[str] | Lazy
    build: Callable[[Match[str]], Built]
    after: frozenset[str] | None = None


class Lexicon:
    """The rules of one language."""

    def __init__(self, name: str, rules: Iterable[Rule]) -> None:
        self.name = name
        self.rules = tuple(rules)


class _Compiled(dict):
    """Character -> ((match, build), ...), made when that character is first met."""

    def __init__(self, rules: dict[str, list[Rule]]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, char: str) -> tuple:
        rules = self._rules.get(char)
        if rules is None:
            return ()
        made = self[char] = tuple((r.pattern.match, r.build) for r in rules)
        return made


class Scanner:
    """All languages' rules, by the character that they begin with."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        table: dict[str, list[Rule]] = {}
        for lexicon in lexicons:
            for rule in lexicon.rules:
                for char in dict.fromkeys(rule.first):
                    table.setdefault(char, []).append(rule)
        self._table = _Compiled(table)
        self._inner = _Compiled({char: [r for r in rules if r.after is None] for char, rules in table.items()})
        self._edges = frozenset().union(*(r.after for rules in table.values() for r in rules if r.after is not None))

    def atoms(self, text: str) -> list[Atom]:
        """Everything the languages know in ``text``, in order, without overlaps."""
        found: list[Atom] = []
        pos = trials = times = 0
        while start := _START.search(text, pos):
            at = start.start()
            inside = at > 0 and text[at - 1].isalnum() and text[at - 1] not in self._edges
            rules = (self._inner if inside else self._table)[text[at]]
            best = None
            if rules:
                best = _longest(rules, text, at)
                trials += len(rules) * (3 if text[at] >= "가" else 2)  # Hangul's rules look around more
                if trials > _MAX_TRIALS:
                    break
            if best is None:
                pos = start.end()
                continue
            end, built = best
            found.extend(_made(built, at, end))
            times += not isinstance(built, Mark)
            if times >= _MAX_ATOMS:
                break
            pos = end
        return found


def _longest(rules: tuple, text: str, at: int) -> tuple[int, Built] | None:
    best: tuple[int, Built] | None = None
    length = at
    for match_at, build in rules:
        match = match_at(text, at)
        if match is not None and match.end() > length:
            built = build(match)
            if built is not None:
                length = match.end()
                best = (length, built)
    return best


def _made(built: Built, start: int, end: int) -> list[Atom]:
    if isinstance(built, list):
        return [Atom(a, b, value) for value, a, b in built]
    assert built is not None
    return [Atom(start, end, built)]
