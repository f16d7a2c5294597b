"""How much is written on the topic, week by week and by kind of source. Read :func:`coverage`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from digest.model import Chart, Kind, Week

WEEKS = 8
_GROUPS: Mapping[Kind, str] = {"news": "News", "liveblog": "News", "statement": "Official statements"}
_OTHERS = "Commentary"
_ORDER = (_OTHERS, "News", "Official statements")


def coverage(items: Iterable[tuple[date, Kind]], since: date, until: date) -> Chart | None:
    """A chart of the eight weeks up to the day an edition is made; ``items`` are the days and kinds of what is on topic.

    Weeks begin on Monday (ISO 8601). None if there is nothing to draw.
    """
    last = until - timedelta(days=until.weekday())
    begins = [last - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    counts: dict[date, Counter[str]] = {b: Counter() for b in begins}
    for on, kind in items:
        week = on - timedelta(days=on.weekday())
        if week in counts and on <= until:
            counts[week][_GROUPS.get(kind, _OTHERS)] += 1
    kinds = tuple(k for k in _ORDER if any(c[k] for c in counts.values()))
    if not kinds:
        return None
    weeks = tuple(Week(begins=b, counts={k: counts[b][k] for k in kinds}) for b in begins)
    return Chart(title="Coverage by week", kinds=kinds, weeks=weeks, since=since, until=until)
