"""A mail to somebody else with the assistant in copy asks for time with that person, however it is put."""

from __future__ import annotations

import re

from actions.journeys.turn import Turn

_OWN_TIME = re.compile(
    r"\b(?:am i|are we|when (?:am|are|can|could|is|would)|who is|what times?)\b|\bmy (?:calendar|free)|"
    r"언제|비어|비는|빈 ?시간|찾아|알려|보여",
    re.I,
)

_MOVES = re.compile(
    r"\b(?:mov(?:e|ing)|push|postpone|resch\w+|shift|bring|delay|chang\w+|switch|swap|extend|shorten|longer|shorter|instead|"
    r"earlier|later|cancel|rename|add|invite|remove)\b|옮|미루|미뤄|변경|바꾸|바꿔|앞당|당겨|늘려|줄여|연장|취소|추가",
    re.I,
)


def asks_others(action: str, turn: Turn, assistant: str) -> bool:
    """True for a first mail "30 minutes on the draft, any time on Thursday?" to people beside the sender and the
    assistant, with a length and a time, that was taken for a look at who is free."""
    if turn.message.channel != "mail" or turn.meeting_id:
        return False
    moves = action == "action_reschedule" and _MOVES.search(turn.text) is None
    if action not in ("action_find_time", "action_query", "action_propose", "action_out_of_scope") and not moves:
        return False
    others = {a.lower() for a in turn.message.participants} - {assistant.lower(), turn.message.sender.lower()}
    return bool(others and turn.durations() and turn.moments()) and not _OWN_TIME.search(turn.text)
