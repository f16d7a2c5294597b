"""Collecting: every source within its own time, one broken source never stopping the others. Read :func:`collect`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from digest.errors import CollectError, DigestError
from digest.interfaces import Kind, Surroundings
from digest.model import Document, Failure, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one source gave: its documents, and the failure if it could not be read."""

    source: Source
    documents: tuple[Document, ...]
    failure: Failure | None = None


async def collect(
    sources: Sequence[Source],
    kinds: Mapping[str, Kind],
    world: Surroundings,
    seconds: float,
    done: Callable[[Collected], None],
) -> list[Collected]:
    """Collect all sources side by side; ``done`` is called as each one ends. The result is in the order given.

    A source that takes longer than ``seconds`` keeps the documents it has given so far and is reported.
    """

    async def one(source: Source) -> Collected:
        found = await _collect_one(source, kinds[source.kind], world, seconds)
        done(found)
        return found

    return list(await asyncio.gather(*(one(source) for source in sources)))


async def _collect_one(source: Source, kind: Kind, world: Surroundings, seconds: float) -> Collected:
    documents: list[Document] = []
    failure = None
    try:
        async with asyncio.timeout(seconds):
            async for document in kind.collect(source, world):
                documents.append(document)  # noqa: PERF401 - a time-out keeps those that came before it
    except TimeoutError:
        failure = f"not done within {seconds:g} s; {len(documents)} documents were kept"
    except CollectError as error:
        failure = error.reason
    except DigestError as error:
        failure = str(error)
    found = Failure(stage="collect", subject=source.id, reason=failure) if failure else None
    return Collected(source=source, documents=tuple(documents), failure=found)
