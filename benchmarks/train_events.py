"""Train digest/group/event_weights.json on labelled feed items, and say what to expect of other items.

    DIGEST_LABELLED_DATA=… python benchmarks/train_events.py [--write]

Needs the group ``bench``. Three windows of a few days each: the September items of the labelled data, and two of August that
``labels/events.json`` points to. The figures that count are the first: each window is clustered with weights learned from the
other two. The threshold is the one in the code and is not chosen here.
"""

import argparse
import gzip
import json
import os
import sys
from datetime import datetime
from pathlib import Path

import numpy as np
from reuse import b3, rows
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from digest import urls
from digest.group import events, same_event
from digest.group.happening import Happening

HERE = Path(__file__).parent
OUT = HERE.parent / "digest" / "group" / "event_weights.json"
C = 0.3


def windows(data):
    """Name → the items of a window in order of time, each with the event it tells of."""
    found = {"12 to 14 September 2023": rows(data / "events" / "events.jsonl")}
    with gzip.open(data / "stream" / "2023-08.jsonl.gz", "rt", encoding="utf-8") as lines:
        stream = [json.loads(line) for line in lines]
    for name, labels in json.loads((HERE / "labels" / "events.json").read_text(encoding="utf-8")).items():
        found[name] = [stream[n] | {"event": members[0]} for members in labels["events"] for n in members]
    return {name: sorted(items, key=lambda r: datetime.fromisoformat(r["date"])) for name, items in found.items()}


class Window:
    """The items of a window as events see them, the numbers of each two, and whether they tell of one event."""

    def __init__(self, items):
        self.items = items
        self.seen = [
            Happening.of(
                n,
                r["title"],
                r["description"] or "",
                datetime.fromisoformat(r["date"]).timestamp(),
                urls.host(r["url"]),
            )
            for n, r in enumerate(items)
        ]
        self.numbers = dict(same_event.features(self.seen))
        pairs = np.triu_indices(len(items), 1)
        self.table = np.stack([m[pairs] for m in self.numbers.values()], axis=1)
        self.labels = np.array([items[i]["event"] == items[j]["event"] for i, j in zip(*pairs, strict=True)])

    def scores(self, weights):
        """B³ F1 of all, of English and of Polish items, as they are grouped with these weights."""
        likely = 1 / (1 + np.exp(-(weights["constant"] + sum(weights[k] * m for k, m in self.numbers.items()))))
        events.likelihoods = lambda _items: likely.copy()
        groups = events.events(self.seen, {})
        gold = {n: r["event"] for n, r in enumerate(self.items)}
        for start in ("", "en", "pl"):
            yield b3({n: e for n, e in gold.items() if self.items[n]["lang"].startswith(start)}, groups)


def learn(windows):
    """Weights by the names of the numbers."""
    table, labels = np.concatenate([w.table for w in windows]), np.concatenate([w.labels for w in windows])
    # Each window counts as much, however many items were labelled.
    counts = np.concatenate([np.full(len(w.labels), len(labels) / len(windows) / len(w.labels)) for w in windows])
    scale = StandardScaler().fit(table)
    model = LogisticRegression(C=C, max_iter=5000).fit(scale.transform(table), labels, sample_weight=counts)
    weights = model.coef_[0] / scale.scale_
    constant = model.intercept_[0] - (weights * scale.mean_).sum()
    return {"constant": round(float(constant), 4)} | {
        n: round(float(w), 4) for n, w in zip(windows[0].numbers, weights, strict=True)
    }


def main() -> int:
    """Train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    args = parser.parse_args()
    where = os.environ.get("DIGEST_LABELLED_DATA")
    if not where:
        print("DIGEST_LABELLED_DATA is not set: nothing to train on")
        return 0
    found = {name: Window(items) for name, items in windows(Path(where)).items()}
    weights = learn(list(found.values()))
    print("B3 F1 of all, English, Polish items")
    for name, window in found.items():
        others = learn([w for w in found.values() if w is not window])
        for title, used in (("learned from the other windows", others), ("learned from all", weights)):
            print(f"{name}, {title}: " + ", ".join(f"{score:.3f}" for score in window.scores(used)))
    if args.write:
        OUT.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
