"""The Rasa importer of the pattern files; rules, stories and domain are read by Rasa's own reader."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from bot.nlu.patterns import Example, is_pattern_file, load_examples


class PatternImporter(RasaFileImporter):  # type: ignore[misc]
    """Rasa's file importer, plus the examples drawn from pattern files (`bot.nlu.patterns`)."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        paths = [training_data_paths] if isinstance(training_data_paths, str) else list(training_data_paths or [])
        self._roots = [Path(p) for p in paths if Path(p).is_dir()]
        # Rasa's reader would parse every pattern file three times to find out that it is not its own
        super().__init__(config_file, domain_path, [str(f) for p in paths for f in _rasa_files(Path(p))])

    @cached_method  # type: ignore[untyped-decorator]
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Rasa's own NLU files and the drawn examples together."""
        drawn = [to_message(example) for root in self._roots for example in _drawn(root, _stamp(root))]
        return super().get_nlu_data(language).merge(TrainingData(drawn))


def to_message(example: Example) -> Message:
    """The Rasa training message of an example; its topic stands in the metadata, for Rasa knows only intents."""
    entities = [{"start": e.start, "end": e.end, "entity": e.entity, "value": e.value} for e in example.entities]
    message = Message.build(text=example.text, intent=example.intent, entities=entities or None)
    message.set("metadata", {"example": {"lang": example.lang, "pattern": example.pattern, "topic": example.topic}})
    return message


@lru_cache(maxsize=2)
def _drawn(root: Path, stamp: tuple[tuple[str, int], ...]) -> tuple[Example, ...]:
    """The folder's examples; checking the data and training on it each make an importer of their own."""
    del stamp
    return tuple(load_examples(root))


def _stamp(root: Path) -> tuple[tuple[str, int], ...]:
    return tuple((str(p), p.stat().st_mtime_ns) for p in sorted(root.rglob("*.yml")))


def _rasa_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.is_file() and not is_pattern_file(p))
