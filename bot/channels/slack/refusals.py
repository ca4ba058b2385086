"""What Slack would refuse, found before it is sent.

Limits: https://api.slack.com/reference/block-kit/blocks, …/block-elements, …/composition-objects and
https://api.slack.com/methods/chat.postMessage (read November 2026).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

BLOCKS = {"message": 50, "modal": 100, "home": 100}
TEXT = 40_000  # characters of a message's plain text; Slack cuts what is longer
_LONGEST = {  # (type of block or element, field) -> characters
    ("section", "text"): 3_000,
    ("header", "text"): 150,
    ("button", "text"): 75,
    ("button", "value"): 2_000,
    ("button", "accessibility_label"): 75,
    ("input", "label"): 2_000,
    ("input", "hint"): 2_000,
    ("context", "mrkdwn"): 3_000,
    ("any", "block_id"): 255,
    ("any", "action_id"): 255,
    ("any", "placeholder"): 150,
    ("option", "text"): 75,
    ("option", "value"): 150,
}
_MOST = {("actions", "elements"): 25, ("context", "elements"): 10, ("select", "options"): 100}
_VIEW = {"title": 24, "submit": 24, "close": 24, "private_metadata": 3_000, "callback_id": 255}
_KNOWN = frozenset({"section", "header", "divider", "actions", "context", "input", "image"})


def faults_of_message(text: str, blocks: list[Json]) -> list[str]:
    """Why Slack would refuse this message; empty when it would not."""
    wrong = [f"text has {len(text)} characters, {TEXT} are allowed"] if len(text) > TEXT else []
    if not text.strip():
        wrong.append("a message needs a plain text, for notifications and screen readers")
    return wrong + list(_blocks(blocks, "message"))


def faults_of_view(view: Json) -> list[str]:
    """Why Slack would refuse this modal or Home tab; empty when it would not."""
    kind = str(view.get("type"))
    wrong = [f"a view is a modal or a home, not {kind}"] if kind not in ("modal", "home") else []
    for name, most in _VIEW.items():
        if len(_plain(view.get(name))) > most:
            wrong.append(f"{name} has more than {most} characters")
    blocks = view.get("blocks", [])
    if any(block.get("type") == "input" for block in blocks) and kind == "modal" and not view.get("submit"):
        wrong.append("a modal with inputs needs a submit")
    return wrong + list(_blocks(blocks, kind))


def _blocks(blocks: list[Json], kind: str) -> Iterator[str]:
    most = BLOCKS.get(kind, 50)
    if len(blocks) > most:
        yield f"{len(blocks)} blocks, {most} are allowed"
    seen: set[str] = set()
    for number, block in enumerate(blocks, 1):
        where = f"block {number} ({block.get('type')})"
        for fault in _block(block):
            yield f"{where}: {fault}"
        name = block.get("block_id")
        if name and name in seen:
            yield f"{where}: the block_id {name} stands twice"
        seen.add(name or "")


def _block(block: Json) -> Iterator[str]:
    kind = str(block.get("type"))
    if kind not in _KNOWN:
        yield "not a block that we send"
    if kind == "section" and not _plain(block.get("text")) and not block.get("fields"):
        yield "a section needs a text"
    yield from _lengths(block, kind)
    elements = [e for e in (*block.get("elements", ()), block.get("accessory"), block.get("element")) if e]
    if kind in ("actions", "context") and not elements:
        yield "needs an element"
    if len(elements) > _MOST.get((kind, "elements"), 1_000):
        yield f"{len(elements)} elements"
    names = [e["action_id"] for e in elements if e.get("action_id")]
    if len(names) != len(set(names)):
        yield "an action_id stands twice"
    for element in elements:
        yield from _element(element)


def _element(element: Json) -> Iterator[str]:
    kind = str(element.get("type"))
    yield from _lengths(element, kind)
    if kind == "mrkdwn" and len(_plain(element)) > _LONGEST[("context", "mrkdwn")]:
        yield "a text of the context is too long"
    options = element.get("options")
    if options is not None and not 1 <= len(options) <= _MOST[("select", "options")]:
        yield f"{len(options)} options"
    for option in options or ():
        yield from _lengths(option, "option")
    first = element.get("initial_option")
    if first is not None and first not in (options or ()):
        yield "the initial option is not among the options"


def _lengths(thing: Json, kind: str) -> Iterator[str]:
    for name, value in thing.items():
        most = _LONGEST.get((kind, name)) or _LONGEST.get(("any", name))
        if most is not None and len(_plain(value)) > most:
            yield f"{name} has {len(_plain(value))} characters, {most} are allowed"
        if name in ("text", "label") and isinstance(value, dict) and not _plain(value):
            yield f"{name} is empty"


def _plain(value: Any) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else str(value or "")
