"""The Bolt app: the same listeners for HTTP and Socket Mode. Each stores what came in, acknowledges it, and is done."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from actions.services import Services
from actions.texts import say
from actions.texts.voice import Voice
from bot.channels.slack import forms
from bot.channels.slack.blocks import MORE, NONE, OTHER, PICK
from bot.channels.slack.events import team_of
from bot.channels.slack.home import LANGUAGE, home_view
from bot.channels.slack.home import NEW as HOME_NEW
from bot.channels.slack.home_facts import home_facts
from bot.channels.slack.identity import Identity
from bot.channels.slack.intake import Intake
from bot.channels.slack.posting import code_of
from bot.channels.slack.refusals import faults_of_view
from bot.channels.slack.signatures import Signatures
from bot.channels.slack.views import SCHEDULE, Form, read_form, schedule_view
from bot.channels.slack.workspaces import NotInstalled, Workspaces

LOG = logging.getLogger(__name__)
Json = dict[str, Any]
Ack = Callable[..., Awaitable[Any]]
_QUIET = logging.getLogger(f"{__name__}.bolt")  # Bolt and the SDK write whole payloads at debug and info level
_QUIET.setLevel(logging.ERROR)
_FAILURES = (SlackApiError, OSError, asyncio.TimeoutError, NotInstalled)


class Front:
    """What Slack talks to. ``stored`` is called whenever there is something new to work on."""

    def __init__(
        self,
        services: Services,
        workspaces: Workspaces,
        identity: Identity,
        signing_secret: str,
        stored: Callable[[], None],
    ) -> None:
        self._services = services
        self._workspaces = workspaces
        self._identity = identity
        self._intake = Intake(services)
        self._stored = stored
        self._after: set[asyncio.Task[None]] = set()
        self.app = self._built(signing_secret)

    async def rest(self) -> None:
        """Wait until everything that follows an acknowledgement is done."""
        while self._after:
            await asyncio.gather(*self._after, return_exceptions=True)

    def _built(self, signing_secret: str) -> AsyncApp:
        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
            return await self._authorize(enterprise_id, team_id)  # Bolt passes a method's self along

        app = AsyncApp(
            name="moim",
            logger=_QUIET,
            client=self._workspaces.client(),
            authorize=authorize,  # type: ignore[arg-type]  # None is what Bolt takes for an unknown workspace
            process_before_response=True,  # acknowledged once it is stored, never before
            request_verification_enabled=False,  # done by ours, which logs no body
            before_authorize=Signatures(signing_secret, base_logger=_QUIET),
            user_facing_authorize_error_message="This workspace has not installed the app.",
        )
        for event in ("message", "app_mention"):
            app.event(event)(self._event)
        app.event("app_home_opened")(self._home_opened)
        app.event(re.compile("app_uninstalled|tokens_revoked"))(self._sent_away)
        app.event(re.compile(".*"))(_nothing)
        app.command(re.compile(".*"))(self._command)
        app.shortcut({"type": "shortcut", "callback_id": forms.NEW})(self._new)
        app.shortcut({"type": "message_action", "callback_id": forms.FROM_MESSAGE})(self._from_message)
        app.action(re.compile(f"^({PICK}|{MORE}|{NONE}|{OTHER})"))(self._press)
        app.action(HOME_NEW)(self._new)
        app.action(LANGUAGE)(self._language_chosen)
        app.action(re.compile(".*"))(_acknowledged)
        app.view(SCHEDULE)(self._form)
        return app

    async def _authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """The workspace from the store; Slack is not asked, for that would be once for every event."""
        found = await asyncio.to_thread(self._workspaces.find, team_id or "", enterprise_id or "")
        if found is None:
            LOG.warning("an event came from workspace %s, where the app is not installed", team_id)
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=found.bot_user_id,
            bot_id=found.bot_id,
            bot_token=found.token,
        )

    async def _event(self, body: Json, context: Mapping[str, Any]) -> None:
        if await self._intake.event(body, str(context.get("bot_user_id") or "")):
            self._stored()

    async def _home_opened(self, body: Json) -> None:
        event = body.get("event") or {}
        if event.get("tab", "home") == "home" and await self._intake.seen(body):
            self._later(self._show_home(team_of(body), str(event.get("user") or "")))

    async def _sent_away(self, body: Json) -> None:
        """Uninstalled, or the bot's token taken back: nothing of the workspace is kept."""
        event = body.get("event") or {}
        if event.get("type") == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        await asyncio.to_thread(self._workspaces.forget, team_of(body), str(body.get("enterprise_id") or ""))

    async def _command(self, body: Json, ack: Ack) -> None:
        language = await asyncio.to_thread(self._language, str(body.get("user_id") or ""))
        text = forms.command_of(str(body.get("text") or ""), language)
        if not text:
            await ack(say("slack_command_help", language))
            return
        if await self._intake.command(body, text):
            self._stored()
        direct = str(body.get("channel_id") or "").startswith("D")
        await (ack() if direct else ack(say("slack_in_dm", language)))

    async def _new(self, body: Json, ack: Ack) -> None:
        await ack()
        self._later(self._open(body, forms.blank(str((body.get("user") or {}).get("id") or ""))))

    async def _from_message(self, body: Json, ack: Ack, context: Mapping[str, Any]) -> None:
        await ack()
        voice = await asyncio.to_thread(self._voice, str((body.get("user") or {}).get("id") or ""))
        self._later(self._open(body, forms.from_message(body, str(context.get("bot_user_id") or ""), voice)))

    async def _form(self, body: Json, ack: Ack) -> None:
        user = str((body.get("user") or {}).get("id") or "")
        form, wrong = read_form(body.get("view") or {}, await asyncio.to_thread(self._language, user))
        if wrong:
            await ack(response_action="errors", errors=wrong)
            return
        if await self._intake.form(body, form):
            self._stored()
        await ack()

    async def _press(self, body: Json, action: Json, ack: Ack) -> None:
        if await self._intake.press(body, action):
            self._stored()
        await ack()

    async def _language_chosen(self, body: Json, action: Json, ack: Ack) -> None:
        await ack()
        user = str((body.get("user") or {}).get("id") or "")
        chosen = str((action.get("selected_option") or {}).get("value") or "")
        if chosen in ("ko", "en"):
            await asyncio.to_thread(self._speak, user, chosen)
        self._later(self._show_home(team_of(body), user))

    async def _open(self, body: Json, form: Form) -> None:
        """The trigger is good for three seconds."""
        user = str((body.get("user") or {}).get("id") or "")
        view = schedule_view(form, await asyncio.to_thread(self._language, user))
        await self._view("views.open", view, team_of(body), trigger_id=body.get("trigger_id"))

    async def _show_home(self, team: str, user: str) -> None:
        known = await self._identity.who(team, user)
        facts = await asyncio.to_thread(home_facts, self._services, known.address, self._services.clock())
        await self._view("views.publish", home_view(facts), team, user_id=user)

    async def _view(self, method: str, view: Json, team: str, **more: Any) -> None:
        if wrong := faults_of_view(view):
            LOG.error("Slack would refuse this view: %s", "; ".join(wrong))
            return
        try:
            await (await self._workspaces.web(team)).api_call(method, json={"view": view, **more})
        except _FAILURES as error:
            LOG.warning("%s failed: %s", method, code_of(error))

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        """After the acknowledgement."""
        task = asyncio.get_running_loop().create_task(work)
        self._after.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._after.discard(task)
        if not task.cancelled() and task.exception() is not None:
            LOG.error("what follows an acknowledgement failed", exc_info=task.exception())

    def _voice(self, user_id: str) -> Voice:
        """On the clock of the roster, else of the profile as it was last seen."""
        with self._services.store.reading() as tx:
            person, seen = tx.people.by_slack_id(user_id), tx.slack_workspaces.user(user_id)
        zone = (person.timezone if person else "") or (seen.timezone if seen else "") or self._services.timezone
        return Voice(self._language(user_id), zone, self._services.clock())

    def _language(self, user_id: str) -> str:
        """Of the roster, else of the profile as it was last seen."""
        with self._services.store.reading() as tx:
            person, seen = tx.people.by_slack_id(user_id), tx.slack_workspaces.user(user_id)
        return (person.language if person else "") or (seen.language if seen else "") or self._services.language

    def _speak(self, user_id: str, language: str) -> None:
        with self._services.store.transaction() as tx:
            person = tx.people.by_slack_id(user_id)
            if person is not None:
                tx.people.save(replace(person, language=language))


async def _nothing() -> None:
    """Events that are no concern of ours are acknowledged."""


async def _acknowledged(ack: Ack) -> None:
    """So are presses of what only shows something."""
    await ack()
