"""What `moim doctor` finds out about Slack: are the tokens good, and may the app do what it has to?"""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from actions.settings import Settings
from actions.settings_slack import SCOPES
from bot.cli.check import FAIL, OK, WARN, Check

SECONDS = 10
_FAILURES = (SlackApiError, OSError)


def slack_checks(settings: Settings) -> Iterator[Check]:
    """Nothing where Slack is not set up; otherwise each token is tried."""
    slack = settings.slack
    if slack.problem:
        yield Check("Slack", FAIL, slack.problem, "docs/slack.md says where each comes from.")
        return
    if slack.bot_token:
        yield _bot(settings)
    if slack.app_token:
        yield _socket(settings)
    if slack.many and not slack.redirect_url:
        remedy = "Set slack.redirect_url to https://YOUR.HOST/slack/oauth_redirect."
        yield Check("Slack installation", WARN, "no slack.redirect_url", remedy)
    if slack.many and not settings.domains:
        remedy = "Set organisation.domains, or members of every workspace that installs the app are colleagues."
        yield Check("Slack workspaces", WARN, "many workspaces, and no organisation.domains", remedy)


def _bot(settings: Settings) -> Check:
    remedy = "Install the app to the workspace again and copy its Bot User OAuth Token to slack.bot_token."
    try:
        answer = _client(settings, settings.slack.bot_token).auth_test()
    except _FAILURES as error:
        return Check("Slack token", FAIL, _why(error), remedy)
    where = f"{answer['user']} in {answer['team']}"
    headers = {name.lower(): value for name, value in answer.headers.items()}
    granted = {word.strip() for word in str(headers.get("x-oauth-scopes") or "").split(",") if word.strip()}
    missing = [scope for scope in SCOPES if granted and scope not in granted]
    if missing:
        return Check("Slack token", FAIL, f"{where} lacks {', '.join(missing)}", f"Add them to the app. {remedy}")
    return Check("Slack token", OK, where)


def _socket(settings: Settings) -> Check:
    try:
        _client(settings).apps_connections_open(app_token=settings.slack.app_token)
    except _FAILURES as error:
        remedy = "Make an App-Level Token with connections:write and turn Socket Mode on."
        return Check("Slack Socket Mode", FAIL, _why(error), remedy)
    return Check("Slack Socket Mode", OK, "a connection can be opened")


def _client(settings: Settings, token: str | None = None) -> WebClient:
    return WebClient(token, base_url=settings.slack.api_url, timeout=SECONDS)


def _why(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return f"Slack answered {error.response.get('error')}"
    return f"Slack cannot be reached: {error}"
