"""Requests that Slack has not signed are turned away; nothing of what they say is logged.

https://api.slack.com/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_bolt.middleware.request_verification.async_request_verification import AsyncRequestVerification
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

LOG = logging.getLogger(__name__)


class Signatures(AsyncRequestVerification):
    """Bolt's check (HMAC-SHA256 over timestamp and body, five minutes), without the body in its log line."""

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Bolt's, which cannot stand a timestamp that is no number."""
        stamp = req.headers.get("x-slack-request-timestamp", ["0"])[0]
        if not stamp.isdigit() and not self._can_skip(req.mode, req.body):
            self._debug_log_error("", "", req.raw_body)
            return self._build_error_response()
        return await super().async_process(req=req, resp=resp, next=next)

    def _debug_log_error(self, signature: str, timestamp: str, body: str) -> None:  # noqa: ARG002 -- Bolt's signature
        LOG.warning("a request of %d characters without a valid signature was turned away", len(body))
