"""Roundups: one document that holds several items, as a newsletter does. Read :func:`split`.

A subheaded article also has headings; a roundup is told from it by what stands *between* them: prompts that lead
elsewhere, headings that carry a pictograph or a label such as [Op-ed], headings that are links to other pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digest import urls, words
from digest.model import Block, Claim, Draft, Hints, Link, Note

_LABEL = re.compile(r"^\[(?P<label>[^\]]{2,20})\]\s*")
_GROUP = re.compile(
    r"^(?:more|other|also|latest|further|elsewhere|in other news|in case you missed|weitere|mehr|autres|другие|ещё|더)\b",
    re.IGNORECASE,
)
# "A screenshot from the CSIS The Impossible State": what is shown is the name of the thing.
_SHOWN = re.compile(
    r"^(?:an? )?(?:screenshot|still|image|photo|picture|cover|clip|video)s? (?:from|of) (?:the )?(?P<name>.+)$",
    re.IGNORECASE,
)


# Notes that belong to the page around the items, not to the item they happen to stand behind.
_OF_THE_PAGE = ("house", "noise", "newsletter", "share", "related", "copyright", "promo")
# "14:05", "2.05 pm BST", "vor 3 Stunden · 14:05 Uhr": the line above an entry of a liveblog.
_TIME_LINE = re.compile(
    r"(?:\W*(?:updated|posted|published|key event|от|um))?\W*(?:\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\.\d{2}(?= ?(?:[ap]\.?m|[A-Z]{3,4}|uhr|$))|\d{1,2} ?[ap]\.?m)\.?"
    r"(?: ?(?:[ap]\.?m\.?|[A-Z]{2,4}|uhr|h|시))*(?:\W+(?:\w+ ){0,3}\d{0,4}\W*(?:ago|updated.{0,20})?)?",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\blive\b(?: updates?| blog|:| -| –|$)|\bliveblog\b|\bliveticker\b|\bas it happened\b|онлайн|실시간", re.IGNORECASE
)
_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of blocks under one heading: [start, end), the heading at start if there is one."""

    heading: str
    group: str
    start: int
    end: int


def split(draft: Draft) -> tuple[Draft, ...]:
    """Return the items of a roundup, or the entries of a liveblog, as drafts of their own; nothing for one article."""
    if _is_live(draft) and len(entries := list(_entries(draft))) >= _ENTRIES:
        return tuple(_entry(draft, *entry) for entry in entries)
    parts = [p for p in _parts(draft) if p.end > p.start]
    if len(parts) < 3 or not _is_roundup(draft, parts):
        return ()
    return tuple(_item(draft, part) for part in parts)


def _is_live(draft: Draft) -> bool:
    return "liveblog" in draft.hints.kind.casefold() or bool(_LIVE.search(draft.hints.title))


def _entries(draft: Draft) -> Iterator[tuple[str, int, int]]:
    """(time, start, end) of each entry: what stands under a line that is a time of day and little else."""
    marks = sorted(
        [(at, at + 1, b.text) for at, b in enumerate(draft.blocks) if _TIME_LINE.fullmatch(b.text)]
        + [(n.at, n.at, n.text) for n in draft.notes if _TIME_LINE.fullmatch(n.text)]
    )
    ends = [begin for begin, _, _ in marks[1:]] + [len(draft.blocks)][: len(marks)]
    for (_, start, text), end in zip(marks, ends, strict=True):
        if end > start:
            yield text, start, end


def _entry(draft: Draft, time: str, start: int, end: int) -> Draft:
    """An entry is called after its heading, else after its first sentence; its day is that of the page."""
    blocks = draft.blocks[start:end]
    title = blocks[0].text if blocks[0].kind == "heading" and len(blocks) > 1 else _untitled(blocks)
    hints = Hints(
        title=title, publisher=draft.hints.publisher, published=draft.hints.published, authors=draft.hints.authors,
        language=draft.hints.language, kind="live", context=draft.hints.title,
        claims=(
            *(c for c in draft.hints.claims if c.field == "authors"),
            Claim(field="published", value=draft.hints.published, by=f"the page; the entry says {time}"),
        ),
    )  # fmt: skip
    notes = tuple(
        replace(n, at=n.at - start) for n in draft.notes if start < n.at <= end and n.role not in _OF_THE_PAGE
    )
    body = blocks[1:] if blocks[0].text == title and len(blocks) > 1 else blocks
    return replace(draft, url=f"{draft.url}#{words.slug(title)}", hints=hints, blocks=body, notes=notes)


def _parts(draft: Draft) -> Iterator[_Part]:
    """Cut at headings. A heading over headings ("More KEI commentary") names a group and is no item."""
    group, heading, start = "", "", 0
    for at, block in enumerate(draft.blocks):
        if block.kind != "heading":
            continue
        if at > start:
            yield _Part(heading, group, start, at)
        if _is_group(draft.blocks, at):
            group, heading = block.text, ""
        else:
            heading = block.text
        start = at + 1
    if len(draft.blocks) > start:
        yield _Part(heading, group, start, len(draft.blocks))


def _is_group(blocks: Sequence[Block], at: int) -> bool:
    over_heading = at + 1 < len(blocks) and blocks[at + 1].kind == "heading"
    return over_heading or bool(_GROUP.match(blocks[at].text))


def _is_roundup(draft: Draft, parts: Sequence[_Part]) -> bool:
    """Whether the parts lead elsewhere: at least two signs, and at least a third of the parts carry one."""
    signs = sum(1 for part in parts if _leads_elsewhere(draft, part))
    return signs >= 2 and signs * 3 >= len(parts)


def _leads_elsewhere(draft: Draft, part: _Part) -> bool:
    prompts = any(n.role == "prompt" and part.start < n.at <= part.end for n in draft.notes)
    marked = bool(part.heading) and (_is_pictograph(part.heading[0]) or bool(_LABEL.match(part.heading)))
    linked = bool(_heading_link(draft, part))
    return prompts or marked or linked


def _heading_link(draft: Draft, part: _Part) -> str:
    """The other page that the heading of a part is a link to."""
    if not part.heading or part.start == 0:
        return ""
    links = draft.blocks[part.start - 1].links
    return next((li.url for li in links if urls.same_page(li.url) != urls.same_page(draft.url)), "")


def _item(draft: Draft, part: _Part) -> Draft:
    blocks = draft.blocks[part.start : part.end]
    notes = tuple(replace(n, at=n.at - part.start) for n in draft.notes if _belongs(n, part))
    emoji, label, title = _title(part.heading or _untitled(blocks))
    url = _heading_link(draft, part) or _prompt_link(notes) or _outward(blocks, draft.url)
    hints = Hints(
        title=title,
        authors=tuple(n.text for n in notes if n.rule == "header.metadata"),
        publisher=draft.hints.publisher,
        published=draft.hints.published,
        language=draft.hints.language,
        kind=f"{emoji}{label}",
        context=" · ".join(t for t in (draft.hints.title, part.group) if t),
        claims=_around(draft, Claim(field="title", value=title, by="heading of the item")),
    )
    return replace(draft, url=url or f"{draft.url}#{words.slug(title)}", hints=hints, blocks=blocks, notes=notes)


def _around(draft: Draft, *own: Claim) -> tuple[Claim, ...]:
    """What an item has of its own, and the date of what it stands in."""
    published = draft.hints.published
    return (*own, Claim(field="published", value=published, by="the letter around it")) if published else own


def _belongs(note: Note, part: _Part) -> bool:
    """A note stands after the block it follows; the byline under a heading stands before the first block."""
    if note.role in _OF_THE_PAGE:
        return False
    return part.start < note.at <= part.end or (note.at == part.start and note.role == "byline" and bool(part.heading)
                                                and note.rule == "header.metadata")  # fmt: skip


def _title(heading: str) -> tuple[str, str, str]:
    """Split "📰 [Op-ed] How South Korea can aid Ukraine" into pictograph, label and title."""
    rest = heading.lstrip()
    end = 0
    while end < len(rest) and (_is_pictograph(rest[end]) or unicodedata.category(rest[end]) in ("Mn", "Cf")):
        end += 1
    emoji, rest = rest[:end], rest[end:].strip()
    label = _LABEL.match(rest)
    return emoji, label["label"] if label else "", (rest[label.end() :] if label else rest).strip()


def _untitled(blocks: Sequence[Block]) -> str:
    """An item without a heading is called after what its caption shows, else after its first sentence."""
    for block in blocks:
        if block.kind == "caption" and (shown := _SHOWN.match(block.text)):
            return shown["name"]
    first = next((b.text for b in blocks if b.kind != "caption"), blocks[0].text)
    return words.shorten(words.sentences(first)[0], 100)


def _prompt_link(notes: Sequence[Note]) -> str:
    return next((li.url for n in notes if n.role == "prompt" for li in n.links if not li.url.startswith("mailto:")), "")


def _outward(blocks: Sequence[Block], base: str) -> str:
    links: list[Link] = [li for b in blocks for li in b.links]
    return next((li.url for li in links if urls.host(li.url) and urls.host(li.url) != urls.host(base)), "")


def _is_pictograph(character: str) -> bool:
    return unicodedata.category(character) == "So"
