"""Where this installation keeps what it makes: models, caches, the database of the embedded default."""

from __future__ import annotations

from pathlib import Path

from actions.settings import load_settings


def home() -> Path:
    """The settings' ``home``: ``$MOIM_HOME``, else ``.moim`` beside the project's folders."""
    return load_settings().home
