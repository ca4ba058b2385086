"""Train on the pattern data and answer messages at once, without Rasa and TensorFlow: JSONL in, JSONL out.

``python -m bot.nlu.evaluate --data nlu_data < messages.jsonl`` is the short loop of work on training data.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bot.nlu.patterns import load_examples
from bot.nlu.understanding import train


def main() -> int:
    """Answer every line of stdin with intent, confidence and entities; the time it took goes to stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("nlu_data"))
    parser.add_argument("--cache", type=Path, default=Path(".moim/cache/embeddings.npz"))
    options = parser.parse_args()
    begun = time.monotonic()
    examples = load_examples(options.data)
    with tempfile.TemporaryDirectory() as folder:
        understander = train(examples, Path(folder), options.cache)
        print(f"{len(examples)} examples, trained in {time.monotonic() - begun:.1f} s", file=sys.stderr)
        for line in sys.stdin:
            row = json.loads(line)
            got = understander.understand(row["text"])
            answer = {"id": row["id"], "lang": got.lang, "intent": got.intent, "confidence": round(got.confidence, 4)}
            answer |= {"topic": got.topic} if got.topic else {}
            print(json.dumps(answer | {"entities": [asdict(e) for e in got.entities]}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
