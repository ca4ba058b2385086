"""Korean (its rules are registered here)."""

from ..lexicon import Lexicon

LEXICON = Lexicon("ko", ())
