"""One finding of `moim doctor`."""

from __future__ import annotations

from dataclasses import dataclass

OK, WARN, FAIL = "OK", "WARN", "FAIL"


@dataclass(frozen=True)
class Check:
    """One finding; ``remedy`` says what to do and is empty when all is well."""

    name: str
    status: str
    detail: str
    remedy: str = ""
