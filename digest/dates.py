"""Dates as pages write them, to instants in UTC. Read :func:`parse`.

A date that cannot be read is None, never "now"; a date without a time of day says so (``day_only``); an ambiguous
form such as 03/04/2024 is not guessed. Month names of the languages digest reads are data below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTHS: dict[str, int] = {}
for _names in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan febr mar apr mai jun jul aug sept okt nov dez",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
):
    for _number, _name in enumerate(_names.split(), 1):
        _MONTHS.setdefault(_name, _number)

# Names of zones that mean one offset, in hours, wherever they are written ("IST" and "AST" are used of several); those of
# America as RFC 5322, 4.3, has them.
_ZONES = {
    "utc": 0, "gmt": 0, "ut": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "sast": 2, "msk": 3, "trt": 3,
    "pkt": 5, "wib": 7, "ict": 7, "hkt": 8, "sgt": 8, "pht": 8, "awst": 8, "kst": 9, "jst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_ZONE = r"Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?\b|\(?[A-Z]{2,5}\b\)?"
_NUMERIC = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)

_NAME = "|".join(sorted((re.escape(m) for m in _MONTHS), key=len, reverse=True))
_ISO = re.compile(
    rf"\b(\d{{4}})-(\d{{2}})-(\d{{2}})(?:[T ](\d{{2}}):(\d{{2}})(?::(\d{{2}})(?:[.,]\d+)?)?\s*({_ZONE})?)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"\b({_NAME})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|º|er|\.)?\s+(?:de\s+)?({_NAME})\b\.?,?\s+(?:de\s+)?(\d{{4}})(?!\d)",
                        re.IGNORECASE)  # fmt: skip
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_DOTTED_YEAR = re.compile(r"\b(\d{4})[./](\d{1,2})[./](\d{1,2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_COMPACT = re.compile(r"\b(20\d{2}|19\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])\b")
_RFC2822 = re.compile(
    rf"((?:[A-Z]{{3,9}},?\s+)?\d{{1,2}}\s+[A-Z]{{3}}\w*\s+\d{{2,4}}\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)\s*({_ZONE})?",
    re.IGNORECASE,
)
_TIME = re.compile(rf"\b(\d{{1,2}}):(\d{{2}})(?::\d{{2}})?\s*([ap]\.?m\b\.?)?\s*({_ZONE})?", re.IGNORECASE)
_IN_PATH = re.compile(r"/(20\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")

_DAY_FIRST_ENGLISH = ("en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za")


@dataclass(frozen=True, slots=True)
class When:
    """An instant in UTC, whether only its day is known (then it is midnight), and how far from UTC it was written."""

    at: datetime
    day_only: bool
    offset: timedelta = timedelta()

    @property
    def day(self) -> date:
        """The day as it was written, in the zone it was written in."""
        return (self.at + self.offset).date()


def parse(text: str, *, day_first: bool = False) -> When | None:
    """Read the first date in a text; None if there is none or it is impossible or ambiguous.

    With ``day_first``, 03/04/2024 is the third of April; without, it can be read in two ways.
    """
    text = text.strip()[:300]
    if not text:
        return None
    return _iso(text) or _rfc2822(text) or _written(text, day_first=day_first)


def is_day_first(language: str) -> bool:
    """Whether a language, as BCP 47 writes it, has the day before the month between slashes; English may have either."""
    language = language.casefold()
    return (bool(language) and not language.startswith(("en", "zh", "ja", "ko"))) or language in _DAY_FIRST_ENGLISH


def in_path(url: str) -> date | None:
    """The day that stands in an address such as /2024/06/24/, if any."""
    found = _IN_PATH.search(url)
    return _day(*map(int, found.groups())) if found else None


def find(text: str) -> tuple[int, int] | None:
    """Where the first written date stands in a text, as (start, end)."""
    spans = [m.span() for p in (_ISO, _MONTH_FIRST, _DAY_FIRST, _EAST_ASIAN, _DOTTED_YEAR, _DOTTED, _SLASHED)
             if (m := p.search(text))]  # fmt: skip
    return min(spans, default=None)


def _iso(text: str) -> When | None:
    found = _ISO.search(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None:
        return _whole_day(_day(int(year), int(month), int(day)))
    return _instant(_day(int(year), int(month), int(day)), int(hour), int(minute), int(second or 0), zone)


def _rfc2822(text: str) -> When | None:
    found = _RFC2822.match(text)
    if not found:
        return None
    try:
        # The library takes the names of zones that it does not know for none, and "+03" for three minutes.
        at = parsedate_to_datetime(f"{found[1]} +0000")
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return _instant(_day(at.year, at.month, at.day), at.hour, at.minute, at.second, found[2])


def _written(text: str, *, day_first: bool) -> When | None:
    if found := _MONTH_FIRST.search(text):
        day = _day(int(found[3]), _MONTHS[found[1].casefold()], int(found[2]))
    elif found := _DAY_FIRST.search(text):
        day = _day(int(found[3]), _MONTHS[found[2].casefold()], int(found[1]))
    elif found := _EAST_ASIAN.search(text) or _DOTTED_YEAR.search(text):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
    elif found := _DOTTED.search(text):
        day = _dotted(int(found[1]), int(found[2]), int(found[3]))
    elif found := _SLASHED.search(text):
        day = _slashed(int(found[1]), int(found[2]), int(found[3]), day_first=day_first)
    elif found := _COMPACT.fullmatch(text):
        day = _day(*map(int, found.groups()))
    else:
        return None
    if day is None:
        return None
    time = _TIME.search(text, found.end())
    if time is None:
        return _whole_day(day)
    hour = int(time[1]) % 12 + (12 if time[3][0] in "pP" else 0) if time[3] else int(time[1])
    return _instant(day, hour, int(time[2]), 0, time[4]) or _whole_day(day)


def _dotted(first: int, second: int, year: int) -> date | None:
    """09.07.2024 is the ninth of July; where that is no date, as in 12.16.2025, an American wrote it."""
    return _day(year, second, first) or _day(year, first, second)


def _slashed(first: int, second: int, year: int, *, day_first: bool) -> date | None:
    """24/06/2024, 06/24/2024 and 06/24/24 can be read; 03/04/2024 cannot, unless both readings agree or it is known which is meant."""
    year += 2000 if year < 100 else 0
    if first > 12 or (day_first and second <= 12):
        return _day(year, second, first)
    if second > 12 or first == second:
        return _day(year, first, second)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1800 <= year <= 2200 else None
    except ValueError:
        return None


def _whole_day(day: date | None) -> When | None:
    return When(datetime(day.year, day.month, day.day, tzinfo=UTC), True) if day else None


def _instant(day: date | None, hour: int, minute: int, second: int, zone: str | None) -> When | None:
    """An instant; without a zone that can be read only the day is trusted."""
    if day is None or hour > 23 or minute > 59 or second > 60:
        return None
    offset = _offset(zone)
    if offset is None:
        return _whole_day(day)
    at = datetime(day.year, day.month, day.day, hour, minute, min(second, 59), tzinfo=timezone(offset))
    return When(at.astimezone(UTC), False, offset)


def _offset(zone: str | None) -> timedelta | None:
    """How far from UTC a zone is, by its name or its number: "KST", "+0900", "+09", "UTC+9"; None for one that nobody can tell."""
    name = (zone or "").strip("() ").casefold()
    if name in _ZONES:
        return timedelta(hours=_ZONES[name])
    numeric = _NUMERIC.fullmatch(name)
    if not numeric or int(numeric[2]) > 14:
        return None
    size = timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0))
    return -size if numeric[1] == "-" else size
