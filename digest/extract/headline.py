"""The headline of a page as it stands there. Read :func:`choose`.

The <title> and og:title are written for search engines and often carry the site's name or another wording; readers see
the h1, unless that is the site's own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from digest import words

_SITE = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*")
_LONGEST = 300


def choose(tree: Any, stated: str, sites: tuple[str, ...]) -> tuple[str, str]:
    """(the headline, where it stands): the visible one that says most of what the markup says, the only h1, or the markup's."""
    page = next((words.tidy("".join(t.itertext())) for t in tree.iter("title")), "")
    said = [s for s in (stated, page) if s]
    candidates = [h for h in _headings(tree) if 4 <= len(h[0]) <= _LONGEST and not _is_site(h[0], h[2], page, sites)]
    scored = [
        (max((_overlap(text, s) for s in said), default=0.0) + 0.2 * first, -at, text)
        for at, (text, first, _) in enumerate(candidates)
    ]
    best = max(scored, default=(0.0, 0, ""))
    if best[0] >= 0.55:
        return best[2], "headline"
    only = [text for text, first, _ in candidates if first]
    if len(only) == 1 and len(only[0].split()) >= 3:
        return only[0], "headline"
    return (stated, "markup") if stated else (page, "page title") if page else (next(iter(only), ""), "headline")


def _headings(tree: Any) -> Iterator[tuple[str, bool, bool]]:
    """(text, whether it is an h1, whether it is a link to the home page) of the first headings."""
    for number, heading in enumerate(tree.iter("h1", "h2")):
        if number >= 12:
            return
        home = any((a.get("href") or "").rstrip("/").count("/") <= 2 for a in heading.iter("a"))
        yield words.tidy("".join(heading.itertext())), heading.tag == "h1", home


def _is_site(text: str, home: bool, page: str, sites: tuple[str, ...]) -> bool:
    """Whether a heading is the site's name: it links home, or is the last part of the page's title, or the host's name."""
    folded = words.fold(text)
    squeezed = re.sub(r"\W", "", folded)
    parts = [words.fold(p) for p in _SITE.split(page)]
    named = any(squeezed and squeezed in re.sub(r"\W", "", words.fold(s)) for s in sites if s)
    return named or (home and len(text) < 60) or (len(parts) > 1 and folded in parts[1:] and len(text.split()) <= 6)


def _overlap(a: str, b: str) -> float:
    """Shared words over all words of the shorter text, less for a much shorter one."""
    left, right = set(words.words(a)), set(words.words(b))
    if not left or not right:
        return 0.0
    both = len(left & right)
    return both / min(len(left), len(right)) * 0.7 + both / max(len(left), len(right)) * 0.3
