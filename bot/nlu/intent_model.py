"""What a message wants: sentence embedding and n-grams, each under a logistic regression, averaged and calibrated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.nlu.embedding import encode
from bot.nlu.features import matrix, words


class IntentModel:
    """Fitted by `fit`, asked by `predict`; pickled as a whole."""

    def __init__(self, c_dense: float = 10.0, c_sparse: float = 4.0, dense_weight: float = 0.6) -> None:
        self.dense_weight = dense_weight
        self._word = TfidfVectorizer(analyzer=_word_grams, sublinear_tf=True, min_df=2, dtype=np.float32)
        self._char = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=3, max_features=60_000, dtype=np.float32
        )
        options: dict[str, Any] = {"max_iter": 400, "class_weight": "balanced", "random_state": 7}
        self._dense = LogisticRegression(C=c_dense, **options)
        self._sparse = LogisticRegression(C=c_sparse, **options)

    def fit(self, texts: Sequence[str], intents: Sequence[str], cache: Path | None = None) -> IntentModel:
        """Learn from texts and their intents."""
        low = [t.lower() for t in texts]
        self._word.fit(low)
        self._char.fit(low)
        self._dense.fit(self._dense_features(texts, cache), intents)
        self._sparse.fit(self._sparse_features(texts), intents)
        self.labels = [str(c) for c in self._dense.classes_]
        return self

    def predict(self, texts: Sequence[str]) -> np.ndarray:
        """Probabilities, shape (len(texts), len(labels))."""
        dense = np.log(self._dense.predict_proba(self._dense_features(texts)) + 1e-9)
        thin = np.log(self._sparse.predict_proba(self._sparse_features(texts)) + 1e-9)
        mixed = np.exp(self.dense_weight * dense + (1 - self.dense_weight) * thin)
        return mixed / mixed.sum(axis=1, keepdims=True)

    def _dense_features(self, texts: Sequence[str], cache: Path | None = None) -> np.ndarray:
        vectors = encode([t.lower() for t in texts], cache) * 3.0
        return np.hstack([vectors, np.array(matrix(texts), dtype=np.float32) * 0.5])

    def _sparse_features(self, texts: Sequence[str]) -> Any:
        low = [t.lower() for t in texts]
        return sparse.hstack(
            [self._word.transform(low), self._char.transform(low), sparse.csr_matrix(matrix(texts)) * 0.2]
        ).tocsr()


def _word_grams(text: str) -> list[str]:
    tokens = words(text)
    return (
        tokens + [f"{a} {b}" for a, b in zip(tokens, tokens[1:])] + [f"^{tokens[0]}", f"{tokens[-1]}$"]
        if tokens
        else []
    )
