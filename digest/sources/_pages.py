"""Fetching the page behind an entry, for the kinds that list entries. Read :func:`page`."""

from __future__ import annotations

import asyncio
import hashlib
import html
import re
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

from digest import charset, words
from digest.errors import FetchError
from digest.interfaces import Fetched, Surroundings
from digest.model import Document, Failure, Hints, Source

# What will be no better next time: the page is gone, forbidden, too large, or no web page at all.
_FINAL = ("robots", "address", "too_large", "redirects", "home")
# The page of an entry whose own text stands in is asked for again.
_OWED = "owed"
# Timeout, Too Early, Too Many Requests (RFC 9110, 8470 and 6585): of these answers another may follow.
_LATER = ("answered 408", "answered 425", "answered 429")
# Of the words of a title, or of a summary, a page about it has this part, and more where it is another than was asked for; with
# fewer words it is not looked for.
_SHARED, _SHARED_ELSEWHERE, _FEWEST, _LETTERS = 0.34, 0.67, 3, 4
_MARKUP = ("text/html", "application/xhtml+xml")
_FIGURES = re.compile(rb"\d+")


async def page(
    source: Source, url: str, hints: Hints, world: Surroundings, instead: bytes = b"", revised: str = ""
) -> AsyncIterator[Document | Failure]:
    """The page of an entry that is new, or that its source has changed since; nothing for one that is known.

    What the feed carried stands ``instead`` where the page cannot be had, and the reason is told as well; it is ``lasting`` if
    trying again would not help. Otherwise the page is asked for again at the next run. ``revised`` is when the source says that
    the entry was last changed.
    """
    version = _version(hints, instead, revised)
    before, _ = world.validators.validators(url)
    known = world.validators.seen(url)
    if known and not before:
        world.validators.remember(url, version, "")
        return
    if before == version:
        return
    wanted = source.policy.fetch_pages and (source.on_topic or world.interest(f"{hints.title} {hints.summary}"))
    if instead and not wanted:
        world.validators.remember(url, version, "")
        yield _document(source, url, hints, world, instead)
        return
    try:
        fetched = await world.fetcher.fetch(url)
        # A large page must not keep answers of other hosts waiting.
        await asyncio.to_thread(_refuse_another, url, hints, fetched)
    except FetchError as error:
        lasting, told = _is_final(error), str(error)
        if instead:
            world.validators.remember(url, version if lasting else _OWED, "")
        # What is known of a page is more than the feed says of it.
        if instead and not known:
            told += "; what the feed says of it stands in"
            yield _document(source, url, hints, world, instead)
        yield Failure(stage="collect", subject=source.id, reason=told, lasting=lasting)
        return
    world.validators.remember(url, version, "")
    yield _document(source, url, hints, world, fetched.body, fetched, instead)


def has_moved(source: Source, fetched: Fetched) -> Iterator[Failure]:
    """That a source has moved for good, which whoever keeps the configuration is to know before the redirect is taken away."""
    if fetched.moved:
        reason = f"has moved for good: set its url to {fetched.moved}"
        yield Failure(stage="moved", subject=source.id, reason=reason, lasting=True)


def _document(
    source: Source,
    url: str,
    hints: Hints,
    world: Surroundings,
    body: bytes,
    fetched: Fetched | None = None,
    carried: bytes = b"",
) -> Document:
    return Document(
        source_id=source.id,
        url=fetched.url if fetched else url,
        fetched_at=world.clock.now(),
        media_type=fetched.media_type if fetched else "text/html",
        body=body,
        charset=fetched.charset if fetched else "utf-8",
        hints=hints,
        origin=source.url,
        asked=url,
        carried=carried,
    )


def _version(hints: Hints, carried: bytes, revised: str) -> str:
    """Tells an entry from the same one after a change of what its source says of it.

    Many a feed counts readers and comments in its summaries: figures alone are no change of those.
    """
    told = _FIGURES.sub(b"", hints.summary.encode() + carried)
    return hashlib.blake2b(f"{hints.title}\n{revised}\n".encode() + told, digest_size=12).hexdigest()


def _refuse_another(url: str, hints: Hints, fetched: Fetched) -> None:
    """Servers answer 200 with an error page, or lead to the home page, where an article is gone or a reader is not welcome."""
    if _is_home(fetched.url) and not _is_home(url):
        raise FetchError(url, "home", "leads to the home page")
    if fetched.media_type not in _MARKUP:
        return
    text = html.unescape(charset.decode(fetched.body, fetched.charset)).casefold()
    elsewhere = urlsplit(fetched.url).path.rstrip("/") != urlsplit(url).path.rstrip("/")
    least = _SHARED_ELSEWHERE if elsewhere else _SHARED
    if not any(_speaks_of(said, text, least) for said in (hints.title, hints.summary)):
        raise FetchError(
            url, "another", "the page has none of the words of its entry: an error page, or a check of the browser"
        )


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _speaks_of(said: str, text: str, least: float) -> bool:
    telling = {w.casefold() for w in words.words(said) if len(w) >= _LETTERS}
    if len(telling) < _FEWEST or words.is_dense(said):
        return True
    return sum(w in text for w in telling) >= least * len(telling)


def _is_final(error: FetchError) -> bool:
    refused = error.kind == "status" and error.reason.startswith("answered 4")
    return error.kind in _FINAL or (refused and not error.reason.startswith(_LATER))
