"""What somebody wrote in a mail: the text above quotes and signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.channels.mail_closing import without_closing

# the line that introduces a quoted message, as the usual mail programs write it in Korean and English
_INTRODUCTIONS = re.compile(
    r"^(?:"
    r"On .{6,200}wrote:"  # Gmail, Apple Mail
    r"|.{0,80}\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}.{0,160}(?:작성|쓰셨습니다|썼습니다|님이 작성)\s*:"  # the same, Naver
    r"|-{3,}\s*(?:Original Message|Original Appointment|Forwarded message|원본 메시지|원본 메일|전달된 메시지)\s*-{3,}"
    r"|_{10,}"  # Outlook's rule
    r"|(?:From|보낸 사람|보낸사람|발신)\s*:\s.*"  # Outlook's block of headers
    r")\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^(?:-- ?|—{2,}|={5,}|Sent from my .{2,40}|나의 .{2,20}에서 보냄|.{0,20}에서 보낸 메일.?)$")
_SUBJECT_PREFIX = re.compile(r"^(?:\s*(?:re|fw|fwd|aw|답장|회신|전달)\s*(?:\[\d+\])?\s*[:：])+", re.IGNORECASE)


def own_words(text: str, names: Sequence[str] = ()) -> str:
    """The sender's own words: everything from an introduction of a quote or a signature on is cut, quoted lines and
    the sign-off too (``names``: what the sender is called).

    A mail of nothing but quotes gives ''. Answers between quoted lines are kept.
    """
    kept: list[str] = []
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        wrapped = f"{line.strip()} {lines[number + 1].strip()}" if number + 1 < len(lines) else line.strip()
        if _SIGNATURE.match(line.rstrip()) or _INTRODUCTIONS.match(line.strip()):
            if not _answers_follow(lines[number + 1 :]):
                break
            continue
        if line.startswith("On ") and _INTRODUCTIONS.match(wrapped):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return without_closing("\n".join(kept).strip(), names)


def _answers_follow(rest: list[str]) -> bool:
    """True when own lines stand between quoted ones below: an inline answer."""
    quoted = [i for i, line in enumerate(rest) if line.lstrip().startswith(">")]
    if not quoted:
        return False
    return any(line.strip() and not line.lstrip().startswith(">") for line in rest[quoted[0] :])


def bare_subject(subject: str) -> str:
    """A subject without Re:, Fwd:, 회신: and the like."""
    return _SUBJECT_PREFIX.sub("", subject).strip()


def is_automatic(headers: Mapping[str, str]) -> bool:
    """True for automatic answers, notices and list mail: never answered (RFC 3834 section 2, RFC 2919)."""
    known = {name.lower(): value.strip().lower() for name, value in headers.items()}
    if known.get("auto-submitted", "no").split(";")[0].strip() != "no":
        return True
    if known.get("precedence", "") in ("bulk", "junk", "list", "auto_reply"):
        return True
    marks = ("list-id", "x-autoreply", "x-autorespond", "x-auto-response-suppress", "feedback-id")
    return any(mark in known for mark in marks) or known.get("return-path") == "<>"
