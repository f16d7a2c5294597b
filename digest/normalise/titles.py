"""Headlines: without the site's name behind them, without a wire's prefixes. Read :func:`split_site`."""

from __future__ import annotations

import re
from collections.abc import Collection

from digest import words

_SEPARATOR = re.compile(r"\s+[|–—·»•-]\s+|\s*\|\s*|\s+::\s+")
# Words that end the name of a publication, so that " – Asia Times" is a site and " – What Next" is not.
_PRESS = re.compile(
    r"\b(?:times|news|post|herald|journal|today|institute|review|daily|weekly|agency|tribune|monitor|diplomat|watch|guardian|"
    r"telegraph|gazette|chronicle|press|radio|tv|television|online|media|magazine|council|foundation|center|centre|forum|"
    r"bbc|cnn|cnbc|npr|reuters|ap|afp|tass|yonhap|kcna|nhk|kbs|dw|rfa|voa|csis|rusi|iiss|brookings|wikipedia|linkedin|"
    r"medium|substack|youtube|\w+\.(?:com|org|net|ru|kr|jp|de|fr))\b",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"^\((?:\d(?:st|nd|rd|th) )?(?:LEAD|LD|URGENT|News Focus|Yonhap Feature|Yonhap Interview|EDITORIAL)[^)]{0,12}\)\s*",
    re.IGNORECASE,
)


def plain(title: str) -> str:
    """One tidy line; a wire's "(2nd LD)" is taken off."""
    return _WIRE.sub("", words.tidy(words.unescape(title)))


def split_site(title: str, names: Collection[str]) -> tuple[str, str]:
    """Return (title, site): the site's name is cut off the end, or the start, if it is known or reads as one."""
    known = {words.fold(n) for n in names if n}
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts:
        return title, ""
    first, rest = title[: cuts[0].start()], title[cuts[0].end() :]
    head, tail = title[: cuts[-1].start()], title[cuts[-1].end() :]
    if words.fold(first) in known and words.fold(tail) not in known and len(rest) >= 8:
        return rest, first
    if _is_site(tail, known, cuts[-1].group()) and len(head) >= 8:
        shorter, _ = split_site(head, names) if words.fold(head) not in known else (head, "")
        return shorter, tail
    return title, ""


def _is_site(tail: str, known: Collection[str], separator: str) -> bool:
    folded = words.fold(tail)
    if any(folded == k or (len(k) > 4 and (k.startswith(folded) or folded.startswith(k))) for k in known):
        return True
    if len(tail.split()) > 5 or not tail[:1].isupper():
        return False
    return "|" in separator or (bool(_PRESS.search(tail)) and not re.search(r"[?!:]", tail))
