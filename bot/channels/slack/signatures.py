"""Requests that Slack has not signed are turned away; nothing of what they say is logged.

https://api.slack.com/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import logging

from slack_bolt.middleware.request_verification.async_request_verification import AsyncRequestVerification

LOG = logging.getLogger(__name__)


class Signatures(AsyncRequestVerification):
    """Bolt's check (HMAC-SHA256 over timestamp and body, five minutes), without the body in its log line."""

    def _debug_log_error(self, signature: str, timestamp: str, body: str) -> None:  # noqa: ARG002 -- Bolt's signature
        LOG.warning("a request of %d characters without a valid signature was turned away", len(body))
