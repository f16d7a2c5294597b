"""The public archive: pages, feeds, sitemap and search, from the e-mails that were sent."""

import json
from dataclasses import replace
from datetime import date, timedelta

import feedparser
import pytest
from lxml import etree, html
from test_render import full

from digest import shipped
from digest.render import render
from digest.render.archive import archive

BASE = "https://example.org/digest/"


@pytest.fixture(scope="module")
def editions(made):
    """Three editions with their e-mails, the newest first."""
    found = []
    for weeks in range(3):
        on = date(2024, 7, 12) - timedelta(weeks=weeks)
        house = replace(made[0].edition.house, archive=BASE)
        edition = replace(full(made[0].edition), id=f"demo-{on}", date=on, house=house)
        found.append((edition, render(edition, shipped.templates())))
    return found


@pytest.fixture(scope="module")
def files(editions):
    return archive(editions, BASE, shipped.templates())


def test_there_is_a_page_for_each_edition_and_one_for_all(files, editions):
    pages = {f"editions/{e.id}.html" for e, _ in editions}
    assert {"index.html", "rss.xml", "atom.xml", "feed.json", "sitemap.xml", "search.json", *pages} <= files.keys()
    front = html.fromstring(files["index.html"].decode())
    assert set(front.xpath("//ol//a/@href")) == pages


def test_a_page_is_the_e_mail_with_what_the_web_needs(files, editions):
    page = html.fromstring(files["editions/demo-2024-07-05.html"].decode())
    assert page.xpath("string(//main//h1)").strip() == editions[0][0].title
    told = {m.get("property"): m.get("content") for m in page.xpath("//meta[@property]")}
    assert told["og:url"] == page.xpath("//link[@rel='canonical']/@href")[0] == f"{BASE}editions/demo-2024-07-05.html"
    assert (told["og:title"], told["og:type"], told["article:published_time"]) == (
        editions[0][0].title,
        "article",
        "2024-07-05",
    )
    assert told["og:image"] == "https://example.org/p.jpg"
    assert page.xpath("//a[@rel='prev']/@href") == ["demo-2024-06-28.html"]
    assert page.xpath("//a[@rel='next']/@href") == ["demo-2024-07-12.html"]


def test_pictures_are_files_beside_the_page(files):
    assert files["editions/demo-2024-07-12-coverage.png"].startswith(b"\x89PNG")
    assert b"cid:" not in files["editions/demo-2024-07-12.html"]


@pytest.mark.parametrize(("name", "version"), [("rss.xml", "rss20"), ("atom.xml", "atom10")])
def test_feeds_can_be_read(files, name, version):
    read = feedparser.parse(files[name])
    assert not read.bozo
    assert read.version == version
    assert [e.link for e in read.entries] == [f"{BASE}editions/demo-2024-{d}.html" for d in ("07-12", "07-05", "06-28")]
    assert len({e.id for e in read.entries}) == 3
    assert read.entries[0]["published_parsed" if name == "rss.xml" else "updated_parsed"][:3] == (2024, 7, 12)


def test_the_json_feed(files):
    read = json.loads(files["feed.json"])
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["items"][0]["url"] == f"{BASE}editions/demo-2024-07-12.html"
    assert "Read the full article" in read["items"][0]["content_text"]


def test_the_sitemap(files):
    tree = etree.fromstring(files["sitemap.xml"])
    assert len(tree) == 4
    assert tree[1][0].text == f"{BASE}editions/demo-2024-07-12.html"


def test_what_can_be_searched(files, editions):
    items = json.loads(files["search.json"])
    assert len(items) == 3 * len(editions[0][0].items)
    assert {"edition", "date", "title", "text"} == items[0].keys()


def test_without_an_address_links_are_relative_and_without_editions_there_is_nothing(editions):
    files = archive(editions[:1], "", shipped.templates())
    assert b"canonical" not in files["index.html"]
    assert archive([], BASE, shipped.templates()) == {}


def test_an_e_mail_links_to_its_page(editions):
    edition, email = editions[0]
    assert edition.address == f"{BASE}editions/demo-2024-07-12.html"
    assert f"<{edition.address}>" in email.text.splitlines()
    assert edition.address in html.fromstring(email.html).xpath("//a/@href")
