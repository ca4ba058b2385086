"""Places that name a time zone: those the time grammar knows, and the cities of the zone database."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from zoneinfo import available_timezones

from actions.core.times.ko.places import PLACES as KOREAN
from actions.core.times.zones import ABBREVIATIONS, PLACES

_AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
_VAGUE = frozenset({"pacific", "mountain", "central", "eastern", "korean", "german"})  # only with "time" after them
_NOT_NAMES = frozenset({"la", "et", "ct", "mt", "pt", "est", "west", "ist"})  # words of other sorts, too, in lower case
_ENDING = (
    r"(?=\s|[.,!?)]|$|에|로|으로|의|이(?:에|라|고|야|네)|예요|시간|출장|여행|현지|본사|지사|사무|오피스|"
    r"기준|까지|부터|안|도|은|는|행)"
)
_WHERE = re.compile(
    r"(?P<ko>[가-힣A-Za-z]{2,20}?)(?:에|에서|로|으로)\s*(?:있|머물|지내|일하|일해|일할|근무|출장|여행|가\s|가요|갑니다|갈|체류|와\s*있)|"
    r"(?P<trip>[가-힣A-Za-z]{2,20}?)\s*(?:출장|여행)|"
    r"\b(?:in|from|at|to|visiting)\s+(?P<en>[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+)*)"
)
_NOT_A_PLACE = re.compile(
    r"(?:집|재택|회사|사무실|휴가|다음|이번|해외|오늘|내일|모레|쪽|거기|여기|저기)$|"
    r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)$"
)


def zone_in(text: str) -> tuple[str, str] | None:
    """(IANA zone, the place as it was said) of the longest place named in ``text``, or None."""
    found = [(m.group(0), zone) for name, zone in _names() if (m := _spot(name).search(text))]
    said, zone = max(found, key=lambda pair: len(pair[0]), default=("", ""))
    return (zone, said) if zone else _of_database(text)


def place_in(text: str) -> str:
    """Words that stand where a place stands ("바르셀로나에 있어요", "I'm in Springfield"), or ""."""
    for match in _WHERE.finditer(text):
        said = str(match["ko"] or match["trip"] or match["en"])
        if not _NOT_A_PLACE.search(said):
            return said
    return ""


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    english = [(n, z) for n, z in PLACES.items() if n not in _VAGUE] + [(f"{n} time", PLACES[n]) for n in _VAGUE]
    short = [(n, zone) for n, (zone, _) in ABBREVIATIONS.items()]
    korean = {n: z for n, z in KOREAN.items() if re.search("[가-힣]", n)}
    return tuple({**dict(short), **dict(english), **korean}.items())


@lru_cache(maxsize=512)
def _spot(name: str) -> re.Pattern[str]:
    if re.search("[가-힣]", name):
        return re.compile(rf"(?<![가-힣]){re.escape(name)}{_ENDING}")
    exact = name.upper() if name in _NOT_NAMES or name in ABBREVIATIONS else name
    return re.compile(rf"(?<![\w]){re.escape(exact)}(?![A-Za-z])", 0 if exact != name else re.I)


def _of_database(text: str) -> tuple[str, str] | None:
    cities = _cities()
    words = re.findall(r"[A-Za-z][A-Za-z/_'-]+", text)
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    for said in (*pairs, *words):
        zone = cities.get(said.lower().replace("_", " "))
        if zone and said[0].isupper():
            return zone, said
    return None


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """ "lisbon" and "europe/lisbon" → Europe/Lisbon."""
    zones = sorted(z for z in available_timezones() if z.startswith(_AREAS))
    named = {z.rsplit("/", 1)[-1].replace("_", " ").lower(): z for z in zones}
    return named | {z.replace("_", " ").lower(): z for z in zones}
