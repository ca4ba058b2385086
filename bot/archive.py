"""The understanding inside a trained Rasa archive, without Rasa: one model file is the truth for both ways."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

from bot.nlu.understanding import Understander

_FILES = ("intent.npz", "intent.json", "entities.crfsuite", "purposes.json")


def load_understander(model: Path) -> Understander:
    """The understander of a model that `bot.training` made; FileNotFoundError when it holds none."""
    with tempfile.TemporaryDirectory(prefix="moim-") as folder, tarfile.open(model) as archive:
        for member in archive:
            name = Path(member.name).name
            content = archive.extractfile(member) if name in _FILES and member.isfile() else None
            if content is not None:
                (Path(folder) / name).write_bytes(content.read())
        return Understander.load(Path(folder), Path(folder))
