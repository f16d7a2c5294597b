"""Feeds, listing pages and folders; one broken source never stops the others."""

import asyncio
from dataclasses import replace

import pytest
from fakes import NOW, FakeFetcher, MemoryValidators

from digest.clock import FixedClock
from digest.errors import CollectError, FetchError
from digest.interfaces import Fetched, Surroundings
from digest.model import Failure, Policy, Source
from digest.sources import collect, feed, folder, page

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Notes</title><language>en</language>
<item><title>One &amp;amp; two</title><link>https://example.org/1?utm_source=rss</link><pubDate>Tue, 09 Jul 2024 10:00:00 GMT</pubDate>
<author>jane@example.org (Jane Doe)</author><description>&lt;p&gt;A summary of the first.&lt;/p&gt;</description></item>
<item><title>Evil</title><link>javascript:alert(1)</link></item>
<item><title>Old</title><link>https://example.org/old</link></item></channel></rss>"""
LISTING = b"""<html><body><article><h2><a href="/a">First piece</a></h2><time datetime="2024-07-09">9 July</time></article>
<article><h2><a href="/b">Second piece</a></h2></article><article>no link</article></body></html>"""
A_FEED = Source(
    id="f",
    name="F",
    kind="feed",
    url="https://example.org/feed",
    on_topic=True,
    options=feed.Options(url="https://example.org/feed"),
)
A_PAGE = Source(
    id="p", name="P", kind="page", url="https://example.org/list", options=page.Options(url="https://example.org/list")
)


def world(pages, seen=(), folder_="."):
    return Surroundings(
        fetcher=FakeFetcher(pages),
        validators=MemoryValidators(seen),
        clock=FixedClock(NOW),
        interest=lambda _: True,
        folder=str(folder_),
    )


def documents(kind, source, around):
    async def run():
        return [d async for d in kind.collect(source, around)]

    return asyncio.run(run())


def test_a_feed_gives_its_new_entries_with_their_pages():
    around = world(
        {"https://example.org/feed": FEED, "https://example.org/1": b"<p>The page</p>"},
        seen=["https://example.org/old"],
    )
    (one,) = documents(feed, A_FEED, around)
    assert (one.url, one.body) == ("https://example.org/1", b"<p>The page</p>")
    assert (one.hints.title, one.hints.published) == ("One & two", "Tue, 09 Jul 2024 10:00:00 GMT")
    assert around.validators.kept["https://example.org/feed"] == ('"1"', "")


JSON_FEED = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Notes", "language": "en", "items": [
{"id": "1", "url": "/1?utm_source=x", "title": "One &amp; two", "date_published": "2024-07-09T10:00:00Z", "authors": [{"name": "Jane Doe"}],
 "content_text": "The first <text> of all.", "date_modified": 5}, {"id": 2, "title": "No link"}, "no item"]}"""


def test_a_json_feed_gives_its_entries_and_says_which_lead_nowhere():
    one, failure = sorted(
        documents(
            feed, A_FEED, world({"https://example.org/feed": JSON_FEED, "https://example.org/1": b"<p>The page</p>"})
        ),
        key=lambda d: isinstance(d, Failure),
    )
    assert (one.url, one.body, one.hints.title, one.hints.authors) == (
        "https://example.org/1",
        b"<p>The page</p>",
        "One & two",
        ("Jane Doe",),
    )
    assert (
        "&lt;text&gt;" in one.carried.decode() and failure.lasting and "of its entries 1 have no link" in failure.reason
    )
    for body in (
        b"{",
        b"[]",
        b'{"version": 1}',
        b'{"version": "https://jsonfeed.org/version/1", "items": {"a": 1}, "x": ' + b"[" * 100_000,
    ):
        with pytest.raises(CollectError, match="not a feed"):
            documents(feed, A_FEED, world({"https://example.org/feed": body}))


def test_a_source_that_has_moved_for_good_is_told_and_read():
    moved = Fetched(
        url="https://example.org/new", moved="https://example.org/new", status=200, media_type="", charset="", body=FEED
    )
    found = documents(feed, A_FEED, world({A_FEED.url: moved, "https://example.org/1": b"<p>The page</p>"}))
    told = [d for d in found if isinstance(d, Failure) and d.stage == "moved"]
    assert [d.reason for d in told] == ["has moved for good: set its url to https://example.org/new"]
    assert "https://example.org/1" in [d.url for d in found if not isinstance(d, Failure)]


def test_entries_beyond_the_number_to_be_read_are_told_once():
    few = replace(A_FEED, options=feed.Options(url=A_FEED.url, max_items=1))
    pages = {"https://example.org/feed": FEED, "https://example.org/1": b"<p>The page</p>"}
    told = [d.reason for d in documents(feed, few, world(pages)) if isinstance(d, Failure)]
    assert told == ["of its entries 1 older ones were not read: its max_items is 1"]
    again = documents(feed, few, world(pages, seen=["https://example.org/1"]))
    assert not any("max_items" in d.reason for d in again if isinstance(d, Failure))


def test_where_the_page_cannot_be_had_the_feeds_own_text_stands_in():
    one, gone = documents(feed, A_FEED, world({"https://example.org/feed": FEED}, seen=["https://example.org/old"]))
    assert b"A summary of the first." in one.body
    assert gone.reason == "https://example.org/1: answered 404; what the feed says of it stands in"
    assert gone.lasting


def test_pages_are_not_fetched_where_that_is_not_wanted():
    pages = {"https://example.org/feed": FEED, "https://example.org/1": b"<p>The page</p>"}
    polite = replace(A_FEED, policy=Policy(fetch_pages=False))
    around = world(pages, seen=["https://example.org/old"])
    documents(feed, polite, around)
    assert [url for url, *_ in around.fetcher.asked] == ["https://example.org/feed"]


def test_an_unchanged_feed_gives_nothing():
    unchanged = Fetched(url="https://example.org/feed", status=304, media_type="", charset="", body=b"")
    assert documents(feed, A_FEED, world({"https://example.org/feed": unchanged})) == []


def test_a_feed_that_breaks_off_is_named_with_what_could_be_read_of_it():
    pages = {"https://example.org/feed": FEED[:-20], "https://example.org/1": b"x", "https://example.org/old": b"x"}
    around, given = world(pages), []

    async def run():
        async for found in feed.collect(A_FEED, around):
            given.append(found)

    with pytest.raises(CollectError, match="breaks off; 3 of its entries"):
        asyncio.run(run())
    assert len(given) == 2 and A_FEED.url not in around.validators.kept
    # Many a feed is not well-formed and can be read all the same.
    documents(feed, A_FEED, world(pages | {"https://example.org/feed": FEED.replace(b"One &amp;", b"One & ")}))


def test_with_other_selectors_a_page_is_asked_for_again():
    kept = {}
    asked = []

    class Asked(FakeFetcher):
        async def fetch(self, url, **validators):
            asked.append((url, validators["etag"]) if "etag" in validators else (url, ""))
            return await super().fetch(url, **validators)

    class Remembering(MemoryValidators):
        def validators(self, url):
            return kept.get(url, ("", ""))

    pages = {"https://example.org/list": LISTING, "https://example.org/a": b"A", "https://example.org/b": b"B"}
    around = replace(world({}), fetcher=Asked(pages), validators=Remembering(()))

    async def done(one):
        kept.update(one.validators)

    other = replace(A_PAGE, options=page.Options(url=A_PAGE.url, item="article h2"))
    for source in (A_PAGE, A_PAGE, other):
        asyncio.run(collect([source], {"page": page}, around, 5, done))
    assert [etag for url, etag in asked if url.endswith("/list")] == ["", '"1"', ""]


def test_a_page_that_is_no_feed_is_an_error_and_names_the_feed_it_links_to():
    html = b'<html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head><body>Consent</body></html>'
    with pytest.raises(CollectError, match=r"not a feed.*https://example.org/real.xml"):
        documents(feed, A_FEED, world({"https://example.org/feed": html}))


def test_a_listing_page_gives_its_entries():
    found = documents(
        page,
        A_PAGE,
        world({"https://example.org/list": LISTING, "https://example.org/a": b"A", "https://example.org/b": b"B"}),
    )
    assert [(d.url, d.hints.title, d.hints.published) for d in found] == [
        ("https://example.org/a", "First piece", "2024-07-09"),
        ("https://example.org/b", "Second piece", ""),
    ]


@pytest.mark.parametrize(("options", "said"), [({"item": ".nothing"}, "find nothing"), ({"item": "a[["}, "not valid")])
def test_selectors_that_find_nothing_are_an_error(options, said):
    source = replace(A_PAGE, options=page.Options(url=A_PAGE.url, **options))
    with pytest.raises(CollectError, match=said):
        documents(page, source, world({"https://example.org/list": LISTING}))


def test_a_folder_gives_its_files_in_order(tmp_path):
    for name in ("b.html", "a.txt", "c.pdf"):
        (tmp_path / name).write_text(name)
    options = folder.Options(path=".", documents={"a.txt": folder.Saved(url="https://example.org/a")})
    found = documents(folder, Source(id="d", name="D", kind="folder", options=options), world({}, folder_=tmp_path))
    assert [d.url for d in found] == ["https://example.org/a", (tmp_path / "b.html").resolve().as_uri()]
    assert [d.media_type for d in found] == ["text/plain", "text/html"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CollectError, match="no folder"):
        documents(
            folder,
            Source(id="d", name="D", kind="folder", options=folder.Options(path="nowhere")),
            world({}, folder_=tmp_path),
        )


def test_one_broken_and_one_slow_source_do_not_stop_the_others():
    class Slow(FakeFetcher):
        async def fetch(self, url, **validators):
            if "slow" in url:
                await asyncio.sleep(9)
            if "broken" in url:
                raise FetchError(url, "network", "connection refused")
            return await super().fetch(url, **validators)

    around = replace(world({}), fetcher=Slow({"https://example.org/feed": FEED, "https://example.org/1": b"x"}))
    sources = [
        A_FEED,
        replace(A_FEED, id="slow", url="https://example.org/slow"),
        replace(A_FEED, id="broken", url="https://example.org/broken"),
    ]
    found = []

    async def done(one):
        found.append(one)

    asyncio.run(collect(sources, {"feed": feed}, around, 0.2, done))
    found.sort(key=lambda c: ["f", "slow", "broken"].index(c.source.id))
    assert [(c.source.id, len(c.documents)) for c in found] == [("f", 1), ("slow", 0), ("broken", 0)]
    assert [f.reason for f in found[0].failures] == ["https://example.org/old: answered 404"]
    assert "0.2 s" in found[1].failures[0].reason
    assert ('"1"', "") in found[0].validators.values(), "a page that is gone is no reason to read the feed again"


def test_a_page_that_may_come_back_is_asked_for_again():
    class Ill(FakeFetcher):
        async def fetch(self, url, **validators):
            if url.endswith("/old"):
                raise FetchError(url, "status", "answered 503")
            return await super().fetch(url, **validators)

    around = replace(world({}), fetcher=Ill({"https://example.org/feed": FEED, "https://example.org/1": b"x"}))
    found = []

    async def done(one):
        found.append(one)

    asyncio.run(collect([A_FEED], {"feed": feed}, around, 5, done))
    assert not any(url.startswith("https://example.org/feed ") for url in found[0].validators)
    assert "503" in found[0].failures[0].reason


ENTRIES = """<?xml version="1.0"?><rss version="2.0"><channel><title>Notes</title>
<item><title>Vanadium battery for the Perth grid is ordered</title><link>https://example.org/1</link>
<description>{}</description></item></channel></rss>"""
ARTICLE = b"<html><body><h1>Vanadium battery for the Perth grid is ordered</h1><p>The whole article.</p></body></html>"


def entries(said="Sixty megawatt hours are to be had from it."):
    return ENTRIES.format(said).encode()


def test_where_the_page_may_be_had_later_the_feed_stands_in_until_then():
    around = world({"https://example.org/feed": entries()})
    around.fetcher.pages["https://example.org/1"] = FetchError("https://example.org/1", "status", "answered 503")
    one, owed = documents(feed, A_FEED, around)
    assert b"Sixty megawatt hours" in one.body
    assert not owed.lasting
    around.validators.known.add("https://example.org/1")
    again = documents(feed, A_FEED, around)
    assert [type(x).__name__ for x in again] == ["Failure"], "what stands in is kept as it is"
    around.fetcher.pages["https://example.org/1"] = ARTICLE
    (whole,) = documents(feed, A_FEED, around)
    assert whole.body == ARTICLE
    assert documents(feed, A_FEED, around) == []


@pytest.mark.parametrize(
    "answer",
    [
        b"<html><body><h1>Sorry</h1><p>The page that you are looking for does not exist or was moved.</p></body></html>",
        Fetched(url="https://example.org/", status=200, media_type="text/html", charset="", body=ARTICLE),
    ],
)
def test_an_error_page_and_the_home_page_are_not_the_article(answer):
    around = world({"https://example.org/feed": entries(), "https://example.org/1": answer})
    one, told = documents(feed, A_FEED, around)
    assert (one.url, b"Sixty megawatt hours" in one.body) == ("https://example.org/1", True)
    assert "home page" in told.reason or "none of the words of its entry" in told.reason


def test_an_entry_that_was_corrected_is_read_again():
    around = world({"https://example.org/feed": entries(), "https://example.org/1": ARTICLE})
    assert len(documents(feed, A_FEED, around)) == 1
    around.validators.known.add("https://example.org/1")
    assert documents(feed, A_FEED, around) == []
    around.fetcher.pages["https://example.org/feed"] = entries("Correction: six megawatt hours are to be had from it.")
    assert len(documents(feed, A_FEED, around)) == 1
    around.fetcher.pages["https://example.org/feed"] = entries("Corrected once more.")
    around.fetcher.pages["https://example.org/1"] = FetchError("https://example.org/1", "status", "answered 503")
    (failure,) = documents(feed, A_FEED, around)
    assert "503" in failure.reason, "what is known of it is not given up for a teaser"


def test_what_a_feed_counts_is_no_correction():
    around = world({"https://example.org/feed": entries("It has 12 comments."), "https://example.org/1": ARTICLE})
    assert len(documents(feed, A_FEED, around)) == 1
    around.validators.known.add("https://example.org/1")
    around.fetcher.pages["https://example.org/feed"] = entries("It has 31 comments.")
    assert documents(feed, A_FEED, around) == []


def test_what_was_read_by_an_earlier_version_of_digest_is_not_read_again():
    around = world({"https://example.org/feed": entries(), "https://example.org/1": ARTICLE}, ["https://example.org/1"])
    assert documents(feed, A_FEED, around) == []
    around.fetcher.pages["https://example.org/feed"] = entries("Correction: six megawatt hours are to be had from it.")
    assert len(documents(feed, A_FEED, around)) == 1


def test_of_a_feed_with_the_oldest_first_the_newest_are_taken():
    item = "<item><title>Note {0}</title><link>https://example.org/n{0}</link><pubDate>{0:02} Jul 2024 10:00 GMT</pubDate><description>Text {0}.</description></item>"
    many = f"<rss version='2.0'><channel><title>N</title>{''.join(map(item.format, range(1, 9)))}</channel></rss>"
    few = replace(A_FEED, policy=Policy(fetch_pages=False), options=feed.Options(url=A_FEED.url, max_items=3))
    found = documents(feed, few, world({"https://example.org/feed": many.encode()}))
    assert [d.url[-1] for d in found if not isinstance(d, Failure)] == ["8", "7", "6"]


def test_whatever_a_parser_does_only_its_source_is_lost():
    async def broken(source, around):
        raise ZeroDivisionError("a parser's defect")
        yield

    kind = type("Kind", (), {"collect": staticmethod(broken)})
    found = []

    async def done(one):
        found.append(one)

    asyncio.run(collect([A_FEED], {"feed": kind}, world({}), 5, done))
    assert found[0].failures[0].reason == "ZeroDivisionError: a parser's defect"


def test_a_redirected_page_is_known_by_both_addresses():
    moved = Fetched(url="https://example.org/new", status=200, media_type="text/html", charset="", body=b"x")
    (one,) = documents(
        feed,
        A_FEED,
        world({"https://example.org/feed": FEED, "https://example.org/1": moved}, seen=["https://example.org/old"]),
    )
    assert (one.url, one.asked) == ("https://example.org/new", "https://example.org/1")


def test_a_corrected_file_is_read_again(tmp_path):
    (tmp_path / "A.TXT").write_text("one")
    source = Source(id="d", name="D", kind="folder", options=folder.Options(path="."))
    around = world({}, folder_=tmp_path)
    assert len(documents(folder, source, around)) == 1
    assert documents(folder, source, around) == []
    (tmp_path / "A.TXT").write_text("two")
    assert len(documents(folder, source, around)) == 1


def test_feed_suites_do_not_crash(labelled):
    import tarfile

    from digest.sources.feed import _address, _content, _hints, _parse

    count = 0
    for archive in sorted((labelled / "real" / "feeds").glob("*.tar.gz")):
        with tarfile.open(archive) as members:
            for member in members:
                if not member.isfile() or not member.name.endswith(".xml"):
                    continue
                body = members.extractfile(member).read()
                parsed = _parse(
                    Fetched(
                        url="https://example.org/f", status=200, media_type="application/xml", charset="", body=body
                    )
                )
                for entry in parsed.entries:
                    hints = _hints(entry, parsed.feed)
                    address = _address(entry, "https://example.org/f")
                    assert "\n" not in hints.title and not address.lower().startswith(("javascript:", "data:"))
                    _content(entry)
                count += 1
    assert count > 500
