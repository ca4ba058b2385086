"""Where this installation keeps what it makes: models, caches, the database of the embedded default."""

from __future__ import annotations

import os
from pathlib import Path

from bot.training import ROOT


def home() -> Path:
    """``$MOIM_HOME``, else ``.moim`` beside the project's folders."""
    return Path(os.environ.get("MOIM_HOME") or ROOT / ".moim")
