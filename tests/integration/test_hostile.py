"""Hostile text in every field of an item, seen by a real browser: in the e-mail, at the desk, in the archive.

Nothing of it may run, nothing may be asked for elsewhere, it is shown as the letters it is, and the page around it stays as it is.
"""

import json
import re
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest
import uvicorn
from fakes import NOW, document

from digest import shipped, words
from digest.clock import FixedClock
from digest.config import load
from digest.editing import Grouped, edit, packed, shown_by
from digest.model import Article, Image, Story, Wish
from digest.pipeline import gather
from digest.render import render
from digest.render.archive import archive
from digest.store import open_store
from digest.web.desk import application
from digest.web.desk.proofs import Proofs

pytestmark = [pytest.mark.integration, pytest.mark.browser, pytest.mark.labelled]
FILES = (
    "xss_payloads.txt",
    "dompurify_fixtures.jsonl",
    "ssti_mjml.jsonl",
    "unicode.jsonl",
    "blns.jsonl",
    "redos.jsonl",
)
A_TIME = 45
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONFIG = """
digest: {id: hostile, title: A digest, topic: dprk-russia}
house: {publisher: Harbour Notes}
layout: {max_items: 100, charts: never, notes: [updated, first published, also at, altered copies]}
sources:
  - {id: test, name: Test, kind: feed, url: "https://example.org/feed", images: true}
"""
# A script that runs says so; so does whatever would open a dialog.
WATCHED = """window.ran = []; for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (...said) => window.ran.push([name, ...said]);
document.addEventListener('securitypolicyviolation', (e) => { if (e.violatedDirective.startsWith('script')) window.ran.push(['script', e.blockedURI]); });"""


def payloads(folder):
    """Every payload of the kinds that are text."""
    for name in FILES:
        lines = (folder / "hostile" / name).read_text(encoding="utf-8").split("\n")
        for line in filter(None, lines):
            if name.endswith(".txt"):
                yield line
                continue
            read = json.loads(line)
            found = (
                read
                if isinstance(read, str)
                else next(read[k] for k in ("payload", "value", "s", "html", "text", "input") if k in read)
            )
            yield found if isinstance(found, str) else json.dumps(found)


def batches(hostile):
    rest = iter(hostile)
    while batch := list(islice(rest, A_TIME)):
        yield batch


def item(n, payload):
    """An article that is hostile in every field. A store keeps no halves of surrogate pairs; nothing that was read has them."""
    text = payload if payload.isprintable() else words.visible(payload)
    text = text[:4000] or "empty"
    return Article(
        id=f"{n:012x}", source_id="test", url=payload if n % 2 else f"https://example.org/{n}?q={text[:300]}", title=text, authors=(text,), publisher=text,
        published=NOW - timedelta(hours=1), language="en", kind="commentary", paragraphs=(text, f"{text}. A sentence of the port of Rason stands here."),
        image=Image(url=f"https://example.org/{text[:200]}.png", alt=text, credit=text), subtitle=f"{text}.",
    )  # fmt: skip


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A function that makes an edition of articles and serves its desk."""
    (tmp_path / "sources.yaml").write_text(CONFIG)
    running = []

    def serve(articles):
        config = load(tmp_path / "sources.yaml")
        store = open_store(str(tmp_path / f"{len(running)}.sqlite3"), tmp_path)
        readings = [(document(b"x", url=f"https://example.org/{a.id}"), [a]) for a in articles]
        store.keep(readings, {})
        for article in articles[:-2]:
            store.wish("hostile", Wish(article_id=article.id, kind="pin"), NOW)
        material = gather(config, store, NOW, NOW.date(), shipped.templates())
        # Payloads are much alike; each is to be a story of its own here.
        known = Grouped(tuple(Story(original=a) for a in material.articles), {})
        made = edit(material, known)
        assert made.report.failures == ()
        store.save_edition(made.edition, made.email, made.report, shown_by(made.choices), NOW, packed(material))
        proofs = Proofs(store, config, FixedClock(NOW))
        monkeypatch.setattr("digest.proof.grouped", lambda _: known)
        server = uvicorn.Server(uvicorn.Config(application(proofs), port=0, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread, store))
        while not server.started:
            time.sleep(0.01)
        return made, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/editions/{made.edition.id}"

    yield serve
    for server, thread, store in running:
        server.should_exit = True
        thread.join()
        with closing(store):
            pass


def skeleton(page):
    """The elements of a page with their classes, text left out: what the layout is made of."""
    return page.evaluate("() => [...document.querySelectorAll('body *')].map(e => e.tagName + '.' + (e.getAttribute('class') || '') + (e.hasAttributes() ? [...e.attributes].map(a => a.name).sort() : ''))")  # fmt: skip


def harmless(made):
    """The same edition with plain words where the hostile text stood."""

    def plain(one):
        url = "https://example.org/a" if one.url else ""
        image = Image(url="https://example.org/a.png", alt="a", credit="c") if one.image else None
        return replace(
            one,
            title="a",
            authors=("b",),
            publisher="c",
            url=url,
            image=image,
            excerpt=tuple("d" for _ in one.excerpt),
            blurb="e" if one.blurb else "",
        )

    sections = tuple(replace(s, items=tuple(map(plain, s.items))) for s in made.edition.sections)
    return render(
        replace(made.edition, lead=plain(made.edition.lead), sections=sections, preheader="p"), shipped.templates()
    )


def shown(text):
    return " ".join(words.visible(text).split())


def test_nothing_runs_and_everything_is_shown_as_it_is(served, chromium, labelled, tmp_path):
    hostile = list(dict.fromkeys(payloads(labelled)))
    assert len(hostile) > 900
    context = chromium.new_context()
    context.add_init_script(WATCHED)
    asked = []
    context.route(
        "**/*",
        lambda route: (
            route.continue_()
            if route.request.url.startswith(("http://127.0.0.1", "file:"))
            else (asked.append(route.request.url), route.abort())
        ),
    )
    page = context.new_page()
    page.on("dialog", lambda d: (asked.append(f"dialog {d.message}"), d.dismiss()))
    for n, batch in enumerate(batches(hostile)):
        articles = [item(n * A_TIME + k + 1, payload) for k, payload in enumerate(batch)]
        made, url = served(articles)
        assert not BIDI.search(made.email.html + made.email.text)
        assert len(made.edition.items) >= len(articles) - 2
        titles = [shown(i.title) for i in made.edition.items]
        # the e-mail, with no policy to help
        page.set_content(harmless(made).html)
        wanted = skeleton(page)
        page.set_content(made.email.html)
        assert skeleton(page) == wanted
        heads = page.evaluate("() => [...document.querySelectorAll('h2, h3')].map(e => e.textContent)")
        assert all(any(t in shown(h) for h in heads) for t in titles)
        assert page.evaluate("window.ran") == []
        # the archive
        folder = tmp_path / f"archive{n}"
        for path, content in archive([(made.edition, made.email)], "https://example.org/", shipped.templates()).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        for path in ("index.html", f"editions/{made.edition.id}.html"):
            page.goto((folder / path).as_uri())
            assert page.evaluate("window.ran") == []
            assert page.locator("main").count() == 1
        # the desk, and the page of one candidate
        page.goto(url)
        page.locator(".findings li").first.wait_for()
        assert page.evaluate("window.ran") == []
        assert page.locator("script").count() == 1
        on_cards = [shown(t) for t in page.locator(".card h3, .card h4").all_inner_texts()]
        assert all(any(t in c for c in on_cards) for t in titles)
        assert not BIDI.search(page.content())
        page.goto(f"{url}/articles/{made.edition.items[1].article_id}")
        assert page.evaluate("window.ran") == []
        assert page.locator("script").count() == 0
    context.close()
    pictures = {a for a in asked if a.startswith("https://example.org/")}
    assert set(asked) == pictures, "nothing is asked for but the pictures that a source licenses"
