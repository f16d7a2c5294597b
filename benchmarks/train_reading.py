"""Train the weights of digest/extract/judge.py on the labelled pages, cross-validated by site.

    DIGEST_LABELLED_DATA=… python benchmarks/train_reading.py [--write]

Needs the extra ``bench``. Blocks are labelled by how much of them stands in the reference text; the second model is
trained on what the first, trained on the other sites, says of a page.
"""

import argparse
import hashlib
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pages
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from digest import charset, plugins, words
from digest.clean import clean
from digest.extract import judge, page
from digest.extract.features import features
from digest.model import Document, Source
from digest.normalise import normalise

FOLDS = 5
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOBODY = Source(id="bench", name="", kind="folder")
ENOUGH = 300  # shorter goldens are videos and galleries
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
    """Every labelled page, cut and numbered. Scrapinghub's labels count threefold: they are the nearest to what an
    edition prints (no captions, no decks, no links to other stories)."""
    truth, _ = pages.load()
    for name, label in truth.items():
        yield prepare(name, pages.html(name), label["url"], label["articleBody"], 3 if name.startswith("sh-") else 1)
    for name, golden in pages.goldens().items():
        body = "\n\n".join(golden["paragraphs"])
        if len(body) >= ENOUGH:
            yield prepare(name, charset.decode(golden["html"]), golden["url"], body, 1)


def prepare(name, text, url, body, importance):
    tree = page.parse(text)
    said = page.said(tree, url)
    pieces = page.segment(tree)
    wanted, sizes = labels(pieces, body)
    weight = np.minimum((sizes + 1.0) ** 0.75, 100)
    return {
        "id": name, "url": url, "hints": said.hints, "pieces": pieces, "columns": features(pieces, said.about), "wanted": wanted,
        "weight": weight / weight.sum() * 50 * importance, "truth": body,
        "fold": int(hashlib.md5(pages.site(url).encode()).hexdigest(), 16) % FOLDS,
        "member": page.membership(pieces, page.trafilatura_text(text, url)),
    }  # fmt: skip


def fit(data, key):
    """A logistic regression; the weights by name, for numbers as they are."""
    names = list(data[0][key])
    rows = np.vstack([np.column_stack([d[key][n] for n in names]) for d in data])
    wanted, weight = np.concatenate([d["wanted"] for d in data]), np.concatenate([d["weight"] for d in data])
    scaler = StandardScaler().fit(rows)
    scale = np.where(scaler.scale_ > 1e-9, scaler.scale_, 1.0)
    model = LogisticRegression(C=10.0, max_iter=1000).fit((rows - scaler.mean_) / scale, wanted, weight)
    slopes = model.coef_[0] / scale
    constant = model.intercept_[0] - float(slopes @ scaler.mean_)
    return {"constant": constant, **dict(zip(names, slopes, strict=True))}


def cross_validated(data, key):
    """What models trained on the other sites say of each page."""
    said = {}
    for fold in range(FOLDS):
        weights = fit([d for d in data if d["fold"] != fold], key)
        said |= {d["id"]: judge.sigmoid(judge.weigh(d[key], weights)) for d in data if d["fold"] == fold}
    return said


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write digest/extract/weights.json")
    arguments = options.parse_args()
    data = list(load())
    trained, judged = {}, {}
    for suffix in ("", "_with"):
        for d in data:
            d["first"] = d["columns"] if not suffix else d["columns"] | {"member": d["member"]}
        first = cross_validated(data, "first")
        for d in data:
            d["second"] = d["first"] | judge.context(d["pieces"], first[d["id"]])
        judged[suffix] = cross_validated(data, "second")
        trained[f"first{suffix}"], trained[f"second{suffix}"] = fit(data, "first"), fit(data, "second")
        report("with the second reader" if suffix else "alone", data, judged[suffix])
    for sure in (0.7, 0.75, 0.8, 0.85, 0.9):
        mixed, asked = {}, 0
        for d in data:
            unsure = judge.certainty(d["pieces"], judged[""][d["id"]]) < sure
            asked += unsure
            mixed[d["id"]] = judged["_with" if unsure else ""][d["id"]]
        report(f"sure at {sure}: {asked / len(data):.0%} of the pages ask the second reader", data, mixed)
    mixed = {
        d["id"]: judged["_with" if judge.certainty(d["pieces"], judged[""][d["id"]]) < page.SURE else ""][d["id"]]
        for d in data
    }
    report("as digest gives it, cleaned", data, mixed, cleaned)
    if arguments.write:
        rounded = {part: {n: float(f"{w:.4g}") for n, w in weights.items()} for part, weights in trained.items()}
        OUT.write_text(json.dumps({"trained_by": "benchmarks/train_reading.py", "weights": rounded}, indent=0) + "\n")
        print(f"{OUT}: {OUT.stat().st_size} bytes")


def taken(d, kept):
    """The text of the blocks that are kept."""
    return "\n".join(p.text for p, q in zip(d["pieces"], kept, strict=True) if q)


def cleaned(d, kept):
    """The same after the rules."""
    document = Document(source_id="", url=d["url"], fetched_at=EPOCH, media_type="text/html", body=b"")
    draft = clean(page.drafted(document, d["hints"], d["pieces"], kept), plugins.rules())
    return normalise(draft, NOBODY).text


def report(name, data, judged, text=taken):
    rows = {d["id"]: pages.counts(d["truth"], text(d, judge.keep(d["pieces"], judged[d["id"]]))) for d in data}
    parts = {
        "reference pages": [r for n, r in rows.items() if not n.startswith("fundus-")],
        "scrapinghub": [r for n, r in rows.items() if n.startswith("sh-")],
        "news goldens": [r for n, r in rows.items() if n.startswith("fundus-")],
    }
    said = ", ".join(f"{n} {pages.f1(r):.4f}" for n, r in parts.items())
    print(f"{name}: F1 {said} (cross-validated by site)", flush=True)


if __name__ == "__main__":
    main()
