"""Where links lead. What was found at them is in the sheet: this only judges it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from digest import urls
from digest.model import Finding
from digest.preflight import Sheet


def reached(sheet: Sheet) -> Iterator[Finding]:
    """Dead and redirected links."""
    for url, found in sheet.links.items():
        if found.problem:
            yield Finding(
                check="link",
                severity="error" if found.dead else "warning",
                place=url,
                says=found.problem,
                remedy="drop the item, or look whether the page has moved",
            )
        elif found.lands_at and urls.canonical(found.lands_at) != urls.canonical(url):
            where = f"leads to {found.lands_at}"
            home = urlsplit(found.lands_at).path in ("", "/") and urlsplit(url).path not in ("", "/")
            yield Finding(
                check="redirect",
                severity="warning" if home else "advice",
                place=url,
                says=f"{where}{', the front page: the article may be gone' if home else ''}",
                remedy="look at it",
            )


CHECKS = (reached,)
