"""Training does nothing when nothing changed, and the in-process action endpoint answers as the action server does."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot import training


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with an up-to-date model of a project of one data file."""
    root = tmp_path / "project"
    for name in ("nlu_data/ko", "bot/domain"):
        (root / name).mkdir(parents=True)
    (root / "bot" / "config.yml").write_text("pipeline: []\n", encoding="utf-8")
    (root / "nlu_data" / "ko" / "a.yml").write_text("patterns: []\n", encoding="utf-8")
    paths = {"ROOT": root, "DATA": root / "nlu_data", "CONFIG": root / "bot" / "config.yml", "_CODE": ()}
    for name, value in (paths | {"DOMAIN": root / "bot" / "domain"}).items():
        monkeypatch.setattr(training, name, value)
    folder = tmp_path / "home"
    (folder / "models").mkdir(parents=True)
    training.model_path(folder).write_bytes(b"model")
    (folder / "models" / "moim.fingerprint").write_text(training.fingerprint(), encoding="utf-8")
    return folder


def test_nothing_changed_nothing_done(home: Path) -> None:
    said: list[str] = []
    assert training.train(home, said.append) == training.model_path(home)
    assert said == ["Nothing changed since the last training."]


@pytest.mark.parametrize("change", ["nlu_data/ko/a.yml", "nlu_data/ko/new.yml", "bot/config.yml", "bot/domain/x.yml"])
def test_any_input_that_changed_asks_for_training(home: Path, change: str) -> None:
    assert training.is_trained(home)
    (training.ROOT / change).write_text("changed: 1\n", encoding="utf-8")
    assert not training.is_trained(home)


def test_a_missing_model_asks_for_training(home: Path) -> None:
    training.model_path(home).unlink()
    assert not training.is_trained(home)


def test_finding_that_out_is_quick_and_loads_no_tensorflow() -> None:
    code = "import sys; from bot.training import fingerprint; fingerprint(); sys.exit('tensorflow' in sys.modules)"
    began = time.process_time()
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=training.ROOT).returncode == 0
    assert time.process_time() - began < 2


@pytest.mark.rasa
def test_wrong_data_is_named_and_the_old_model_stays(home: Path) -> None:
    (training.DOMAIN / "d.yml").write_text("version: '3.1'\nintents: [greet, thanks]\n", encoding="utf-8")
    config = "recipe: default.v1\nassistant_id: x\nlanguage: en\nimporters:\n- name: bot.nlu.importer.PatternImporter\n"
    training.CONFIG.write_text(config + "pipeline: []\npolicies: []\n", encoding="utf-8")
    blocks = "".join(f"- intent: {i}\n  examples: |\n    - cheers\n" for i in ("greet", "thanks"))
    (training.DATA / "ko" / "a.yml").write_text("patterns:\n" + blocks, encoding="utf-8")
    with pytest.raises(training.TrainingError, match="cheers"):
        training.train(home, lambda _: None)
    assert training.model_path(home).read_bytes() == b"model"
    assert not training.is_trained(home)


@pytest.mark.rasa
class TestEmbeddedActions:
    """`bot.embedded.EmbeddedActionEndpoint`."""

    def call(self, name: str) -> Any:
        from rasa_sdk import Action
        from rasa_sdk.executor import ActionExecutor
        from rasa_sdk.interfaces import ActionExecutionRejection

        from bot.embedded import EmbeddedActionEndpoint

        class Hello(Action):
            def name(self) -> str:
                return "action_hello"

            def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
                dispatcher.utter_message(text=f"hello {tracker.sender_id}")
                return [{"event": "slot", "name": "meeting_id", "value": "m1"}]

        class Refuse(Hello):
            def name(self) -> str:
                return "action_refuse"

            def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
                raise ActionExecutionRejection("action_refuse")

        executor = ActionExecutor()
        executor.register_action(Hello())
        executor.register_action(Refuse())
        tracker = {
            "sender_id": "mina",
            "slots": {},
            "events": [],
            "latest_message": {},
            "paused": False,
            "active_loop": {},
        }
        tracker |= {"latest_action_name": None}
        return asyncio.run(
            EmbeddedActionEndpoint(executor).request(json={"next_action": name, "tracker": tracker, "domain": {}})
        )

    def test_events_and_texts_come_back(self) -> None:
        answer = self.call("action_hello")
        assert answer["events"] == [{"event": "slot", "name": "meeting_id", "value": "m1"}]
        assert answer["responses"][0]["text"] == "hello mina"

    @pytest.mark.parametrize(("name", "status"), [("action_refuse", 400), ("action_nobody", 404)])
    def test_refusals_look_as_over_http(self, name: str, status: int) -> None:
        from rasa.utils.endpoints import ClientResponseError

        with pytest.raises(ClientResponseError) as caught:
            self.call(name)
        assert caught.value.status == status
        assert json.loads(caught.value.text)["action_name"] == name

    def test_over_http_when_a_url_is_given(self) -> None:
        from bot.embedded import action_endpoint

        assert action_endpoint("http://actions:5055/webhook").url == "http://actions:5055/webhook"
