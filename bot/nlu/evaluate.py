"""Train on the pattern data and answer messages at once, without Rasa and TensorFlow: JSONL in, JSONL out.

``python -m bot.nlu.evaluate --data nlu_data < messages.jsonl`` is the short loop of work on training data.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from bot.nlu.embedding import encode
from bot.nlu.intent_model import fit
from bot.nlu.patterns import load_examples
from bot.nlu.reading import read


def main() -> int:
    """Answer every line of stdin with intent and confidence; the time it took goes to stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("nlu_data"))
    parser.add_argument("--cache", type=Path, default=Path(".moim/cache/embeddings.npz"))
    options = parser.parse_args()
    begun = time.monotonic()
    examples = load_examples(options.data)
    vectors = encode([e.text for e in examples], options.cache)
    model = fit([read(e.text, e.lang) for e in examples], vectors, [e.intent for e in examples])
    print(f"{len(examples)} examples, trained in {time.monotonic() - begun:.1f} s", file=sys.stderr)
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    texts = [row["text"] for row in rows]
    for row, p in zip(rows, model.probabilities([read(t) for t in texts], encode(texts)), strict=True):
        answer = {"id": row["id"], "intent": model.labels[p.argmax()], "confidence": round(float(p.max()), 4)}
        print(json.dumps(answer | {"entities": []}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
