"""A few offers out of many: good ones, and far enough from each other to be a choice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.core.ranking.types import Offer

CLOSEST = timedelta(minutes=30)
PARTS = (12, 17)  # hours at which the afternoon and the evening begin


def spread(offers: Sequence[Offer], limit: int, zone: ZoneInfo) -> list[Offer]:
    """At most ``limit`` of ``offers``, best first.

    The best one is always there; each further one is the best after what it loses by likeness to those chosen. Two
    offers less than half an hour apart are never both shown, so that fewer than ``limit`` may come back.
    """
    chosen: list[Offer] = []
    left = sorted(offers, key=_order)
    while left and len(chosen) < limit:
        best = min(left, key=lambda offer: (-offer.score + _likeness(offer, chosen, zone), offer.start))
        chosen.append(best)
        left = [offer for offer in left if abs(offer.start - best.start) >= CLOSEST]
    return sorted(chosen, key=_order)


def _order(offer: Offer) -> tuple[float, datetime]:
    return -offer.score, offer.start


def _likeness(offer: Offer, chosen: Sequence[Offer], zone: ZoneInfo) -> float:
    return sum(_alike(offer.start.astimezone(zone), other.start.astimezone(zone)) for other in chosen)


def _alike(one: datetime, other: datetime) -> float:
    """What a second offer loses beside a first: most within two hours, less on one day, little at the same hour."""
    if one.date() != other.date():
        return 0.15 if _part(one) == _part(other) else 0.0
    hours = abs(one.timestamp() - other.timestamp()) / 3600
    return 1.6 - 0.4 * hours if hours < 2 else 0.8 if _part(one) == _part(other) else 0.5


def _part(moment: datetime) -> int:
    return sum(moment.hour >= hour for hour in PARTS)
