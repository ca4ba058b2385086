"""The Home tab: what comes up, what is being settled, what is held, which calendars are read, what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from actions.texts import say
from bot.channels.slack.blocks import LONGEST, escaped

NEW, LANGUAGE = "moim_home_new", "moim_home_language"
SHOWN = 15  # lines of one part, at most
_LANGUAGES = ("ko", "en")

Json = dict[str, Any]


@dataclass(frozen=True)
class HomeFacts:
    """What one person's Home tab shows, each line ready to be read by that person alone.

    ``agenda`` None: no calendar could be read; ``calendars`` () = none connected. ``stranger`` is the address of
    somebody who is not in the roster: nothing else is shown then.
    """

    language: str
    zone: str
    agenda: tuple[str, ...] | None = ()
    open: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    stranger: str = ""


def home_view(facts: HomeFacts) -> Json:
    """The view for ``views.publish``."""
    if facts.stranger:
        blocks: list[Block] = [_lines([say("slack_home_stranger", facts.language, address=facts.stranger)])]
        return View(type="home", blocks=blocks).to_dict()
    language = facts.language
    new = ButtonElement(text=say("slack_home_new", language), action_id=NEW, value="new", style="primary")
    return View(
        type="home",
        blocks=[
            HeaderBlock(text=say("slack_home_title", language)),
            ActionsBlock(elements=[new, _language(language)]),
            *_part("slack_home_agenda", facts.agenda or (), _no_agenda(facts), language),
            *_part("slack_home_open", facts.open, "slack_home_open_none", language),
            *_part("slack_home_holds", facts.holds, "slack_home_holds_none", language),
            *_part("slack_home_calendars", facts.calendars, "slack_home_calendars_none", language),
            *_part("slack_home_wishes", facts.wishes, "slack_home_wishes_none", language),
            ContextBlock(
                elements=[MarkdownTextObject(text=escaped(say("slack_home_zone", language, zone=facts.zone)))]
            ),
        ],
    ).to_dict()


def _no_agenda(facts: HomeFacts) -> str:
    """Why there is nothing to show: a calendar that cannot be read is not an empty one."""
    if facts.agenda is not None:
        return "slack_home_agenda_none"
    return "slack_home_agenda_unread" if facts.calendars else "slack_home_agenda_unknown"


def _part(title: str, lines: Sequence[str], empty: str, language: str) -> list[Block]:
    """A heading and its lines; a part without lines says so."""
    shown = list(lines[:SHOWN]) or [say(empty, language)]
    if len(lines) > SHOWN:
        shown.append(say("agenda_more", language, count=len(lines) - SHOWN))
    return [DividerBlock(), HeaderBlock(text=say(title, language)), _lines(shown)]


def _lines(lines: Sequence[str]) -> Block:
    text = "\n".join(escaped(line) for line in lines)
    return SectionBlock(text=MarkdownTextObject(text=text[:LONGEST], verbatim=True))


def _language(language: str) -> StaticSelectElement:
    options = {name: Option(value=name, text=say(f"slack_language_{name}", language)) for name in _LANGUAGES}
    label = PlainTextObject(text=say("slack_home_language", language))
    return StaticSelectElement(
        action_id=LANGUAGE, options=list(options.values()), initial_option=options[language], placeholder=label
    )
