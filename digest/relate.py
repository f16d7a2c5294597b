"""Versions of texts as a batch: JSON lines in, JSON lines out. Read :func:`group_lines` and :func:`relate_lines`.

{"id", "title"?, "text", "url"?, "published"?, "source"?}  →  {"id", "story", "event", "relation", "original", …}
{"a": {…}, "b": {…}}                                       →  {"a", "b", "score", "copy", "relation", "original"}

Texts are cleaned before they are compared, as those of a run are; every offset is one into the text as it was given.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Any

from digest import codec, urls
from digest.batch import as_line, line_id
from digest.clean.rules.provenance import may_state
from digest.engines import spread
from digest.errors import ReadError
from digest.given import Given, parsed
from digest.group import candidates, fold, original
from digest.group.events import clusters, named, stretches
from digest.group.happening import Happening
from digest.group.relation import relation
from digest.group.sketch import Sketch, sketches
from digest.group.versions import alignment, alike, are_versions, strength
from digest.model import Alteration, Article, Evidence, Story
from digest.places import Places
from digest.spool import Lines, Numbers

Progress = Callable[[str, int, int], None]
_MOST = 200_000
_TOGETHER, _BYTES_TOGETHER = 32, 1 << 17
_FEW = 200


@dataclass(slots=True)
class _Taken:
    """What is kept of the lines in memory: ids, what is wrong, equal texts, the first line of each text, those that may say where they stood first, those whose date cannot be read, seconds since 1970."""

    names: list[Any] = field(default_factory=list)
    errors: dict[int, str] = field(default_factory=dict)
    same: list[tuple[int, int]] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    stating: list[int] = field(default_factory=list)
    undated: list[int] = field(default_factory=list)
    when: dict[int, float | None] = field(default_factory=dict)
    by_name: dict[Any, int] = field(default_factory=dict)

    def note(self, one: _Line) -> bool:
        """Note what is to be known of the next line; whether anything is wrong with it."""
        n, error = len(self.names), one.error
        self.names.append(one.name)
        if not error and self.by_name.setdefault(one.name, n) != n:
            error = f"the id {one.name!r} was given before, to text number {self.by_name[one.name] + 1}"
        if error:
            self.errors[n] = error
            return True
        self.when[n] = one.when
        if one.stating:
            self.stating.append(n)
        if one.undated:
            self.undated.append(n)
        return False


def group_lines(lines: Iterable[bytes], workers: int, progress: Progress | None = None) -> Iterator[str]:
    """Yield a line out for each line in, in order, once all have been compared; blank lines are passed over.

    With one worker, the work is done in this process.
    """
    workers = workers if workers > 1 else 0
    spool, taken = Lines(), _Taken()
    try:
        sketched = _take(lines, taken, spool, workers, progress)
        near = [(taken.first[i], taken.first[j]) for i, j in candidates.pairs(sketched, Numbers)]
        near = [*taken.same, *near]
        read = _read(sorted({n for pair in near for n in pair}.union(taken.stating)), spool, workers, progress)
        label = partial(_label, taken)
        by_label = {label(n): n for n in read}
        stories = fold(
            (replace(a, id=label(n)) for n, a in read.items()),
            ((label(a), label(b)) for a, b in near),
            lambda work, pieces: spread(work, pieces, _for_few(workers, len(read)), work),
        )
        story_of = {n: n for n in range(len(spool))}
        answers: dict[int, dict[str, Any]] = {}
        for story in stories:
            for n, answer in _answers(story, by_label, spool, taken):
                answers[n] = answer
                story_of[n] = by_label[story.original.id]
        event_of = _events(taken, story_of, spool, workers)
        for n in range(len(spool)):
            yield _out(n, taken, answers, event_of)
    finally:
        spool.close()


def _events(taken: _Taken, story_of: dict[int, int], spool: Lines, workers: int) -> dict[int, int]:
    """The event of each line. They are numbered by their ids here, so that it does not matter which came first."""
    order = sorted(taken.when, key=partial(_label, taken))
    number = {n: at for at, n in enumerate(order)}
    when = {number[n]: at for n, at in taken.when.items()}
    stories = {number[n]: number[first] for n, first in story_of.items() if n in number}
    told = (((n, spool[order[n]]) for n in stretch) for stretch in stretches(when, stories))
    clustered = spread(_clusters, map(list, told), _for_few(workers, len(spool)), _clusters)
    return {order[n]: order[event] for n, event in named(when, stories, chain.from_iterable(clustered)).items()}


def _label(taken: _Taken, n: int) -> str:
    """A name that sorts as the ids do, whatever they are, and is no one else's."""
    return f"{taken.names[n]}\x1f{n:09}"


def _take(
    lines: Iterable[bytes], taken: _Taken, spool: Lines, workers: int, progress: Progress | None
) -> Iterator[Sketch]:
    """Put every line down, note what is to be known of each, and give the sketch of each text that was not there yet."""
    by_text: dict[int, int] = {}

    def kept() -> Iterator[bytes]:
        for line in lines:
            if line.strip():
                spool.add(line if line.endswith(b"\n") else line + b"\n")
                yield line

    for n, one in enumerate(chain.from_iterable(spread(_sketched, _together(kept()), workers, _died))):
        if progress and n % 500 == 0:
            progress("reading", n, 0)
        if taken.note(one) or one.sketch is None:
            continue
        first = by_text.setdefault(one.same, n)
        if first != n:
            taken.same.append((first, n))
            continue
        taken.first.append(n)
        yield one.sketch


def _together(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Some lines at a time, fewer where they are long."""
    some: list[bytes] = []
    size = 0
    for line in lines:
        some.append(line)
        size += len(line)
        if len(some) >= _TOGETHER or size >= _BYTES_TOGETHER:
            yield some
            some, size = [], 0
    if some:
        yield some


@dataclass(frozen=True, slots=True)
class _Line:
    """What is kept of a line: its id, what is wrong, a number equal for equal texts, seconds since 1970, whether it may say where it stood first, and has a date that cannot be read, the sketch."""

    name: Any
    error: str = ""
    same: int = 0
    when: float | None = None
    stating: bool = False
    undated: bool = False
    sketch: Sketch | None = None


def _sketched(lines: list[bytes]) -> list[_Line]:
    texts: list[str] = []
    found: list[_Line] = []
    for line in lines:
        name: Any = None
        try:
            said = parsed(line)
            name = said.get("id") if isinstance(said, dict) else None
            given = Given.of(said)
        except ReadError as error:
            found.append(_Line(name, error.reason))
            continue
        text = given.compared[:_MOST]
        when = given.when
        undated = bool(given.published) and when is None
        stating = may_state(given.text[:_MOST])
        found.append(_Line(name, same=_same(text), when=when, stating=stating, undated=undated))
        texts.append(text)
    drawn = sketches(texts)
    return [one if one.error else replace(one, sketch=next(drawn)) for one in found]


def _clusters(lines: list[tuple[int, bytes]]) -> list[list[int]]:
    """Which lines tell of one event each."""
    given = [(n, Given.of(json.loads(line))) for n, line in lines]
    return clusters(
        [Happening.of(n, one.title, one.text, one.when, urls.host(one.url) or one.source) for n, one in given]
    )


def _same(text: str) -> int:
    """Equal for texts that differ in spaces and Unicode form only (a hash: eight bytes of BLAKE2)."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _died(lines: list[bytes]) -> list[_Line]:
    """One by one, lines of which one ended the process that read them."""
    if len(lines) == 1:
        return [_Line(line_id(lines[0]), "the worker ended its process on this line")]
    return [one for line in lines for one in next(spread(_sketched, [[line]], 1, _died))]


def _read(wanted: Sequence[int], spool: Lines, workers: int, progress: Progress | None) -> dict[int, Article]:
    """The articles that take part in a comparison, cleaned."""
    found: dict[int, Article] = {}
    work = spread(_article_of, (spool[n] for n in wanted), _for_few(workers, len(wanted)), _no_article)
    for n, article in zip(wanted, work, strict=True):
        if progress and len(found) % 100 == 0:
            progress("comparing", len(found), len(wanted))
        found[n] = article
    return found


def _for_few(workers: int, count: int) -> int:
    """How many processes are worth starting for so many texts."""
    return workers if count > _FEW else 0


def _article_of(line: bytes) -> Article:
    return Given.of(json.loads(line)).article("")


def _no_article(line: bytes) -> Article:
    return Article(id="", source_id="batch", url="", title="")


def _answers(story: Story, lines: dict[str, int], spool: Lines, taken: _Taken) -> Iterator[tuple[int, dict[str, Any]]]:
    """What the contract wants to know of each text of a story."""
    first = lines[story.original.id]
    name = min(story.ids)
    base = {"story": taken.names[lines[name]], "original": taken.names[first]}
    place = Places(Given.of(json.loads(spool[first])).text, story.original.text)
    elsewhere = story.elsewhere
    yield (
        first,
        base
        | {
            "relation": None,
            "similarity": 1.0,
            "evidence": [],
            "alterations": [],
            "why_original": story.why_original,
            "elsewhere": {"publisher": elsewhere.publisher, "url": elsewhere.url} if elsewhere else None,
        },
    )
    for version in story.versions:
        n = lines[version.article.id]
        here = (
            place
            if version.relation == "identical"
            else Places(Given.of(json.loads(spool[n])).text, version.article.text)
        )
        yield (
            n,
            base
            | {
                "relation": version.relation,
                "similarity": version.similarity,
                "evidence": [_evidence(e, place, here) for e in version.evidence],
                "alterations": [_alteration(a, place, here) for a in version.alterations],
                "faithfulness": version.faithfulness,
            },
        )


def _evidence(one: Evidence, original: Places, copy: Places) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": one.kind, "says": one.says}
    if one.original and one.copy:
        found |= {"original": original.span(one.original), "copy": copy.span(one.copy)}
    return found


def _alteration(one: Alteration, original: Places, copy: Places) -> dict[str, Any]:
    told: dict[str, Any] = codec.encode(one)
    return told | {"original": original.span(one.original), "copy": copy.span(one.copy)}


def _out(n: int, taken: _Taken, answers: dict[int, dict[str, Any]], event_of: dict[int, int]) -> str:
    name = taken.names[n]
    if n in taken.errors:
        return as_line({"id": name, "error": {"kind": "malformed", "message": taken.errors[n]}})
    alone = {"story": name, "relation": None, "original": name, "similarity": 1.0, "evidence": [], "alterations": []}
    warned = (
        {"warning": "its “published” is no date that can be read: it counts as undated"} if n in taken.undated else {}
    )
    return as_line({"id": name, "event": taken.names[event_of.get(n, n)]} | answers.get(n, alone) | warned)


def relate_lines(lines: Iterable[bytes], workers: int) -> Iterator[str]:
    """Yield a line out for each pair in, in order; blank lines are passed over."""
    yield from spread(_related, (line for line in lines if line.strip()), workers, _pair_died)


def _related(line: bytes) -> str:
    names: dict[str, Any] = {"a": None, "b": None}
    try:
        pair = parsed(line)
        names = _names(pair)
        a, b = (Given.of(pair[k]).article(k) for k in ("a", "b"))
    except ReadError as error:
        return as_line(names | {"error": {"kind": "malformed", "message": error.reason}})
    like = alike(a, b)
    copy = are_versions(a, b)
    answer: dict[str, Any] = {"score": round(like.score, 4), "copy": copy, "relation": None, "original": None}
    if copy:
        first, _ = original.choose([a, b], strength)
        turned, _ = original.choose([replace(a, id="b"), replace(b, id="a")], strength)
        answer |= {
            "relation": relation(first, b if first is a else a, like, alignment(a, b)),
            # What depends on which stands first is not known.
            "original": names[first.id] if turned.id != first.id else None,
        }
    return as_line(names | answer)


def _names(pair: Any) -> dict[str, Any]:
    """The ids of both texts of a pair; ReadError where it is none."""
    if not isinstance(pair, dict) or not all(isinstance(pair.get(k), dict) for k in ("a", "b")):
        raise ReadError("", "malformed", 'needs an object {"a": {"id", "text", …}, "b": {…}}')
    return {k: pair[k].get("id") for k in ("a", "b")}


def _pair_died(line: bytes) -> str:
    names: dict[str, Any] = {"a": None, "b": None}
    with suppress(ReadError):
        names = _names(parsed(line))
    return as_line(names | {"error": {"kind": "crashed", "message": "the worker ended its process on this line"}})
