"""One text of a batch of articles: a line of JSON in, an article out. Read :func:`parsed` and :class:`Given`."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Self

from digest import dates, words
from digest.batch import read_one
from digest.errors import ReadError
from digest.group.versions import with_title
from digest.model import Article

# Where cleaning leaves less of a text than this, it is compared as it was given.
_KEPT = 0.3


def parsed(line: bytes) -> Any:
    """What a line says; ReadError where it is no JSON in UTF-8."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReadError("", "malformed", f"the line is not UTF-8 (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise ReadError("", "malformed", f"the line is not JSON: {error}") from error
    except (ValueError, RecursionError) as error:
        reason = "the line is not JSON that can be read: it nests too deep, or a number is too long"
        raise ReadError("", "malformed", reason) from error


@dataclass(frozen=True, slots=True)
class Given:
    """One text of a batch."""

    id: str | int
    title: str
    text: str
    url: str
    published: str
    source: str

    @classmethod
    def of(cls, line: Any) -> Self:
        """The text of a parsed line; ReadError says what it lacks."""
        if not isinstance(line, dict) or not isinstance(line.get("text") or "", str):
            raise ReadError("", "malformed", 'needs an object with "id" and a string "text"')
        name = line.get("id")
        if name == "" or isinstance(name, bool) or not isinstance(name, str | int):
            raise ReadError("", "malformed", 'needs an "id" that is a string or a whole number')
        # Half of a surrogate pair, which JSON can hold and no encoding, becomes a question mark: every offset stays.
        text = {k: _encodable(str(line.get(k) or "")) for k in ("title", "text", "url", "published", "source")}
        if not any(words.tidy(text[k]) for k in ("text", "title")):
            raise ReadError(str(name), "empty", "neither text nor title says anything")
        return cls(id=name, **text)

    @property
    def compared(self) -> str:
        """What of it is compared before it is cleaned."""
        return with_title(self.title, self.text)

    @property
    def when(self) -> float | None:
        """The seconds since 1970 at which it was published; None where that cannot be read."""
        when = dates.parse(self.published)
        return when.at.timestamp() if when else None

    def article(self, name: str) -> Article:
        """The text cleaned as those of a run are; what the line says of it counts for more than what the text does."""
        paragraphs: tuple[str, ...] = tuple(p for p in self.text.split("\n") if p.strip())
        base = Article(id=name, source_id="batch", url=self.url, title=self.title, paragraphs=paragraphs)
        with suppress(ReadError):
            found = read_one(self.text.encode("utf-8", "replace"), self.url, "text/plain")
            # Of a roundup, its lead stands for it: what two roundups briefly mention makes neither a copy.
            read = max(found.items, key=lambda i: len(i.text)) if found.items else found.article
            if found.items:
                read = replace(read, first_published_in=read.first_published_in or found.article.first_published_in)
            if found.items or len(read.text) >= _KEPT * len(self.text):
                base = replace(read, id=name, title=self.title or read.title)
        when = dates.parse(self.published)
        if when:
            base = replace(base, published=when.at, day_only=when.day_only, date_confidence="medium")
        return replace(base, publisher=self.source or base.publisher, url=self.url or base.url)


def _encodable(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
