"""Stock Rasa: the pipeline that Rasa's documentation proposes, trained on part of our examples.

``python -m benchmarks.stock`` trains it into a temporary folder, where the next run finds it again. A bot of its own:
a rule an intent leads to a custom action, which does nothing but answer with a word, in the same process. DIET is
trained for a few epochs only, which changes what it answers but not how long that takes.
"""

from __future__ import annotations

import hashlib
import itertools
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from bot.embedded import RASAS_CHECK
from bot.nlu.patterns import load_examples
from bot.training import DATA, ROOT

EVERY, EPOCHS = 12, 3  # one example in so many is taken; epochs of DIET
CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "language": "en",
    "assistant_id": "stock",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": EPOCHS, "random_seed": 1, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "FallbackClassifier", "threshold": 0.3},
    ],
    "policies": [{"name": "MemoizationPolicy"}, {"name": "RulePolicy"}],
}
_MARKUP = str.maketrans("", "", "[](){}\n")


class Nothing(EndpointConfig):  # type: ignore[misc]
    """A custom action that is done at once."""

    async def request(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Its answer, in the form of an action server."""
        return {"events": [], "responses": [{"text": "Done."}]}


def stock_model() -> Path:
    """The trained model; it is trained in a process of its own when it is not there (about two minutes)."""
    path = _path()
    if not path.exists():
        print("training stock Rasa, once …", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "benchmarks.stock"], check=True, stdout=sys.stderr, cwd=ROOT)
    return path


def load_stock() -> Any:
    """The agent of stock Rasa, ready to answer."""
    from rasa.core.agent import Agent

    agent = Agent(action_endpoint=Nothing(url="nowhere"))
    agent.load_model(str(stock_model()))
    return agent


def _examples() -> dict[str, list[str]]:
    """Intent -> its sentences, without what Rasa's own format gives a meaning to."""
    found: dict[str, list[str]] = defaultdict(list)
    for example in itertools.islice(load_examples(DATA), 0, None, EVERY):
        text = example.text.translate(_MARKUP).strip()
        if text:
            found[example.intent.partition("/")[0]].append(text)
    return {intent: texts for intent, texts in found.items() if len(texts) > 1}


def _path() -> Path:
    """Trained anew when the pipeline changes; what it answers, and so the state of our examples, does not matter."""
    said = yaml.safe_dump([CONFIG, EVERY, "custom action"])
    digest = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / "moim-benchmarks" / f"stock-{digest}.tar.gz"


def _write(folder: Path) -> None:
    examples = _examples()
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in examples.items()
    ]
    rules = [{"rule": intent, "steps": [{"intent": intent}, {"action": "action_answer"}]} for intent in examples]
    domain = {
        "version": "3.1",
        "intents": list(examples),
        "actions": ["action_answer"],
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }
    files = {"nlu.yml": {"version": "3.1", "nlu": nlu}, "rules.yml": {"version": "3.1", "rules": rules}}
    for name, content in {**files, "domain.yml": domain, "config.yml": CONFIG}.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def main() -> int:
    """Train it; 1 when Rasa could not."""
    from rasa.model_training import train

    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder)
        made = train(
            str(folder / "domain.yml"),
            str(folder / "config.yml"),
            [str(folder / "nlu.yml"), str(folder / "rules.yml")],
            output=str(folder),
            force_training=True,
            fixed_model_name="stock",
        )
        if not made.model:
            return 1
        shutil.move(made.model, path)
    return 0 if path.exists() else 1


async def answer(agent: Any, text: str, sender: str) -> Any:
    """What Rasa itself does with a message, from understanding to the response, its own check of actions included."""
    ours, RemoteAction._validate_action_result = RemoteAction._validate_action_result, RASAS_CHECK
    try:
        return await agent.handle_text(text, sender_id=sender)
    finally:
        RemoteAction._validate_action_result = ours


if __name__ == "__main__":
    sys.exit(main())
