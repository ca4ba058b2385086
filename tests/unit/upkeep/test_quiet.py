"""Nobody is disturbed at night or at a weekend, on their own clock."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.upkeep.quiet import awake, quiet

ZONES = ["Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"]


@pytest.mark.parametrize(
    ("zone", "at", "then"),
    [
        ("Asia/Seoul", "2026-11-25 09:00", "2026-11-25 09:00"),
        ("Asia/Seoul", "2026-11-25 08:00", "2026-11-25 08:00"),
        ("Asia/Seoul", "2026-11-25 07:59", "2026-11-25 08:00"),
        ("Asia/Seoul", "2026-11-25 19:59", "2026-11-25 19:59"),
        ("Asia/Seoul", "2026-11-25 20:00", "2026-11-26 08:00"),
        ("Asia/Seoul", "2026-11-25 00:00", "2026-11-25 08:00"),
        ("Asia/Seoul", "2026-11-27 20:00", "2026-11-30 08:00"),  # Friday night
        ("Asia/Seoul", "2026-11-28 12:00", "2026-11-30 08:00"),  # Saturday
        ("Asia/Seoul", "2026-11-29 23:00", "2026-11-30 08:00"),  # Sunday night
        ("America/New_York", "2026-10-30 21:00", "2026-11-02 08:00"),  # the clocks go back in between
        ("Europe/Berlin", "2027-03-27 21:00", "2027-03-29 08:00"),  # and forward
    ],
)
def test_the_first_moment_that_is_not_quiet(zone, at, then):
    local = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))
    assert awake(local.astimezone(timezone.utc), zone) == datetime.fromisoformat(then).replace(tzinfo=ZoneInfo(zone))


@settings(max_examples=200, deadline=None)
@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone.utc)), st.sampled_from(ZONES)
)
def test_it_is_not_quiet_and_nothing_earlier_would_do(moment, zone):
    then = awake(moment, zone)
    assert then >= moment
    assert not quiet(then.astimezone(ZoneInfo(zone)))
    steps = int((then - moment) / timedelta(minutes=30))
    assert all(quiet((moment + n * timedelta(minutes=30)).astimezone(ZoneInfo(zone))) for n in range(steps))
