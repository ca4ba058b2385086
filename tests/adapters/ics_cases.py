"""What each file of tests/fixtures/ics must mean: the busy and the tentative time of kim@example.test in one week.

Times are wall clock in Seoul in November 2026; the week is [23rd 00:00, 30th 00:00).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from calendar_adapters.types import FreeBusy, Interval

FOLDER = Path(__file__).parents[1] / "fixtures" / "ics"
SEOUL = ZoneInfo("Asia/Seoul")
WEEK = Interval(datetime(2026, 11, 23, tzinfo=SEOUL), datetime(2026, 11, 30, tzinfo=SEOUL))
OWNER = "kim@example.test"

WED = "25 14:00-25 15:00"
NOTHING = ""

# file -> (busy, tentative); several intervals are separated by commas
READABLE: dict[str, tuple[str, str]] = {
    "event_dt_utc": (WED, NOTHING),
    "event_dt_floating": (WED, NOTHING),
    "event_dt_iana_zone": (WED, NOTHING),
    "event_dt_duration": ("25 14:00-25 15:30", NOTHING),
    "event_dt_windows_zone": (WED, NOTHING),
    "event_dt_vendor_path_zone": (WED, NOTHING),
    "event_dt_custom_vtimezone": ("25 15:00-25 16:00", NOTHING),
    "event_dt_same_name_other_vtimezone": ("25 21:00-25 22:00", NOTHING),
    "event_all_day_opaque": ("25 00:00-26 00:00", NOTHING),
    "event_all_day_transparent": (NOTHING, NOTHING),
    "event_all_day_no_end": ("25 00:00-26 00:00", NOTHING),
    "event_all_day_three_days": ("24 00:00-27 00:00", NOTHING),
    "event_transparent": (NOTHING, NOTHING),
    "event_cancelled": (NOTHING, NOTHING),
    "event_status_tentative": (NOTHING, WED),
    "event_private": (WED, NOTHING),
    "event_outlook_free": (NOTHING, NOTHING),
    "event_outlook_tentative": (NOTHING, WED),
    "event_outlook_out_of_office": (WED, NOTHING),
    "event_owner_accepted": (WED, NOTHING),
    "event_owner_declined": (NOTHING, NOTHING),
    "event_owner_tentative": (NOTHING, WED),
    "event_owner_unanswered": (NOTHING, WED),
    "event_owner_unanswered_no_partstat": (NOTHING, WED),
    "event_owner_organizes_unanswered": (WED, NOTHING),
    "event_other_declined": (WED, NOTHING),
    "event_unicode": (WED, NOTHING),
    "event_ten_minutes_inside_a_slot": ("25 14:20-25 14:30", NOTHING),
    "event_ends_at_window_start": (NOTHING, NOTHING),
    "event_starts_at_window_end": (NOTHING, NOTHING),
    "event_across_window_start": ("23 00:00-23 01:00", NOTHING),
    "event_across_whole_window": ("23 00:00-30 00:00", NOTHING),
    "event_no_length": (NOTHING, NOTHING),
    "event_rrule_weekly_since_2009": (WED, NOTHING),
    "event_rrule_ended": (NOTHING, NOTHING),
    "event_rrule_until_day_included": ("24 14:00-24 15:00, 25 14:00-25 15:00", NOTHING),
    "event_rrule_count": ("24 14:00-24 15:00, 25 14:00-25 15:00, 26 14:00-26 15:00", NOTHING),
    "event_rrule_exdate": ("24 14:00-24 15:00, 26 14:00-26 15:00", NOTHING),
    "event_rdate": ("26 14:00-26 15:00", NOTHING),
    "event_rrule_all_day": ("25 00:00-26 00:00", NOTHING),
    "event_rrule_all_day_exdate": (NOTHING, NOTHING),
    "event_rrule_recuid_moved": ("26 10:00-26 11:30", NOTHING),
    "event_rrule_recuid_moved_out_of_window": (NOTHING, NOTHING),
    "event_rrule_recuid_moved_into_window": ("25 14:00-25 15:00, 27 10:00-27 11:00", NOTHING),
    "event_rrule_recuid_cancelled": (NOTHING, NOTHING),
    "event_rrule_recuid_transparent": (NOTHING, NOTHING),
    "event_rrule_recuid_declined_by_owner": (NOTHING, NOTHING),
    "event_rrule_recuid_in_utc": ("26 10:00-26 11:00", NOTHING),
    "event_recuid_without_master": (WED, NOTHING),
    "event_rrule_berlin_summer_start_winter_instance": ("25 17:00-25 18:00", NOTHING),
    "event_rrule_berlin_dst_weekend": (NOTHING, NOTHING),
}

# damaged in a way that leaves no doubt about the time: servers refuse some of these, .ics feeds contain them
DAMAGED: dict[str, tuple[str, str]] = {
    "broken_no_dtstart": (NOTHING, NOTHING),
    "broken_end_before_start": (NOTHING, NOTHING),
    "broken_no_uid": (WED, NOTHING),
    "broken_no_dtstamp": (WED, NOTHING),
    "broken_unknown_zone": (WED, NOTHING),
    "broken_end_is_a_date": ("25 14:00-26 00:00", NOTHING),
    "broken_sequence": (WED, NOTHING),
    "broken_status": (WED, NOTHING),
    "broken_attendee": (WED, NOTHING),
    "broken_exdate": (WED, NOTHING),
    "broken_count_and_until_zero": ("25 14:00-25 15:00, 26 14:00-26 15:00", NOTHING),
}


def ics(name: str) -> str:
    """The text of one file, with the line ends of RFC 5545."""
    return (FOLDER / f"{name}.ics").read_text(encoding="utf-8").replace("\n", "\r\n")


def free_busy(busy: str, tentative: str) -> FreeBusy:
    """The expected answer of one row."""
    return FreeBusy(WEEK, _intervals(busy), _intervals(tentative))


def _intervals(text: str) -> tuple[Interval, ...]:
    spans = [part.strip().split("-") for part in text.split(",") if part.strip()]
    return tuple(Interval(_moment(start), _moment(end)) for start, end in spans)


def _moment(text: str) -> datetime:
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SEOUL).astimezone(ZoneInfo("UTC"))
