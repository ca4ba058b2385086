"""Slack's markup as plain text, with the places where people are mentioned.

https://api.slack.com/reference/surfaces/formatting
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
_STYLED = tuple(
    re.compile(rf"(?<![\w{sign}]){sign}(?!\s)([^{sign}\n]+?)(?<!\s){sign}(?![A-Za-z0-9{sign}])")
    for sign in (r"\*", "_", "~")
)
_CODE = re.compile(r"```\n?(.+?)\n?```|`([^`\n]+)`", re.DOTALL)
_QUOTED = re.compile(r"^(?:&gt;|>).*$\n?", re.MULTILINE)
_HELD = re.compile(r"[\ue000-\uf8ff]")  # private use: stands for a token while styles are taken off
_FIRST = 0xE000
_MOST = 0xF8FF - _FIRST
_CALLED = re.compile(r"님?[\s,:]*")  # what follows the assistant's name when it is called first
_BLANK = re.compile(r" ?")


@dataclass(frozen=True)
class Plain:
    """``text`` without markup; ``mentions`` are (start, end, user id) in code points of it."""

    text: str
    mentions: tuple[tuple[int, int, str], ...] = ()


def mentioned(text: str) -> tuple[str, ...]:
    """The ids of the users mentioned, in order, each once."""
    return tuple(dict.fromkeys(m.group(2) for m in _TOKEN.finditer(text) if m.group(1) == "@"))


def plain(text: str, names: Mapping[str, str], me: str = "") -> Plain:
    """What was written, without quotes and styles. ``names`` gives a user id its name; mentions of ``me`` are left out.

    A user without a name is written as the id.
    """
    bare = _QUOTED.sub("", _HELD.sub("", text))
    tokens = list(_TOKEN.finditer(bare))[:_MOST]
    kept, at = "", 0
    for number, token in enumerate(tokens):
        kept += bare[at : token.start()] + chr(_FIRST + number)
        at = token.end()
    return _filled(_unstyled(kept + bare[at:]), tokens, names, me)


def _unstyled(text: str) -> str:
    text = _CODE.sub(lambda m: m.group(1) or m.group(2), text)
    for style in _STYLED:
        text = style.sub(r"\1", text)
    return text


def _filled(kept: str, tokens: list[re.Match[str]], names: Mapping[str, str], me: str) -> Plain:
    """The kept text with its tokens spelled out."""
    out, mentions, at = "", [], 0
    for held in _HELD.finditer(kept):
        out += html.unescape(kept[at : held.start()])
        at = held.end()
        sign, value, label = tokens[ord(held.group()) - _FIRST].groups()
        if sign == "@" and value == me:
            at += len((_CALLED if not out.strip() else _BLANK).match(kept[at:]).group())  # type: ignore[union-attr]
            continue
        word = _spelled(sign, value, label, names)
        if sign == "@":
            mentions.append((len(out), len(out) + len(word), value))
        out += word
    out += html.unescape(kept[at:])
    return _trimmed(out, mentions)


def _spelled(sign: str, value: str, label: str | None, names: Mapping[str, str]) -> str:
    label = html.unescape(label or "")
    if sign == "@":
        return names.get(value) or label or value
    if sign == "#":
        return f"#{label or value}"
    if sign == "!":
        kind = value.partition("^")[0]
        return label or (f"@{kind}" if kind in ("here", "channel", "everyone") else "")
    address = html.unescape(value)
    if address.startswith(("mailto:", "tel:")):
        return address.partition(":")[2].partition("?")[0]
    return label or address


def _trimmed(out: str, mentions: list[tuple[int, int, str]]) -> Plain:
    """Without blanks around; the mentions move along."""
    lead = len(out) - len(out.lstrip())
    text = out.strip()
    return Plain(text, tuple((start - lead, end - lead, user) for start, end, user in mentions))
