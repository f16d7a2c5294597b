"""The public archive as files: a page for each edition, a front page with search, feeds, a sitemap. Read :func:`archive`.

An edition's page is the e-mail that was sent, with what a web page needs around it; so both come from the same templates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from digest import urls
from digest.model import Edition, Email
from digest.render.environment import fill

_HEAD = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_FEEDS = ("rss.xml", "atom.xml")
_NEWEST = 50
"""So many editions stand in the feeds."""


def archive(editions: Sequence[tuple[Edition, Email]], base: str, templates: Mapping[str, str]) -> dict[str, bytes]:
    """Path to content of every file, for editions with the newest first; ``base`` is the address it will be at, or empty.

    Raises TemplateError as rendering does. Of no editions no files are made.
    """
    if not editions:
        return {}
    base = f"{base.rstrip('/')}/" if base else ""
    files = dict(_pages(editions, base, templates))
    newest = tuple(e for e, _ in editions[:_NEWEST])
    every = tuple(e for e, _ in editions)
    files["index.html"] = _filled(
        "index.html", templates, editions=every, page=f"{base}index.html" if base else "", root=""
    )
    for name in _FEEDS:
        files[name] = _filled(name, templates, editions=newest, base=base)
    files["sitemap.xml"] = _filled("sitemap.xml", templates, editions=every, base=base)
    files["feed.json"] = _json(_feed(editions[:_NEWEST], base))
    files["search.json"] = _json(list(_searched(every)))
    return files


def _pages(
    editions: Sequence[tuple[Edition, Email]], base: str, templates: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    for n, (edition, email) in enumerate(editions):
        path = f"editions/{edition.id}.html"
        page = email.html
        for image in email.images:
            name = f"{edition.id}-{image.cid}.{image.media_type.partition('/')[2]}"
            yield f"editions/{name}", image.data
            page = page.replace(f"cid:{image.cid}", urls.encode(name))
        body = _BODY.search(page)
        yield path, _filled(
            "edition.html", templates,
            edition=edition, page=f"{base}{path}" if base else "", root="../",
            head=Markup("\n".join(_HEAD.findall(page))),  # noqa: S704 - rendered by us, text from outside escaped then
            body=Markup(body[1] if body else ""),  # noqa: S704 - as above
            newer=editions[n - 1][0] if n else None,
            older=editions[n + 1][0] if n + 1 < len(editions) else None,
        )  # fmt: skip


def _feed(editions: Sequence[tuple[Edition, Email]], base: str) -> dict[str, Any]:
    """JSON Feed 1.1."""
    newest = editions[0][0]
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": newest.title,
        **({"home_page_url": base, "feed_url": f"{base}feed.json"} if base else {}),
        "language": newest.language,
        "authors": [{"name": newest.house.publisher}],
        "items": [
            {
                "id": e.id,
                "url": f"{base}editions/{e.id}.html",
                "title": e.lead.title,
                "content_text": email.text,
                "date_published": f"{e.date.isoformat()}T00:00:00Z",
            }
            for e, email in editions
        ],
    }


def _searched(editions: Sequence[Edition]) -> Iterator[dict[str, str]]:
    """What the front page searches: each item with its words."""
    for edition in editions:
        for item in edition.items:
            words = (item.title, *item.authors, item.publisher, item.blurb, *item.excerpt)
            yield {
                "edition": edition.id,
                "date": edition.date.isoformat(),
                "title": item.title,
                "text": " ".join(words),
            }


def _filled(name: str, templates: Mapping[str, str], **values: Any) -> bytes:
    return fill(f"archive/{name}.j2", values, templates).encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
