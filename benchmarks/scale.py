"""Finding candidates among more and more made-up documents: processor time, memory, recall; waiting numbers are on disk.

    python benchmarks/scale.py [--documents 10000 100000 1000000] [--json]

Documents have 390 words, most of them drawn as often as they are in news, sixty of their own; one in ten is a copy of one of
the 5,000 before it with an eighth of its words exchanged. Making them is not measured. Each size runs in a process of its
own, so that its peak memory is its own.
"""

import argparse
import json
import resource
import sys
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from rich.console import Console
from rich.table import Table

from digest.group.candidates import pairs
from digest.group.rarity import share, weights
from digest.group.sketch import sketches
from digest.spool import Numbers

COMMON, OWN, BACK = 330, 60, 5_000


class Made:
    """The documents, one after the other, and what is known of them."""

    def __init__(self, count):
        self.count, self.seconds, self.copies = count, 0.0, []
        self._choose = np.random.default_rng(7)

    def __iter__(self):
        words = np.array(list(weights()))
        often = np.cumsum([share(w) for w in words])
        before = deque(maxlen=BACK)
        for n in range(self.count):
            start = time.process_time()
            if before and self._choose.random() < 0.1:
                source, said = before[self._choose.integers(len(before))]
                said = said.copy()
                said[self._choose.integers(len(said), size=len(said) // 8)] = self._choose.choice(words, len(said) // 8)
                self.copies.append((source, n))
            else:
                drawn = words[np.searchsorted(often, self._choose.random(COMMON) * often[-1])]
                own = [f"x{k:x}" for k in self._choose.integers(1 << 40, size=OWN)]
                said = self._choose.permutation(np.append(drawn, own).astype(object))
            before.append((n, said))
            text = " ".join(said)
            self.seconds += time.process_time() - start
            yield text


def measure(count):
    made = Made(count)
    start = time.process_time()
    found = set(pairs(sketches(made), Numbers))
    seconds = time.process_time() - start - made.seconds
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"documents": count, "seconds": seconds, "peak_mb": memory, "pairs": len(found),
            "recall": len(found.intersection(made.copies)) / max(1, len(made.copies))}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N")
    parser.add_argument("--json", action="store_true", help="one flat object")
    options = parser.parse_args()
    rows = []
    for count in options.documents:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            rows.append(pool.submit(measure, count).result())
        print(".", end="", file=sys.stderr, flush=True)
    if options.json:
        print(
            json.dumps({f"{k}.{r['documents']}": round(v, 4) for r in rows for k, v in r.items() if k != "documents"})
        )
        return
    table = Table(title="candidates", title_justify="left")
    for heading in ("documents", "seconds", "per 10,000", "peak MB", "pairs", "recall of copies"):
        table.add_column(heading, justify="right")
    for r in rows:
        share = r["seconds"] / r["documents"] * 10_000
        table.add_row(f"{r['documents']:,}", f"{r['seconds']:.1f}", f"{share:.2f}", f"{r['peak_mb']:.0f}", f"{r['pairs']:,}", f"{r['recall']:.3f}")  # fmt: skip
    Console().print(table)


if __name__ == "__main__":
    main()
