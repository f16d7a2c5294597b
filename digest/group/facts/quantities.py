"""How many, how much and when: figures with what they count, dates. Read :func:`quantities`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from digest.group.facts import currency
from digest.group.facts.lexicon import Member
from digest.group.facts.mention import Mention, mention
from digest.group.facts.tokens import Tokens
from digest.model import AlterationKind

_MEASURE = (
    r"%|(?:percent|per cent|kilomet(?:er|re)s?|km|centimet(?:er|re)s?|cm|met(?:er|re)s?|m|(?:nautical\s)?miles?|feet|kilograms?|kg|tons?|tonnes?|"
    r"seconds|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b"
)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[#$€£¥₩])?(?P<digits>[1-9]\d{0,2}(?:[ '’]\d{3})+(?![\d.,])|\d+(?:[.,:]\d+)*)"
    r"(?:(?:st|nd|rd|th|(?P<decade>s))\b|[-\s]?(?P<times>million|billion|trillion|thousand|hundred)\b|(?P<apart>\s)?(?P<letter>bn|mn?|k)\b)?"
    rf"(?:[-\s]?(?P<unit>{_MEASURE}))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"[-\s](?P<unit>{_MEASURE})", re.IGNORECASE)
# Behind a figure "second" is the one after the first, but not in "30 litres a second".
_IS_MEASURE = re.compile(rf"(?:{_MEASURE}|second)")
# A pattern that begins with what is looked for, and then looks back, is many times as fast as one that looks back everywhere.
_BEGINS = re.compile(r"\d(?<![\w.,]\d)")
# What stands between thousands; a point stands before parts of one.
_APART = re.compile(r"[ ,'’]")
_TIMES = {
    "dozen": 12, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELLED = {w: n + 2 for n, w in enumerate(_UNITS.split())} | {w: 10 * (n + 2) for n, w in enumerate(_TENS.split())}
_ALONE, _POINT = {"zero": 0, "oh": 0, "one": 1}, "point"
_ONE = frozenset(["a", "an", "one"])
_BEGINNING = _ONE.union(_SPELLED)
_COUNTING = frozenset([*_SPELLED, *_TIMES])
# Not letters and abbreviations, which stand behind digits.
_TIMES_SPELLED = frozenset(w for w in _TIMES if len(w) > len("bn"))
_TIMES_ALONE = frozenset((w,) for w in _TIMES_SPELLED)
_DIGITS = re.compile(r"\d(?<![\w.,]\d)[\d.,:]*")
_TEENS_AND_TENS = frozenset(w for w in _SPELLED if w.endswith(("teen", "ty")))
_YEARS, _MILLENNIUM = (1500, 2200), 1000
_WORD = re.compile(r"\w+")
_AND_A_HALF = ("and", "a", "half")
_DAYS_A_WEEK = 7
_TEN, _MOST, _BESIDE = 10, 1e15, 24
# "One in four" is a quarter, which a table has; "four of every ten" are forty percent.
_PARTS_OF = frozenset([("one", "in"), ("of", "every"), ("in", "every")])
_ONE_OF = 5
_PARTS = ("half", "halv", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "fold")
# "5m" may be metres, or millions.
LETTER, SHARE = "letter", "share"
"""Forms of a figure: one with a letter behind it that may be of a measure or of millions, and one in percent."""
OF_TIME = frozenset(["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"])
"""The measures of time."""
AGE, _OLD = "age", re.compile(r"[-\s]olds?\b", re.IGNORECASE)
"""The form of a figure that is an age."""
# "A man aged 44", "Henrik Solberg, 44, said".
_AGED, _DIGITS_OF_AGE = re.compile(r"(?:\b[Aa]ged?\s|[A-Z][a-z]+,\s)$"), 2
# "Four decades" are forty years, "the 15th century" is none.
_YEARS_IN, _ORDINAL = {"decade": 10, "century": 100}, re.compile(r"\d+(?:st|nd|rd|th)\b")
# "For more than a year", "about an hour": how long, and not how often.
_LASTING = frozenset(
    ["for", "than", "over", "about", "around", "nearly", "almost", "within", "least", "under", "another"]
)
_FAMILIES = (
    OF_TIME,
    frozenset(["kilometre", "centimetre", "metre", "mile", "nautical mile", "feet"]),
    frozenset(["kilogram", "ton"]),
)
_MEASURES = (
    ("%", SHARE), ("per", SHARE), ("km", "kilometre"), ("kilom", "kilometre"), ("centu", "century"), ("c", "centimetre"), ("met", "metre"), ("mil", "mile"), ("nau", "nautical mile"), ("f", "feet"),
    ("k", "kilogram"), ("ton", "ton"), ("sec", "second"), ("min", "minute"), ("h", "hour"), ("da", "day"), ("w", "week"), ("mo", "month"), ("y", "year"), ("de", "decade"), ("m", "metre"),
)  # fmt: skip

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_MONTH_OF = {m: n + 1 for n, m in enumerate(_MONTHS)} | {m[:3]: n + 1 for n, m in enumerate(_MONTHS)} | {"Sept": 9}
_MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_IN_MONTH = re.compile("|".join(m[:3] for m in _MONTHS))
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<day_>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month_>{_MONTH})\b\.?(?:,?\s+(?P<year_>\d{{4}})\b)?"
    rf"|\b(?P<month__>{_MONTH})\.?,?\s+(?P<year__>\d{{4}})\b"
)
_RATE = re.compile(
    r"(?:\d|\b(?:once|twice|times|dozen|hundred|thousand|million|billion)\b)\S{0,12}(?: [\w-]{1,20}){0,2} (?P<rate>(?:an?|per|each|every) (?P<unit>second|minute|hour|day|week|month|year))\b(?! (?:after|before|later|earlier|ago|or|and))",
    re.IGNORECASE,
)
_PERIODS = ("day", "week", "weekend", "month", "year", "decade", "century", "season", "spring", "summer", "autumn", "fall", "winter")  # fmt: skip
# "1720 rifles": a noun in the plural, or of people.
_THINGS = re.compile(
    r"\s(?!(?:was|is|has|this|its|as|does|his|us|across|towards|plus|less|versus|perhaps|always)\b)(?:[a-z]{3,}s|people|men|women|children)\b"
)
_IN_YEAR = re.compile(
    r"\b(?:in|since|by|from|until|till|to|of|before|after|during|and|between|through|the|late|early|mid|spring|summer|autumn|fall|winter|year|its|this|that|a)[\s-]$",
    re.IGNORECASE,
)
_RELATION = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
_RELATIVE = re.compile(
    rf"\b(?P<relation>{'|'.join(_RELATION)})\s+(?:(?P<many>\d+|{'|'.join(_SPELLED)})\s+)?(?P<period>{'|'.join(_PERIODS)})(?P<plural>s?)\b"
    rf"|\bthe\s+(?P<far>{'|'.join(_PERIODS)})\s+after\s+next\b"
    r"|\b(?P<season>spring|summer|autumn|fall|winter)\s+of\s+(?P<of>last|this|next)\s+year\b",
    re.IGNORECASE,
)


def figures(text: str) -> frozenset[str]:
    """The figures of a whole text as they are written, without regard to what they count."""
    return _TEENS_AND_TENS.intersection(_WORD.findall(text.lower())).union(_DIGITS.findall(text))


def counts(written: str, lower: Collection[str]) -> bool:
    """Whether what stands between two spaces, given as it is written and as its words, may be part of a number."""
    return bool(_BEGINS.search(written)) or any(not _COUNTING.isdisjoint(w.split("-")) for w in lower)


def is_figure(word: str) -> bool:
    """Whether a word, in lower case, is a figure or one of several words of one."""
    return word[:1].isdigit() or all(p in _COUNTING for p in word.split("-"))


def is_measure(word: str) -> bool:
    """Whether a word, in lower case, tells what is counted."""
    return bool(_IS_MEASURE.fullmatch(word))


def is_period(lower: Collection[str]) -> bool:
    """Whether one of the words may be part of a relative date."""
    return any(w in _RELATION or w in _PERIODS for w in lower)


def is_month(written: str) -> bool:
    """Whether a word is the name of a month."""
    return written.rstrip(".") in _MONTH_OF


def quantities(said: Tokens) -> Iterator[Mention]:
    """Every figure, in digits or spelled, with the sort of thing it measures as its form; every day of a month and month of a year.

    The value of a date is year-month-day, with nothing for what is not said.
    """
    if _BEGINS.search(said.sentence):
        yield from _in_digits(said)
    free = 0
    for n, word in enumerate(said.lower):
        if n < free or not (word in _BEGINNING or "-" in word) or _is_part_of_whole(said.lower, n):
            continue
        number, free = _spelled(said, n)
        if number is None and _lasts(said, n):
            number = 1.0
        if number is None:
            yield from _compound(said, n)
            continue
        unit = _BEHIND.match(said.sentence, said.ends[free - 1])
        stop = unit.end() if unit else said.ends[free - 1]
        measure = _measure_or_age(unit["unit"] if unit else "", said.sentence, stop)
        yield from _figure("number", _plain(number), measure, said.sentence[said.starts[n] : stop], said.starts[n])


def _is_part_of_whole(lower: Sequence[str], at: int) -> bool:
    """Whether a figure tells of how many one is counted: "one in five", "one adolescent in five"."""
    before = lower[max(0, at - _ONE_OF) : at]
    return before[-2:] in _PARTS_OF or (before[-1:] == ("in",) and "one" in before)


def _lasts(said: Tokens, at: int) -> bool:
    """Whether an article tells how long something lasts, together with what stands behind it: "for more than a year"."""
    before, behind = said.lower[max(0, at - 1) : at], said.lower[at + 1 : at + 2]
    return said.lower[at] in _ONE and not _LASTING.isdisjoint(before) and not OF_TIME.isdisjoint(behind)


def _spelled(said: Tokens, at: int) -> tuple[float | None, int]:
    """The figure whose words begin at a place, and behind which word it ends: "two hundred and sixty five thousand", "a dozen"."""
    number, end = _below_hundred(said, at)
    if said.lower[end : end + len(_AND_A_HALF)] == _AND_A_HALF and (number is not None or said.lower[at] in _ONE):
        number, end = (number or 1.0) + 0.5, end + len(_AND_A_HALF)
    times = 1.0
    while end < len(said) and said.lower[end] in _TIMES_SPELLED and said.beside(end - 1):
        times, end = times * _TIMES[said.lower[end]], end + 1
    if number is None and said.lower[at] in _ONE and times > 1:
        number = 0.5 if at and said.lower[at - 1] == "half" else 1.0
    if number is None:
        return None, end
    rest = end + (said.lower[end : end + 1] == ("and",))
    if times > 1 and rest < len(said) and all(said.beside(n - 1) for n in range(end, rest + 1)):
        more, stop = _below_hundred(said, rest)
        if more is not None and said.lower[stop : stop + 1] not in _TIMES_ALONE:
            return number * times + more, stop
    return number * times, end


def _below_hundred(said: Tokens, at: int) -> tuple[float | None, int]:
    """The figure below a hundred at a place, and behind which word it ends: "sixty five", "sixty-five"."""
    parts = said.lower[at].split("-")
    number: float | None = float(sum(_SPELLED[p] for p in parts)) if all(p in _SPELLED for p in parts) else None
    end = at + 1
    if (
        number
        and number % _TEN == 0
        and end < len(said)
        and said.beside(end - 1)
        and _SPELLED.get(said.lower[end], _TEN) < _TEN
    ):
        number, end = number + _SPELLED[said.lower[end]], end + 1
    return number, end


def _compound(said: Tokens, at: int) -> Iterator[Mention]:
    """The figure that a word with hyphens begins with: "five-party", "four-day-long"; a part of a whole is none."""
    first, *rest = said.lower[at].split("-")
    if rest[:1] == [_POINT] and (decimal := _decimal(first, rest[1:])):
        yield from _figure("number", decimal, "", said.written[at], said.starts[at])
        return
    measure = _measure(rest[0]) if rest and is_measure(rest[0]) else ""
    measure = AGE if measure == "year" and rest[1:2] == ["old"] else measure
    half = 0.5 if tuple(rest[:3]) == _AND_A_HALF else 0.0
    # Behind "twenty-" a figure is meant to follow.
    if rest and first in _SPELLED and not rest[0].startswith(_PARTS) and (measure or _SPELLED[first] % _TEN):
        yield from _figure(
            "number",
            _plain(_SPELLED[first] + half),
            measure,
            said.sentence[said.starts[at] : said.ends[at]],
            said.starts[at],
        )


def _decimal(whole: str, behind: Sequence[str]) -> str | None:
    """The figure that "six-point-six" and "one-point-two-five" spell; None for what spells none."""
    figures = [_SPELLED.get(w, _ALONE.get(w, _TEN)) for w in (whole, *behind)]
    if not behind or any(f >= _TEN for f in figures[1:]) or (whole not in _SPELLED and whole not in _ALONE):
        return None
    return _plain(float(f"{figures[0]}.{''.join(map(str, figures[1:]))}"))


def _figure(kind: AlterationKind, value: str | None, measure: str, text: str, start: int) -> Iterator[Mention]:
    """A figure, and what is counted as a mention of its own: "twelve hours" may have become "twelve days"."""
    if value is None:
        return
    if measure in _YEARS_IN and ":" not in value and not _ORDINAL.match(text):
        value, measure = _plain(float(value) * _YEARS_IN[measure]) or value, "year"
    yield mention(Member(kind, 1, "number", 0, measure), value, text, start)
    if any(measure in family for family in _FAMILIES):
        yield mention(Member("number", 1, "measure", 0, value), measure, text, start)


def _in_digits(said: Tokens) -> Iterator[Mention]:
    dates = _DATE.finditer(said.sentence) if _IN_MONTH.search(said.sentence) else ()
    dated = [(m, {k.rstrip("_"): v for k, v in m.groupdict().items() if v}) for m in dates]
    days = {m.start(k) for m, _ in dated for k in ("day", "day_") if m[k]}
    for match, given in dated:
        value = f"{given.get('year', '')}-{_MONTH_OF[given['month']]}-{int(given['day']) if 'day' in given else ''}"
        yield mention(Member("date", 1, "date", 0), value, match.group(), match.start())
    for match in _NUMBER.finditer(said.sentence):
        if match.start() not in days:
            yield from _in_digits_of(match)


def _in_digits_of(match: re.Match[str]) -> Iterator[Mention]:
    digits, times = match["digits"], match["times"] or ""
    unit = match["unit"] or ""
    measure = "money" if match["sign"] not in (None, "#") else _measure_or_age(unit, match.string, match.end())
    if not measure and _tells_an_age(match):
        measure = AGE
    letter = (match["letter"] or "").lower()
    if letter in ("bn", "mn") or (letter and match["sign"]):
        times = letter
    elif letter:
        measure = _measure(letter) if match["apart"] else LETTER
    value = _value(_APART.sub("", digits), times)
    if value is None:
        return
    year = match.group() == digits + (match["decade"] or "") and digits.isdigit() and value.isdigit()
    earliest = _MILLENNIUM if match["decade"] else _YEARS[0]
    year = year and earliest <= int(value) <= _YEARS[1] and not _counts_things(match)
    kind: AlterationKind = "date" if year else "number"
    yield from _figure(kind, value, measure, match.group().rstrip(), match.start())
    if named := currency.of(match.string, match["sign"] or "", match.end()):
        code, stop = named
        text = match.string[match.start() : stop].rstrip()
        yield mention(Member("number", 1, "currency", 0, value), code, text, match.start())


def _tells_an_age(match: re.Match[str]) -> bool:
    """Whether a figure that counts nothing stands where an age does: "a man aged 44", "Henrik Solberg, 44, said"."""
    begins = _AGED.search(_before(match))
    if begins is None or len(match["digits"]) > _DIGITS_OF_AGE:
        return False
    return begins.group().endswith(("d ", "e ")) or match.string.startswith(",", match.end())


def _counts_things(match: re.Match[str]) -> bool:
    """Whether four digits count what is named behind them, and tell no year: "1720 rifles", but not "in 1990 elections"."""
    return bool(_THINGS.match(match.string, match.end())) and not _IN_YEAR.search(_before(match))


def _before(match: re.Match[str]) -> str:
    """What stands right before a figure: of a sentence of thousands of figures, all that is before each would take long."""
    return match.string[max(0, match.start() - _BESIDE) : match.start()]


def rates(said: Tokens) -> Iterator[Mention]:
    """Every "a month" or "per day" close behind a figure."""
    for match in _RATE.finditer(said.sentence):
        text = match["rate"]
        yield mention(Member("number", 1, "rate", 0), _measure(match["unit"]), text, match.start("rate"))


def relative(said: Tokens) -> Iterator[Mention]:
    """Every "last week" and "next month"."""
    if _RELATION.keys().isdisjoint(said.lower):
        return
    for match in _RELATIVE.finditer(said.sentence):
        many, plural = match["many"] or "", bool(match["plural"])
        if plural != bool(many):
            continue
        if match["far"]:
            value = f"2 {match['far'].lower()}"
        else:
            relation, period = match["relation"] or match["of"], match["period"] or match["season"]
            value = f"{_RELATION[relation.lower()]} {_so_many(many.lower(), period.lower())}"
        yield mention(Member("date", 1, "relative date", 0), value, match.group(), match.start())


def _so_many(many: str, period: str) -> str:
    """A number of periods as it is compared: a decade is ten years, and fall is autumn."""
    period = "autumn" if period == "fall" else period
    number = int(many) if many.isdigit() else _SPELLED.get(many, 1)
    if period == "day" and number % _DAYS_A_WEEK == 0:
        number, period = number // _DAYS_A_WEEK, "week"
    if period in _YEARS_IN:
        number, period = number * _YEARS_IN[period], "year"
    return period if number == 1 else f"{number} {period}"


def _measure(unit: str) -> str:
    """What is counted, however it is written."""
    return next((name for start, name in _MEASURES if unit.lower().startswith(start)), "")


def _measure_or_age(unit: str, sentence: str, end: int) -> str:
    """What is counted; of "44 years old" and "44-year-old" the age, which is no length of time."""
    measure = _measure(unit)
    return AGE if measure == "year" and _OLD.match(sentence, end) else measure


def _value(digits: str, times: str | None) -> str | None:
    try:
        return (
            ":".join(p.lstrip("0") or "0" for p in digits.split(":"))
            if ":" in digits
            else _plain(float(digits) * _TIMES.get((times or "").lower(), 1))
        )
    except ValueError:
        return None


def _plain(number: float) -> str | None:
    """A figure as it is compared; None for one that is none, as nobody counts so far."""
    if number > _MOST:
        return None
    return f"{number:.7g}" if number < 1e7 else f"{number:.4e}"
