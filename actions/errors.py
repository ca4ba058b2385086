"""The two roots of everything that goes wrong in the assistant, separated by who can mend it."""

from __future__ import annotations

from typing import Any


class MendableError(Exception):
    """What a person in the conversation can mend; it is answered, not logged as a failure.

    ``key`` names a text in ``actions/texts`` and ``placeholders`` fill it. Catch it where a journey answers, say the
    text in the speaker's language and go on; the meeting is as it was before the call.
    """

    def __init__(self, key: str, **placeholders: Any) -> None:
        super().__init__(key if not placeholders else f"{key} {placeholders}")
        self.key = key
        self.placeholders = placeholders


class OperatorError(Exception):
    """What only the person who runs the assistant can mend; it is logged and alarms.

    ``remedy`` says what to do about it, in one sentence.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy
