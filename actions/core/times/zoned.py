"""One zone for all that a message says: "(all times CET)", 시간은 모두 한국시간입니다."""

from __future__ import annotations

from dataclasses import replace

from .atoms import Moment
from .en.zones import ALL_TIMES
from .said import Said


def in_one_zone(text: str, saids: list[Said]) -> list[Said]:
    """The expressions of a text; a zone said of all times is that of every clock time without one."""
    stated = next((s for s in saids if _states(text, s)), None)
    if stated is None or stated.first is None:
        return saids
    zone = stated.first.zone
    return [_with_zone(said, zone) for said in saids if said is not stated]


def _states(text: str, said: Said) -> bool:
    lone = said.first is not None and set(said.first.said()) == {"zone"}
    return lone and ALL_TIMES.search(text, max(0, said.start - 30), said.start) is not None


def _with_zone(said: Said, zone: str | int | None) -> Said:
    if said.rule is not None:
        rule = replace(said.rule, time=_zoned(said.rule.time, zone))
        return replace(said, rule=rule)
    return replace(said, first=_zoned(said.first, zone))


def _zoned(moment: Moment | None, zone: str | int | None) -> Moment | None:
    if moment is None or moment.clock is None or moment.zone is not None:
        return moment
    return replace(moment, zone=zone)
