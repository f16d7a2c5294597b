"""How fast and how well an edition is rendered, beside peers in one run.

    python benchmarks/render.py [--json] [--work DIR]

Time: Jinja, MJML and the text part of an edition of thirty items; the MJML alone beside the npm package mjml on the same
markup, warm; a wish at the desk, with six hundred candidates. Quality: our e-mail beside the
newsletter sample of the MJML project and the demo e-mails of React Email as their packages build them: size as it travels,
score by the tables of caniemail.com (as Mailpit counts), axe-core violations (WCAG A and AA; light and, where a page has dark
rules, dark), and whether there are a text part, a language, a title, one h1.

Needs Chromium, node and npm; the npm packages are installed into DIR (a temporary folder by default). Needs no data.
"""

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bs4 import BeautifulSoup
from mjml import mjml2html
from rich.console import Console
from rich.table import Table

from digest import proof, shipped, weight
from digest.config import load, load_topic
from digest.config.types import DEFAULT_WEIGHTS
from digest.editing import Material, edit, packed, shown_by
from digest.model import Article, Change, Edition, EditionItem, House, Plan, Section, SectionPlan
from digest.preflight.checks.clients import score
from digest.render import render
from digest.render.environment import ENTRIES, fill
from digest.store import open_store

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_PAGES = {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}}
HOUSE = House(
    publisher="Harbour Notes", home="https://example.org", about_title="About", about="Harbour Notes gathers what is written on ports. " * 5,
    contact="Ask press@example.org", postal_address="1 Pier Road, Busan", unsubscribe="https://example.org/unsubscribe",
)  # fmt: skip
CONFIG = """
digest: {id: bench, title: A digest, topic: dprk-russia}
house: {publisher: Harbour Notes}
sources: [{id: s, name: S, kind: feed, url: "https://example.org/feed"}]
"""
SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ter",
    "an",
    "so",
    "ve",
    "ri",
    "no",
    "da",
    "pel",
    "gu",
    "sha",
    "ber",
    "ti",
    "om",
    "ru",
    "el",
    "fa",
    "zin",
]


def sentence(rng, n=18):
    """A sentence of so many words."""
    return " ".join("".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(n)).capitalize() + "."


def edition(items, rng):
    """An edition of so many items of usual length."""

    def item(n, **more):
        return EditionItem(
            article_id=f"{n}", title=sentence(rng, 9)[:-1], url=f"https://example.org/2024/07/{n}/an-article-on-the-topic", kind="commentary", emoji="📝",
            authors=("Jane Doe",), publisher="The Harbour Review", published=datetime(2024, 7, 8, tzinfo=UTC), **more,
        )  # fmt: skip

    lead = item(0, excerpt=tuple(" ".join(sentence(rng) for _ in range(5)) for _ in range(3)))
    rest = [item(n, blurb=f"{sentence(rng)} {sentence(rng)}") for n in range(1, items)]
    half = len(rest) // 2
    return Edition(
        id="bench-2024-07-12", digest_id="bench", date=date(2024, 7, 12), title="Commentary on the Latest Developments", language="en", preheader=sentence(rng),
        lead=lead, sections=(Section(title="More commentary", items=tuple(rest[:half])), Section(title="News", items=tuple(rest[half:]))), house=HOUSE,
    )  # fmt: skip


def median_ms(work, times=60):
    """The median of warm runs, in milliseconds."""
    for _ in range(5):
        work()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return statistics.median(took) * 1000


def desk_ms(rng):
    """A wish at the desk: written down, the edition made anew and saved; its articles are grouped once, before."""
    now = datetime(2024, 7, 12, 12, tzinfo=UTC)
    sides = ("North Korea", "Russia", "Pyongyang", "Moscow")
    articles = tuple(
        Article(
            id=f"{n:012x}", source_id="s", url=f"https://host{n % 40}.example.org/{n}", title=f"{rng.choice(sides)}: {sentence(rng, 8)}", publisher=f"P{n % 40}",
            published=now - timedelta(hours=n % 200), language="en", kind="commentary",
            paragraphs=tuple(f"{sentence(rng)} {rng.choice(sides)} and {rng.choice(sides)}. {sentence(rng)}" for _ in range(8)),
        )
        for n in range(600)
    )  # fmt: skip
    plan = Plan(
        digest_id="bench", title="T", language="en", house=HOUSE, sections=(SectionPlan(title="More"),), max_items=12
    )
    material = Material(
        now=now, on=now.date(), topic=load_topic("dprk-russia", Path()), plan=plan, weights=DEFAULT_WEIGHTS, window_days=10, articles=articles,
        templates=shipped.templates(),
    )  # fmt: skip
    made = edit(material)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sources.yaml"
        file.write_text(CONFIG)
        config = load(file)
        with closing(open_store(config.store, Path(folder))) as store:
            store.save_edition(made.edition, made.email, made.report, shown_by(made.choices), now, packed(material))
            pulled = proof.pull(store, config, shipped.templates(), made.edition.id)
            wished = made.edition.items[3].article_id

            def wish():
                nonlocal pulled
                before = pulled.standing.get((wished, "title"), "")
                value = "One headline" if before != "One headline" else "Another"
                change = Change(field="title", article_id=wished, value=value, before=before)
                pulled = proof.change(store, config, pulled, [change], "ed", now)

            return median_ms(wish, 10)


def axe(pages):
    """Page name: rules violated, in light and dark together."""
    from axe_playwright_python.base import AXE_SCRIPT
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, html in pages.items():
            broken = set()
            for scheme in ("light", "dark"):
                context = browser.new_context(color_scheme=scheme, viewport={"width": 640, "height": 900})
                context.route("**/*", lambda route: route.abort())
                page = context.new_page()
                page.set_content(html)
                page.evaluate(AXE_SCRIPT)
                done = page.evaluate(
                    "o => axe.run(document, o)", {"runOnly": WCAG, "rules": OF_PAGES, "iframes": False}
                )
                broken |= {v["id"] for v in done["violations"]}
                context.close()
            found[name] = sorted(broken)
        browser.close()
    return found


def qualities(html, text):
    """What can be read off one e-mail."""
    page = BeautifulSoup(html, "lxml")
    return {
        "kB": weight.encoded(html) / 1000,
        "client score": score(page),
        "text part": bool(text),
        "lang": bool(page.html and page.html.get("lang") and page.body and page.body.select_one("[lang]")),
        "title": bool(page.title and page.title.get_text(strip=True)),
        "one h1": len(page.select("h1")) == 1,
    }


def main():
    """Measure, and print tables or one flat object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--work", type=Path, help="where npm packages are installed and kept")
    arguments = options.parse_args()
    rng, templates = random.Random(7), shipped.templates()
    thirty = edition(30, rng)
    markup = fill(ENTRIES[0], {"edition": thirty}, templates)
    ours = render(thirty, templates)
    times = {
        "edition of 30, all": median_ms(lambda: render(thirty, templates)),
        "its MJML alone": median_ms(lambda: mjml2html(markup, fonts={})),
        "a wish at the desk, 600 articles": desk_ms(rng),
    }
    with tempfile.TemporaryDirectory() as scratch:
        work = arguments.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        (work / "ours.mjml").write_text(markup)
        print("building the peers (npm) …", file=sys.stderr)
        script = Path(__file__).parent / "peers" / "render.mjs"
        done = subprocess.run(
            ["node", script, work, work / "ours.mjml", "60"], check=True, capture_output=True, text=True
        )
        peers = json.loads(done.stdout.splitlines()[-1])
        pages = {"digest, 30 items": ours.html} | {
            p.stem: p.read_text() for p in sorted((work / "built").glob("*.html"))
        }
        texts = {"digest, 30 items": ours.text} | {p.stem: p.read_text() for p in (work / "built").glob("*.txt")}
    times["its MJML by npm mjml"] = peers["mjml_ms"]
    ratio = peers["mjml_ms"] / times["its MJML alone"]
    broken = axe(pages)
    rows = {name: qualities(html, texts.get(name, "")) | {"axe": broken[name]} for name, html in pages.items()}
    if arguments.json:
        flat = {f"ms_{k}".replace(" ", "_").replace(",", ""): round(v, 2) for k, v in times.items()} | {
            "npm_mjml_ratio": round(ratio, 1)
        }
        for name, row in rows.items():
            for what, value in row.items():
                key = f"{name}_{what}".replace(" ", "_").replace(",", "")
                flat[key] = (
                    len(value) if isinstance(value, list) else round(value, 1) if isinstance(value, float) else value
                )
        print(json.dumps(flat))
        return
    show(times, ratio, rows)


def show(times, ratio, rows):
    """The tables."""
    console = Console(width=150)
    table = Table(title="milliseconds, median of warm runs", title_justify="left")
    for heading in ("what", "ms"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for name, value in times.items():
        table.add_row(name, f"{value:.1f}")
    console.print(table)
    console.print(f"npm mjml takes {ratio:.0f} times as long for the same MJML")
    table = Table(title="e-mails as they are built", title_justify="left")
    for heading in ("e-mail", "kB", "client score", "axe", "text part", "lang", "title", "one h1"):
        table.add_column(heading, justify="right" if heading in ("kB", "client score") else "left")
    for name, row in rows.items():
        yes = ["yes" if row[k] else "no" for k in ("text part", "lang", "title", "one h1")]
        table.add_row(name, f"{row['kB']:.1f}", f"{row['client score']:.0f}", ", ".join(row["axe"]) or "0", *yes)
    console.print(table)


if __name__ == "__main__":
    main()
