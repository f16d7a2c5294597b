"""Scores as a batch: JSON lines in, JSON lines out. Read :func:`rank_lines`.

{"id", "title", "summary"?, "text"?, …}  →  {"id", "relevance", "on_topic", "score", "reasons"}  |  {"id", "error"}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from digest import codec, dates, languages, plugins
from digest.batch import as_line
from digest.config import load_topic
from digest.config.types import DEFAULT_WEIGHTS
from digest.engines import spread
from digest.model import Article, Ranked, Story
from digest.rank import Context
from digest.rank import rank as ranked
from digest.rank.topic import Matcher

_FIELDS = ("title", "summary", "text", "url", "source", "language", "published")


def rank_lines(
    lines: Iterable[bytes], topic: str, now: datetime, weights: Mapping[str, float] | None, workers: int
) -> Iterator[str]:
    """Yield a line out for each line in, in order, in constant memory; blank lines are passed over.

    ``topic`` is the name of a built-in topic or the path of a file; every worker reads it once.
    """
    job = _Job(topic, now, tuple(sorted((weights or DEFAULT_WEIGHTS).items())))
    yield from spread(partial(_rank_line, job), (line for line in lines if line.strip()), workers, _died)


@dataclass(frozen=True)
class _Job:
    """What all lines share."""

    topic: str
    now: datetime
    weights: tuple[tuple[str, float], ...]


@cache
def _context(job: _Job) -> Context:
    return Context(now=job.now, matcher=Matcher(load_topic(job.topic, Path())))


def _rank_line(job: _Job, line: bytes) -> str:
    name: Any = None
    try:
        given = json.loads(line)
        name = given["id"]
        (one,) = ranked([Story(original=_article(given))], _context(job), plugins.signals(), dict(job.weights))
    except (KeyError, TypeError):
        return as_line({"id": name, "error": {"kind": "malformed", "message": "the line is not an object with an id"}})
    except (ValueError, RecursionError) as error:
        return as_line({"id": name, "error": {"kind": "malformed", "message": str(error)}})
    return as_line({"id": name, **_answer(one)})


def _answer(one: Ranked) -> dict[str, Any]:
    relevance = next((r.value for r in one.reasons if r.signal == "relevance"), None)
    return {
        "relevance": relevance,
        "on_topic": one.on_topic,
        "score": one.score,
        "reasons": codec.encode(one.reasons),
    }


def _article(given: Mapping[str, Any]) -> Article:
    fields = {}
    for field in _FIELDS:
        value = given.get(field)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{field} is not a text")
        fields[field] = value or ""
    if not (fields["title"] or fields["summary"] or fields["text"]):
        raise ValueError("the line has none of title, summary, text")
    text = fields["text"] or fields["summary"]
    when = dates.parse(fields["published"]) if fields["published"] else None
    return Article(
        id="",
        source_id=fields["source"],
        url=fields["url"],
        title=fields["title"],
        subtitle=fields["summary"] if fields["text"] else "",
        published=when.at if when else None,
        day_only=bool(when and when.day_only),
        language=languages.language(f"{fields['title']}\n{text}", fields["language"]),
        paragraphs=(text,) if text else (),
        completeness="complete" if fields["text"] else "teaser",
    )


def _died(line: bytes) -> str:
    return as_line({"id": None, "error": {"kind": "crashed", "message": "the worker ended on this line"}})
