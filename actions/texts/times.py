"""How a time is written for a person: one place for Slack, mail and terminal, in both languages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from calendar_adapters.types import Interval

_KO_DAYS = "월화수목금토일"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KO_ZONES = {
    "Asia/Seoul": "서울",
    "Asia/Tokyo": "도쿄",
    "Asia/Singapore": "싱가포르",
    "Asia/Shanghai": "상하이",
    "Asia/Kolkata": "인도",
    "Europe/London": "런던",
    "Europe/Berlin": "베를린",
    "Europe/Paris": "파리",
    "America/New_York": "뉴욕",
    "America/Chicago": "시카고",
    "America/Los_Angeles": "로스앤젤레스",
    "Australia/Sydney": "시드니",
}


def format_slot(slot: Interval, zone: str, language: str, *, now: datetime | None = None, named: bool = False) -> str:
    """``slot`` on the wall clock of ``zone`` (IANA): "11월 24일(화) 오후 3시–3시 30분" or "Tue, Nov 24, 3–3:30 PM".

    The year is written when it is not ``now``'s; the zone's name follows when ``named``.
    """
    tz = ZoneInfo(zone)
    start, end = slot.start.astimezone(tz), slot.end.astimezone(tz)
    day = format_day(start.date(), language, now=now.astimezone(tz) if now else None)
    last = "" if end.date() == start.date() else format_day(end.date(), language)
    text = _ko_range(day, start, end, last) if language == "ko" else _en_range(day, start, end, last)
    return f"{text} ({format_zone(zone, start, language)})" if named else text


def format_moment(
    moment: datetime, zone: str, language: str, *, now: datetime | None = None, named: bool = False
) -> str:
    """One instant with its day: "11월 24일(화) 오후 3시" or "Tue, Nov 24, 3 PM"."""
    local = moment.astimezone(ZoneInfo(zone))
    day = format_day(local.date(), language, now=now.astimezone(ZoneInfo(zone)) if now else None)
    text = f"{day} {_ko_clock(local)}" if language == "ko" else f"{day}, {_en_clock(local)} {local:%p}"
    return f"{text} ({format_zone(zone, local, language)})" if named else text


def format_clock(moment: datetime, zone: str, language: str) -> str:
    """The clock time alone: "오후 3시 30분" or "3:30 PM"."""
    local = moment.astimezone(ZoneInfo(zone))
    return _ko_clock(local) if language == "ko" else f"{_en_clock(local)} {local:%p}"


def format_day(day: date, language: str, *, now: date | None = None) -> str:
    """A day with its weekday, and its year when that is not ``now``'s: "11월 24일(화)" or "Tue, Nov 24"."""
    other_year = now is not None and now.year != day.year
    if language == "ko":
        year = f"{day.year}년 " if other_year else ""
        return f"{year}{day.month}월 {day.day}일({_KO_DAYS[day.weekday()]})"
    year = f", {day.year}" if other_year else ""
    return f"{_EN_DAYS[day.weekday()]}, {_EN_MONTHS[day.month - 1]} {day.day}{year}"


def format_days(start: datetime, end: datetime, zone: str, language: str, *, now: datetime | None = None) -> str:
    """The days that the half-open [start, end) touches: one day, or "11월 23일(월)–27일(금)"."""
    tz = ZoneInfo(zone)
    first, last = start.astimezone(tz).date(), (end.astimezone(tz) - timedelta(microseconds=1)).date()
    today = now.astimezone(tz) if now else None
    if last <= first:
        return format_day(first, language, now=today)
    return f"{format_day(first, language, now=today)} – {format_day(last, language, now=today)}"


def format_duration(minutes: float, language: str) -> str:
    """ "1시간 30분" or "1 hour 30 minutes"; whole days from 24 hours on."""
    total = round(minutes)
    days, rest = divmod(total, 1440)
    hours, mins = divmod(rest, 60)
    if language == "ko":
        parts = [f"{n}{unit}" for n, unit in ((days, "일"), (hours, "시간"), (mins, "분")) if n]
        return " ".join(parts) or "0분"
    names = ((days, "day"), (hours, "hour"), (mins, "minute"))
    return " ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in names if n) or "0 minutes"


def format_zone(zone: str, at: datetime, language: str) -> str:
    """The zone's place and its offset at that moment: "서울 시간, UTC+9" or "Seoul time, UTC+9"."""
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    offset = format_offset(at.astimezone(ZoneInfo(zone)))
    if zone in ("UTC", "Etc/UTC"):
        return "UTC"
    return f"{_KO_ZONES.get(zone, city)} 시간, {offset}" if language == "ko" else f"{city} time, {offset}"


def format_offset(local: datetime) -> str:
    """ "UTC+9", "UTC−3:30"."""
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def _ko_half(at: datetime) -> str:
    return "오전" if at.hour < 12 else "오후"


def _ko_hour(at: datetime) -> str:
    hour = at.hour % 12 or 12
    return f"{hour}시 {at.minute}분" if at.minute else f"{hour}시"


def _ko_clock(at: datetime) -> str:
    if at.hour == 0:
        return f"밤 12시 {at.minute}분" if at.minute else "밤 12시"
    return f"{_ko_half(at)} {_ko_hour(at)}"


def _ko_range(day: str, start: datetime, end: datetime, last: str) -> str:
    if last:
        return f"{day} {_ko_clock(start)}–{last} {_ko_clock(end)}"
    same = _ko_half(start) == _ko_half(end) and start.hour != 0
    return f"{day} {_ko_clock(start)}–{_ko_hour(end) if same else _ko_clock(end)}"


def _en_clock(at: datetime) -> str:
    hour = at.hour % 12 or 12
    return f"{hour}:{at.minute:02d}" if at.minute else str(hour)


def _en_range(day: str, start: datetime, end: datetime, last: str) -> str:
    if last:
        return f"{day}, {_en_clock(start)} {start:%p} – {last}, {_en_clock(end)} {end:%p}"
    same = (start.hour < 12) == (end.hour < 12)
    before = _en_clock(start) if same else f"{_en_clock(start)} {start:%p}"
    return f"{day}, {before}–{_en_clock(end)} {end:%p}"
