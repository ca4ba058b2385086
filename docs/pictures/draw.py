"""Pictures of moim's Slack messages, drawn by a browser from the blocks that a real conversation leads to.

``python -m docs.pictures.draw`` needs Node (20 or newer), Chromium and a Korean font; ``docs/pictures/install.sh`` gets
them. The PNG files beside this one are what docs/slack.md shows.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from actions.texts import say
from bot.channels.slack.blocks import Tokens, closed_blocks, offer_blocks, text_blocks
from bot.channels.slack.home import home_view
from bot.channels.slack.home_facts import home_facts
from bot.channels.slack.refusals import faults_of_message, faults_of_view
from bot.channels.slack.views import Form, schedule_view
from tests.unit.journeys.harness import Talk, talk

HERE = Path(__file__).parent
CHROMIUM = [
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SAID = {
    "ko": {
        "ask": "윤서준 님이랑 이번 주에 1시간 디자인 리뷰",
        "who": "윤서준",
        "title": "디자인 리뷰",
        "pick": "2번 좋아요",
    },
    "en": {"ask": "an hour design review with Tom this week", "who": "Tom", "title": "design review", "pick": "2"},
}


def main() -> int:
    """Draw every picture; exit 1 when Slack would refuse one of the messages."""
    wrong = [fault for language in ("ko", "en") for fault in _conversation(language)]
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


def _conversation(language: str) -> list[str]:
    said, conversation = SAID[language], talk(language)
    _say(conversation, "set_preference", {"ko": "10시 전에는 회의 잡지 마", "en": "no meetings before 10"}[language])
    offered = _say(conversation, "schedule_meeting", said["ask"], attendee=said["who"], title=said["title"])
    tokens = Tokens(tuple(str(n) for n in range(len(offered.offers))), "more", "none", "other")
    reader = _zones(conversation)[-1]  # of whoever reads along
    offers = offer_blocks(offered, tokens, local_times=len(set(_zones(conversation))) > 1)
    home = home_view(home_facts(conversation.services, conversation.speaker, conversation.world.now))
    booked = _say(conversation, "choose_slot", said["pick"], choice="2")
    person = conversation.world.scenario.people[0].name
    line = next(line for line in offered.text.split("\n") if line.startswith("2. ")).removeprefix("2. ")
    chosen = say("slack_chosen", language, name=person, number=2, slot=line.partition(" — ")[0])
    form = schedule_view(Form(title=said["title"], when={"ko": "이번 주", "en": "this week"}[language]), language)
    at, zone = conversation.world.now.isoformat(), conversation.world.scenario.people[0].timezone
    shots: dict[str, tuple[list[dict[str, Any]], str]] = {
        "offers": (offers, ""),
        "chosen": (closed_blocks(offered, chosen, 2), ""),
        "booked": (text_blocks(booked.text), ""),
        "home": (home["blocks"], ""),
        "form": (form["blocks"], say("slack_form_title", language)),
    }
    for name, (blocks, title) in shots.items():
        _draw(
            HERE / f"slack_{name}_{language}.png",
            {"blocks": blocks, "time": at, "title": title},
            reader if name == "offers" else zone,
        )
    return [
        *faults_of_message(offered.text, offers),
        *faults_of_message(booked.text, shots["booked"][0]),
        *faults_of_view(home),
        *faults_of_view(form),
    ]


def _zones(conversation: Talk) -> list[str]:
    """Of the people of the meeting, the speaker's first."""
    people = [conversation.world.scenario.person(address) for address in conversation.meeting().addresses]
    return [person.timezone for person in people]


def _say(conversation: Talk, intent: str, text: str, **entities: str) -> Any:
    return conversation.say(intent, text, **entities)


def _draw(picture: Path, message: dict[str, Any], zone: str) -> None:
    environ = {**os.environ, "TZ": zone}
    page = subprocess.run(
        ["node", "page.mjs"],
        input=json.dumps(_drawable(message)),
        cwd=HERE,
        env=environ,
        text=True,
        capture_output=True,
        check=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text(page.stdout, encoding="utf-8")
        shot = f"--screenshot={picture}"
        size = ["--window-size=700,1600", "--force-device-scale-factor=1"]
        own = [f"--user-data-dir={folder}/profile", f"file://{folder}/page.html"]
        subprocess.run([*CHROMIUM, shot, *size, *own], check=True, capture_output=True, timeout=120)
    _cut(picture)


def _drawable(part: Any) -> Any:
    """Without ``verbatim``: Slack still draws bold and dates then, the renderer takes it for no formatting at all."""
    if isinstance(part, dict):
        return {name: _drawable(value) for name, value in part.items() if name != "verbatim"}
    return [_drawable(one) for one in part] if isinstance(part, list) else part


def _cut(picture: Path) -> None:
    """Leave out the empty page below the message."""
    from PIL import Image, ImageChops

    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    empty = Image.new("RGB", image.size, (255, 255, 255))
    box = ImageChops.difference(image, empty).getbbox()
    if box:
        image = image.crop((0, 0, image.width, min(image.height, box[3] + 16)))
    image.quantize(64).save(picture, optimize=True)


if __name__ == "__main__":
    raise SystemExit(main())
