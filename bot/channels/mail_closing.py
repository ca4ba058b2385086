"""Where a letter ends: the sign-off and what stands below it, which is no part of what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

BELOW = 7  # lines of a signature, at most
WIDE = 80  # characters; a longer line is a sentence

# "이레 드림", "영업팀 한가람 배상"; on a line of its own or behind the last sentence
_KO = re.compile(r"(?:^|(?<=[.!?])\s*)[^\s.!?]{1,14}(?: [^\s.!?]{1,10}){0,3}\s*(?:드림|올림|배상|拜上)[\s.]*$")
_EN = re.compile(
    r"(?:(?:with\s+)?(?:my\s+|our\s+)?(?:(?:all the|very|kind|kindest|warm|warmest|best|many|friendly|good)\s+)*"
    r"(?:best|regards|wishes|thanks|thank you(?: (?:so|very) much)?|cheers|sincerely|greetings|thx|rgds|br|kr|bw)"
    r"(?:\s+(?:and\s+)?(?:(?:best|kind|warm)\s+)?(?:regards|wishes|in advance|again))*|"
    r"(?:yours|sincerely|respectfully|cordially)(?:\s+(?:sincerely|truly|faithfully|yours|ever))?|"
    r"all the best|take care|talk soon|speak soon|see you(?: soon)?|looking forward|xx|xxx)"
    r"(?:\s*[,!.–—-]+\s*(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2})?|\s*)\s*$",
    re.I,
)
_THANKS = re.compile(r"\s*(?:(?:many|so much)\s+)?(?:thanks|thank you|thx|see you|looking forward|talk soon)\b", re.I)
_AFTERWARDS = re.compile(r"^\s*(?:p\.?\s?s\b|추신|ps\.|덧붙여|참고로)", re.I)
_ADDRESS_LINE = re.compile(r"\||@|\+?\d[\d\s().-]{7,}|https?:|www\.|\bext\.?\s*\d", re.I)


def without_closing(text: str, names: Sequence[str] = ()) -> str:
    """``text`` up to its sign-off ("Best,", "한가람 드림") and without the signature below; a postscript is kept.

    ``names`` are what the sender is called: a last line of nothing else is a signature, too. A text that is all
    closing ("Thanks!") stays as it is.
    """
    lines = text.rstrip().split("\n")
    lines = _without_name(lines, names)
    for at in range(max(0, len(lines) - BELOW - 1), len(lines)):
        if (left := _closes(lines[at])) is None:
            continue
        below = lines[at + 1 :]
        after = next((n for n, line in enumerate(below) if _AFTERWARDS.match(line)), len(below))
        if _THANKS.match(lines[at]) and not "".join(below).strip():
            continue
        if any(len(line.strip()) > WIDE for line in below[:after]) or not _short(below[:after]):
            continue
        kept = "\n".join([*lines[:at], *([left] if left else []), *below[after:]]).strip()
        return kept or text.strip()
    return "\n".join(lines).strip() or text.strip()


def _closes(line: str) -> str | None:
    """What stands on the line before its sign-off; None when it has none."""
    korean = _KO.search(line.strip())
    if korean is not None:
        return line.strip()[: korean.start()]
    return "" if _EN.fullmatch(line.strip()) and line.strip() else None


def _short(lines: Sequence[str]) -> bool:
    """True for lines as a signature has them: names, titles, numbers, no sentence."""
    said = [line.strip() for line in lines if line.strip()]
    return not any(
        re.search(r"[?!]$|[가-힣](?:요|다|까)\.?$|(?:\S+\s+){4}.*\w{2}\.$", s) and not _ADDRESS_LINE.search(s)
        for s in said
    )


def _without_name(lines: list[str], names: Sequence[str]) -> list[str]:
    """The lines without a last one of nothing but the sender's name or a part of it."""
    parts = {part.lower() for name in names for part in (name, *name.split()) if len(part) > 1}
    parts |= {name[1:] for name in names if re.fullmatch("[가-힣]{3}", name)}
    last = lines[-1].strip(" ,.-–—").lower() if len(lines) > 1 else ""
    return _without_name(lines[:-1], ()) if last in parts and last else lines
