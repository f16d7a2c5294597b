"""Reading side by side with peers, on the labelled pages: text, residue, metadata, speed.

    DIGEST_LABELLED_DATA=… python benchmarks/reading.py [--json] [--only NAME…]

Needs the extra ``bench``. F1 is the mean four-word-shingle F1 of the scrapinghub benchmark; residue and keep are the shares
of labelled must-not and must snippets that are in the text; speed is pages per second of processor time in one process,
with text and metadata for the tools that give both. Figures of digest are with weights trained on these pages;
``train_reading.py`` prints the cross-validated ones.
"""

import argparse
import json
import random
import time
import unicodedata
import warnings
from collections import Counter
from statistics import fmean

import lxml.html
import pages
from rich.console import Console
from rich.table import Table

from digest import batch, charset

warnings.filterwarnings("ignore")


def digest(html, url):
    article = batch.read_one(html.encode("utf-8", "replace"), url, "text/html").article
    return "\n".join(article.paragraphs), {
        "title": article.title,
        "authors": article.authors,
        "date": article.published_there.date().isoformat() if article.published_there else None,
    }


def by_trafilatura(**options):
    import trafilatura

    def read(html, url):
        found = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False, **options)
        if found is None:
            return "", {}
        return found.text or "", {
            "title": found.title,
            "authors": [a for a in (found.author or "").split("; ") if a],
            "date": found.date,
        }

    return read


def by_readability(html, url):
    from readability import Document

    document = Document(html)
    return lxml.html.fromstring(document.summary()).text_content(), {"title": document.short_title()}


def by_newspaper(html, url):
    import newspaper

    article = newspaper.Article(url, fetch_images=False)
    article.download(input_html=html)
    article.parse()
    date = article.publish_date.date().isoformat() if article.publish_date else None
    return article.text, {"title": article.title, "authors": article.authors, "date": date}


def by_resiliparse(html, url):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    return extract_plain_text(tree, main_content=True), {"title": tree.title}


TOOLS = {
    "digest": digest,
    "trafilatura recall": by_trafilatura(favor_recall=True),
    "trafilatura default": by_trafilatura(),
    "trafilatura precision": by_trafilatura(favor_precision=True),
    "readability-lxml": by_readability,
    "newspaper4k": by_newspaper,
    "resiliparse": by_resiliparse,
}


def fold(text):
    return " ".join(pages.TOKEN.findall(unicodedata.normalize("NFKC", text or "").lower()))


def names(value):
    import re

    text = "; ".join(value) if isinstance(value, list | tuple) else value or ""
    text = re.sub(r"\b(?:written )?by\b", "", text, flags=re.IGNORECASE)
    return {fold(part) for part in re.split(r";|,| and |&|\|", text) if fold(part)}


def share(rows):
    rows = list(rows)
    return fmean(rows) if rows else 0.0


def measure(tool, truth, snippets, htmls):
    texts, said = {}, {}
    start = time.process_time()
    for name, label in {**truth, **snippets}.items():
        try:
            texts[name], said[name] = tool(htmls[name], label.get("url") or "")
        except Exception:
            texts[name], said[name] = "", {}
    spent = time.process_time() - start
    rows = {n: pages.counts(label["articleBody"], texts[n] or "") for n, label in truth.items()}
    held = [(s.lower() in (texts[n] or "").lower()) for n, label in truth.items() for s in label.get("with") or ()]
    left = [(s.lower() in (texts[n] or "").lower()) for n, label in truth.items() for s in label.get("without") or ()]
    letters = [n for n, label in truth.items() if label.get("tag") == "newsletter"]
    letter_left = [(s.lower() in (texts[n] or "").lower()) for n in letters for s in truth[n].get("without") or ()]
    return {
        "f1": pages.f1(list(rows.values())),
        "f1_scrapinghub": pages.f1([r for n, r in rows.items() if n.startswith("sh-")]),
        "exact_scrapinghub": share(
            pages.TOKEN.findall(truth[n]["articleBody"]) == pages.TOKEN.findall(texts[n] or "")
            for n in rows
            if n.startswith("sh-")
        ),
        "keep": share(held),
        "residue": share(left),
        "residue_newsletters": share(letter_left),
        "title": share(
            fold(said[n].get("title")) == fold(label["title"]) for n, label in truth.items() if label.get("title")
        ),
        "authors": share(
            names(said[n].get("authors")) == names(label["author"]) for n, label in truth.items() if label.get("author")
        ),
        "invented_authors": share(
            bool(said[n].get("authors"))
            for n, label in truth.items()
            if n.startswith("wcxb-") and not label.get("author")
        ),
        "date": share(said[n].get("date") == label["date"][:10] for n, label in truth.items() if label.get("date")),
        "pages_per_second": len(texts) / spent,
        "_rows": list(rows.values()),
    }


def measure_goldens(tool, goldens):
    """News sites in a dozen languages: F1 of whole paragraphs, and of four-word shingles; title, authors and date right."""
    paragraphs, rows, right = [], [], {"title": [], "authors": [], "date": []}
    for golden in goldens.values():
        try:
            text, said = tool(charset.decode(golden["html"]), golden["url"])
        except Exception:
            text, said = "", {}
        paragraphs.append(paragraph_counts(golden["paragraphs"], (text or "").split("\n")))
        rows.append(pages.counts("\n".join(golden["paragraphs"]), text or ""))
        if golden["title"]:
            right["title"].append(fold(said.get("title")) == fold(golden["title"]))
        if golden["authors"]:
            right["authors"].append(names(said.get("authors")) == names(golden["authors"]))
        if golden["date"]:
            right["date"].append(said.get("date") == golden["date"])
    return {
        "paragraph_f1": pages.f1(paragraphs),
        "shingle_f1": pages.f1(rows),
        **{name: share(values) for name, values in right.items()},
    }


def paragraph_counts(true, found):
    a, b = (Counter(f for p in side if (f := fold(p))) for side in (true, found))
    both = sum((a & b).values())
    return both, sum(b.values()) - both, sum(a.values()) - both


def interval(ours, theirs, rounds=1000):
    """The 95 % interval of the difference in F1, by paired bootstrap over pages."""
    chance = random.Random(0)
    at = range(len(ours))
    differences = []
    for _ in range(rounds):
        sample = [chance.choice(at) for _ in at]
        differences.append(pages.f1([ours[n] for n in sample]) - pages.f1([theirs[n] for n in sample]))
    differences.sort()
    return differences[int(rounds * 0.025)], differences[int(rounds * 0.975)]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--only", nargs="*", choices=list(TOOLS))
    arguments = options.parse_args()
    truth, snippets = pages.load()
    htmls = {n: pages.html(n) for n in {**truth, **snippets}}
    figures = {}
    for name in arguments.only or TOOLS:
        TOOLS[name](htmls["sh-042bb7b5feda"], "https://example.org/")  # what is loaded once is not part of the speed
        figures[name] = measure(TOOLS[name], truth, snippets, htmls)
    differences = {
        n: interval(figures["digest"]["_rows"], f["_rows"])
        for n, f in figures.items()
        if n != "digest" and "digest" in figures
    }
    labelled = pages.goldens()
    golden = {name: measure_goldens(TOOLS[name], labelled) for name in figures}
    if arguments.json:
        flat = {
            f"{n} {k}".replace(" ", "_"): round(v, 4) for n, f in figures.items() for k, v in f.items() if k != "_rows"
        }
        flat |= {f"{n} golden {k}".replace(" ", "_"): round(v, 4) for n, f in golden.items() for k, v in f.items()}
        flat |= {
            f"digest_minus_{n}_f1_{end}".replace(" ", "_"): round(v, 4)
            for n, d in differences.items()
            for end, v in zip(("low", "high"), d, strict=True)
        }
        print(json.dumps(flat))
        return
    ahead = {n: f"{low:+.4f} … {high:+.4f}" for n, (low, high) in differences.items()}
    print_table(f"{len(truth)} pages with a reference text, {len(snippets)} with snippets", figures, ahead)
    print_table(f"{len(labelled)} pages of news sites in a dozen languages", golden, {})


def print_table(title, figures, ahead):
    table = Table(title=title, title_justify="left")
    keys = [k for k in next(iter(figures.values())) if k != "_rows"]
    for heading in ("", *(k.replace("_", " ") for k in keys), *(["digest ahead in F1 by (95 %)"] if ahead else [])):
        table.add_column(heading, justify="right" if heading else "left")
    for name, row in figures.items():
        cells = [f"{row[k]:.1f}" if k == "pages_per_second" else f"{row[k]:.3f}" for k in keys]
        table.add_row(name, *cells, *([ahead.get(name, "")] if ahead else []))
    Console(width=240).print(table)


if __name__ == "__main__":
    main()
