"""What can be opened or typed beside messages: the command's words, the form and how it is filled from a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.times import Kind, meeting_minutes, read_times
from actions.core.times.types import Polarity
from bot.channels.slack.events import team_of
from bot.channels.slack.markup import mentioned, plain
from bot.channels.slack.places import Place
from bot.channels.slack.views import USUAL, Form

Json = Mapping[str, Any]
NEW, FROM_MESSAGE = "moim_new", "moim_from_message"  # callback ids of the shortcuts, see manifest.yml
_WHENS = 120  # characters
# words of the command -> what is said for them
_SHORT = {
    "today": {"ko": "오늘 일정 알려 주세요", "en": "What's on my calendar today?"},
    "settings": {"ko": "내 설정 보여 주세요", "en": "What are my preferences?"},
}
_WORDS = {"오늘": "today", "설정": "settings", "도움말": "help", "": "help", "help": "help", "?": "help"}


def command_of(text: str, language: str) -> str:
    """What the words after ``/moim`` ask for; "" for help."""
    word = text.strip().lower()
    word = _WORDS.get(word, word)
    if word == "help":
        return ""
    return _SHORT[word][language] if word in _SHORT else text.strip()


def blank(user_id: str) -> Form:
    """The form of the global shortcut; it is answered in the person's direct messages."""
    return Form(carried=Place(user_id=user_id).name)


def from_message(body: Json, bot_user_id: str, now: datetime, zone: str) -> Form:
    """The form filled from a message: its people, when and how long; answered in its thread."""
    message, user = body.get("message") or {}, str((body.get("user") or {}).get("id") or "")
    channel = str((body.get("channel") or {}).get("id") or "")
    raw = str(message.get("text") or "")
    people = tuple(dict.fromkeys([str(message.get("user") or ""), *mentioned(raw)]))
    text = plain(raw, {}, bot_user_id).text
    local = ZoneInfo(zone)
    times = [t for t in read_times(text, now.astimezone(local), local) if t.polarity is Polarity.WANT]
    minutes = meeting_minutes(times)
    when = ", ".join(dict.fromkeys(t.text for t in times if t.kind is not Kind.DURATION))
    thread = str(message.get("thread_ts") or message.get("ts") or "")
    direct = channel.startswith("D")
    place = Place(user_id=user) if direct else Place(team_id=team_of(body), channel_id=channel, thread_ts=thread)
    return Form(
        people=tuple(p for p in people if p and p not in (bot_user_id, user)),
        minutes=int(minutes or USUAL),
        when=when[:_WHENS],
        carried=place.name,
    )
