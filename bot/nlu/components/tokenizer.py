# ruff: noqa: ARG003 -- the signatures are Rasa's
"""Rasa tokenizer over `bot.nlu.tokens`; Rasa's own WhitespaceTokenizer deletes words made only of Hangul."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.common import code_fingerprint
from bot.nlu.reading import read


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MoimTokenizer(Tokenizer):  # type: ignore[misc]
    """Korean, English and mixed text; particles and endings are tokens of their own, spans are exact."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own defaults: intents are not split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """See `code_fingerprint`."""
        return code_fingerprint()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: our trained components read the text themselves, and tokens of all examples take 200 MB."""
        return training_data

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens with spans of the text as it was given and their part of speech under ``pos``."""
        reading = read(message.get(attribute) or "")
        tokens = []
        for token in reading.tokens:
            start, end = reading.plain.original(token.start, token.end)
            tokens.append(Token(token.text, start, end, {"pos": token.pos}))
        return tokens
