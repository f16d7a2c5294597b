"""What answers at the links of an edition. Read :func:`reach`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from digest.errors import FetchError
from digest.interfaces import Fetcher
from digest.model import Reached

_GONE = ("answered 404", "answered 410")
# These say nothing about whether a reader can get there.
_UNTOLD = frozenset(["robots", "too_large"])


async def reach(urls: Iterable[str], fetcher: Fetcher) -> dict[str, Reached]:
    """Ask at every address, as politely as any other; what was found at each."""

    async def one(url: str) -> Reached:
        try:
            found = await fetcher.fetch(url)
        except FetchError as error:
            if error.kind in _UNTOLD:
                return Reached(url=url)
            return Reached(url=url, problem=error.reason, dead=error.reason.startswith(_GONE))
        return Reached(url=url, lands_at=found.url)

    asked = tuple(dict.fromkeys(urls))
    return dict(zip(asked, await asyncio.gather(*map(one, asked)), strict=True))
