"""What the store refuses, beside the two roots of `actions.errors`."""

from __future__ import annotations

from collections.abc import Sequence

from actions.errors import MendableError
from calendar_adapters.types import Interval


class Stale(MendableError):
    """Somebody else saved the meeting since it was read: read it again and repeat the step (`Store.retrying`)."""

    def __init__(self, meeting_id: str) -> None:
        super().__init__("meeting_changed_meanwhile")
        self.meeting_id = meeting_id


class SlotTaken(MendableError):
    """Another meeting has claimed (part of) this time for these people; offer others. Nothing was claimed.

    ``at`` is the first of the times asked for that is taken."""

    def __init__(self, addresses: Sequence[str], at: Interval | None = None) -> None:
        super().__init__("slot_taken", addresses=tuple(addresses))
        self.addresses = tuple(addresses)
        self.at = at


class AddressInUse(MendableError):
    """The address, or one of the other addresses, already belongs to another person."""

    def __init__(self, address: str) -> None:
        super().__init__("address_in_use", address=address)
