"""Every refusal of a step, or of the store, can be said in every language with what it carries."""

from string import Formatter

import pytest

from actions.core.meeting_steps import KEYS
from actions.texts import LANGUAGES

STORE = {"slot_taken": ("addresses",), "meeting_changed_meanwhile": (), "address_in_use": ("address",)}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize(("key", "carried"), sorted((KEYS | STORE).items()))
def test_every_refusal_has_a_text(language, key, carried):
    text = LANGUAGES[language][key]
    named = {name for _, name, _, _ in Formatter().parse(text) if name}
    assert named <= set(carried)
