"""Fetching the page behind an entry, for the kinds that list entries."""

from __future__ import annotations

from digest.errors import FetchError
from digest.interfaces import Surroundings
from digest.model import Document, Failure, Hints, Source

# What will be no better next time: the page is gone, forbidden, too large, or no web page at all.
_FINAL = ("robots", "address", "too_large", "redirects")


async def page(source: Source, url: str, hints: Hints, world: Surroundings, instead: bytes = b"") -> Document | Failure:
    """The page of an entry; what the feed carried stands in where the page cannot be fetched.

    A failure is returned where there is nothing to stand in; it is ``lasting`` if trying again would not help.
    """
    wanted = source.policy.fetch_pages and (source.on_topic or world.interest(f"{hints.title} {hints.summary}"))
    final, media_type, charset, body, carried = url, "text/html", "utf-8", instead, b""
    if wanted or not instead:
        try:
            fetched = await world.fetcher.fetch(url)
        except FetchError as error:
            if not instead:
                return Failure(stage="collect", subject=source.id, reason=str(error), lasting=_is_final(error))
        else:
            final, media_type, charset, body = fetched.url, fetched.media_type, fetched.charset, fetched.body
            carried = instead
    return Document(
        source_id=source.id,
        url=final,
        fetched_at=world.clock.now(),
        media_type=media_type,
        body=body,
        charset=charset,
        hints=hints,
        origin=source.url,
        asked=url,
        carried=carried,
    )


def _is_final(error: FetchError) -> bool:
    return error.kind in _FINAL or (error.kind == "status" and error.reason.startswith("answered 4"))
