"""Whether one figure, or date, can be another, stand for it, or have been worked out from others.

Read :func:`agree`, :func:`like`, :func:`slipped`, :func:`rounded` and :func:`results`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice, permutations
from math import ceil, floor

from digest.group.facts.mention import Mention
from digest.group.facts.quantities import LETTER, OF_TIME, SHARE

_MAGNITUDE, _TEN = 12.0, 10
_OTHERS = 32
_LONG = 3
# Of a month and a year, on average; thirty days are a month, too.
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0}
_AS_LONG = 0.98
# So much smaller or larger, one figure may be the other in round numbers.
_CLOSE, _BOUNDED = 0.05, 0.15


def agree(a: str, b: str) -> bool:
    """Whether two dates can be the same: whatever both say is equal."""
    return all(x == y or not x or not y for x, y in zip(a.split("-"), b.split("-"), strict=True))


def like(a: Mention, b: Mention, *, framed: bool) -> bool:
    """Whether one figure can stand for the other: of the same sort, and of like size or with a slipped point.

    Where the frame of the sentence is kept, the measure may have got lost or be another one of time.
    """
    if ":" in a.value + b.value:
        return a.kind == b.kind and ":" in a.value and ":" in b.value
    same = _mantissa(a.value) == _mantissa(b.value)
    if LETTER in (a.form, b.form) and same:
        return False
    measured = {a.form, b.form} - {"", LETTER}
    if a.kind != b.kind or (len(measured) > 1 and not (framed and measured <= OF_TIME)):
        return False
    if len(measured) == 1 and not framed and a.form != b.form:
        return False
    if _lasts_as_long(a, b):
        return False
    few, many = sorted((float(a.value), float(b.value)))
    return (same and few > 0) or many <= _MAGNITUDE * max(few, 0.1)


def _lasts_as_long(a: Mention, b: Mention) -> bool:
    """Whether both are the same length of time in two measures: "twelve months", "a year"."""
    if a.form == b.form or not {a.form, b.form} <= _HOURS.keys():
        return False
    few, many = sorted(float(m.value) * _HOURS[m.form] for m in (a, b))
    return few >= _AS_LONG * many


def results(figures: Iterable[Mention]) -> frozenset[tuple[str, float]]:
    """(form, value) of what can be worked out from two of some figures: sums and differences, shares in whole percent."""
    given = [(m.form, float(m.value)) for m in islice((m for m in figures if ":" not in m.value), _OTHERS)]
    pairs = [(a, b) for a, b in permutations(given, 2) if a[0] == b[0]]
    sums = {(form, round(value, 6)) for (form, a), (_, b) in pairs for value in (a + b, a - b)}
    return frozenset(
        sums.union((SHARE, share) for (_, a), (_, b) in pairs if 0 < a < b for share in _near(100 * (a / b)))
    )


def _near(share: float) -> tuple[float, float]:
    return float(floor(share)), float(ceil(share))


def is_among(one: Mention, worked_out: Collection[tuple[str, float]]) -> bool:
    """Whether a figure is one of those that were worked out."""
    return ":" not in one.value and (one.form, round(float(one.value), 6)) in worked_out


def rounded(a: Mention, b: Mention, *, bounded: bool = False) -> bool:
    """Whether one figure is the other with fewer digits: 15,522 and 15,500, 1.34 and 1.3; also cut: 15,000.

    What is only said to be the least or the most may be further off: "more than 200" for 231.
    """
    if ":" in a.value + b.value or a.form != b.form:
        return False
    few, many = sorted((a.value, b.value), key=_digits)
    close = abs(float(few) - float(many)) <= (_BOUNDED if bounded else _CLOSE) * float(many)
    return _digits(few) < _digits(many) >= (2 if bounded else _LONG) and close


def _digits(value: str) -> int:
    """How many digits of a figure are none of the noughts at its end."""
    return len(f"{float(value):.6e}".split("e")[0].replace(".", "").rstrip("0"))


def slipped(a: Mention, b: Mention) -> bool:
    """Whether one figure is the other with a slip: 31 and 13, 290,000 and 29,000, fourteen and forty."""
    if ":" in a.value + b.value or a.form != b.form:
        return False
    digits = [sorted(c for c in m.value.split("e")[0] if c != ".") for m in (a, b)]
    few, many = sorted((float(a.value), float(b.value)))
    noughts = few >= _TEN and _mantissa(a.value) == _mantissa(b.value)
    teens = _TEN + 2 < few < 2 * _TEN and many == _TEN * (few - _TEN)
    swapped = len(digits[0]) > 1 and digits[0] == digits[1]
    return few < many and (noughts or teens or swapped or _differs_in_one_digit(a, b))


def mistaken(a: Mention, b: Mention) -> bool:
    """Whether one of two figures that tell the same may stand there for the other: as :func:`slipped`, seven and seventeen, 17 and 175, 80 and 180."""
    if slipped(a, b):
        return True
    if ":" in a.value + b.value or a.form != b.form:
        return False
    few, many = sorted((float(a.value), float(b.value)))
    lost = few >= _TEN and many >= _TEN * few and f"{many:.0f}".startswith(f"{few:.0f}")
    more = few >= _TEN - 1 and f"{many:.7g}"[1:] == f"{few:.7g}"
    return lost or more or (2 < few < _TEN and many in (few + _TEN, few * _TEN))


def _differs_in_one_digit(a: Mention, b: Mention) -> bool:
    """Whether two figures of three and more digits, or sums of money of two, are the same but for one."""
    apart = [x for x, y in zip(a.value, b.value, strict=False) if x != y]
    enough = sum(map(str.isdigit, a.value)) >= (_LONG - 1 if a.form == "money" else _LONG)
    return a.kind == "number" and len(a.value) == len(b.value) and len(apart) == 1 and apart[0].isdigit() and enough


def _mantissa(value: str) -> str:
    return f"{float(value):.6e}".split("e")[0]
