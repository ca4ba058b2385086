"""What can be opened or typed beside messages: the command's words, the form and how it is filled from a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.core.times import Kind, meeting_minutes, read_times
from actions.core.times.types import Polarity, TimeConstraint
from actions.journeys.showing import when
from actions.texts.voice import Voice
from bot.channels.slack.events import moment, team_of
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


def from_message(body: Json, bot_user_id: str, voice: Voice) -> Form:
    """The form filled from a message: its people, when and how long; answered in its thread.

    Its times are read on the clock of ``voice`` as of when it was written, and spelled out where that was another day.
    """
    message, user = body.get("message") or {}, str((body.get("user") or {}).get("id") or "")
    channel = str((body.get("channel") or {}).get("id") or "")
    raw = str(message.get("text") or "")
    people = tuple(dict.fromkeys([str(message.get("user") or ""), *mentioned(raw)]))
    times, when = _times(plain(raw, {}, bot_user_id).text, _written_at(message, voice), voice)
    thread = str(message.get("thread_ts") or message.get("ts") or "")
    direct = channel.startswith("D")
    place = Place(user_id=user) if direct else Place(team_id=team_of(body), channel_id=channel, thread_ts=thread)
    return Form(
        people=tuple(p for p in people if p and p not in (bot_user_id, user)),
        minutes=int(meeting_minutes(times) or USUAL),
        when=when[:_WHENS],
        carried=place.name,
    )


def _written_at(message: Json, voice: Voice) -> datetime:
    try:
        return moment(str(message.get("ts")))
    except ValueError:
        return voice.now


def _times(text: str, written: datetime, voice: Voice) -> tuple[list[TimeConstraint], str]:
    """The times in a text written then, and those still to come in words that mean the same today."""
    zone = ZoneInfo(voice.zone)
    times = [t for t in read_times(text, written.astimezone(zone), zone) if t.polarity is Polarity.WANT]
    same_day = written.astimezone(zone).date() == voice.now.astimezone(zone).date()
    moments = [t for t in times if t.kind is not Kind.DURATION]
    words = [t.text if same_day else _spelled_out(t, voice) for t in moments]
    return times, ", ".join(dict.fromkeys(word for word in words if word))


def _spelled_out(said: TimeConstraint, voice: Voice) -> str:
    """With its date; "" when it has passed."""
    if said.kind is Kind.RECURRENCE:
        return said.text
    last = said.end or said.start
    if last is None or last <= voice.now:
        return ""
    if said.start is not None or said.end is None:
        return when(voice, said)
    day = (said.end - timedelta(seconds=1)).astimezone(ZoneInfo(voice.zone))
    midnight = said.end.astimezone(ZoneInfo(voice.zone)).time() == time()
    return voice.say("slack_form_by", when=voice.day(day.date()) if midnight else voice.moment(said.end))
