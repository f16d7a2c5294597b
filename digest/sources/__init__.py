"""Collecting: every source within its own time, one broken source never stopping the others. Read :func:`collect`."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.errors import CollectError, DigestError
from digest.interfaces import SourceKind, Surroundings, Validators
from digest.model import Document, Failure, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one source gave: documents, what could not be had, and the validators that may be remembered."""

    source: Source
    documents: tuple[Document, ...]
    failures: tuple[Failure, ...] = ()
    validators: Mapping[str, tuple[str, str]] = field(default_factory=dict)


async def collect(
    sources: Sequence[Source],
    kinds: Mapping[str, SourceKind],
    world: Surroundings,
    seconds: float,
    done: Callable[[Collected], Awaitable[None]],
) -> None:
    """Collect all sources side by side; ``done`` is awaited as each one ends.

    A source that takes longer than ``seconds`` keeps the documents it has given so far and is reported.
    """

    async def one(source: Source) -> None:
        await done(await _collect_one(source, kinds[source.kind], world, seconds))

    await asyncio.gather(*(one(source) for source in sources))


class _Recorder:
    """The validators of earlier runs, and aside from them what this source asks to remember.

    They hold for a source as it is configured: with other selectors, or for another source, the same page says something else.
    """

    def __init__(self, before: Validators, source: Source) -> None:
        self._before = before
        self._url = source.url
        configured = repr((source.id, source.kind, source.options)).encode()
        self._configured = hashlib.blake2b(configured, digest_size=8).hexdigest()
        self.new: dict[str, tuple[str, str]] = {}

    def validators(self, url: str) -> tuple[str, str]:
        return self._before.validators(f"{url} {self._configured}")

    def remember(self, url: str, etag: str, last_modified: str) -> None:
        self.new[f"{url} {self._configured}"] = (etag, last_modified)

    def seen(self, url: str) -> bool:
        return self._before.seen(url)

    def is_of_source(self, url: str) -> bool:
        """Whether what is remembered is of the source itself, not of one of its entries."""
        return url == f"{self._url} {self._configured}"


async def _collect_one(source: Source, kind: SourceKind, world: Surroundings, seconds: float) -> Collected:
    documents: list[Document] = []
    failures: list[Failure] = []
    recorder = _Recorder(world.validators, source)
    reason = ""
    try:
        async with asyncio.timeout(seconds):
            async for found in kind.collect(source, replace(world, validators=recorder)):
                (failures if isinstance(found, Failure) else documents).append(found)  # type: ignore[arg-type]
    except TimeoutError:
        reason = f"not done within {seconds:g} s; {len(documents)} documents were kept"
    except CollectError as error:
        reason = error.reason
    except DigestError as error:
        reason = str(error)
    except Exception as error:
        # Whatever a server or a file does to a parser, it must not cost the other sources; it is reported by name.
        reason = f"{type(error).__name__}: {error}"
    if reason:
        failures.append(Failure(stage="collect", subject=source.id, reason=reason))
    # Where something may be had at the next run, the source itself is read again then; what was had is not.
    mendable = any(not f.lasting for f in failures)
    validators = {url: v for url, v in recorder.new.items() if not (mendable and recorder.is_of_source(url))}
    return Collected(source=source, documents=tuple(documents), failures=tuple(failures), validators=validators)
