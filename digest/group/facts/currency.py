"""In which currency a sum is. Read :func:`of`."""

from __future__ import annotations

import re

_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₩": "won"}
_CURRENCIES = {
    **{n: n for n in ("dollar", "euro", "pound", "yen", "won", "yuan", "franc", "rupee", "peso", "rand", "lira", "shekel", "dinar", "riyal", "hryvnia", "forint")},
    "ruble": "ruble", "rouble": "ruble", "krone": "krone", "kroner": "krone", "krona": "krona", "kronor": "krona", "zloty": "zloty", "złoty": "zloty", "sterling": "pound", "renminbi": "yuan", "reais": "real", "koruna": "koruna", "usd": "dollar", "eur": "euro", "gbp": "pound", "krw": "won",
}  # fmt: skip
_MONEY = re.compile(
    rf"\s?(?:(?:US|American|Canadian|Australian|Swiss|Norwegian|Swedish|Danish|Czech)\s)?(?P<unit>{'|'.join(sorted(_CURRENCIES, key=len, reverse=True))})s?\b",
    re.IGNORECASE,
)
# "14 won" is seldom a sum.
_MANY, _FAR = re.compile(r"(?:thousand|million|billion|trillion|bn|[\d.,]{4})$", re.IGNORECASE), 16


def of(sentence: str, sign: str, end: int) -> tuple[str, int] | None:
    """The currency of a figure with a sign before it, or a name behind it, and where what tells it ends; None if nothing does.

    ``end`` is where the figure ends in the sentence.
    """
    behind = _MONEY.match(sentence, end)
    if behind and (behind["unit"].lower() != "won" or _MANY.search(sentence, max(0, end - _FAR), end)):
        return _CURRENCIES[behind["unit"].lower()], behind.end()
    return (_SIGNS[sign], end) if sign in _SIGNS else None


def is_currency(word: str) -> bool:
    """Whether a word, in lower case, is the name of a currency."""
    return word.removesuffix("s") in _CURRENCIES or word in _CURRENCIES
