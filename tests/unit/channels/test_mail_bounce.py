"""Which mails have come back, and who could not be reached."""

from __future__ import annotations

import pytest

from bot.channels.mail_bounce import failed_recipients

DAEMON, SUBJECT = "MAILER-DAEMON@mail.acme.io", "Undelivered Mail Returned to Sender"
LOST = "jiho@daon.example"


@pytest.mark.parametrize(
    ("sender", "subject", "text", "headers"),
    [
        (DAEMON, SUBJECT, f"<{LOST}>: host mx.daon.example said: 550 5.1.1 User unknown", {}),
        ("postmaster@acme.io", "Mail delivery failed", f"The address {LOST} does not exist.", {}),
        ("x@mx.example", "Failure", "", {"X-Failed-Recipients": LOST}),
        (
            DAEMON,
            "Delivery Status Notification (Failure)",
            f"see postmaster@mx.example\nFinal-Recipient: rfc822; {LOST}\nAction: failed",
            {"Content-Type": "multipart/report; report-type=delivery-status"},
        ),
        (DAEMON, "메일 반송 안내", f"{LOST} 주소로 보내지 못했습니다.", {}),
    ],
)
def test_who_could_not_be_reached(sender: str, subject: str, text: str, headers: dict[str, str]) -> None:
    assert failed_recipients(sender, subject, text, headers) == (LOST,)


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("ann@x.example", SUBJECT, f"my mail to {LOST} came back, can you help?"),
        (DAEMON, "Delivery delayed", f"{LOST}: will be retried for 3 days"),
        (DAEMON, "Your quota", f"{LOST} wrote to you"),
    ],
)
def test_other_mails_have_not_come_back(sender: str, subject: str, text: str) -> None:
    assert failed_recipients(sender, subject, text, {}) == ()
