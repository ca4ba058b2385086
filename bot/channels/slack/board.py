"""Offers as they stand in Slack: drawn with fresh buttons, and drawn anew when somebody chose or they are over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from actions.core.meeting import Meeting
from actions.messages import Reply
from actions.services import Services
from actions.store.slack_messages import CLOSED, OPEN, Posted
from actions.texts import say
from bot.channels.slack.blocks import (
    Tokens,
    closed_blocks,
    closed_text,
    escaped,
    offer_blocks,
    split_offers,
    text_blocks,
    time_of,
)
from bot.channels.slack.places import place_of
from bot.channels.slack.posting import Posts, Spot, code_of, for_good
from bot.channels.slack.refusals import faults_of_message

LOG = logging.getLogger(__name__)
Json = dict[str, Any]


class Board:
    """Draws replies as messages and keeps those that show offers up to date."""

    def __init__(self, services: Services, posts: Posts) -> None:
        self._services = services
        self._posts = posts

    def draw(self, key: str, reply: Reply, meeting_id: str | None) -> tuple[str, list[Json], int]:
        """Text, blocks and the round of the offers on it (0: nothing can be pressed)."""
        round = self._issue_round(reply, meeting_id)
        if not round or meeting_id is None:
            blocks = text_blocks(reply.text)
        else:
            apart = self._clocks_differ(reply, meeting_id)
            blocks = offer_blocks(reply, self._issue(key, reply, meeting_id, round), local_times=apart)
        return escaped(reply.text), checked(key, reply.text, blocks), round

    async def pressed(self, key: str, said: str, chosen: int | None = None) -> None:
        """After a press: the message says who did what, and marks what was chosen once it is booked; buttons stay where
        the same offers are still open."""
        posted, reply, meeting = await asyncio.to_thread(self._read, key)
        if posted is None or reply is None:
            return
        if meeting is not None and _still_open(meeting, posted):
            await asyncio.to_thread(self._spend, key)
            text, blocks, round = await asyncio.to_thread(self.draw, key, reply, meeting.id)
            note = {"type": "context", "elements": [{"type": "mrkdwn", "text": escaped(said)}]}
            drawn = replace(posted, round=round, sent_at=self._services.clock())
            await self._update(drawn, f"{text}\n{escaped(said)}", [*blocks, note])
        else:
            stands = chosen is not None and meeting is not None and _taken(meeting, reply) == chosen
            await self._close(posted, reply, said, chosen if stands else None)

    async def refresh(self) -> int:
        """Close every message whose offers are over; returns how many were."""
        over = await asyncio.to_thread(self._over)
        for posted, reply, chosen in over:
            if reply is None:  # what it said is forgotten
                await asyncio.to_thread(self._keep, replace(posted, state=CLOSED, round=0))
            else:
                await self._close(posted, reply, _ended(reply, chosen), chosen)
        return len(over)

    def _over(self) -> list[tuple[Posted, Reply | None, int | None]]:
        now, found, unchanged = self._services.clock(), [], []
        with self._services.store.reading() as tx:
            for posted in tx.slack.outdated():
                item = tx.outbox.find(posted.key)
                meeting = tx.meetings.get(posted.meeting_id) if posted.meeting_id else None
                if meeting is not None and _still_open(meeting, posted):
                    unchanged.append(replace(posted, sent_at=now))
                    continue
                reply = item.reply if item else None
                found.append((posted, reply, _taken(meeting, reply) if meeting and reply else None))
        for posted in unchanged:  # looked at again when the meeting changes again
            self._keep(posted)
        return found

    async def _close(self, posted: Posted, reply: Reply, said: str, chosen: int | None) -> None:
        await asyncio.to_thread(self._spend, posted.key)
        blocks = checked(posted.key, reply.text, closed_blocks(reply, said, chosen))
        await self._update(replace(posted, state=CLOSED, round=0), escaped(closed_text(reply, said, chosen)), blocks)

    async def _update(self, posted: Posted, text: str, blocks: Sequence[Json]) -> None:
        """A message that cannot be changed now is tried again with the next refresh; one that is gone is given up."""
        try:
            await self._posts.update(Spot(posted.team_id, posted.channel_id), posted.ts, text, blocks)
        except (SlackApiError, OSError, asyncio.TimeoutError) as error:
            LOG.warning("message %s in %s was not updated: %s", posted.ts, posted.channel_id, code_of(error))
            if not for_good(error) and code_of(error) not in _GONE:
                return
        await asyncio.to_thread(self._keep, posted)

    def _issue_round(self, reply: Reply, meeting_id: str | None) -> int:
        """The open round that these offers are of; 0 when they are no longer on offer."""
        if not reply.offers or meeting_id is None:
            return 0
        with self._services.store.reading() as tx:
            meeting = tx.meetings.get(meeting_id)
        proposal = meeting.open_proposal if meeting else None
        if proposal is None:
            return 0
        starts = [slot.start for slot in proposal.slots]
        return proposal.round if starts == [datetime.fromisoformat(o["start"]) for o in reply.offers] else 0

    def _clocks_differ(self, reply: Reply, meeting_id: str) -> bool:
        """True where people read along on whose clocks the times on offer are others than on the speaker's."""
        if place_of(reply.conversation).direct:
            return False
        with self._services.store.reading() as tx:
            meeting = tx.meetings.get(meeting_id)
            people = [tx.people.by_address(address) for address in (meeting.addresses if meeting else ())]
        zones = {ZoneInfo(person.timezone) for person in people if person is not None and person.timezone}
        starts = [datetime.fromisoformat(offer["start"]) for offer in reply.offers]
        return any(len({start.astimezone(zone).utcoffset() for zone in zones}) > 1 for start in starts)

    def _issue(self, key: str, reply: Reply, meeting_id: str, round: int) -> Tokens:
        now = self._services.clock()
        with self._services.store.transaction() as tx:
            numbers = range(1, len(reply.offers) + 1)
            picks = tuple(tx.slack.issue("pick", meeting_id, round, key, now, number=n) for n in numbers)
            more, none, other = (tx.slack.issue(k, meeting_id, round, key, now) for k in ("more", "none", "other"))
        return Tokens(picks, more, none, other)

    def _read(self, key: str) -> tuple[Posted | None, Reply | None, Meeting | None]:
        with self._services.store.reading() as tx:
            posted, item = tx.slack.by_key(key), tx.outbox.find(key)
            meeting = tx.meetings.get(posted.meeting_id) if posted and posted.meeting_id else None
        return posted, item.reply if item else None, meeting

    def _spend(self, key: str) -> None:
        with self._services.store.transaction() as tx:
            tx.slack.spend(key, self._services.clock())

    def _keep(self, posted: Posted) -> None:
        with self._services.store.transaction() as tx:
            tx.slack.posted(posted)


_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})


def checked(key: str, text: str, blocks: list[Json]) -> list[Json]:
    """The blocks, or none where Slack would refuse them: the plain text says the same."""
    wrong = faults_of_message(text, blocks)
    if wrong:
        LOG.error("the blocks of reply %s would be refused: %s", key, "; ".join(wrong))
        return []
    return blocks


def _ended(reply: Reply, chosen: int | None) -> str:
    """What is said below offers that nobody chose here: at which of them the meeting stands now, if at any."""
    if chosen is None:
        return say("slack_closed", reply.language)
    return say("slack_settled", reply.language, slot=time_of(split_offers(reply)[1][chosen - 1]))


def _still_open(meeting: Meeting, posted: Posted) -> bool:
    return posted.state == OPEN and meeting.open_proposal is not None and meeting.open_proposal.round == posted.round


def _taken(meeting: Meeting, reply: Reply) -> int | None:
    """The number of the offer that the meeting came to stand at."""
    booked = meeting.booked.start if meeting.booked else None
    starts = [datetime.fromisoformat(offer["start"]) for offer in reply.offers]
    return starts.index(booked) + 1 if booked in starts else None
