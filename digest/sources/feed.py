"""RSS and Atom feeds, by feedparser, and JSON feeds. Read :func:`collect`."""

from __future__ import annotations

import asyncio
import html
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import feedparser
from bs4 import BeautifulSoup
from pydantic import Field

from digest import dates, urls, words
from digest.errors import CollectError, FetchError
from digest.interfaces import Fetched, Surroundings
from digest.model import Document, Failure, Hints, Source
from digest.sources import _pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A feed (RSS, Atom or JSON Feed)."""

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
    for notice in _pages.has_moved(source, fetched):
        yield notice
    if fetched.status == 304:
        return
    parsed = await asyncio.to_thread(_parse, fetched)
    _refuse_what_is_no_feed(source, fetched, parsed)
    # Where every entry was changed at one instant, that is when the feed was built.
    is_built = len({dict.get(e, "updated") for e in parsed.entries}) == 1
    entries, most = _newest_first(parsed.entries), source.options.max_items
    addresses = [_address(e, fetched.url) for e in entries]
    if missing := sum(not e.get("link") for e in entries):
        yield _passed_over(source, f"of its entries {missing} have no link to a page and were not read")
    if beyond := _beyond(addresses, most, world):
        yield _passed_over(source, f"of its entries {beyond} older ones were not read: its max_items is {most}")
    for entry, url in zip(entries[:most], addresses[:most], strict=True):
        if url:
            hints = _hints(entry, parsed.feed)
            revised = "" if is_built else hints.modified
            async for found in _pages.page(source, url, hints, world, _content(entry), revised):
                yield found
    if _breaks_off(parsed):
        raise CollectError(source.id, f"the feed breaks off; {len(parsed.entries)} of its entries could be read")
    world.validators.remember(source.url, fetched.etag, fetched.last_modified)


def _passed_over(source: Source, reason: str) -> Failure:
    return Failure(stage="collect", subject=source.id, reason=reason, lasting=True)


def _beyond(addresses: Sequence[str], most: int, world: Surroundings) -> int:
    """How many entries beyond those that are read were never read: behind one that is known stand those of earlier runs."""

    def is_known(url: str) -> bool:
        return world.validators.seen(url) or any(world.validators.validators(url))

    if any(map(is_known, filter(None, addresses[:most]))):
        return 0
    return sum(not is_known(url) for url in addresses[most:] if url)


def _parse(fetched: Fetched) -> Any:
    """Feedparser's cleaning is left out: our own reading escapes and resolves, at half the cost."""
    if fetched.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_json(fetched.body)
    headers = {
        "content-type": f"{fetched.media_type}; charset={fetched.charset}" if fetched.charset else fetched.media_type
    }
    return feedparser.parse(fetched.body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)


def _of_json(body: bytes) -> Any:
    """A JSON Feed (version 1 and 1.1) as feedparser gives the others; without version and entries where it is none."""
    try:
        told = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or "jsonfeed.org/version/" not in str(told.get("version")):
        return feedparser.FeedParserDict(entries=[], feed={})
    items = told.get("items")
    feed = {"language": _text(told.get("language"))}
    entries = [_entry(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return feedparser.FeedParserDict(version="json", entries=entries, feed=feed)


def _entry(item: Mapping[str, Any]) -> Any:
    authors = item["authors"] if isinstance(item.get("authors"), list) else [item.get("author")]
    published, content = _text(item.get("date_published")), _text(item.get("content_html"))
    when = dates.parse(published)
    return feedparser.FeedParserDict(
        title=_text(item.get("title")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        authors=[{"name": _text(a.get("name"))} for a in authors if isinstance(a, dict)],
        published=published,
        published_parsed=when.at.timetuple() if when else None,
        updated=_text(item.get("date_modified")),
        summary=_text(item.get("summary")),
        content=[{"value": content or _paragraphs(_text(item.get("content_text")))}],
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _refuse_what_is_no_feed(source: Source, fetched: Fetched, parsed: Any) -> None:
    """An HTML page (a consent wall, a moved feed) is not a feed without entries."""
    if parsed.get("version") or parsed.entries:
        return
    links = BeautifulSoup(fetched.body, "lxml").select(
        'link[rel~="alternate"][type*="rss"], link[rel~="alternate"][type*="atom"], link[rel~="alternate"][type="application/feed+json"]'
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
    return (longest if "<" in longest else _paragraphs(longest)).encode()


def _paragraphs(text: str) -> str:
    """Plain text as HTML."""
    return "".join(f"<p>{html.escape(p)}</p>" for p in text.split("\n\n") if p.strip())
