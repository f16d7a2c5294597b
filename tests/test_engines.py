"""Work spread over processes: in order, and surviving a worker's death."""

import os

import pytest

from digest.engines import spread


def test_an_item_that_takes_too_long_is_stopped():
    import re

    from digest.engines import at_most

    with pytest.raises(TimeoutError), at_most(0.2):
        re.match(r"(a+)+$", "a" * 60 + "b")
    with at_most(5):
        pass


def double(n):
    return 2 * n


def deadly(n):
    if n == 13:
        os._exit(1)
    return n


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_the_order_is_kept(workers):
    assert list(spread(double, range(100), workers, lambda n: None)) == [2 * n for n in range(100)]


def test_an_item_that_kills_its_worker_is_lost_alone():
    assert list(spread(deadly, range(40), 2, lambda n: f"died on {n}")) == [
        n if n != 13 else "died on 13" for n in range(40)
    ]


def test_a_slow_reader_of_results_loses_nothing_when_a_worker_dies():
    import time

    results = []
    for result in spread(deadly, range(60), 2, lambda n: f"died on {n}"):
        results.append(result)
        time.sleep(0.01)
    assert results == [n if n != 13 else "died on 13" for n in range(60)]


def test_the_input_is_not_read_far_ahead():
    read = []

    def source():
        for n in range(1000):
            read.append(n)
            yield n

    results = spread(double, source(), 2, lambda n: None)
    next(results)
    assert len(read) < 100
    results.close()
