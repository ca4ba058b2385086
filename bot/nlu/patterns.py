"""Training data from hand-written patterns: patterns × slots → annotated examples, the same on every run.

A file ``nlu_data/<lang>/<topic>.yml`` holds::

    patterns:
    - intent: schedule_meeting
      count: 40                  # how many examples to draw in all; without it a pattern with slots gives four
      examples: |
        - [{person}](attendee)(이)랑 {time}에 [{purpose}](purpose) 잡아줘
        - {can you|could you|} book [lunch](purpose) with [{person}](attendee)

``intent: cancel_meeting/undo`` labels a topic, finer than an intent. ``{name}`` is a slot of
``nlu_data/slots/<lang>.yml`` or ``shared.yml`` (name → values, which may hold slots), ``{a|b|}`` a choice on the spot,
``{ko.name}`` a slot of another language (mixed text sees the slots of all). Entities are annotated as in Rasa:
``[text](entity)``, ``[text](entity:value)``, ``[text]{"entity": …, "value": …}``.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.agreement import agree

LANGUAGES = ("ko", "en", "mixed")
DRAWS_PER_PATTERN = 4
_TRIES = 30
_DEPTH = 60
_SLOT = re.compile(r"\{([^{}\"]*)\}")
_ENTITY = re.compile(r"\[(?P<text>[^\[\]]*)\](?:\((?P<entity>[^:()]+)(?::(?P<value>[^)]+))?\)|(?P<json>\{\"[^}]*\}))")
_PLURAL = re.compile(r"(?<=[A-Za-z\d])s(?![A-Za-z'’])|(?<=[가-힣])들")
_NAME = re.compile(r"^(\w+):", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Slots = Mapping[str, tuple[str, ...]]


class PatternError(ValueError):
    """A pattern file cannot be used; the message names the file, the pattern and what to mend."""


@dataclass(frozen=True)
class Entity:
    """An annotated span of an example: [start, end) in code points of its text."""

    start: int
    end: int
    entity: str
    value: str


@dataclass(frozen=True)
class Example:
    """One training sentence; ``source`` is the file's path below the data folder, without ``.yml``."""

    text: str
    intent: str
    entities: tuple[Entity, ...]
    lang: str
    source: str
    pattern: str
    topic: str = ""

    @property
    def label(self) -> str:
        """What the classifier learns: "intent", or "intent/topic"."""
        return f"{self.intent}/{self.topic}" if self.topic else self.intent


@dataclass(frozen=True)
class Block:
    """Patterns of one intent in one file, and how many examples to draw from them (None: four of each)."""

    intent: str
    patterns: tuple[str, ...]
    count: int | None
    lang: str
    source: str
    topic: str = ""


def is_pattern_file(path: Path) -> bool:
    """Whether the YAML file belongs to this format (patterns or slots) rather than to Rasa's own."""
    if path.suffix not in (".yml", ".yaml"):
        return False
    return path.parent.name == "slots" or bool(re.search(r"^patterns:", path.read_text(encoding="utf-8"), re.MULTILINE))


def load_examples(root: Path) -> list[Example]:
    """All examples of the data folder ``root``, deterministic, without duplicates inside an intent.

    Raises PatternError where a slot is unknown, a block is malformed or an annotation is broken.
    """
    seen: set[tuple[str, str]] = set()
    examples = []
    slots = load_slots(root)
    for block in load_blocks(root):
        for example in expand(block, slots[block.lang]):
            if (example.text, example.intent) not in seen:
                seen.add((example.text, example.intent))
                examples.append(example)
    return examples


def load_slots(root: Path) -> dict[str, Slots]:
    """For every language the slots its patterns see; ``ko.name`` and ``en.name`` are seen by all."""
    read = {p.stem: _read_slots(p) for p in sorted((root / "slots").glob("*.yml"))}
    qualified = {f"{lang}.{name}": values for lang, slots in read.items() for name, values in slots.items()}
    shared = read.get("shared", {})
    both = {
        n: read.get("ko", {}).get(n, ()) + read.get("en", {}).get(n, ())
        for n in {*read.get("ko", {}), *read.get("en", {})}
    }
    seen = {"ko": read.get("ko", {}), "en": read.get("en", {}), "mixed": both | read.get("mixed", {})}
    return {lang: qualified | shared | seen[lang] for lang in LANGUAGES}


def load_blocks(root: Path) -> Iterator[Block]:
    """The pattern blocks below ``root``, by language and file name."""
    for lang in LANGUAGES:
        for path in sorted((root / lang).rglob("*.yml")):
            if is_pattern_file(path):
                yield from _read_blocks(path, lang, path.relative_to(root).with_suffix("").as_posix())


def expand(block: Block, slots: Slots) -> list[Example]:
    """Draw the block's examples: every pattern at least once, the rest shared out evenly, no text twice."""
    wanted = {p: DRAWS_PER_PATTERN if _SLOT.search(p) else 1 for p in block.patterns}
    total = sum(wanted.values()) if block.count is None else max(block.count, len(block.patterns))
    streams = [_Stream(p, slots, block) for p in dict.fromkeys(block.patterns)]
    limit = {s.pattern: wanted[s.pattern] if block.count is None else total for s in streams}
    texts: dict[str, Example] = {}
    drawn = dict.fromkeys(limit, 0)
    while streams and len(texts) < total:
        alive = []
        for stream in streams:
            example = stream.draw(texts) if len(texts) < total else None
            if example is not None:
                texts[example.text] = example
                drawn[stream.pattern] += 1
                if drawn[stream.pattern] < limit[stream.pattern]:
                    alive.append(stream)
        streams = alive
    return list(texts.values())


def annotate(line: str) -> tuple[str, tuple[Entity, ...]]:
    """Plain text and entities of an annotated line, as Rasa's own reader finds them; empty annotations vanish."""
    text, entities, last = "", [], 0
    for match in _ENTITY.finditer(line):
        text += line[last : match.start()]
        last = match.end()
        inner = match["text"]
        if not inner:
            continue
        given = json.loads(match["json"]) if match["json"] else match.groupdict()
        entities.append(Entity(len(text), len(text) + len(inner), given["entity"], str(given.get("value") or inner)))
        text += inner
    return text + line[last:], tuple(entities)


class _Stream:
    """A pattern's endless, seeded row of fillings; its seed is its own, so editing a neighbour changes nothing."""

    def __init__(self, pattern: str, slots: Slots, block: Block) -> None:
        self.pattern = pattern
        self._slots = slots
        self._block = block
        label = f"{block.intent}/{block.topic}" if block.topic else block.intent
        self._random = random.Random(zlib.crc32(f"{label}\0{pattern}".encode()))

    def draw(self, taken: Mapping[str, Example]) -> Example | None:
        for _ in range(_TRIES if _SLOT.search(self.pattern) else 1):
            text, entities = annotate(_tidy(agree(self._fill())))
            if text and text not in taken:
                entities = tuple(_with_plural(e, text) for e in entities)
                block = self._block
                return Example(text, block.intent, entities, block.lang, block.source, self.pattern, block.topic)
        return None

    def _fill(self) -> str:
        text, used = self.pattern, set[tuple[str, str]]()
        for _ in range(_DEPTH):
            match = _SLOT.search(text)
            if match is None:
                return text
            text = text[: match.start()] + self._choose(match[1], used) + text[match.end() :]
        raise PatternError(f"{self._block.source}: the slots of «{self.pattern}» never end")

    def _choose(self, name: str, used: set[tuple[str, str]]) -> str:
        if "|" in name:
            return self._random.choice(name.split("|"))
        values = self._slots.get(name)
        if not values:
            raise PatternError(f"{self._block.source}: no slot {{{name}}} for «{self.pattern}» in slots/*.yml")
        value = self._random.choice([v for v in values if (name, v) not in used] or values)
        used.add((name, value))
        return value


def _with_plural(entity: Entity, text: str) -> Entity:
    """[meeting](purpose)s and [미팅](purpose)들 mean the whole word."""
    plural = _PLURAL.match(text, entity.end)
    if plural is None:
        return entity
    value = entity.value + plural[0] if entity.value == text[entity.start : entity.end] else entity.value
    return replace(entity, end=plural.end(), value=value)


def _tidy(text: str) -> str:
    """One space between words and none at the ends or before a comma or stop that an empty choice left behind."""
    text = re.sub(r"\[\s+", "[", re.sub(r"\s+\](?=[({])", "]", text))
    return re.sub(r" +(?=[,.?!](?:\s|$))", "", re.sub(r"[ \t]+", " ", text)).strip(" ,\t")


def _read_slots(path: Path) -> dict[str, tuple[str, ...]]:
    data = _read_yaml(path) or {}
    if not isinstance(data, dict):
        raise PatternError(f"{path}: slots are a mapping of name to a list of values")
    names = Counter(_NAME.findall(path.read_text(encoding="utf-8")))
    if twice := [name for name, n in names.items() if n > 1]:  # YAML would silently keep the last one
        raise PatternError(f"{path}: slots named twice: {', '.join(twice)}")
    return {str(name): tuple(_values(values, path)) for name, values in data.items()}


def _values(values: object, path: Path) -> Iterable[str]:
    if isinstance(values, str):
        return _lines(values) if "\n" in values or values.startswith("- ") else [values]
    if not isinstance(values, list) or any(isinstance(v, (list, dict)) for v in values):
        raise PatternError(f"{path}: a slot's values are a list of texts, not {values!r:.80}")
    return ["" if v is None else str(v) for v in values]


def _read_blocks(path: Path, lang: str, source: str) -> Iterator[Block]:
    for item in _read_yaml(path).get("patterns") or []:
        if not isinstance(item, dict) or "intent" not in item or "examples" not in item:
            raise PatternError(f"{path}: a block needs `intent` and `examples`: {item!r:.80}")
        examples = item["examples"]
        patterns = tuple(_lines(examples) if isinstance(examples, str) else map(str, examples))
        count = item.get("count", item.get("weight"))
        intent, _, topic = str(item["intent"]).partition("/")
        yield Block(intent, patterns, None if count is None else int(count), lang, source, topic)


def _lines(text: str) -> list[str]:
    return [line.strip()[2:].strip() for line in text.splitlines() if line.strip().startswith("- ")]


def _read_yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise PatternError(f"{path}: {error}") from error
