"""People of the roster found in a text by their names, whatever was tagged, and what is said of their coming."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from actions.core.people import Ambiguous, Found, Person, resolve
from actions.core.people_names import plain, short_given, titles_of, ways_to_call

_HANGUL = re.compile(r"[가-힣]{2,}")
_NAME = re.compile(r"[가-힣]+|[a-z][\w .'-]+")
_SYLLABLE = re.compile(r"[가-힣]")  # a given name of one syllable, which 님 or 씨 must follow at once
_POLITE = r"선생님|선배님|님|씨|쌤|선배"
_WITH = r"이나|이랑|랑|이하고|하고|이와|과|와|이한테|한테|에게|께"
_PARTICLE = rf"(?:{_WITH}|은|는|이|가|을|를|도|만|의|이는|이도|까지|께서)"
# given and last names that are words of everyday sentences as well
_WORDS = re.compile(
    r"will|may|mark|grace|hope|art|bill|rose|sue|pat|max|june|april|august|jan|dean|drew|chase|joy|faith|"
    r"summer|dawn|rich|frank|ray|guy|don|miles|page|day|long|young|king|white|black|brown|green|gray|grey|"
    r"short|little|price|bell|hill|park|lane|west|wood|love|sun|moon|an|so|do|no|in|to|he|she|we|her|read|free|"
    r"early|late|week|noon",
    re.I,
)
_DAYS = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|I\b|AM\b|PM\b|Q\d)"
_LEADING = r"(?:with|and|&|invite|meet|add|include|ask|plus|,|both|for|me)\s+"
_CALLED = re.compile(rf"(?:{_POLITE}|{_WITH})")  # "Will이랑", "Grace님": no word of an English sentence
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks|thank you|cheers|"
    r"안녕하세요|안녕|감사합니다|고마워요?)"
    r"(?:[\s,!.]+|$)",
    re.I,
)
_OUT_BEFORE = re.compile(r"(?:without|except(?: for)?|excluding|no need for|instead of|not)\s+$", re.I)
_OUT_AFTER = re.compile(r"^\s*(?:없이|빼고|제외|말고|대신|(?:은|는|을|를)\s*(?:빼|제외))")
_OPTIONAL_AFTER = re.compile(
    r"^\s*(?:은|는|이|가|도|을|를)?\s*(?:선택|옵션|옵셔널|필수(?:는|가)?\s*아니|(?:안|못)\s*(?:와|오셔|들어와|참석해)도|없어도|"
    r"(?:시간\s*)?(?:되면|되시면|가능하면|가능하시면))|"
    r"^\s*(?:\(|,)?\s*(?:is|are|can be|as|would be|being)?\s*(?:an?\s+)?(?:optional|not (?:required|mandatory)|"
    r"nice to have)|"
    r"^\s*(?:doesn'?t|does not|needn'?t|need not) (?:have|need)? ?(?:to )?(?:come|be there|attend|join)|"
    r"^\s*(?:if (?:he|she|they) (?:can|is|are))",
    re.I,
)
_OPTIONAL_BEFORE = re.compile(
    r"(?:optional(?:ly)?(?: attendees?| guests?)?\s*(?:is|are|for|with|:)?|if possible (?:with|also)?|"
    r"선택\s*(?:참석(?:자)?|참가(?:자)?)?\s*(?:은|는|:|으로)?)\s*$",
    re.I,
)


@dataclass(frozen=True)
class Hit:
    """A name in a text: ``span`` in code points, honorific included, and whom it can mean."""

    words: str
    span: tuple[int, int]
    people: tuple[Person, ...]


def named_in(text: str, roster: Sequence[Person]) -> list[Hit]:
    """Everybody of the roster whose name stands in ``text``, in its order; the longest name wins.

    A full name counts by itself. A Korean given name needs 님, 씨, a title, or a particle of company after it, a Korean
    surname its bearer's title ("최 대리"); an English name its capital, or a word such as "with" before it. Greetings,
    and people to be left out, are no hits.
    """
    called: dict[str, list[Person]] = {}
    for person in roster:
        for way in _ways(person):
            called.setdefault(way, []).append(person)
    titles = titles_of(p.job_title for p in roster)
    taken: list[Hit] = []
    for way in sorted(called, key=len, reverse=True):
        for span in _spans(way, text, called[way], titles):
            free = all(span[1] <= hit.span[0] or hit.span[1] <= span[0] for hit in taken)
            if free and not _set_aside(text, span):
                taken.append(Hit(text[slice(*span)], span, tuple(called[way])))
    for hit in _by_office(text, roster, titles):
        free = all(hit.span[1] <= other.span[0] or other.span[1] <= hit.span[0] for other in taken)
        if free and not _set_aside(text, hit.span):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.span)


def optional_among(text: str, hits: Iterable[Hit]) -> frozenset[str]:
    """The addresses of those who need not come ("Lucia is optional", "세준 님은 안 와도 돼요")."""
    return frozenset(
        p.address
        for hit in hits
        if len(hit.people) == 1
        and (_OPTIONAL_AFTER.search(text[hit.span[1] :]) or _OPTIONAL_BEFORE.search(text[: hit.span[0]]))
        for p in hit.people
    )


def tidy(words: str) -> str:
    """Tagged words without greetings and stray honorifics; "" when no name is left ("님", "Hi")."""
    left = _GREETING.sub("", words.strip()).strip(" ,.!?:;")
    left = re.sub(rf"^(?:{_POLITE})(?=\s|$)\s*", "", left)
    return "" if re.fullmatch(rf"(?:{_POLITE}|{_PARTICLE}|\W)*", left) else left


def parts(words: str) -> list[str]:
    """The people in tagged words that hold several: "하은 님이랑 세준 님", "Tom and Priya"."""
    split = re.split(rf"\s*(?:,|;|/|&|\+|\band\b)\s*|(?:{_WITH})\s+|(?<=님)\s+|(?<=씨)\s+", words)
    return [p for piece in split if (p := tidy(piece))]


@lru_cache(maxsize=4096)
def _ways_of(name: str, names: tuple[str, ...], address: str) -> frozenset[str]:
    person = Person("@" + address.partition("@")[2], name, names)  # the mail name is no word of a sentence
    ways = (w for w in ways_to_call(person) if len(w) > 1 or w in short_given(person))
    return frozenset(w for w in ways if _NAME.fullmatch(w))


def _ways(person: Person) -> frozenset[str]:
    return _ways_of(person.name, person.names, person.address)


def _spans(way: str, text: str, people: Sequence[Person], titles: Iterable[str]) -> list[tuple[int, int]]:
    if _SYLLABLE.fullmatch(way):
        return [m.span() for m in re.finditer(rf"(?<![가-힣]){way}(?:님|씨)(?={_PARTICLE}?(?![가-힣])|{_WITH})", text)][
            :5
        ]
    if _HANGUL.fullmatch(way):
        full = any(way in plain(p.name).replace(" ", "") and len(way) > 2 for p in people)
        return _korean(way, text, titles, full=full)
    return _english(way, text)


def _korean(way: str, text: str, titles: Iterable[str], *, full: bool) -> list[tuple[int, int]]:
    if way not in text.replace(" ", ""):
        return []
    title = "|".join(sorted((re.escape(t) for t in titles if _HANGUL.fullmatch(t)), key=len, reverse=True))
    name = re.escape(way[0]) + r"\s?" + re.escape(way[1:]) if full else re.escape(way)
    honoured = rf"(?P<who>{name}\s*(?:(?:{title})\s*님?|{_POLITE}))(?={_PARTICLE}?(?![가-힣])|{_WITH}|나\s)"
    plainly = rf"(?P<who>{name})(?={_PARTICLE}?(?![가-힣]))" if full else rf"(?P<who>{name})(?=(?:{_WITH})(?![가-힣]))"
    found = [m.span("who") for p in (honoured, plainly) for m in re.finditer(rf"(?<![가-힣]){p}", text)]
    return found[:5]


def _by_office(text: str, roster: Sequence[Person], titles: Iterable[str]) -> Iterable[Hit]:
    """A surname and the title that somebody of that surname has: "최 대리도", "박팀장님이랑"."""
    offices = "|".join(sorted((re.escape(t) for t in titles if _HANGUL.fullmatch(t)), key=len, reverse=True))
    holders = [p for p in roster if _HANGUL.search(p.job_title) and _HANGUL.match(p.name)]
    if not offices or not holders:
        return
    pattern = rf"(?<![가-힣])(?P<who>[가-힣]{{1,2}}\s?(?:{offices})\s?님?)(?={_PARTICLE}?(?![가-힣])|{_WITH})"
    for found in re.finditer(pattern, text):
        meant = resolve(found["who"], holders)
        if isinstance(meant, Found):
            yield Hit(found["who"], found.span("who"), (meant.person,))
        elif isinstance(meant, Ambiguous):
            yield Hit(found["who"], found.span("who"), meant.candidates)


def _english(way: str, text: str) -> list[tuple[int, int]]:
    spans = []
    particle = rf"(?=(?:{_POLITE})?(?:{_PARTICLE}|{_WITH})?(?![가-힣]))"  # "Olivia, Jake랑", "Tom님도"
    ends = rf"(?!(?![가-힣])[\w@-]|\.\w){particle}"
    for found in re.finditer(rf"(?<![\w@.'-])(?:{re.escape(way)}){ends}", text, re.I):
        said, before, after = found.group(0), text[: found.start()], text[found.end() :]
        led = bool(re.search(_LEADING + "$", before, re.I))
        if " " in way:
            spans.append(found.span())
        elif re.match(rf"\s+(?!{_DAYS})[A-Z][a-z]", after) and said[0].isupper():
            continue  # another surname follows: somebody else
        elif re.search(rf"[a-z,] (?!{_DAYS})[A-Z][a-z]+ $", before):
            continue  # another first name stands before it
        elif led or (said[0].isupper() and (not _WORDS.fullmatch(way) or _CALLED.match(after))):
            spans.append(found.span())
    return spans


def _set_aside(text: str, span: tuple[int, int]) -> bool:
    """Greeted, or said not to come."""
    before, after = text[: span[0]], text[span[1] :]
    if _OUT_BEFORE.search(before) or _OUT_AFTER.search(after):
        return True
    greeted = _GREETING.match(text)
    return bool(greeted and greeted.end() >= span[0] and re.match(r"\s*[,!.]|\s*$", after))
