"""The tagger of people, titles, purposes and places: a conditional random field over our tokens (Lafferty et al. 2001).

Training shows some sentences twice, the second time with the words inside their entities hidden, so that the tagger
learns where a name stands and not only which names there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.nlu.entities import Found, merge, not_people, whole
from bot.nlu.lexicon import Lexicon, learn_lexicon
from bot.nlu.meals import is_time_of_day, named_meals
from bot.nlu.patterns import Entity
from bot.nlu.reading import Reading
from bot.nlu.spans import EVENT_WORDS, complete, is_signature, trim, within_sentence
from bot.nlu.tokens import Token

TAGGED = ("attendee", "title", "purpose", "location")
MAX_TOKENS = 400
# of messages without an entity one in four is shown, of those with one every second again with hidden words
PLAIN_SHARE, HIDDEN_SHARE = 4, 2
_HIDDEN = "▢"
_FILE, _LEXICON = "entities.crfsuite", "purposes.json"
_PARAMETERS = {
    "c1": 0.05,
    "c2": 0.02,
    "max_iterations": 60,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
_HONORIFIC = re.compile(
    r"님|씨|군|양|쌤|팀장|대표|이사|부장|차장|과장|대리|사원|주임|실장|본부장|교수|선생|원장|박사|사장|매니저|선배|언니|오빠|누나|형"
)
_EN_HONORIFIC = frozenset({"mr", "mrs", "ms", "dr", "prof", "professor", "miss", "sir"})


class EntityModel:
    """Asked by `tag`; made by `fit`, found again by `load`."""

    def __init__(self, folder: Path) -> None:
        import pycrfsuite

        self.lexicon = Lexicon.load(folder / _LEXICON)
        self._tagger: Any = pycrfsuite.Tagger()
        self._tagger.open(str(folder / _FILE))

    @classmethod
    def load(cls, folder: Path) -> EntityModel:
        """The model that `fit` wrote into ``folder``; FileNotFoundError when there is none."""
        if not (folder / _FILE).exists():
            raise FileNotFoundError(folder / _FILE)
        return cls(folder)

    def tag(self, reading: Reading) -> list[Found]:
        """Spans of the normalised text, without particles, in order; bare purposes that the field missed are added."""
        tokens = reading.tokens[:MAX_TOKENS]
        if not tokens:
            return []
        labels = self._tagger.tag(_rows(reading, tokens, self.lexicon))
        spans = [shaped for kind, span in _spans(tokens, labels) if (shaped := self._shape(reading, kind, span))]
        tagged = [found for kind, span in spans for found in whole(kind, span, reading.text)]
        known = [self._known(reading, a, b, kind) for a, b, kind in self.lexicon.spans(tokens)]
        found = _apart(reading, merge(tagged, known))
        return found if any(f.entity in ("title", "purpose") for f in found) else merge(found, _meals(reading))

    def _shape(self, reading: Reading, kind: str, span: Sequence[Token]) -> tuple[str, list[Token]] | None:
        """The span with its right edges; None for what is no entity after all (a signature, "after lunch")."""
        words = self.lexicon.words
        kept = within_sentence(reading, trim(reading, span, kind, words), kind)
        kept = trim(reading, complete(reading, kept, kind, words), kind, words) if kept else kept
        if not kept or (kind == "attendee" and is_signature(reading, kept)):
            return None
        return None if len(kept) == 1 and is_time_of_day(reading, kept[0]) else (kind, kept)

    def _known(self, reading: Reading, start: int, end: int, kind: str) -> Found:
        span = complete(reading, [t for t in reading.tokens if start <= t.start < end], kind, self.lexicon.words)
        return Found(kind, span[0].start, span[-1].end, reading.text[span[0].start : span[-1].end])


def fit(readings: Sequence[Reading], entities: Sequence[Sequence[Entity]], folder: Path) -> EntityModel:
    """Learn from annotated messages (spans in their original text) and write the model into ``folder``."""
    import pycrfsuite

    lexicon = learn_lexicon(readings, entities)
    lexicon.save(folder / _LEXICON)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(_PARAMETERS)
    for i, (reading, annotated) in enumerate(zip(readings, entities, strict=True)):
        labels = _labels(reading, annotated, lexicon)
        named = frozenset(j for j, label in enumerate(labels) if label != "O")
        if labels and (annotated or i % PLAIN_SHARE == 0):
            trainer.append(_rows(reading, reading.tokens, lexicon), labels)
            if named and i % HIDDEN_SHARE == 0:
                trainer.append(_rows(reading, reading.tokens, lexicon, named), labels)
    trainer.train(str(folder / _FILE))
    return EntityModel(folder)


def _apart(reading: Reading, found: Iterable[Found]) -> list[Found]:
    """Without what touches a call of the assistant or of a whole channel."""
    calls = not_people(reading)
    return [f for f in found if not any(f.start < b and a < f.end for a, b in calls)]


def _meals(reading: Reading) -> list[Found]:
    return [Found("purpose", a, b, reading.text[a:b]) for a, b in named_meals(reading)]


def _labels(reading: Reading, entities: Iterable[Entity], lexicon: Lexicon) -> list[str]:
    labels = ["O"] * len(reading.tokens)
    spans = [(e.start, e.end, e.entity) for e in entities if e.entity in TAGGED]
    for i, token in enumerate(reading.tokens):
        start, end = reading.plain.original(token.start, token.end)
        for a, b, kind in spans:
            if start < b and a < end:
                inside = i > 0 and labels[i - 1].endswith(kind) and start > a
                labels[i] = ("I-" if inside else "B-") + kind
    events = lexicon.spans(reading.tokens)
    if not events and not any(kind in ("title", "purpose") for _, _, kind in spans):
        events = [(start, end, "purpose") for start, end in named_meals(reading)]
    for start, end, kind in events:
        covered = [i for i, t in enumerate(reading.tokens) if start <= t.start < end]
        if all(labels[i] == "O" for i in covered):
            labels[covered[0]] = f"B-{kind}"
            labels[covered[0] + 1 : covered[-1] + 1] = [f"I-{kind}"] * (len(covered) - 1)
    return labels


def _spans(tokens: Sequence[Token], labels: Sequence[str]) -> Iterable[tuple[str, list[Token]]]:
    kind, span = "", list[Token]()
    for token, label in zip(tokens, labels, strict=True):
        if span and label != f"I-{kind}":
            yield kind, span
            span = []
        if label != "O":
            kind = label[2:]
            span.append(token)
    if span:
        yield kind, span


def _rows(
    reading: Reading, tokens: Sequence[Token], lexicon: Lexicon, hidden: frozenset[int] = frozenset()
) -> list[list[str]]:
    timed = _timed(reading, tokens)
    listed = {i for a, b, _ in lexicon.spans(tokens) for i, t in enumerate(tokens) if a <= t.start < b}
    own = [_own(t, _HIDDEN if i in hidden else t.text.lower(), timed[i], i in listed) for i, t in enumerate(tokens)]
    return [_row(own, tokens, i) for i in range(len(tokens))]


def _own(token: Token, word: str, timed: bool, listed: bool) -> list[str]:
    if timed and word not in EVENT_WORDS:
        word = "⏱"
    features = [f"w={word}", f"p={token.pos}", f"t={timed}{listed}", f"s={_shape(token.text)}"]
    if word not in (_HIDDEN, "⏱"):
        honorific = bool(_HONORIFIC.fullmatch(word)) or word.strip(".") in _EN_HONORIFIC
        features += [f"x={word[-1:]}", f"x2={word[-2:]}", f"x3={word[-3:]}", f"h={honorific}"]
    return features


def _row(own: Sequence[list[str]], tokens: Sequence[Token], i: int) -> list[str]:
    row = ["b", *own[i], f"g={tokens[i].glued}"]
    for step, width in ((-2, 3), (-1, 4), (1, 6), (2, 3)):
        j = i + step
        if 0 <= j < len(own):
            row += [f"{step}{f}" for f in own[j][:width]]
        else:
            row.append(f"{step}edge")
    for a, b in ((i - 2, i - 1), (i + 1, i + 2), (i - 1, i), (i, i + 1)):
        if a >= 0 and b < len(own):
            row += [f"{a - i}{own[a][k]}{own[b][k]}" for k in (0, 1)]
    if i > 0 and i + 1 < len(own):
        row.append(f"c={own[i - 1][0]}{own[i + 1][0]}")
    row.append(f"end={_word_end(tokens, own, i)}")
    return row


def _word_end(tokens: Sequence[Token], own: Sequence[list[str]], i: int) -> str:
    """The particle that closes the Korean word this token stands in, if any: 이랑, 하고, 를 …"""
    j = i
    while j + 1 < len(tokens) and tokens[j + 1].glued:
        j += 1
    return own[j][0] if j > i and tokens[j].is_particle else "-"


def _timed(reading: Reading, tokens: Sequence[Token]) -> list[bool]:
    return [any(a <= t.start < b for a, b in reading.times) for t in tokens]


@lru_cache(maxsize=4096)
def _shape(text: str) -> str:
    shape = "".join(
        "가" if "가" <= c <= "힣" else "0" if c.isdigit() else "A" if c.isupper() else "a" if c.isalpha() else c
        for c in text[:12]
    )
    return re.sub(r"(.)\1+", r"\1", shape) + ("1" if len(text) == 1 else "")
