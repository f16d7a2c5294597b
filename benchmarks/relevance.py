"""How well, and how fast, a topic is told from the rest, beside peers in one run.

    DIGEST_LABELLED_DATA=… python benchmarks/relevance.py [--json]

Beside digest: keywords (both sides must be named, in English), BM25 with one query and as the lesser of two, and TF-IDF
with a logistic regression (ten folds, so it never sees what it judges). On the labelled items: average precision, the
same over the items that name both sides, F1 at each one's own threshold (the peers' is the best there is, which flatters
them), and by language and month. On the dense days of a summit: how many events and hosts the ten chosen have. On the
stream: items a second on one core, and what passes.
"""

import argparse
import gzip
import json
import os
import random
import re
import resource
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.table import Table

from digest import shipped, urls
from digest.config import load_topic
from digest.config.types import Layout
from digest.editing import Material, edit
from digest.model import Article, House, Plan, SectionPlan
from digest.rank.topic import Matcher

SIDES = ("north korea pyongyang dprk kim jong un", "russia moscow kremlin putin")
KEYWORDS = [
    re.compile(p, re.IGNORECASE) for p in (r"north korea|pyongyang|dprk|kim jong", r"russia|moscow|kremlin|putin")
]


def average_precision(scores, labels):
    """As scikit-learn has it: items of one score are one step."""
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(labels, scores))


def f1(chosen, labels):
    """F1 of a choice."""
    right = sum(c and t for c, t in zip(chosen, labels, strict=True))
    return 2 * right / max(1, sum(chosen) + sum(labels))


def best_f1(scores, labels):
    """F1 at the best threshold there is."""
    return max(f1([s >= t for s in scores], labels) for t in set(scores))


def bm25(texts):
    """Scores by one query, and by the lesser of one query a side."""
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    by_side = [index.get_scores(bm25s.tokenize(q, return_ids=False, show_progress=False)[0]) for q in SIDES]
    return list(by_side[0] + by_side[1]), [min(a, b) for a, b in zip(*by_side, strict=True)]


def learned(texts, labels):
    """Out-of-fold probabilities of a logistic regression on TF-IDF."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10, max_iter=2000)
    )
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    return list(cross_val_predict(model, texts, labels, cv=folds, method="predict_proba")[:, 1])


def labelled(data, matcher):
    """The figures of all methods on the labelled items."""
    rows = [
        json.loads(line) for line in (data / "relevance" / "relevance.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    texts = [f"{r['title']}\n{r['summary']}" for r in rows]
    on_topic = [r["label"] == 2 for r in rows]
    matches = [matcher.match_text(r["title"], r["summary"], language=r["lang"]) for r in rows]
    hard = [i for i, m in enumerate(matches) if all(names for _, names in m.found)]
    scores = {
        "digest": [m.value for m in matches],
        "keywords": [float(all(k.search(t) for k in KEYWORDS)) for t in texts],
    }
    scores["BM25"], scores["BM25, lesser side"] = bm25(texts)
    scores["TF-IDF + LR"] = learned(texts, on_topic)
    figures = {}
    for name, values in scores.items():
        figures[f"{name} AP"] = average_precision(values, on_topic)
        figures[f"{name} hard AP"] = average_precision([values[i] for i in hard], [on_topic[i] for i in hard])
        figures[f"{name} F1"] = (
            f1([m.on_topic for m in matches], on_topic) if name == "digest" else best_f1(values, on_topic)
        )
        for of, part in parts(rows).items():
            figures[f"{name} AP {of}"] = average_precision([values[i] for i in part], [on_topic[i] for i in part])
    low, high = interval(scores["digest"], on_topic)
    figures["digest AP low"], figures["digest AP high"] = low, high
    return figures


def parts(rows):
    """The items by language and by month."""
    found = defaultdict(list)
    for n, row in enumerate(rows):
        found[row["lang"]].append(n)
        found[row["date"][:7]].append(n)
    return dict(sorted(found.items()))


def interval(scores, labels):
    """The middle 95 % of the average precision over items drawn again."""
    draw = random.Random(0)
    drawn = []
    for _ in range(500):
        again = [draw.randrange(len(scores)) for _ in scores]
        drawn.append(average_precision([scores[i] for i in again], [labels[i] for i in again]))
    return sorted(drawn)[12], sorted(drawn)[487]


def stream(data, matcher):
    """Items a second beside BM25, and what passes."""
    with gzip.open(data / "stream" / "2023-08.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    matches = [matcher.match_text(i["title"], i["description"] or "", language=i["lang"]) for i in items]
    ours = time.process_time() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    start = time.process_time()
    bm25([f"{i['title']}\n{i['description'] or ''}" for i in items])
    theirs = time.process_time() - start
    passed = [(m, i) for m, i in zip(matches, items, strict=True) if m.on_topic]
    figures = {
        "items": len(items),
        "items a second": len(items) / ours,
        "BM25 items a second": len(items) / theirs,
        "ratio to BM25": theirs / ours,
        "memory grown, kB": grown,
        "passed": len(passed),
    }
    return figures, sorted(passed, key=lambda p: -p[0].value)


def diversity(data, matcher):
    """The ten chosen of the dense days of a summit, beside the ten most relevant: events and articles as labelled, hosts."""
    rows = [json.loads(line) for line in (data / "events" / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = tuple(
        Article(
            id=r["id"], source_id=r["source"], url=r["url"], title=r["title"], paragraphs=(r["description"],) if r["description"] else (r["title"],),
            published=datetime.fromisoformat(r["date"]), language=r["lang"][:2],
        )
        for r in rows
    )  # fmt: skip
    layout = Layout()
    plan = Plan(
        digest_id="d", title="T", language="en", house=House(publisher="P"), max_items=10, per_host=layout.per_host,
        diversity=layout.diversity, sections=(SectionPlan(title="More"),),
    )  # fmt: skip
    material = Material(
        now=datetime(2023, 9, 15, tzinfo=UTC), on=datetime(2023, 9, 15, tzinfo=UTC).date(), topic=matcher.topic, plan=plan,
        weights={"relevance": 1.0}, window_days=10, articles=articles, templates=shipped.templates(),
    )  # fmt: skip
    gold = {r["id"]: r for r in rows}
    chosen = [c.ranked for c in edit(material).choices if c.chosen]
    alone = sorted(articles, key=lambda a: (-matcher.match(a).value, a.id))[:10]
    figures = {}
    for name, ids in (("chosen", [r.story.original.id for r in chosen]), ("relevance alone", [a.id for a in alone])):
        figures[f"{name}: events"] = len({gold[i]["event"] for i in ids})
        figures[f"{name}: articles"] = len({gold[i]["article"] for i in ids})
        figures[f"{name}: hosts"] = len({urls.host(gold[i]["url"]) for i in ids})
    means = fmean(r.score for r in chosen), fmean(matcher.match(a).value for a in alone)
    figures["relevance lost"] = 1 - means[0] / means[1]
    return figures


def shown(headings, rows):
    """Print a table."""
    table = Table(show_edge=False, pad_edge=False)
    for n, heading in enumerate(headings):
        table.add_column(heading, justify="right" if n else "left")
    for row in rows:
        table.add_row(*row)
    Console(width=140).print(table)


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one flat object of the figures")
    arguments = parser.parse_args()
    where = os.environ.get("DIGEST_LABELLED_DATA")
    if not where:
        print("DIGEST_LABELLED_DATA is not set: nothing to measure")
        return 0
    matcher = Matcher(load_topic("dprk-russia", Path()))
    figures = labelled(Path(where), matcher)
    figures |= diversity(Path(where), matcher)
    speeds, passed = stream(Path(where), matcher)
    if arguments.json:
        print(json.dumps({k: round(v, 4) for k, v in (figures | speeds).items()}))
        return 0
    names = list(
        dict.fromkeys(k.partition(" AP")[0] for k in figures if k.endswith(" AP") and not k.endswith("hard AP"))
    )
    columns = [
        "AP",
        "hard AP",
        "F1",
        *(k.removeprefix("digest ") for k in figures if re.match(r"digest AP (2|en|pl)", k)),
    ]
    shown(["", *columns], [[n, *(f"{figures[f'{n} {c}']:.3f}" for c in columns)] for n in names])
    print(f"digest AP, 95 % of draws: {figures['digest AP low']:.3f} to {figures['digest AP high']:.3f}\n")
    shown(
        ["ten of the summit's days", ""],
        [[k, f"{v:.3g}"] for k, v in figures.items() if ":" in k or k == "relevance lost"],
    )
    print()
    shown(["stream", ""], [[k, f"{v:,.1f}"] for k, v in speeds.items()])
    print("\nWhat passes, the best 40:")
    for match, item in passed[:40]:
        print(f"  {match.value:.2f}  {item['lang'][:2]}  {item['title'][:130]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
