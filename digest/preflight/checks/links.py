"""Where links lead. What was found at them is in the sheet: this only judges it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from digest import urls
from digest.model import Finding
from digest.preflight import Sheet, advice, error, linked, warning


def reached(sheet: Sheet) -> Iterator[Finding]:
    """Dead and redirected links."""
    for url in linked(sheet.page):
        found = sheet.links.get(url)
        if found is None:
            continue
        if found.problem:
            grave = error if found.dead else warning
            yield grave("link", url, found.problem, "drop the item, or look whether the page has moved")
        elif found.lands_at and urls.canonical(found.lands_at) != urls.canonical(url):
            home = urlsplit(found.lands_at).path in ("", "/") and urlsplit(url).path not in ("", "/")
            says = f"leads to {found.lands_at}{', the front page: the article may be gone' if home else ''}"
            yield (warning if home else advice)("redirect", url, says, "look at it")


CHECKS = (reached,)
