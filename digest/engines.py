"""Spreading work over processes. Read :func:`spread`.

The order is kept, memory stays constant whatever the number of items, and a worker that dies (a parser's segmentation
fault) takes one item with it, not the run. :func:`at_most` bounds the time of one item.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_CHUNK = 8
_CHUNKS_AHEAD = 3


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block when it takes longer; where signals cannot be had, it may take its time."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def spread(work: Callable[[T], R], items: Iterable[T], workers: int, died: Callable[[T], R]) -> Iterator[R]:
    """Yield ``work(item)`` for each item in order, computed by ``workers`` processes.

    ``died(item)`` stands in for one that killed its worker. No worker means this process itself.
    """
    if workers < 1:
        yield from map(work, items)
        return
    source = iter(items)
    pending: deque[tuple[list[T], Future[list[R]]]] = deque()
    pool = _pool(workers, work)
    try:
        while True:
            broken = False
            while not broken and len(pending) < workers * _CHUNKS_AHEAD and (chunk := list(islice(source, _CHUNK))):
                future, broken = _submit(pool, work, chunk)
                pending.append((chunk, future))
            if not pending:
                return
            chunk, future = pending.popleft()
            try:
                done = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                done = list(_one_by_one(work, chunk, died))
                pool = _pool(workers, work)
                pending = deque((c, f if _is_good(f) else _submit(pool, work, c)[0]) for c, f in pending)
            yield from done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, work: Callable[[T], R], chunk: list[T]) -> tuple[Future[list[R]], bool]:
    """Hand a chunk to a pool; where the pool is broken already, a future that says so."""
    try:
        return pool.submit(_all, work, chunk), False
    except BrokenProcessPool as error:
        future: Future[list[R]] = Future()
        future.set_exception(error)
        return future, True


def _is_good(future: Future[list[R]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _all(work: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [work(item) for item in chunk]


def _one_by_one(work: Callable[[T], R], chunk: list[T], died: Callable[[T], R]) -> Iterator[R]:
    """Do a chunk again that broke its worker, each item in a process of its own."""
    for item in chunk:
        with _pool(1, work) as pool:
            try:
                result = pool.submit(work, item).result()
            except BrokenProcessPool:
                result = died(item)
        yield result


def _pool(workers: int, work: Callable[..., object]) -> ProcessPoolExecutor:
    """Forked from a clean server process: safe beside threads, and each worker starts with the modules loaded."""
    if not _has_forkserver():
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    context = get_context("forkserver")
    # Heeded when the server starts; what a later call needs besides is loaded by its workers.
    context.set_forkserver_preload([work.__module__])
    return ProcessPoolExecutor(workers, mp_context=context)


def _has_forkserver() -> bool:
    from multiprocessing import get_all_start_methods

    return "forkserver" in get_all_start_methods()
