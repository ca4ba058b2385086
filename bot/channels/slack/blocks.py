"""Replies as Block Kit: the same lines as the plain text, with something to press under each time on offer.

Limits are Slack's (https://api.slack.com/reference/block-kit/blocks): `slack_sdk`'s models refuse what breaks them, and
`bot.channels.slack.refusals` the rest. Every text of ours is escaped, so nobody's title can call a channel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DateTimePickerElement,
    DividerBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from actions.messages import Reply
from actions.texts import say

PICK, MORE, NONE, OTHER = "moim_pick", "moim_more", "moim_none", "moim_other"
LONGEST = 2_900  # characters of one section; Slack takes 3,000
_FENCE = "```"
_BLOCK = "moim:"  # the block of a date picker carries its token, for a picker has no value of its own

Json = dict[str, Any]


@dataclass(frozen=True)
class Tokens:
    """What the buttons of one message carry: opaque, one for each thing that can be pressed.

    ``picks`` are in the order of the offers; an empty string leaves its button out.
    """

    picks: tuple[str, ...]
    more: str = ""
    none: str = ""
    other: str = ""


def escaped(text: str) -> str:
    """Plain text as Slack's mrkdwn takes it (``&``, ``<`` and ``>`` mean something there)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_blocks(text: str) -> list[Json]:
    """A reply without offers, in sections that Slack takes."""
    return _json([_section(part) for part in _parts(text)])


def offer_blocks(reply: Reply, tokens: Tokens, *, local_times: bool = False) -> list[Json]:
    """A reply with offers: a section and a button each, and what else can be pressed.

    ``local_times`` adds each time on the clock of whoever reads it (for a thread whose readers live in several zones).
    """
    lead, lines, tail = split_offers(reply)
    blocks: list[Block] = [_section(part) for part in _parts(lead)]
    for offer, line, token in zip(reply.offers, lines, tokens.picks, strict=True):
        blocks.append(_offer(line, offer, token, reply.language))
        if local_times:
            blocks.append(_context(say("slack_your_time", reply.language, time=_anywhere(offer["start"]))))
    blocks += [_context(escaped(part)) for part in _parts(tail)]
    return _json([*blocks, *_below(reply, tokens)])


def closed_blocks(reply: Reply, said: str, chosen: int | None = None) -> list[Json]:
    """The message after a click: nothing to press any more, the chosen offer marked, and who did what."""
    lead, lines, _ = split_offers(reply)
    shown = [_section(line) for line in _marked(lines, chosen)]
    return _json([*(_section(part) for part in _parts(lead)), *shown, _context(escaped(said))])


def closed_text(reply: Reply, said: str, chosen: int | None = None) -> str:
    """The plain form of `closed_blocks`."""
    lead, lines, _ = split_offers(reply)
    return "\n".join(part for part in (lead, *_marked(lines, chosen), said) if part)


def time_of(line: str) -> str:
    """The time in the line of an offer, without its number and reasons."""
    return line.partition(". ")[2].partition(" — ")[0].partition("\n")[0]


def _marked(lines: Sequence[str], chosen: int | None) -> list[str]:
    return [f"✅ {line}" if number == chosen else line for number, line in enumerate(lines, 1)]


def split_offers(reply: Reply) -> tuple[str, list[str], str]:
    """The lines before the offers, one line an offer, and the lines after them."""
    lines = reply.text.split("\n")
    at: list[int] = []
    for offer in reply.offers:
        begins = re.compile(rf"\*?{re.escape(offer['number'])}\. ")
        at.append(next(i for i in range(at[-1] + 1 if at else 0, len(lines)) if begins.match(lines[i])))
    if not at:
        return reply.text, [], ""
    ends = [*at[1:], at[-1] + 1]
    offers = ["\n".join(lines[start:end]) for start, end in zip(at, ends, strict=True)]
    return "\n".join(lines[: at[0]]), offers, "\n".join(lines[ends[-1] :])


def token_of(action: Json) -> str:
    """The token of a pressed element of a `block_actions` payload; "" for one that is not ours."""
    if action.get("type") == "datetimepicker":
        block = str(action.get("block_id", ""))
        return block.removeprefix(_BLOCK) if block.startswith(_BLOCK) else ""
    return str(action.get("value") or "")


def _offer(line: str, offer: Json, token: str, language: str) -> Block:
    text = MarkdownTextObject(text=_strong(line)[:LONGEST], verbatim=True)
    if not token:
        return SectionBlock(text=text)
    label = say("slack_pick_label", language, number=offer["number"], slot=line.partition(". ")[2])
    button = ButtonElement(
        text=say("slack_pick", language), action_id=PICK, value=token, accessibility_label=label[:75]
    )
    return SectionBlock(text=text, accessory=button)


def _strong(line: str) -> str:
    """The line of an offer with its time in bold, reasons in plain."""
    number, dot, rest = line.partition(". ")
    time, dash, reasons = rest.partition(" — ")
    return f"{number}{dot}*{escaped(time)}*{escaped(dash + reasons)}"


def _below(reply: Reply, tokens: Tokens) -> list[Block]:
    language = reply.language
    pressed = [
        ButtonElement(text=say(key, language), action_id=name, value=token)
        for key, name, token in (("slack_more", MORE, tokens.more), ("slack_none", NONE, tokens.none))
        if token
    ]
    blocks: list[Block] = [ActionsBlock(elements=pressed)] if pressed else []
    if tokens.other and reply.offers:
        begins = int(datetime.fromisoformat(reply.offers[0]["start"]).timestamp())
        picker = DateTimePickerElement(action_id=OTHER, initial_date_time=begins)
        text = PlainTextObject(text=say("slack_other_time", language))
        blocks.append(SectionBlock(text=text, accessory=picker, block_id=f"{_BLOCK}{tokens.other}"))
    return [DividerBlock(), *blocks] if blocks else []


def _anywhere(start: str) -> str:
    """An instant that Slack writes on the reader's own clock; the fallback is UTC.

    https://api.slack.com/reference/surfaces/formatting#date-formatting
    """
    at = datetime.fromisoformat(start)
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{at:%Y-%m-%d %H:%M %Z}>"


def _section(text: str) -> Block:
    return SectionBlock(text=MarkdownTextObject(text=escaped(text)[:LONGEST], verbatim=True))


def _context(text: str) -> Block:
    return ContextBlock(elements=[MarkdownTextObject(text=text[:LONGEST], verbatim=True)])


def _parts(text: str) -> list[str]:
    """The text in pieces that fit a section even when escaped, cut at line ends where there are any."""
    parts: list[str] = []
    for line in text.strip("\n").split("\n"):
        if parts and len(escaped(parts[-1])) + len(escaped(line)) < LONGEST:
            parts[-1] += f"\n{line}"
        else:
            parts += _cut(line)
    return _fenced([part for part in parts if part.strip()])


def _fenced(parts: list[str]) -> list[str]:
    """Lines to be copied as they are stay so in every part that they are spread over."""
    whole, inside = [], False
    for part in parts:
        begun = f"{_FENCE}\n{part}" if inside else part
        inside ^= sum(line == _FENCE for line in part.split("\n")) % 2 == 1
        whole.append(f"{begun}\n{_FENCE}" if inside else begun)
    return whole


def _cut(line: str) -> list[str]:
    size = LONGEST // 5  # "&amp;" is five characters
    return [line] if len(escaped(line)) < LONGEST else [line[i : i + size] for i in range(0, len(line), size)]


def _json(blocks: Sequence[Block]) -> list[Json]:
    return [block.to_dict() for block in blocks]
