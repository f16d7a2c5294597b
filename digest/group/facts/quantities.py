"""How many, how much and when: figures with what they count, dates. Read :func:`quantities`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from digest.group.facts.lexicon import Member
from digest.group.facts.mention import Mention, mention
from digest.group.facts.tokens import Tokens

_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[#$€£¥₩])?(?P<digits>\d+(?:[.,:]\d+)*)"
    r"(?:(?:st|nd|rd|th|(?P<decade>s))\b|[-\s]?(?P<times>million|billion|trillion|thousand|hundred)\b|(?P<letter>bn|mn?|k)\b)?"
    r"(?:[-\s]?(?P<unit>%|(?:percent|per cent|kilomet\w+|km|met\w+|m|miles?|tons?|tonnes?|years?|months?|weeks?|days?|hours?|minutes?)\b))?",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?<![\w.,])\d")
_TIMES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELLED = {w: n + 2 for n, w in enumerate(_UNITS.split())} | {w: 10 * (n + 2) for n, w in enumerate(_TENS.split())}
_COUNTING = frozenset([*_SPELLED, *_TIMES])
_YEARS = (1500, 2200)
_MAGNITUDE, _TEN = 12.0, 10
_PERIODS_OF = {"yea", "mon", "wee", "day", "hou", "min"}
_SHORT = {"%": "per", "km": "kil", "m": "met"}
_MEASURES = re.compile(r"[-\s](?P<unit>percent|per cent|kilomet\w+|met(?:er|re)s?|miles?|tons?|tonnes?|years?|months?|weeks?|days?|hours?|minutes?)\b", re.IGNORECASE)  # fmt: skip

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_MONTH_OF = {m: n + 1 for n, m in enumerate(_MONTHS)} | {m[:3]: n + 1 for n, m in enumerate(_MONTHS)} | {"Sept": 9}
_MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<day_>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month_>{_MONTH})\b\.?(?:,?\s+(?P<year_>\d{{4}})\b)?"
    rf"|\b(?P<month__>{_MONTH})\.?,?\s+(?P<year__>\d{{4}})\b"
)
_PERIODS = ("day", "week", "weekend", "month", "year", "decade", "century", "season", "spring", "summer", "autumn", "fall", "winter")  # fmt: skip
_RELATION = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
_RELATIVE = re.compile(rf"\b({'|'.join(_RELATION)})\s+({'|'.join(_PERIODS)})\b", re.IGNORECASE)


def counts(written: str, lower: Collection[str]) -> bool:
    """Whether what stands between two spaces, given as it is written and as its words, may be part of a number."""
    return bool(_BEGINS.search(written)) or any(not _COUNTING.isdisjoint(w.split("-")) for w in lower)


def dates_of(lower: Collection[str]) -> bool:
    """Whether one of the words may be part of a relative date."""
    return any(w in _RELATION or w in _PERIODS for w in lower)


def is_month(written: str) -> bool:
    """Whether a word is the name of a month."""
    return written.rstrip(".") in _MONTH_OF


def quantities(said: Tokens) -> Iterator[Mention]:
    """Every figure, in digits or spelled, with the sort of thing it measures as its form; every day of a month and month of a year.

    The value of a date is year-month-day, with nothing for what is not said.
    """
    if any(map(str.isdigit, said.sentence)):
        yield from _in_digits(said)
    for n, word in enumerate(said.lower):
        if word in _SPELLED or "-" in word:
            parts = word.split("-")
            if all(p in _SPELLED for p in parts):
                value = _plain(sum(_SPELLED[p] for p in parts))
                unit = _MEASURES.match(said.sentence, said.ends[n])
                member = Member("number", 1, "number", 0, _measures("", unit["unit"] if unit else ""))
                text = said.sentence[said.starts[n] : unit.end() if unit else said.ends[n]]
                yield mention(member, value, text, said.starts[n])


def _in_digits(said: Tokens) -> Iterator[Mention]:
    dated = [(m, {k.rstrip("_"): v for k, v in m.groupdict().items() if v}) for m in _DATE.finditer(said.sentence)]
    days = {m.start(k) for m, _ in dated for k in ("day", "day_") if m[k]}
    for match, given in dated:
        value = f"{given.get('year', '')}-{_MONTH_OF[given['month']]}-{int(given['day']) if 'day' in given else ''}"
        yield mention(Member("date", 1, "date", 0), value, match.group(), match.start())
    for match in _NUMBER.finditer(said.sentence):
        value_ = _value(
            match["digits"].replace(",", ""), match["times"] or (match["letter"] if match["sign"] else None)
        )
        if value_ is None or match.start() in days:
            continue
        year = (
            match.group() == match["digits"] + (match["decade"] or "")
            and value_.isdigit()
            and _YEARS[0] <= int(value_) <= _YEARS[1]
        )
        form = _measures(match["sign"] or "", match["unit"] or "")
        member = Member("date" if year else "number", 1, "number", 0, form)
        yield mention(member, value_, match.group().rstrip(), match.start())


def relative(said: Tokens) -> Iterator[Mention]:
    """Every "last week" and "next month"."""
    if _RELATION.keys().isdisjoint(said.lower):
        return
    for match in _RELATIVE.finditer(said.sentence):
        value = f"{_RELATION[match[1].lower()]} {match[2].lower()}"
        yield mention(Member("date", 1, "relative date", 0), value, match.group(), match.start())


def agree(a: str, b: str) -> bool:
    """Whether two dates can be the same: whatever both say is equal."""
    return all(x == y or not x or not y for x, y in zip(a.split("-"), b.split("-"), strict=True))


def like(a: Mention, b: Mention, *, framed: bool) -> bool:
    """Whether one figure can stand for the other: of the same sort, and of like size or with a slipped point.

    Where the frame of the sentence is kept, the measure may have got lost or be another one of time.
    """
    measured = {a.form, b.form} - {""}
    if a.kind != b.kind or not (a.form == b.form or (framed and (len(measured) < 2 or measured <= _PERIODS_OF))):
        return False
    if ":" in a.value + b.value:
        return ":" in a.value and ":" in b.value
    few, many = sorted((float(a.value), float(b.value)))
    slipped = few > 0 and f"{few:.6e}".split("e")[0] == f"{many:.6e}".split("e")[0]
    return slipped or many <= _MAGNITUDE * max(few, 0.1)


def slipped(a: Mention, b: Mention) -> bool:
    """Whether one figure is the other with its digits in another order, or with more or fewer noughts: 31 and 13, 290,000 and 29,000."""
    digits = [sorted(c for c in m.value.split("e")[0] if c not in ".:") for m in (a, b)]
    return (a.form == b.form and len(digits[0]) > 1 and digits[0] == digits[1]) or _noughts(a.value, b.value)


def _noughts(a: str, b: str) -> bool:
    if ":" in a + b:
        return False
    few, many = sorted((float(a), float(b)))
    return few >= _TEN and f"{few:.6e}".split("e")[0] == f"{many:.6e}".split("e")[0]


def _measures(sign: str, unit: str) -> str:
    """The sort of thing that is counted, if it is told."""
    if sign not in ("", "#"):
        return "money"
    short = unit[:3].lower()
    return _SHORT.get(short, short)


def _value(digits: str, times: str | None) -> str | None:
    try:
        return digits if ":" in digits else _plain(float(digits) * _TIMES.get((times or "").lower(), 1))
    except ValueError:
        return None


def _plain(number: float) -> str:
    return f"{number:.7g}" if number < 1e7 else f"{number:.4e}"
