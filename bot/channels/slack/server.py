"""The two ways in: Slack's requests over HTTP, or our own connection to Slack (Socket Mode); one app behind both.

https://api.slack.com/apis/connections/events-api, https://api.slack.com/apis/connections/socket
"""

from __future__ import annotations

import logging

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

LOG = logging.getLogger(__name__)
EVENTS, INSTALL, REDIRECT, HEALTH = "/slack/events", "/slack/install", "/slack/oauth_redirect", "/health"
_QUIET = logging.getLogger(f"{__name__}.socket")
_QUIET.setLevel(logging.WARNING)


def routes(app: AsyncApp, flow: AsyncOAuthFlow | None = None) -> web.Application:
    """Events, interactions and commands at one address; with ``flow`` also the pages of the installation."""

    async def events(request: web.Request) -> web.Response:
        try:
            asked = await to_bolt_request(request)
        except (ValueError, AttributeError, TypeError, KeyError):
            LOG.warning("a request that is no payload of Slack's was turned away")
            return web.Response(status=400, text="bad request")
        return await to_aiohttp_response(await app.async_dispatch(asked))

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    server = web.Application(client_max_size=1024 * 1024)
    server.router.add_post(EVENTS, events)
    server.router.add_get(HEALTH, health)
    if flow is not None:
        _add_installation(server, flow)
    return server


def socket(app: AsyncApp, app_token: str) -> AsyncSocketModeHandler:
    """A handler that connects to Slack (`connect_async`, `close_async`) and reconnects by itself."""
    return AsyncSocketModeHandler(app, app_token, logger=_QUIET, web_client=app.client)


def _add_installation(server: web.Application, flow: AsyncOAuthFlow) -> None:
    async def install(request: web.Request) -> web.Response:
        return await _answered(await flow.handle_installation(await _asked(request)))

    async def redirect(request: web.Request) -> web.Response:
        return await _answered(await flow.handle_callback(await _asked(request)))

    server.router.add_get(INSTALL, install)
    server.router.add_get(REDIRECT, redirect)


async def _asked(request: web.Request) -> AsyncBoltRequest:
    return await to_bolt_request(request)


async def _answered(response: BoltResponse) -> web.Response:
    return await to_aiohttp_response(response)
