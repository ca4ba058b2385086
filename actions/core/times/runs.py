"""Cut the atoms of a text into runs of neighbours: what stands together may be read together."""

from __future__ import annotations

import re

from .atoms import SILENT, Atom, Mark

#: what may stand between two atoms of one expression
_GAP = re.compile(r"[\s,'\"()\[\]*~·:|]{0,24}\Z")
_SENTENCE_END = re.compile(r"[.!?。…](?:\s|$)|\n")
_MAX_RUN = 40  # nobody says a time with more words; keeps the work linear


def runs(text: str, atoms: list[Atom]) -> list[list[Atom]]:
    """Lists of neighbouring atoms; SILENT ones part their neighbours; lone fillers are dropped."""
    found: list[list[Atom]] = []
    run: list[Atom] = []
    for atom in atoms:
        if run and (len(run) >= _MAX_RUN or not _GAP.match(text, run[-1].end, atom.start)):
            found.append(run)
            run = []
        if atom.value is SILENT:
            if run:
                found.append(run)
            run = []
            continue
        run.append(atom)
    if run:
        found.append(run)
    return [r for r in found if any(not isinstance(a.value, Mark) for a in r)]


def comma_between(text: str, left: int, right: int) -> bool:
    """Whether a comma, or the end of a line, stands between two places."""
    between = text[left:right]
    return "," in between or "\n" in between


def sentence_between(text: str, left: int, right: int) -> bool:
    """Whether a sentence ends between two places."""
    return _SENTENCE_END.search(text, left, right) is not None
