"""Train digest/group/event_weights.json on the labelled feed items, and say what to expect of other items.

    DIGEST_LABELLED_DATA=… python benchmarks/train_events.py [--write]

Needs the group ``bench``. The figure that counts is the first: each fifth of the events is clustered with weights
learned from the other four. The threshold is the one in the code and is not chosen here.
"""

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path

import numpy as np
from reuse import b3, rows
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from digest.group import events
from digest.group.happening import Happening

OUT = Path(__file__).parent.parent / "digest" / "group" / "event_weights.json"
FOLDS, C = 5, 0.3


def items(data: Path):
    """The labelled items, and their rows."""
    found = sorted(rows(data / "events" / "events.jsonl"), key=lambda r: datetime.fromisoformat(r["date"]))
    return found, [
        Happening.of(n, r["title"], r["description"] or "", datetime.fromisoformat(r["date"]).timestamp())
        for n, r in enumerate(found)
    ]


def learn(names, table, labels):
    """Weights by the names of the numbers."""
    scale = StandardScaler().fit(table)
    model = LogisticRegression(C=C, max_iter=5000).fit(scale.transform(table), labels)
    weights = model.coef_[0] / scale.scale_
    constant = model.intercept_[0] - (weights * scale.mean_).sum()
    return {"constant": round(float(constant), 4)} | {
        n: round(float(w), 4) for n, w in zip(names, weights, strict=True)
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
    labelled, found = items(Path(where))
    numbers = events.features(found)
    first, second = np.triu_indices(len(labelled), 1)
    table = np.stack([m[first, second] for m in numbers.values()], axis=1)
    labels = np.array([labelled[i]["event"] == labelled[j]["event"] for i, j in zip(first, second, strict=True)])
    names = sorted({r["event"] for r in labelled})
    fold = {e: n % FOLDS for n, e in enumerate(np.random.default_rng(1).permutation(names).tolist())}
    of = np.array([fold[r["event"]] for r in labelled])
    likely = np.zeros((len(labelled), len(labelled)))
    for n in range(FOLDS):
        held = (of[first] == n) | (of[second] == n)
        weights = learn(numbers, table[~held], labels[~held])
        total = weights["constant"] + sum(weights[k] * m for k, m in numbers.items())
        touched = (of[:, None] == n) | (of[None, :] == n)
        likely[touched] = (1 / (1 + np.exp(-total)))[touched]
    gold = {n: r["event"] for n, r in enumerate(labelled)}
    english = [n for n, r in enumerate(labelled) if r["lang"].startswith("en")]
    events.likelihoods = lambda _items: likely.copy()
    for title in ("cross-validated by event", "in sample"):
        groups = events.events(found, {})
        print(f"{title}: B3 F1 {b3(gold, groups):.3f}, English {b3({n: gold[n] for n in english}, groups):.3f}")
        weights = learn(numbers, table, labels)
        whole = 1 / (1 + np.exp(-(weights["constant"] + sum(weights[k] * m for k, m in numbers.items()))))
        events.likelihoods = lambda _items, whole=whole: whole.copy()
    if args.write:
        OUT.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
