"""What was said, to whom, in which language, and what must not have been said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from actions.messages import Reply
from bot.scenarios.checks.scene import Scene

# what the assistant waits for, by the words of the file
QUESTIONS = {
    "duration": {"duration"},
    "attendee": {"attendee", "person", "address"},
    "address": {"address", "attendee"},
    "window": {"time", "new_time", "reminder_time", "look_again"},
    "ambiguity": {"person", "which_event", "scope", "time", "clock"},
    "confirmation": {"confirm_booking", "confirm_reschedule", "confirm_cancel", "scope", "offer", "preference"},
}
# reasons for a refusal, by the texts that say them
REASONS = {
    "slot_taken": {"slot_taken", "busy_you", "busy_other", "hour_busy_other", "held_at"},
    "conflict": {
        "avoided_you",
        "avoided_other",
        "busy_you",
        "busy_other",
        "hour_busy",
        "hour_busy_other",
        "slot_taken",
        "none_header",
        "held_at",
    },
    "not_authorised": {
        "not_yours_to_change",
        "late_other",
        "unknown_sender",
        "unknown_outsider",
        "guest_only",
        "guest_limits",
        "not_an_attendee",
        "not_an_attendee_you",
        "not_authenticated",
        "delegate_refused",
        "delegate_not_yours",
    },
    "no_common_slot": {"none_header", "none_header_alone", "free_none", "free_none_you"},
    "outside_hours": {"hours_you", "hours_other", "hour_outside", "removed_working_hours", "confirm_outside_hours"},
    "out_of_scope": {"out_of_scope"},
    "calendar_unavailable": {
        *("calendar_reconnect", "calendar_reconnect_you", "calendar_try_again", "calendar_try_again_you"),
        "write_failed",
    },
}


def listed(value: Any) -> list[Any]:
    """A list as it is, anything else as a list of one."""
    return list(value) if isinstance(value, list) else [value]


def _hangul(text: str) -> int:
    return sum(1 for ch in text if "가" <= ch <= "힣")


def _spoken(reply: Reply) -> str:
    """The language a message reads as: Korean sentences end in Hangul, English ones hold few of them."""
    letters = sum(1 for ch in reply.text if ch.isascii() and ch.isalpha())
    return "ko" if _hangul(reply.text) * 2 > letters else "en"


def language(value: Any, scene: Scene) -> str:
    """The answer to the speaker is in that language (any of a list)."""
    answers = scene.seen.to_speaker
    if not answers:
        return "no answer to the speaker"
    wrong = {_spoken(r) for r in answers} - set(listed(value))
    return f"answered in {sorted(wrong)}" if wrong else ""


def _everything(replies: Iterable[Reply]) -> str:
    return "\n".join(f"{r.subject}\n{r.text}" for r in replies).lower()


def must_mention(value: Any, scene: Scene) -> str:
    """Each item (one of an inner list) stands in some message."""
    text = _everything(scene.seen.replies)
    missing = [item for item in listed(value) if not any(str(w).lower() in text for w in listed(item))]
    return f"not mentioned: {missing}" if missing else ""


def must_not_mention(value: Any, scene: Scene) -> str:
    """None of the words stands in any message."""
    text = _everything(scene.seen.replies)
    told = [w for w in listed(value) if str(w).lower() in text]
    return f"mentioned: {told}" if told else ""


def silent(value: Any, scene: Scene) -> str:
    """No message was sent to anybody."""
    if bool(value) and scene.seen.replies:
        return f"{len(scene.seen.replies)} messages were sent"
    return "" if value or scene.seen.replies else "nothing was said"


def asks(value: Any, scene: Scene) -> str:
    """The assistant now waits for one of these."""
    wanted = listed(value.get("for") if isinstance(value, dict) else value)
    if not scene.seen.replies:
        return "nothing was said"
    known = set().union(*(QUESTIONS.get(str(w), {str(w)}) for w in wanted))
    return "" if scene.seen.question in known else f"waits for {scene.seen.question or 'nothing'}, not {wanted}"


def refuses_because(value: Any, scene: Scene) -> str:
    """Some message says one of these reasons."""
    wanted = listed(value)
    known = set().union(*(REASONS.get(str(w), {str(w)}) for w in wanted))
    return "" if scene.seen.keys & known else f"no text of {wanted} among {sorted(scene.seen.keys)}"


def _missing(value: Any, scene: Scene, got: set[str]) -> list[str]:
    return sorted({scene.scenario.address(str(v)) for v in listed(value)} - got)


def sends_mail_to(value: Any, scene: Scene) -> str:
    """Each of these gets a message."""
    missing = _missing(value, scene, {r.to for r in scene.seen.replies})
    return f"no message to {missing}" if missing else ""


def invited(scene: Scene) -> set[str]:
    """Addresses that got an invitation in this turn."""
    return {r.to for r in scene.seen.replies if (r.method or "").upper() == "REQUEST"}


def sends_invite_to(value: Any, scene: Scene) -> str:
    """Each of these gets an invitation."""
    missing = _missing(value, scene, invited(scene))
    return f"no invitation to {missing}" if missing else ""


def must_not_invite(value: Any, scene: Scene) -> str:
    """None of these is in any event or gets an invitation."""
    unwanted = {scene.scenario.address(str(v)) for v in listed(value)}
    attending = {a.address for events in scene.seen.after.values() for e in events for a in e.attendees}
    found = unwanted & (attending | invited(scene))
    return f"invited: {sorted(found)}" if found else ""


def _stands_in(title: str, text: str) -> bool:
    """True when the title is told as words of its own; a Latin one not inside a longer word ("Out" in "without")."""
    return len(title) > 2 and re.search(rf"(?<![a-z0-9]){re.escape(title)}(?![a-z0-9])", text) is not None


def leaks(scene: Scene) -> list[tuple[str, str]]:
    """Titles of others' events told to somebody in whose calendar they are not and by whom nobody said them."""
    found = []
    for reply in scene.seen.replies:
        text = f"{reply.subject}\n{reply.text}".lower()
        own = {e.summary.lower() for e in scene.seen.after.get(reply.to, ())}
        own |= {e.title.lower() for p in scene.scenario.people if p.address == reply.to for e in p.events}
        for person in scene.scenario.people:
            for event in person.events if person.address != reply.to else ():
                title = event.title.lower()
                if _stands_in(title, text) and title not in own and title not in scene.seen.said:
                    found.append(("leak", f"{reply.to} was told of {event.title!r}"))
    return found
