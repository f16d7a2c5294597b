"""Spreading work over processes. Read :func:`spread`.

The order is kept, memory stays constant whatever the number of items, and a worker that dies (a parser's segmentation
fault) takes one item with it, not the run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_CHUNK = 8
_CHUNKS_AHEAD = 3


def spread(work: Callable[[T], R], items: Iterable[T], workers: int, died: Callable[[T], R]) -> Iterator[R]:
    """Yield ``work(item)`` for each item in order, computed by ``workers`` processes.

    ``died(item)`` stands in for one that killed its worker. One worker means this process itself.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    source = iter(items)
    pending: deque[tuple[list[T], Future[list[R]]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            while len(pending) < workers * _CHUNKS_AHEAD and (chunk := list(islice(source, _CHUNK))):
                pending.append((chunk, pool.submit(_all, work, chunk)))
            if not pending:
                return
            chunk, future = pending.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(work, chunk, died)
                pool = _pool(workers)
                pending = deque((c, pool.submit(_all, work, c)) for c, _ in pending)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _all(work: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [work(item) for item in chunk]


def _one_by_one(work: Callable[[T], R], chunk: list[T], died: Callable[[T], R]) -> Iterator[R]:
    """Do a chunk again that broke its worker, each item in a process of its own."""
    for item in chunk:
        with _pool(1) as pool:
            try:
                result = pool.submit(work, item).result()
            except BrokenProcessPool:
                result = died(item)
        yield result


def _pool(workers: int) -> ProcessPoolExecutor:
    """Forked from a clean server process: safe beside threads, and each worker starts with the modules loaded."""
    return ProcessPoolExecutor(workers, mp_context=get_context("forkserver" if _has_forkserver() else "spawn"))


def _has_forkserver() -> bool:
    from multiprocessing import get_all_start_methods

    return "forkserver" in get_all_start_methods()
