"""Listing pages: a site's index of its articles, read with CSS selectors. Read :func:`collect`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated

from bs4 import BeautifulSoup, Tag
from pydantic import Field
from soupsieve import SelectorSyntaxError

from digest import charset, urls, words
from digest.errors import CollectError, FetchError
from digest.interfaces import Surroundings
from digest.model import Document, Failure, Hints, Source
from digest.sources import _pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A listing page: a site's index of its articles."""

    url: Annotated[str, Field(min_length=1, description="Address of the listing page.")]
    item: Annotated[str, Field(min_length=1, description="CSS selector of one entry in the list.")] = "article"
    link: Annotated[str, Field(min_length=1, description="CSS selector of the link, inside the entry.")] = "a[href]"
    title: Annotated[
        str, Field(description="CSS selector of the title, inside the entry; the link's text by default.")
    ] = ""
    date: Annotated[str, Field(description="CSS selector of the date, inside the entry.")] = "time"
    summary: Annotated[str, Field(description="CSS selector of the summary, inside the entry.")] = ""
    max_items: Annotated[int, Field(ge=1, le=500, description="At most so many entries a run.")] = 20


OPTIONS = Options


async def collect(source: Source, world: Surroundings) -> AsyncIterator[Document | Failure]:
    """Yield a document for each new entry. A page on which the selectors find nothing is an error, not an empty list."""
    etag, modified = world.validators.validators(source.url)
    try:
        fetched = await world.fetcher.fetch(source.url, etag=etag, last_modified=modified)
    except FetchError as error:
        raise CollectError(source.id, error.reason) from error
    for notice in _pages.has_moved(source, fetched):
        yield notice
    if fetched.status == 304:
        return
    soup = BeautifulSoup(charset.decode(fetched.body, fetched.charset), "lxml")
    try:
        entries = list(dict(_entries(soup, source.options, fetched.url)).items())
    except SelectorSyntaxError as error:
        raise CollectError(source.id, f"a CSS selector is not valid: {str(error).splitlines()[0]}") from error
    if not entries:
        raise CollectError(
            source.id,
            f"the selectors item={source.options.item!r}, link={source.options.link!r} find nothing on the page",
        )
    for url, hints in entries[: source.options.max_items]:
        async for found in _pages.page(source, url, hints, world):
            yield found
    world.validators.remember(source.url, fetched.etag, fetched.last_modified)


def _entries(soup: BeautifulSoup, options: Options, base: str) -> Iterator[tuple[str, Hints]]:
    """(address, hints) of each entry that links to a page."""
    for item in soup.select(options.item):
        link = item if item.name == "a" and item.get("href") else item.select_one(options.link)
        url = urls.canonical(urls.resolve(base, str(link.get("href") or ""))) if link else ""
        if link is None or not urls.is_web(url) or urls.same_page(url) == urls.same_page(base):
            continue
        title = _text(item.select_one(options.title)) if options.title else ""
        yield (
            url,
            Hints(
                title=title or _text(link),
                published=_date(item.select_one(options.date)) if options.date else "",
                summary=_text(item.select_one(options.summary)) if options.summary else "",
            ),
        )


def _text(tag: Tag | None) -> str:
    return words.tidy(tag.get_text(" "))[:500] if tag else ""


def _date(tag: Tag | None) -> str:
    return str(tag.get("datetime") or tag.get("content") or _text(tag)) if tag else ""
