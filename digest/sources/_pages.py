"""Fetching the page behind an entry, for the kinds that list entries."""

from __future__ import annotations

from digest.errors import FetchError
from digest.interfaces import Surroundings
from digest.model import Document, Hints, Source


async def page(source: Source, url: str, hints: Hints, world: Surroundings, instead: bytes = b"") -> Document:
    """The page of an entry; what the feed carried stands in where the page cannot be fetched.

    Raises FetchError when there is nothing to stand in.
    """
    wanted = source.policy.fetch_pages and (source.on_topic or world.interest(f"{hints.title} {hints.summary}"))
    if wanted or not instead:
        try:
            fetched = await world.fetcher.fetch(url)
        except FetchError:
            if not instead:
                raise
        else:
            return Document(
                source_id=source.id,
                url=fetched.url,
                fetched_at=world.clock.now(),
                media_type=fetched.media_type,
                body=fetched.body,
                charset=fetched.charset,
                hints=hints,
                origin=source.url,
            )
    return Document(
        source_id=source.id,
        url=url,
        fetched_at=world.clock.now(),
        media_type="text/html",
        body=instead,
        charset="utf-8",
        hints=hints,
        origin=source.url,
    )
