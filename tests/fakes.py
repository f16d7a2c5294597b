"""Fakes as short as the protocols they stand for."""

from datetime import UTC, datetime

from digest.errors import FetchError
from digest.interfaces import Fetched
from digest.model import Article, Block, Document, Draft, Hints, Source

NOW = datetime(2024, 7, 12, 12, tzinfo=UTC)
SOURCE = Source(id="test", name="Test", kind="feed", url="https://example.org/feed")


class FakeFetcher:
    """Answers from a dictionary: address to body, or to an exception."""

    def __init__(self, pages):
        self.pages, self.asked = pages, []

    async def fetch(self, url, *, etag="", last_modified=""):
        self.asked.append((url, etag, last_modified))
        found = self.pages.get(url)
        if found is None:
            raise FetchError(url, "status", "answered 404")
        if isinstance(found, Exception):
            raise found
        if isinstance(found, Fetched):
            return found
        return Fetched(url=url, status=200, media_type="text/html", charset="utf-8", body=found, etag='"1"')


class MemoryValidators:
    def __init__(self, seen=()):
        self.known, self.kept = set(seen), {}

    def validators(self, url):
        return self.kept.get(url, ("", ""))

    def remember(self, url, etag, last_modified):
        self.kept[url] = (etag, last_modified)

    def seen(self, url):
        return url in self.known


class RecordingSender:
    """Accepts everything, or raises what it is told to for an address."""

    def __init__(self, errors=None):
        self.sent, self.errors, self.closed = [], errors or {}, False

    def send(self, message, to, before_body):
        before_body()
        if to in self.errors:
            raise self.errors[to]
        self.sent.append((to, message))
        return "250 ok"

    def close(self):
        self.closed = True


class Silent:
    """Progress that shows nothing."""

    def stage(self, name, total):
        from contextlib import nullcontext

        return nullcontext()

    def step(self, what=""):
        pass


def document(body, url="https://example.org/a", media_type="text/plain", **more):
    return Document(
        source_id="test",
        url=url,
        fetched_at=NOW,
        media_type=media_type,
        body=body if isinstance(body, bytes) else body.encode(),
        **more,
    )


def draft(*blocks, url="https://example.org/a", title="", **hints):
    made = tuple(b if isinstance(b, Block) else Block(kind="paragraph", text=b) for b in blocks)
    return Draft(source_id="test", url=url, hints=Hints(title=title, **hints), blocks=made)


def article(id="a", text="", **more):
    more.setdefault("title", f"Title {id}")
    more.setdefault("url", f"https://example.org/{id}")
    return Article(id=id, source_id="test", paragraphs=tuple(text.split("\n\n")) if text else (), **more)
