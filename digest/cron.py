"""Cron lines as cron means them, for APScheduler. Read :func:`trigger`.

APScheduler counts weekdays from Monday = 0 where cron counts from Sunday = 0 (and 7), and wants day of month *and* day
of week where cron wants either; both are translated here. Names such as @weekly are cron's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

_NAMES = {"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
          "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *"}  # fmt: skip
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


def trigger(line: str, zone: ZoneInfo) -> BaseTrigger:
    """Return the trigger of a five-field cron line or @name; ValueError says which field is wrong."""
    fields = _NAMES.get(line.strip().lower(), line).split()
    if len(fields) != 5:
        raise ValueError(
            f'{line!r} has {len(fields)} fields; cron has five: minute hour day month weekday, for example "0 8 * * fri"'
        )
    minute, hour, day, month, weekday = fields
    weekdays = _weekdays(weekday)
    base = {"minute": minute, "hour": hour, "month": month, "timezone": zone}
    if day != "*" and weekdays != "*":
        return OrTrigger([CronTrigger(day=day, **base), CronTrigger(day_of_week=weekdays, **base)])
    return CronTrigger(day=day, day_of_week=weekdays, **base)


def _weekdays(field: str) -> str:
    """Numbers and ranges of cron (0 and 7 are Sunday) as names; a range may run over Sunday."""
    if field == "*":
        return field
    names: list[str] = []
    for part in field.lower().split(","):
        names.extend(_DAYS[n % 7] for n in _numbers(part))
    return ",".join(dict.fromkeys(names))


def _numbers(part: str) -> Iterator[int]:
    found = re.fullmatch(r"(\*|\w+)(?:-(\w+))?(?:/(\d+))?", part)
    if not found:
        raise ValueError(f"weekday {part!r} is not a day, a range or a step")
    step = int(found[3] or 1)
    if step < 1:
        raise ValueError(f"weekday {part!r} has a step of nothing")
    if found[1] == "*":
        return iter(range(0, 7, step))
    first = _day(found[1])
    last = _day(found[2]) if found[2] else (6 if found[3] else first)
    return iter(range(first, last + 1 if last >= first else last + 8, step))


def _day(word: str) -> int:
    if word.isdigit() and int(word) <= 7:
        return int(word)
    if word[:3] in _DAYS:
        return _DAYS.index(word[:3])
    raise ValueError(f"weekday {word!r} is none of 0-7 or {', '.join(_DAYS)}")


def upcoming(when: BaseTrigger, after: datetime, count: int) -> list[datetime]:
    """The next firing times after an instant."""
    times: list[datetime] = []
    moment = _next(when, after)
    while moment is not None and len(times) < count:
        times.append(moment)
        moment = _next(when, moment)
    return times


def last_due(when: BaseTrigger, now: datetime, back: timedelta = timedelta(days=32)) -> datetime | None:
    """The latest firing time not after ``now``, looking no further back than ``back``."""
    due = None
    moment = _next(when, now - back)
    while moment is not None and moment <= now:
        due = moment
        moment = _next(when, moment)
    return due


def _next(when: BaseTrigger, after: datetime) -> datetime | None:
    """The first firing time after an instant; where clocks are set back, the second of two equal wall times is none.

    The step is made in UTC: in local time a second after the repeated hour's end would be inside it again, for ever.
    """
    found: datetime | None = when.get_next_fire_time(None, after.astimezone(UTC) + timedelta(seconds=1))
    if found is not None and found.fold:
        return _next(when, found)
    return found
