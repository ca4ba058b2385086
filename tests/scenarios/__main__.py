"""Plays every scenario of this folder through the code of `moim scenarios`, with the model loaded once.

Exit code 0 when all passed. Nothing is trained: the model of `moim train` is used as it is.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bot.cli.scenarios import _play_all
from bot.cli.startup import quiet
from bot.home import home
from bot.scenarios.format import read_scenarios

FOLDER = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Play the named files (all without a name), by their stem."""
    files = sorted(path for path in FOLDER.glob("*.yaml") if not names or path.stem in names)
    scenarios = [scenario for path in files for scenario in read_scenarios(path)]
    if twice := [id for id, n in Counter(s.id for s in scenarios).items() if n > 1]:
        raise SystemExit(f"two scenarios of one id: {', '.join(twice)}")
    if not scenarios:
        raise SystemExit(f"no scenarios in {FOLDER}")
    quiet()
    from bot.embedded import load_agent
    from bot.training import model_path

    model = model_path(home())
    if not model.exists():
        raise SystemExit("no trained model: run `moim train`")
    return _play_all(scenarios, load_agent(model), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
