"""What a message wants: small networks over the embedding, a logistic regression over n-grams, averaged, calibrated.

Fitting uses scikit-learn; answering needs numpy alone, so that a process that only answers starts fast. A label is an
intent or "intent/topic": an intent is as likely as its labels together.
"""

from __future__ import annotations

import json
import warnings
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.nlu.embedding import Array
from bot.nlu.ngrams import Vocabulary, learn_vocabulary
from bot.nlu.reading import Reading

EMBEDDING_SCALE = 4.0
DENSE_SHARE = 0.35
# a message that is not meant for the assistant is answered better by "I did not understand" than by an action
OUT_OF_SCOPE_BIAS = 0.3
NETWORKS, HIDDEN, EPOCHS = 2, 192, 10
REGULARISATION = 6.0
# a topic has far fewer examples than the rest of its intent
TOPIC_WEIGHT = 3.0
# more iterations change nothing that can be measured on unseen text, and cost minutes
ITERATIONS, TOLERANCE = 60, 1e-3
SEED = 7
OUT_OF_SCOPE = "out_of_scope"
TEMPERATURES = tuple(round(0.3 + 0.05 * i, 2) for i in range(55))
_ARRAYS, _NAMES = "intent.npz", "intent.json"


@dataclass(frozen=True)
class IntentModel:
    """Two kinds of model over the same ``labels`` ("intent", "intent/topic"); ``temperature`` flattens (> 1) or
    sharpens their mean.

    ``networks`` are (weights, bias, weights, bias) of one hidden layer of rectifiers over the scaled embedding.
    """

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    networks: tuple[tuple[Array, Array, Array, Array], ...]
    sparse: Array  # (labels, features + 1), the last column the intercept
    temperature: float = 1.0

    def probabilities(self, readings: Sequence[Reading], vectors: Array) -> Array:
        """Shape (messages, labels), rows sum to one; ``vectors`` are the messages' embeddings (n, 512)."""
        thin = np.stack([self._thin(r) for r in readings])
        return np.exp(_log_softmax(self.scores(vectors, thin) / self.temperature))

    def scores(self, vectors: Array, thin: Array) -> Array:
        """The weighted mean of both kinds' log probabilities; ``thin`` are the n-gram model's own scores."""
        chances = [np.exp(_log_softmax(_forward(n, EMBEDDING_SCALE * vectors))) for n in self.networks]
        dense = np.log(np.mean(chances, axis=0) + 1e-5)
        mean: Array = DENSE_SHARE * dense + (1 - DENSE_SHARE) * _log_softmax(thin)
        mean += OUT_OF_SCOPE_BIAS * np.array([label == OUT_OF_SCOPE for label in self.labels])
        return mean

    def save(self, folder: Path) -> None:
        """Write the model's two files into ``folder``."""
        flat = {f"network{i}_{j}": part for i, network in enumerate(self.networks) for j, part in enumerate(network)}
        np.savez_compressed(folder / _ARRAYS, sparse=self.sparse, **flat)
        known = {"labels": self.labels, "temperature": self.temperature, "columns": self.vocabulary.columns}
        (folder / _NAMES).write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote; FileNotFoundError when it is not there."""
        known = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        columns = {f: (int(c), float(idf)) for f, (c, idf) in known["columns"].items()}
        with np.load(folder / _ARRAYS) as arrays:
            networks = tuple(_network(arrays, i) for i in range(NETWORKS))
            return cls(tuple(known["labels"]), Vocabulary(columns), networks, arrays["sparse"], known["temperature"])

    def _thin(self, reading: Reading) -> Array:
        row = self.vocabulary.vector(reading)
        columns, weights = np.fromiter(row.keys(), int, len(row)), np.fromiter(row.values(), np.float32, len(row))
        score: Array = self.sparse[:, columns] @ weights + self.sparse[:, -1]
        return score


def fit(
    readings: Sequence[Reading], vectors: Array, labels: Sequence[str], groups: Sequence[str] | None = None
) -> IntentModel:
    """Learn from messages, their embeddings and their labels; the same input gives the same model.

    ``groups`` names what each message was made from: the temperature is found on messages of unseen groups.
    """
    vocabulary = learn_vocabulary(readings)
    rows = _rows(vocabulary, readings)
    model = _fit(vocabulary, rows, vectors, labels)
    return replace(model, temperature=_temperature(model, rows, vectors, labels, groups)) if groups else model


def intents_of(labels: Sequence[str]) -> tuple[tuple[str, ...], Array]:
    """The intents of ``labels``, sorted, and what sums labels' probabilities to theirs: ones, (labels, intents)."""
    bases = [label.partition("/")[0] for label in labels]
    intents = tuple(sorted(set(bases)))
    return intents, np.array([[float(base == intent) for intent in intents] for base in bases], dtype=np.float32)


def _fit(vocabulary: Vocabulary, rows: Any, vectors: Array, labels: Sequence[str]) -> IntentModel:
    networks = tuple(_train_network(vectors, labels, SEED + i) for i in range(NETWORKS))
    return IntentModel(tuple(sorted(set(labels))), vocabulary, networks, _regress(rows, labels, REGULARISATION))


def _train_network(vectors: Array, labels: Sequence[str], seed: int) -> tuple[Array, Array, Array, Array]:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier((HIDDEN,), alpha=1e-3, batch_size=128, max_iter=EPOCHS, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopping early is meant
        network.fit(EMBEDDING_SCALE * vectors, labels)
    (first, second), (bias, last) = network.coefs_, network.intercepts_
    if second.shape[1] == 1:  # scikit-learn keeps one output for two classes
        second, last = np.hstack([-second, second]) / 2, np.hstack([-last, last]) / 2
    return first.astype(np.float32), bias.astype(np.float32), second.astype(np.float32), last.astype(np.float32)


def _forward(network: tuple[Array, Array, Array, Array], features: Array) -> Array:
    first, bias, second, last = network
    scores: Array = np.maximum(features @ first + bias, 0) @ second + last
    return scores


def _network(arrays: Any, index: int) -> tuple[Array, Array, Array, Array]:
    first, bias, second, last = (arrays[f"network{index}_{part}"] for part in range(4))
    return first, bias, second, last


def _temperature(model: IntentModel, rows: Any, vectors: Array, labels: Sequence[str], groups: Sequence[str]) -> float:
    """The temperature with the least log loss of intents on a quarter, whole groups held out (Guo et al. 2017)."""
    held = np.array([zlib.crc32(g.encode()) % 4 == 0 for g in groups])
    chosen = np.array(labels)
    if not held.any() or set(chosen[held]) - set(chosen[~held]):
        return 1.0
    part = _fit(model.vocabulary, rows[~held], vectors[~held], list(chosen[~held]))
    scores = part.scores(vectors[held], rows[held] @ part.sparse[:, :-1].T + part.sparse[:, -1])
    intents, together = intents_of(part.labels)
    gold = np.array([intents.index(label.partition("/")[0]) for label in chosen[held]])
    found = {t: (np.exp(_log_softmax(scores / t)) @ together)[np.arange(len(gold)), gold] for t in TEMPERATURES}
    losses = {t: -np.log(p + 1e-9).mean() for t, p in found.items()}
    return min(losses, key=lambda t: losses[t])


def _rows(vocabulary: Vocabulary, readings: Sequence[Reading]) -> Any:
    from scipy.sparse import csr_matrix

    # flat arrays: a dict a message would take half a gigabyte
    columns, weights, ends = array("i"), array("f"), array("i", [0])
    for reading in readings:
        row = vocabulary.vector(reading)
        columns.extend(row.keys())
        weights.extend(row.values())
        ends.append(len(columns))
    parts = (np.frombuffer(weights, np.float32), np.frombuffer(columns, np.int32), np.frombuffer(ends, np.int32))
    return csr_matrix(parts, shape=(len(readings), len(vocabulary.columns)))


def _regress(features: Any, labels: Sequence[str], strength: float) -> Array:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=strength, class_weight=_shares(labels), max_iter=ITERATIONS, tol=TOLERANCE, random_state=SEED
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopping early is meant
        model.fit(features, labels)
    coefficients, intercept = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        coefficients, intercept = np.vstack([-coefficients, coefficients]) / 2, np.hstack([-intercept, intercept]) / 2
    return np.hstack([coefficients, intercept[:, None]]).astype(np.float32)


def _shares(labels: Sequence[str]) -> dict[str, float]:
    """Weights with which all intents count about the same; an example of a topic counts more than a plain one."""
    intents = Counter(label.partition("/")[0] for label in labels)
    even = {intent: len(labels) / (len(intents) * n) for intent, n in intents.items()}
    return {label: even[label.partition("/")[0]] * (TOPIC_WEIGHT if "/" in label else 1.0) for label in set(labels)}


def _log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result
