"""What waits on disk comes back as it was put down."""

import numpy as np

from digest.group.candidates import InMemory, pairs
from digest.group.sketch import sketches
from digest.spool import Lines, Numbers


def test_lines_are_read_in_any_order():
    lines = Lines()
    for line in (b"one\n", b"\n", b"three\n"):
        lines.add(line)
    assert (lines[2], lines[0], lines[1], len(lines)) == (b"three\n", b"one\n", b"\n", 3)
    lines.close()


def test_numbers_come_back_by_part_and_once():
    for parts in (Numbers(), InMemory()):
        many = np.arange(300_000, dtype=np.uint64)
        parts.add(3, many)
        parts.add(1, many[:0])
        parts.add(3, many[::-7])
        assert np.array_equal(parts.take(3), np.append(many, many[::-7]))
        assert not len(parts.take(3)) and not len(parts.take(1)) and not len(parts.take(9))


def test_pairs_are_the_same_on_disk():
    texts = [" ".join(f"word{(n * 31 + k * k) % 900}" for k in range(60)) for n in range(1200)]
    assert list(pairs(sketches(texts), Numbers)) == list(pairs(sketches(texts))) != []
