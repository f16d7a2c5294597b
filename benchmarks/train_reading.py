"""Train the weights of digest/extract/judge.py on the labelled pages, cross-validated by site.

    DIGEST_LABELLED_DATA=… python benchmarks/train_reading.py [--write]

Needs the extra ``bench``. Blocks are labelled by how much of them stands in the reference text; the second model is
trained on what the first, trained on the other sites, says of a page.
"""

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pages
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from digest import words
from digest.extract import judge, page
from digest.extract.features import NAMES, features

FOLDS = 5
OUT = Path(__file__).parent.parent / "digest" / "extract" / "weights.json"


def labels(pieces, body):
    """1.0 for each block that is in the reference text, and its size in words."""
    tokens = [t.lower() for t in pages.TOKEN.findall(body)]
    known = Counter(zip(*(tokens[n:] for n in range(4)), strict=False))
    joined = f" {' '.join(tokens)} "
    found, sizes = [], []
    for piece in pieces:
        own = [t.lower() for t in pages.TOKEN.findall(piece.text)]
        sizes.append(len(own))
        parts = list(zip(*(own[n:] for n in range(4)), strict=False))
        if len(own) >= 4:
            found.append(sum(p in known for p in parts) / len(parts))
        else:
            found.append(-1.0 if own and f" {' '.join(own)} " in joined else 0.0)
    seen = set()
    for at, value in enumerate(found):
        if value == -1.0:  # a few words: only between blocks that are in the text
            near = [
                found[n]
                for n in (at - 1, at + 1, at - 2, at + 2)
                if 0 <= n < len(found) and found[n] >= 0 and sizes[n] >= 4
            ][:2]
            found[at] = float(bool(near) and max(near) > 0.5 and (len(near) < 2 or min(near) > 0.5 or sizes[at] > 1))
        folded = words.fold(pieces[at].text)
        if found[at] > 0.5 and len(folded) > 40:
            found[at] = 0.0 if folded in seen else found[at]
            seen.add(folded)
    return np.array(found) > 0.5, np.array(sizes)


def load():
    truth, _ = pages.load()
    for name, label in truth.items():
        text = pages.html(name)
        tree = page.parse(text)
        said = page.said(tree, label["url"])
        pieces = page.segment(tree)
        if not pieces:
            continue
        rows = features(pieces, said.hints.title, said.body)
        wanted, sizes = labels(pieces, label["articleBody"])
        member = page.membership(pieces, page.trafilatura_text(text, label["url"]))
        fold = int(hashlib.md5(pages.site(label["url"]).encode()).hexdigest(), 16) % FOLDS
        weight = np.minimum((sizes + 1.0) ** 0.75, 100)
        yield {
            "id": name, "pieces": pieces, "rows": np.array(rows), "wanted": wanted, "weight": weight / weight.sum() * 50, "fold": fold,
            "member": np.array(member), "truth": label["articleBody"],
        }  # fmt: skip


def fit(rows, wanted, weight):
    """A logistic regression; returns the weights for rows as they are, the first for the constant."""
    scaler = StandardScaler().fit(rows)
    scale = np.where(scaler.scale_ > 1e-9, scaler.scale_, 1.0)
    model = LogisticRegression(C=10.0, max_iter=1000).fit((rows - scaler.mean_) / scale, wanted, weight)
    slopes = model.coef_[0] / scale
    slopes[0] = model.intercept_[0] - float((slopes * scaler.mean_)[1:].sum())
    return slopes


def predict(weights, rows):
    return 1 / (1 + np.exp(-np.clip(rows @ weights, -60, 60)))


def cross_validated(data, key):
    """What models trained on the other sites say of each page."""
    said = {}
    for fold in range(FOLDS):
        others = [d for d in data if d["fold"] != fold]
        weights = fit(
            np.vstack([d[key] for d in others]),
            np.concatenate([d["wanted"] for d in others]),
            np.concatenate([d["weight"] for d in others]),
        )
        said |= {d["id"]: predict(weights, d[key]) for d in data if d["fold"] == fold}
    return said


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write digest/extract/weights.json")
    arguments = options.parse_args()
    data = list(load())
    trained, judged = {}, {}
    for name in ("own", "with"):
        suffix = "" if name == "own" else "_with"
        for d in data:
            d["first"] = d["rows"] if name == "own" else np.column_stack([d["rows"], d["member"]])
        first = cross_validated(data, "first")
        for d in data:
            d["second"] = np.column_stack([d["first"], judge.context(d["pieces"], list(first[d["id"]]))])
        judged[name] = cross_validated(data, "second")
        wanted, weight = np.concatenate([d["wanted"] for d in data]), np.concatenate([d["weight"] for d in data])
        names = [*NAMES, *(["member"] if name == "with" else [])]
        trained[f"first{suffix}"] = dict(
            zip(names, fit(np.vstack([d["first"] for d in data]), wanted, weight), strict=True)
        )
        trained[f"second{suffix}"] = dict(
            zip(
                [*names, *judge.CONTEXT_NAMES], fit(np.vstack([d["second"] for d in data]), wanted, weight), strict=True
            )
        )
        report(name, data, judged[name])
    for sure in (0.8, 0.85, 0.9, 0.93, 0.95, 0.97):
        mixed, asked = {}, 0
        for d in data:
            unsure = judge.certainty(d["pieces"], list(judged["own"][d["id"]])) < sure
            asked += unsure
            mixed[d["id"]] = judged["with" if unsure else "own"][d["id"]]
        report(f"sure at {sure}: {asked / len(data):.0%} of the pages ask the second reader", data, mixed)
    if arguments.write:
        rounded = {part: {n: float(f"{w:.4g}") for n, w in weights.items()} for part, weights in trained.items()}
        OUT.write_text(json.dumps({"trained_by": "benchmarks/train_reading.py", "weights": rounded}, indent=0) + "\n")
        print(f"{OUT}: {OUT.stat().st_size} bytes")


def report(name, data, judged):
    rows = {
        d["id"]: pages.counts(
            d["truth"],
            "\n".join(
                p.text for p, q in zip(d["pieces"], judge.keep(d["pieces"], list(judged[d["id"]])), strict=True) if q
            ),
        )
        for d in data
    }
    news = [r for n, r in rows.items() if n.startswith("sh-")]
    print(
        f"{name}: F1 {pages.f1(list(rows.values())):.4f}, scrapinghub {pages.f1(news):.4f} (cross-validated by site)",
        flush=True,
    )


if __name__ == "__main__":
    main()
