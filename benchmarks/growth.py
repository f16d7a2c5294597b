"""How reading grows with its input: each kind of page at n and at 2n, in seconds of processor time and peak memory.

    python benchmarks/growth.py [--json]

A ratio near 2 is linear growth; near 4 would be quadratic. Pages beyond the size limit are refused at once and are not
measured here. Each reading runs in a process of its own, so that its peak memory is its own.
"""

import argparse
import json
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from rich.console import Console
from rich.table import Table

PARAGRAPH = "<p>Shipments through the port have grown since the spring, according to analysts who counted {n} containers there.</p>"
KINDS = {
    "paragraphs": (5_000, lambda n: "".join(PARAGRAPH.format(n=i) for i in range(n))),
    "menu entries": (10_000, lambda n: "<ul>" + "".join(f"<li><a href=/{i}>Section {i}</a></li>" for i in range(n)) + "</ul>"),
    "nesting": (100_000, lambda n: "<div>" * n + "deep" + "</div>" * n),
    "nested prose": (2_000, lambda n: "".join(f"<div class=c{i}>{PARAGRAPH.format(n=i)}" for i in range(n))),
    "one long line": (1_000_000, lambda n: "<p>" + "word " * (n // 5)),
    "one long sentence": (1_000_000, lambda n: "<p>" + "a, b " * (n // 5) + "."),
    "spaces": (1_000_000, lambda n: "<p>word" + " " * n + "word."),
    "line breaks": (100_000, lambda n: "word<br>" * n),
    "table cells": (20_000, lambda n: "<table>" + "<tr><td>a</td><td>b</td></tr>" * n + "</table>"),
    "open tables": (20_000, lambda n: "<table><tr><td>x" * n),
    "links in a paragraph": (20_000, lambda n: "<p>" + "".join(f"<a href='/{i}'>word {i}</a> " for i in range(n))),
    "attributes": (50_000, lambda n: "<div " + " ".join(f"a{i}=x" for i in range(n)) + ">text</div>"),
    "a long class": (500_000, lambda n: f"<div class='{'related-' * (n // 8)}'>{PARAGRAPH.format(n=1)}</div>"),
    "entities": (200_000, lambda n: "<p>" + "&amp;&nbsp;" * n),
    "repeated paragraph": (5_000, lambda n: PARAGRAPH.format(n=1) * n),
    "unclosed angle brackets": (500_000, lambda n: "<" * n),
    "read more": (20_000, lambda n: "<p>Read more: </p>" * n),
    "dots": (200_000, lambda n: "<p>" + ". " * n),
    "quotes": (200_000, lambda n: "<p>" + "\"' " * n),
    "meta elements": (20_000, lambda n: "".join(f"<meta name=author content='Jane {i}'>" for i in range(n))),
    "json-ld": (20_000, lambda n: '<script type="application/ld+json">' + json.dumps([{"@type": "Article", "author": "x"}] * n) + "</script>"),
}  # fmt: skip


def read(page):
    from digest import batch
    from digest.errors import ReadError

    batch.read_one(b"<p>What is loaded once is not part of the growth.</p>", "", "text/html")
    start = time.process_time()
    try:
        batch.read_one(page.encode(), "https://example.org/a", "text/html")
    except ReadError as error:
        return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, error.kind
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, ""


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    arguments = options.parse_args()
    rows = {}
    for name, (size, make) in KINDS.items():
        results = []
        for n in (size, 2 * size):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                results.append(pool.submit(read, f"<html><body>{make(n)}</body></html>").result())
        rows[name] = results
        print(".", end="", file=sys.stderr, flush=True)
    if arguments.json:
        print(json.dumps({f"{k} {f}".replace(" ", "_"): round(v, 3) for k, ((a, m, _), (b, p, _)) in rows.items()
                          for f, v in (("n", a), ("2n", b), ("ratio", b / max(a, 1e-3)), ("mb_n", m), ("mb_2n", p))}))  # fmt: skip
        return
    table = Table(title="reading at n and 2n", title_justify="left")
    for heading in ("page of", "n", "seconds", "at 2n", "ratio", "peak MB", "at 2n", "answer"):
        table.add_column(heading, justify="left" if heading in ("page of", "answer") else "right")
    for name, ((a, memory, kind), (b, more, _)) in rows.items():
        table.add_row(
            name,
            f"{KINDS[name][0]:,}",
            f"{a:.2f}",
            f"{b:.2f}",
            f"{b / max(a, 1e-3):.1f}",
            f"{memory:.0f}",
            f"{more:.0f}",
            kind,
        )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
