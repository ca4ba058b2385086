"""What the settings file may say, and how a fault in it is told."""

from pathlib import Path

import pytest

from actions.errors import OperatorError
from actions.settings import KEYS, ROOT, Settings, load_settings
from actions.settings_slack import SlackSettings


@pytest.fixture
def said(tmp_path):
    """Settings from a text."""

    def load(text, **environ):
        path = tmp_path / "moim.yml"
        path.write_text(text, encoding="utf-8")
        return load_settings(path, environ)

    return load


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load_settings(environ={})
    assert (settings.home, settings.source) == (ROOT / ".moim", None)
    assert settings.database_url == f"sqlite:///{ROOT / '.moim' / 'moim.db'}"
    assert load_settings(environ={"MOIM_HOME": "/somewhere"}).database_url == "sqlite:////somewhere/moim.db"


SLACK = SlackSettings(
    "xoxb-geheim",
    "xapp-geheim",
    "geheim",
    "1.2",
    "geheim",
    "https://moim.example.com/slack/oauth_redirect",
    "http://127.0.0.1:1/api/",
)


def test_secrets_may_come_from_the_environment_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    environ = {"MOIM_SLACK_BOT_TOKEN": "xoxb-1", "MOIM_SLACK_APP_TOKEN": "xapp-1", "MOIM_SECRET_KEY": "k" * 16}
    settings = load_settings(environ=environ)
    assert (settings.slack.bot_token, settings.slack.app_token, settings.secret_key) == ("xoxb-1", "xapp-1", "k" * 16)
    Path("moim.yml").write_text("slack: {bot_token: xoxb-2}", encoding="utf-8")
    assert load_settings(environ=environ).slack.bot_token == "xoxb-2"


SLACK_SETTINGS = [
    ({}, False, ""),
    ({"bot_token": "b", "app_token": "a"}, True, ""),
    ({"bot_token": "b", "signing_secret": "s"}, True, ""),
    ({"client_id": "c", "client_secret": "d", "signing_secret": "s"}, True, ""),
    ({"bot_token": "b"}, False, "slack.app_token"),
    ({"signing_secret": "s"}, False, "slack.bot_token"),
    ({"client_id": "c", "signing_secret": "s"}, False, "slack.client_secret"),
    ({"client_id": "c", "client_secret": "d", "app_token": "a"}, True, "slack.signing_secret"),
]


@pytest.mark.parametrize(("given", "used", "named"), SLACK_SETTINGS)
def test_what_is_missing_for_slack_is_named(given, used, named):
    slack = SlackSettings(**given)
    assert slack.used is used
    assert named in slack.problem
    assert bool(named) is bool(slack.problem)


def test_every_key(said, tmp_path):
    settings = said(
        """
home: state
database_url: postgresql://moim:${DB_PASSWORD}@db/moim
assistant: {name: 모임, address: Moim@Example.com}
organisation: {domains: [Example.com, example.kr]}
defaults: {timezone: Europe/Berlin, language: en, working_hours: mon-thu 10:00-17:00}
offers: {count: 4, step_minutes: 30, notice_minutes: 60, horizon_days: 21}
calendars: {timeout_seconds: 5, wait_seconds: 9}
actions: {endpoint: "http://actions:5055/webhook"}
log_level: DEBUG
secret_key: geheimer als geheim
serve: {host: 0.0.0.0, port: 8080}
slack: {bot_token: "${BOT}", app_token: xapp-geheim, signing_secret: geheim, client_id: "1.2", client_secret: geheim,
  redirect_url: "https://moim.example.com/slack/oauth_redirect", api_url: "http://127.0.0.1:1/api"}
""",
        DB_PASSWORD="geheim",
        BOT="xoxb-geheim",
    )
    hours = {day: [["10:00", "17:00"]] for day in ("mon", "tue", "wed", "thu")}
    assert settings == Settings(
        tmp_path / "state", "postgresql://moim:geheim@db/moim", "모임", "moim@example.com", ("example.com", "example.kr"),
        "Europe/Berlin", "en", hours, 30, 60, 21, 4, 5, 9, "http://actions:5055/webhook", "debug", tmp_path / "moim.yml",
        "geheimer als geheim", "0.0.0.0", 8080, SLACK,
    )  # fmt: skip
    assert "geheim" not in repr(settings)
    assert settings.is_internal("a@EXAMPLE.kr")
    assert not settings.is_internal("a@sub.example.kr")


@pytest.mark.parametrize("text", ["", "# nothing\n", "offers:\n", "actions: {endpoint: embedded}"])
def test_what_says_nothing_changes_nothing(said, text):
    settings = said(text)
    assert (settings.offers, settings.step_minutes, settings.actions_url) == (3, 15, "")


FAULTS = [
    ("offerz: {count: 3}", "offerz"),
    ("offers: {cuont: 3}", "offers.cuont"),
    ("offers: {count: 0}", "offers.count"),
    ("offers: {count: true}", "offers.count"),
    ("offers: {count: three}", "offers.count"),
    ("offers: {step_minutes: 7}", "offers.step_minutes"),
    ("offers: 3", "offers"),
    ("assistant: {address: moim}", "assistant.address"),
    ("assistant: {name: 5}", "assistant.name"),
    ("organisation: {domains: [a@b.c]}", "organisation.domains"),
    ("defaults: {timezone: Seoul}", "defaults.timezone"),
    ("defaults: {language: fr}", "defaults.language"),
    ("defaults: {working_hours: {mon: [[9, 18]]}}", "defaults.working_hours"),
    ("defaults: {working_hours: {mon: 5}}", "defaults.working_hours"),
    ("actions: {endpoint: ftp://x}", "actions.endpoint"),
    ("log_level: loud", "log_level"),
    ("database_url: '${NOT_SET}'", "NOT_SET"),
    ("database_url:", "database_url"),
    ("- a list", "mapping"),
    ("a: [", "YAML"),
    ("just words", "mapping"),
]


@pytest.mark.parametrize(("text", "named"), FAULTS, ids=[t for t, _ in FAULTS])
def test_a_fault_names_file_key_and_remedy(said, text, named):
    with pytest.raises(OperatorError) as caught:
        said(text)
    assert "moim.yml" in caught.value.message
    assert named in str(caught.value)
    assert caught.value.remedy


def test_a_typo_is_pointed_out(said):
    with pytest.raises(OperatorError, match=r"Did you mean offers\.count\?"):
        said("offers: {counts: 3}")


def test_a_file_that_is_named_must_be_there():
    with pytest.raises(OperatorError, match="nowhere"):
        load_settings(environ={"MOIM_SETTINGS": "/nowhere/moim.yml"})


def test_the_named_file_goes_before_the_one_beside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("moim.yml").write_text("log_level: error", encoding="utf-8")
    Path("other.yml").write_text("log_level: debug", encoding="utf-8")
    assert load_settings(environ={}).log_level == "error"
    assert load_settings(environ={"MOIM_SETTINGS": "other.yml"}).log_level == "debug"


def test_the_documentation_explains_every_key():
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}`" not in text] == []
