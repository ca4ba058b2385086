"""Secrets at rest: sealed with a key that stands in the settings or in a file of its owner's alone.

Fernet (AES-128-CBC with HMAC-SHA256): https://cryptography.io/en/latest/fernet/
"""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from actions.errors import OperatorError

KEY_FILE = "secret.key"


class Seal:
    """Seals and opens short texts. ``key`` is any passphrase of 16 characters or more; its SHA-256 is the key."""

    def __init__(self, key: str) -> None:
        if len(key) < 16:
            raise OperatorError("secret_key is shorter than 16 characters.", "Write a long random one.")
        self._fernet = Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))

    def close(self, text: str) -> str:
        """The text sealed; "" stays ""."""
        return self._fernet.encrypt(text.encode()).decode("ascii") if text else ""

    def open(self, sealed: str) -> str:
        """The text again.

        Raises:
            OperatorError: it was sealed with another key.
        """
        if not sealed:
            return ""
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except (InvalidToken, ValueError) as error:
            remedy = "Put the former secret_key back, or connect what was sealed with it again."
            raise OperatorError("What is stored was sealed with another secret_key.", remedy) from error


def open_seal(key: str, home: Path) -> Seal:
    """The seal of the settings' key; without one, of a key made once in ``home``.

    Raises:
        OperatorError: the key is too short, or its file cannot be read or made.
    """
    return Seal(key or _kept_key(home / KEY_FILE))


def _kept_key(path: Path) -> str:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(Fernet.generate_key().decode("ascii"))
        except FileExistsError:
            pass
        return path.read_text("ascii").strip()
    except OSError as error:
        raise OperatorError(f"{path} cannot be used: {error}", "Mend it, or set secret_key.") from error
