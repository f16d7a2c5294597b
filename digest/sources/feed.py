"""RSS and Atom feeds, by feedparser. Read :func:`collect`."""

from __future__ import annotations

import asyncio
import html
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import feedparser
from bs4 import BeautifulSoup
from pydantic import Field

from digest import urls, words
from digest.errors import CollectError, FetchError
from digest.interfaces import Fetched, Surroundings
from digest.model import Document, Failure, Hints, Source
from digest.sources import _pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A feed (RSS or Atom)."""

    url: Annotated[str, Field(min_length=1, description="Address of the feed.")]
    max_items: Annotated[int, Field(ge=1, le=500, description="At most so many entries a run, the newest first.")] = 30


OPTIONS = Options
# What expat says of a document that ends too early (with its place in front).
_AT_THE_END = ("no element found", "unclosed token", "unclosed CDATA section", "partial character")


async def collect(source: Source, world: Surroundings) -> AsyncIterator[Document | Failure]:
    """Yield a document for each new entry. An unchanged feed (304) gives none; what is not a feed is an error."""
    etag, modified = world.validators.validators(source.url)
    try:
        fetched = await world.fetcher.fetch(source.url, etag=etag, last_modified=modified)
    except FetchError as error:
        raise CollectError(source.id, error.reason) from error
    if fetched.status == 304:
        return
    parsed = await asyncio.to_thread(_parse, fetched)
    _refuse_what_is_no_feed(source, fetched, parsed)
    # Where every entry was changed at one instant, that is when the feed was built.
    is_built = len({dict.get(e, "updated") for e in parsed.entries}) == 1
    for entry in _newest_first(parsed.entries)[: source.options.max_items]:
        if url := _address(entry, fetched.url):
            hints = _hints(entry, parsed.feed)
            revised = "" if is_built else hints.modified
            async for found in _pages.page(source, url, hints, world, _content(entry), revised):
                yield found
    if _breaks_off(parsed):
        raise CollectError(source.id, f"the feed breaks off; {len(parsed.entries)} of its entries could be read")
    world.validators.remember(source.url, fetched.etag, fetched.last_modified)


def _parse(fetched: Fetched) -> Any:
    """Feedparser's cleaning is left out: our own reading escapes and resolves, at half the cost."""
    headers = {
        "content-type": f"{fetched.media_type}; charset={fetched.charset}" if fetched.charset else fetched.media_type
    }
    return feedparser.parse(fetched.body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)


def _refuse_what_is_no_feed(source: Source, fetched: Fetched, parsed: Any) -> None:
    """An HTML page (a consent wall, a moved feed) is not a feed without entries."""
    if parsed.get("version") or parsed.entries:
        return
    links = BeautifulSoup(fetched.body, "lxml").select(
        'link[rel~="alternate"][type*="rss"], link[rel~="alternate"][type*="atom"]'
    )
    hint = next((urls.resolve(fetched.url, str(link.get("href") or "")) for link in links), "")
    raise CollectError(
        source.id, f"not a feed ({fetched.media_type})" + (f"; the page names one: {hint}" if hint else "")
    )


def _breaks_off(parsed: Any) -> bool:
    """Whether a feed ends before its last element is closed; many others are not well-formed and can be read all the same."""
    return str(parsed.get("bozo_exception", "")).endswith(_AT_THE_END)


def _newest_first(entries: Sequence[Any]) -> Sequence[Any]:
    """Some feeds have the oldest first. Where not all say when they are of, the order is the feed's."""
    dates = [tuple(dict.get(e, "published_parsed") or dict.get(e, "updated_parsed") or ()) for e in entries]
    if not all(dates):
        return entries
    return [entries[n] for n in sorted(range(len(entries)), key=dates.__getitem__, reverse=True)]


def _address(entry: Any, base: str) -> str:
    link = urls.resolve(base, entry.get("link", "") or "")
    return urls.canonical(link) if link else ""


def _hints(entry: Any, feed: Any) -> Hints:
    authors = tuple(a["name"] for a in entry.get("authors", []) if a.get("name")) or (
        (entry["author"],) if entry.get("author") else ()
    )
    return Hints(
        title=_plain(entry.get("title", "")),
        authors=tuple(words.tidy(a)[:200] for a in authors),
        published=entry.get("published", "") or entry.get("created", ""),
        modified=dict.get(entry, "updated", ""),
        language=feed.get("language", "") or "",
        summary=_plain(entry.get("summary", ""))[:2000],
    )


def _plain(markup: str) -> str:
    """Text of a title or summary that may hold markup, escaped once or twice."""
    text = words.unescape(markup[:20_000])
    return words.tidy(BeautifulSoup(text, "lxml").get_text(" ") if "<" in text else text)[:2000]


def _content(entry: Any) -> bytes:
    """The longest text the entry carries, as an HTML fragment."""
    carried = [c.get("value", "") for c in entry.get("content", [])] + [entry.get("summary", "")]
    longest = max(carried, key=len, default="")
    text = (
        longest if "<" in longest else "".join(f"<p>{html.escape(p)}</p>" for p in longest.split("\n\n") if p.strip())
    )
    return text.encode()
