"""The labelled pages that the reading benchmarks measure on. They lie outside the project: DIGEST_LABELLED_DATA."""

import gzip
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from statistics import fmean

TOKEN = re.compile(r"\w+")


def folder():
    place = os.environ.get("DIGEST_LABELLED_DATA")
    if not place or not Path(place).is_dir():
        sys.exit("DIGEST_LABELLED_DATA is not set: the labelled third-party pages are not part of the project")
    return Path(place) / "extraction"


def load(suspect=False):
    """Id: label, for the pages with a reference text, and for those with snippets only."""
    with gzip.open(folder() / "ground-truth.json.gz", "rt", encoding="utf-8") as file:
        truth = {k: v for k, v in json.load(file).items() if suspect or not v.get("suspect")}
    return truth, json.loads((folder() / "snippets.json").read_text())


def html(name):
    return gzip.decompress((folder() / "pages" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")


def goldens():
    """Pages of news sites in a dozen languages with the article's paragraphs, title, authors and date.

    Id: {url, html (bytes), paragraphs, title, authors, date}; the labels are those of fundus' own publisher tests.
    """
    place = folder().parent / "real"
    found = {}
    for line in (place / "index.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if not case["id"].startswith("fundus-"):
            continue
        said = json.loads((place / case["expected"]).read_text(encoding="utf-8"))
        body = [p for s in said["body"]["sections"] for p in (*s["headline"], *s["paragraphs"])]
        found[case["id"]] = {
            "url": said["url"],
            "html": gzip.decompress((place / case["file"]).read_bytes()),
            "paragraphs": body,
            "title": said.get("title"),
            "authors": said.get("authors") or [],
            "date": (said.get("publishing_date") or "")[:10],
        }
    return found


def site(url):
    host = re.sub(r"^https?://(www\.)?", "", url).split("/")[0]
    return ".".join(host.split(".")[-2:])


def shingles(text, n=4):
    tokens = TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1))) if tokens else Counter()


def counts(true, found):
    """(true positives, false positives, false negatives) of four-word shingles, scaled to sum to one."""
    a, b = shingles(true), shingles(found)
    both = sum((a & b).values())
    extra, missed = sum(b.values()) - both, sum(a.values()) - both
    total = both + extra + missed or 1
    return both / total, extra / total, missed / total


def f1(rows):
    """F1 from the mean precision and the mean recall over pages, as the scrapinghub benchmark defines it."""
    precision = fmean(tp / (tp + fp) for tp, fp, _ in rows if tp + fp)
    recall = fmean(tp / (tp + fn) for tp, _, fn in rows if tp + fn)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
