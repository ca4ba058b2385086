"""One small function an expectation: ``check(value, scene) -> why it does not hold, or ''``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.scenarios.checks import bookings, offers, words
from bot.scenarios.checks.scene import Scene

Check = Callable[[Any, Scene], str]

CHECKS: Mapping[str, Check] = {
    "language": words.language,
    "must_mention": words.must_mention,
    "must_not_mention": words.must_not_mention,
    "silent": words.silent,
    "asks": words.asks,
    "refuses_because": words.refuses_because,
    "sends_mail_to": words.sends_mail_to,
    "sends_invite_to": words.sends_invite_to,
    "must_not_invite": words.must_not_invite,
    "offers": offers.offers,
    "offers_or_books": offers.offers_or_books,
    "books": bookings.books,
    "must_not_book": bookings.must_not_book,
    "moves": bookings.moves,
    "cancels": bookings.cancels,
    "reminds_at": bookings.reminds_at,
    "state_after": bookings.state_after,
    "no_change": bookings.no_change,
}
NOTES = frozenset({"about", "must_say", "or_silent", "lenient", "any_of", "other_gets", "one_of_group_books", "when"})


def failures(expect: Mapping[str, Any], scene: Scene) -> list[tuple[str, str]]:
    """(key, why) of every expectation of a turn that does not hold; unknown keys are failures, too."""
    if expect.get("or_silent") and not scene.seen.replies:
        return []
    found = []
    for key, value in expect.items():
        if key in NOTES:
            continue
        check = CHECKS.get(key)
        why = check(value, scene) if check else f"no such expectation: {key}"
        if why:
            found.append((key, why))
    found += _branches(expect, scene)
    if found and expect.get("lenient") and not failures(expect["lenient"], scene):
        return []
    return found


def _branches(expect: Mapping[str, Any], scene: Scene) -> list[tuple[str, str]]:
    branches = expect.get("any_of")
    if not branches:
        return []
    tried = [failures(branch, scene) for branch in branches]
    if any(not t for t in tried):
        return []
    return [("any_of", "; ".join(f"{key}: {why}" for t in tried for key, why in t))]


def leaks(scene: Scene) -> list[tuple[str, str]]:
    """Titles of other people's events in a message to somebody who has not said them."""
    return words.leaks(scene)
