"""The batch contract: JSON lines in, JSON lines out. Read :func:`extract_lines`.

{"id", "url"?, "html" | "text" | "html_path"}  →  {"id", "article": {…}}  |  {"id", "error": {"kind", "message"}}
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest import codec, plugins
from digest.engines import at_most, spread
from digest.errors import ReadError
from digest.extract import MAX_BYTES
from digest.model import Article, Document, Reading, Source
from digest.reading import read

SECONDS = 60
"""The longest that one document of a batch may take."""

_NOBODY = Source(id="batch", name="", kind="batch")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def extract_lines(lines: Iterable[bytes], workers: int) -> Iterator[str]:
    """Yield a line out for each line in, in order, in constant memory; blank lines are passed over."""
    yield from spread(_extract_line, (line for line in lines if line.strip()), workers, _died)


def read_one(body: bytes, url: str = "", media_type: str = "") -> Reading:
    """Read one document that belongs to no configured source; raises ReadError."""
    document = Document(source_id=_NOBODY.id, url=url, fetched_at=_EPOCH, media_type=media_type, body=body)
    return read(document, _NOBODY, plugins.rules())


def as_json(reading: Reading) -> dict[str, Any]:
    """An article as the contract has it; a roundup also has its ``items``."""
    found = _article(reading.article)
    if reading.items:
        found["items"] = [_article(a) for a in reading.items]
    return found


def _article(article: Article) -> dict[str, Any]:
    first = article.first_published_in
    return {
        "title": article.title,
        "subtitle": article.subtitle,
        "authors": list(article.authors),
        "published": _instant(article.published_there, article.day_only),
        "modified": _instant(article.modified, day_only=False),
        "publisher": article.publisher,
        "section": article.section,
        "language": article.language,
        "kind": article.kind,
        "completeness": article.completeness,
        "full_text_at": article.full_text_at,
        "first_published_in": {
            "publisher": first.publisher,
            "published": _instant(first.published, day_only=True),
            "url": first.url,
        }
        if first
        else None,
        "url": article.url,
        "paragraphs": list(article.paragraphs),
        "paragraph_kinds": list(article.paragraph_kinds),
        "text": article.text,
        "links": [{"text": li.text, "url": li.url} for li in article.links],
        "affiliations": codec.encode(article.affiliations),
        "disclosures": codec.encode(article.disclosures),
        "image": codec.encode(article.image),
        "licence": article.licence,
        "text_quality": article.text_quality,
        "date_confidence": article.date_confidence if article.published else None,
        "said_by": dict(article.said_by),
        "notes": [{"role": n.role, "rule": n.rule, "text": n.text} for n in article.notes],
    }


def _instant(at: datetime | None, day_only: bool) -> str | None:
    if at is None:
        return None
    return at.date().isoformat() if day_only else at.isoformat()


def _extract_line(line: bytes) -> str:
    """One line to one line; whatever goes wrong becomes the line's error."""
    name: Any = None
    try:
        name, body, url, media_type = _parse(line)
        with at_most(SECONDS):
            answer: dict[str, Any] = {"id": name, "article": as_json(read_one(body, url, media_type))}
    except TimeoutError:
        message = f"{url or name}: reading took longer than {SECONDS} seconds"
        answer = {"id": name, "error": {"kind": "timeout", "message": message}}
    except ReadError as error:
        answer = {
            "id": name if name is not None else line_id(line),
            "error": {"kind": error.kind, "message": str(error)},
        }
    except Exception as error:
        # The contract: one bad line never ends a batch. The kind tells a defect of ours from a bad document.
        answer = {
            "id": name if name is not None else line_id(line),
            "error": {"kind": "unexpected", "message": f"{type(error).__name__}: {error}"},
        }
    return as_line(answer)


def _died(line: bytes) -> str:
    message = "the parser ended its process on this document"
    return as_line({"id": line_id(line), "error": {"kind": "crashed", "message": message}})


def as_line(answer: dict[str, Any]) -> str:
    """One line of JSON; half a surrogate pair, which no encoding can carry, is written as an escape."""
    line = json.dumps(answer, ensure_ascii=False)
    return line if line.isascii() or not _SURROGATE.search(line) else json.dumps(answer)


def _parse(line: bytes) -> tuple[Any, bytes, str, str]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError("", "malformed", f"the line is not JSON: {error}") from error
    if not isinstance(given, dict) or "id" not in given:
        raise ReadError("", "malformed", "the line is not an object with an id")
    url = given.get("url") or ""
    for key, media_type in (("html", "text/html"), ("text", "text/plain")):
        if isinstance(given.get(key), str):
            return given["id"], given[key].encode("utf-8", "replace"), str(url), media_type
    if isinstance(given.get("html_path"), str):
        return given["id"], _file(given["html_path"]), str(url), "text/html"
    raise ReadError(str(url), "malformed", "the line has none of html, text, html_path")


def _file(path: str) -> bytes:
    """A file's content, unpacked if its name ends in .gz, read no further than what would be refused anyway."""
    try:
        with gzip.open(path) if path.endswith(".gz") else Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ReadError(path, "missing", f"cannot be read: {error}") from error


def line_id(line: bytes) -> Any:
    """The id of a line that could not be read as a whole."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return given.get("id") if isinstance(given, dict) else None
