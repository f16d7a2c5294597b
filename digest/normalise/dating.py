"""When a text was published and last changed, out of all that is said about it. Read :func:`published`.

Markup is precise; the line above the text is what readers are told; the address often holds the day; a sidebar's dates were
left out before. "Now" is never an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from digest import dates
from digest.dates import When
from digest.model import Confidence, Draft

_A_DAY = timedelta(days=1)
# How a claim begins that was read off a line of the page.
_SEEN = "date "


@dataclass(frozen=True, slots=True)
class Dated:
    """An instant of publication, where it is told, and how far to trust it; ``when`` is None where nothing tells."""

    when: When | None = None
    by: str = ""
    confidence: Confidence = "low"


def published(draft: Draft, *, day_first: bool = False) -> Dated:
    """The instant of publication.

    The most careful source is believed: the feed, JSON-LD, meta, microdata, then the line above the text. The day in an
    address decides between them, and stands alone where nothing else tells. Where the markup gives the day of the last
    change as that of publication, an earlier line above the text is believed. A page that only tells of its last change
    was not published later than that.
    """
    told = list(_told(draft, "published", day_first=day_first))
    in_path = dates.in_path(draft.url)
    if in_path:
        near = [(w, by) for w, by in told if abs(w.day - in_path) <= _A_DAY]
        if near:
            return Dated(_on(near[0][0], in_path), near[0][1], "high")
        if (not told or told[0][1].startswith(_SEEN)) and (day := dates.parse(in_path.isoformat())):
            return Dated(day, "the address", "low" if told else "medium")
    if earlier := _before_resaving(draft, told):
        return Dated(*earlier, "medium")
    if told:
        return Dated(*told[0], _confidence(told, against=in_path is not None))
    return next((Dated(when, by, "low") for when, by in _told(draft, "modified", day_first=day_first)), Dated())


def _before_resaving(draft: Draft, told: Sequence[tuple[When, str]]) -> tuple[When, str] | None:
    """The earlier day above the text where the markup tells one and the same day for publication and last change.

    Some systems stamp both anew whenever a page is saved.
    """
    seen = next(((w, by) for w, by in told if by == "date above the text"), None)
    changed = next((w for w, by in _told(draft, "modified") if _kind(by) == "markup"), None)
    if seen is None or changed is None or _kind(told[0][1]) != "markup" or told[0][0].day != changed.day:
        return None
    return seen if changed.day - seen[0].day > _A_DAY else None


def _confidence(told: Sequence[tuple[When, str]], *, against: bool) -> Confidence:
    """High where two kinds of places tell the same day and none another, low where they disagree.

    ``against`` says that the address tells another day.
    """
    first, by = told[0]
    apart = [w for w, _ in told if abs(w.day - first.day) > _A_DAY]
    if apart or against:
        return "low"
    kinds = {_kind(place) for _, place in told}
    return "high" if len(kinds) > 1 or _kind(by) in ("feed", "document") else "medium"


def _kind(place: str) -> str:
    """What sort of place: a line of the page, the document's own head, the feed, or markup."""
    if place.startswith((_SEEN, "labelled")):
        return "line"
    return {"feed": "feed", "line under the title": "document", "front matter": "document"}.get(place, "markup")


def _on(when: When, day: date) -> When:
    """An instant in UTC whose page says the day before or after was told without its zone: the nearest that fits."""
    if when.day_only or when.offset or when.day == day:
        return when
    hours = -(when.at.hour + 1) if day < when.day else 24 - when.at.hour
    return replace(when, offset=timedelta(hours=hours))


def modified(draft: Draft, *, day_first: bool = False) -> When | None:
    """The instant of the last change the page tells of."""
    return next((when for when, _ in _told(draft, "modified", day_first=day_first)), None)


def _told(draft: Draft, field: str, *, day_first: bool = False) -> Iterator[tuple[When, str]]:
    """What each place tells, that can be read as a date."""
    claims = [(c.value, c.by) for c in draft.hints.claims if c.field == field]
    first = getattr(draft.hints, field)
    if first and first not in {value for value, _ in claims}:
        claims.insert(0, (first, "feed"))
    for value, by in claims:
        if when := dates.parse(value, day_first=day_first):
            yield when, by
