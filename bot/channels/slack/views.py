"""The form for a meeting: shown by both shortcuts, read back into the sentence that anybody could have typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from actions.texts import join_names, say
from actions.texts.times import format_duration

SCHEDULE = "moim_schedule"  # callback_id of the form
LENGTHS = (15, 30, 45, 60, 90, 120)
USUAL = 30
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_SPLIT = re.compile(r"[,;\s]+")

Json = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """What the form holds. ``people`` are Slack user ids, ``guests`` mail addresses; ``carried`` comes back as it was
    given (where to answer), at most 3,000 characters."""

    title: str = ""
    people: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    minutes: int = USUAL
    when: str = ""
    place: str = ""
    carried: str = ""


def schedule_view(form: Form, language: str) -> Json:
    """The modal, filled with what is known already."""
    return View(
        type="modal",
        callback_id=SCHEDULE,
        title=_text("slack_form_title", language),
        submit=_text("slack_form_submit", language),
        close=_text("slack_form_cancel", language),
        private_metadata=form.carried,
        blocks=_inputs(form, language),
    ).to_dict()


def read_form(view: Mapping[str, Any], language: str) -> tuple[Form, dict[str, str]]:
    """What was filled in, and what is wrong with it by block (as `response_action: errors` takes it; {} = nothing)."""
    values = view.get("state", {}).get("values", {})
    typed = {name: str(_value(values, name, "value") or "").strip() for name in ("title", "guests", "when", "place")}
    said = [word for word in _SPLIT.split(typed["guests"]) if word]
    bad = [word for word in said if not _ADDRESS.fullmatch(word)]
    people = tuple(_value(values, "people", "selected_users") or ())
    length = (_value(values, "length", "selected_option") or {}).get("value", USUAL)
    form = Form(
        title=typed["title"],
        people=people,
        guests=tuple(word.lower() for word in said if word not in bad),
        minutes=int(length),
        when=typed["when"],
        place=typed["place"],
        carried=str(view.get("private_metadata") or ""),
    )
    if bad:
        return form, {"guests": say("slack_form_bad_address", language, said=bad[0])}
    return form, {} if people or said else {"people": say("slack_form_nobody", language)}


def request_of(
    form: Form, names: Sequence[tuple[str, str]], language: str
) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The form as a sentence, with the spans of the people in it.

    ``names`` are (name, address) of everybody chosen, guests included; a guest's name is the address.
    """
    shown = [f"{name} 님" if language == "ko" and "@" not in name else name for name, _ in names]
    text = say(
        "slack_request" if form.title else "slack_request_untitled",
        language,
        when=form.when or say("slack_request_any", language),
        people=join_names(shown, language),
        duration=format_duration(form.minutes, language),
        **({"title": form.title} if form.title else {}),
    )
    if form.place:
        text = f"{text}, {say('slack_request_place', language, place=form.place)}"
    return text, _spans(text, names)


def fields_of(form: Form) -> dict[str, str]:
    """What stands in the form word for word, by the names that journeys know; "" where nothing was filled in."""
    return {"title": form.title, "location": form.place}


def _spans(text: str, names: Sequence[tuple[str, str]]) -> tuple[tuple[int, int, str], ...]:
    spans, at = [], 0
    for name, address in names:
        found = text.find(name, at)
        if found >= 0:
            at = found + len(name)
            spans.append((found, at, address))
    return tuple(spans)


def _inputs(form: Form, language: str) -> list[Block]:
    chosen = min(LENGTHS, key=lambda minutes: abs(minutes - form.minutes))
    options = {minutes: Option(value=str(minutes), text=format_duration(minutes, language)) for minutes in LENGTHS}
    who = UserMultiSelectElement(action_id="people", initial_users=list(form.people) or None)
    length = StaticSelectElement(action_id="length", options=list(options.values()), initial_option=options[chosen])
    return [
        _typed("title", "slack_form_what", form.title, language, hint="slack_form_what_hint"),
        _input("people", "slack_form_who", who, language, optional=True),
        _typed("guests", "slack_form_guests", ", ".join(form.guests), language, hint="slack_form_guests_hint"),
        _input("length", "slack_form_length", length, language),
        _typed("when", "slack_form_when", form.when, language, hint="slack_form_when_hint"),
        _typed("place", "slack_form_place", form.place, language),
    ]


def _typed(name: str, label: str, initial: str, language: str, hint: str = "") -> Block:
    placeholder = say(hint, language)[:150] if hint else None
    field = PlainTextInputElement(
        action_id=name, initial_value=initial[:300] or None, placeholder=placeholder, max_length=300
    )
    return _input(name, label, field, language, optional=True)


def _input(name: str, label: str, element: Any, language: str, *, optional: bool = False) -> Block:
    return InputBlock(label=say(label, language), element=element, block_id=name, optional=optional)


def _text(key: str, language: str) -> PlainTextObject:
    return PlainTextObject(text=say(key, language))


def _value(values: Mapping[str, Any], name: str, key: str) -> Any:
    return (values.get(name, {}).get(name) or {}).get(key)
