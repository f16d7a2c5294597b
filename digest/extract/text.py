"""Text documents: saved pages without markup, newsletters, notes. Read :func:`read`.

A page copied as text keeps its order: chrome, title, byline and date lines, prose, tail. The first paragraph of prose
is the fixed point; the title is the headline nearest above it, what stands before the title is left for `clean`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import yaml

from digest import dates, urls, words
from digest.extract import metadata
from digest.model import Block, Document, Draft, Hints, Link

_BYLINE = re.compile(
    r"^(?:by|written by|authors?:|von|par|por|di|autor:|автор:|글[:：]?)\s*(?=\S)(.{2,120})$", re.IGNORECASE
)
# "Published June 24, 2024", "Last updated: 3 July 2024", "Опубликовано 9 июля 2024"
_DATELINE = re.compile(
    r"^(?:(?:published|posted|date|veröffentlicht(?: am)?|publié(?: le)?|опубликовано|발행|입력)(?: on)?[:\s]+)(.{4,60})$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"^(?:last )?(?:updated|modified|aktualisiert|обновлено|수정)(?: on)?[:\s]+(.{4,60})$", re.IGNORECASE
)
_SECTION = re.compile(
    r"^(?:category|categories|section|topics?|filed under|rubrik|рубрика)\s*:\s*(.{2,80})$", re.IGNORECASE
)
# "By Rachel Kim | July 3, 2024 | 5 min read": the parts of one line of metadata.
_PARTS = re.compile(r"\s*[|·•]\s*|,\s+(?=(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}))")
_READING_TIME = re.compile(r"^\d{1,3}[- ]?min(?:ute)?s?(?: read)?$|^reading time\b.{0,20}$", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:on|at|updated|published)\b|[\d:,.()+-]|\b[ap]\.?m\b\.?|\b[A-Z]{3,4}\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|de|van|von|bin|al)){1,3}$")
_PROVENANCE = re.compile(r"^(?:this \w+ )?(?:was )?(?:first|originally) (?:published|appeared)\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"^(?:an? )?(?:screenshot|photo(?:graph)?|image|picture|figure|video|cover)s?\b(?: (?:from|of|by)\b|:)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?:[-*•‣◦]|\d{1,2}[.)])\s+(?=\S)")
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{1,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_FIELDS = {
    "title": ("title",), "subtitle": ("subtitle",), "published": ("published", "date", "pubDate", "created"), "modified": ("modified", "updated", "lastmod"),
    "publisher": ("publisher", "site", "source"), "language": ("language", "lang"), "section": ("section", "category"), "summary": ("description", "summary"),
}  # fmt: skip
_FRONT = "front matter"
_FRONT_LINE = re.compile(r"^([A-Za-z_-]+):[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
# "319 Likes", "12 Comments": counts beside a date.
_COUNT = re.compile(r"^\d[\d.,]*\+? (?:likes?|comments?|reactions?|followers|views|shares|reposts)$", re.IGNORECASE)
# A longer line is prose.
_META = 400
# Where the claims of a text document stand.
_HEAD = "line under the title"


def read(document: Document, decoded: str) -> Draft:
    """Split a text into blocks, find its title and what its front matter and its first lines say about it."""
    stated, decoded = _front_matter(decoded)
    blocks = [_block(line) for line in _paragraphs(decoded)]
    start = _first_prose(blocks)
    title_at = _title_at(blocks, start)
    blocks = _label_head(blocks, title_at, start)
    hints = _head_hints(blocks, title_at, start)
    return Draft(
        source_id=document.source_id,
        url=document.url,
        hints=metadata.merge(document.hints, stated, hints),
        blocks=tuple(blocks),
    )


def _front_matter(decoded: str) -> tuple[Hints, str]:
    """What the YAML between two lines of dashes says, and the text behind it, as saved Markdown has it."""
    found = _FRONT_MATTER.match(decoded)
    said = _said(found[1]) if found else {}
    if not found or not said:
        return Hints(), decoded
    fields = {f: _plain(next((said[n] for n in names if said.get(n)), "")) for f, names in _FRONT_FIELDS.items()}
    named = said.get("authors") or said.get("author") or ()
    authors = tuple(_plain(a) for a in (named if isinstance(named, list | tuple) else [named]))
    claims = metadata.claimed("authors", authors, _FRONT) + metadata.claimed("published", [fields["published"]], _FRONT)
    claims += metadata.claimed("title", [fields["title"]], _FRONT)
    return Hints(**fields, authors=authors, claims=claims), decoded[found.end() :]


def _said(front: str) -> dict[str, object]:
    """The keys of front matter. Where it is not YAML, as with a colon in an unquoted title, each line is a key and a value."""
    try:
        said = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        said = {m[1]: m[2].strip("\"'") for m in _FRONT_LINE.finditer(front)}
    return said if isinstance(said, dict) else {}


def _plain(value: object) -> str:
    """A scalar of front matter as one line; an author may be a mapping with a name."""
    name = value.get("name", "") if isinstance(value, dict) else value
    return words.tidy(str(name)) if isinstance(name, str | int | float | date) else ""


def _paragraphs(decoded: str) -> list[str]:
    """Lines, or for a hard-wrapped text the paragraphs their lines form; each tidy and not empty."""
    groups = [g for g in re.split(r"\n\s*\n", decoded.replace("\r\n", "\n").replace("\r", "\n")) if g.strip()]
    found: list[str] = []
    for group in groups:
        lines = [line for line in group.split("\n") if line.strip()]
        found.extend([" ".join(lines)] if _is_wrapped(lines) else lines)
    return [t for t in (urls.unwrap_in_text(words.tidy(words.unescape(f))) for f in found) if t]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines are one paragraph broken at a column: all but the last nearly full, few ending a sentence."""
    if len(lines) < 2:
        return False
    widths = [len(line) for line in lines[:-1]]
    full = max(widths) <= 100 and min(widths) >= max(len(lines[-1]) * 0.6, 45) and max(widths) - min(widths) <= 20
    return full and not all(words.ends_sentence(line) for line in lines)


def _block(text: str) -> Block:
    links = tuple(Link(text=u, url=u) for u in urls.in_text(text))
    if _CAPTION.match(text) and len(text) < 200 and not words.ends_sentence(text):
        return Block(kind="caption", text=text, links=links)
    if text.startswith("> "):
        return Block(kind="quote", text=text[2:], links=links)
    if marker := _ITEM.match(text):
        return Block(kind="item", text=text[marker.end() :], links=links)
    if text.startswith("#") and (stripped := text.lstrip("# ")):
        return Block(kind="heading", text=stripped, links=links)
    return Block(kind="heading" if _is_heading(text) else "paragraph", text=text, links=links)


def _is_heading(text: str) -> bool:
    short = len(text) <= 140 and len(text.split()) <= 22
    return short and not urls.in_text(text) and (not words.ends_sentence(text) or _is_label(text))


def _is_label(text: str) -> bool:
    """Headlines may end in "?" or "!"; a line that opens with a pictograph is a label."""
    return unicodedata.category(text[0]) == "So" or bool(re.search(r"[?!]$", text) and len(text.split()) <= 14)


def _weight(text: str) -> int:
    """Length in Latin characters: a CJK or Hangul character says about as much as two and a half of them."""
    dense = len(re.findall("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))
    return len(text) + dense * 3 // 2


def _first_prose(blocks: Sequence[Block]) -> int:
    """Index of the first paragraph of prose, or of the first labelled item; the number of blocks if there is neither."""
    label = next(
        (at for at, block in enumerate(blocks) if block.kind == "heading" and _is_item_label(block.text)), None
    )
    for enough in (110, 60):
        for at, block in enumerate(blocks[:label]):
            prose = block.kind == "paragraph" and words.ends_sentence(block.text) and not _PROVENANCE.match(block.text)
            if prose and _weight(block.text) >= enough and not _is_meta(block.text):
                return at
    return len(blocks) if label is None else label


def _is_item_label(text: str) -> bool:
    """Such as "📝 DPRK-Russia-China", "[Op-ed] How …": the heading of one item of a roundup, never the title of the whole."""
    return unicodedata.category(text[0]) == "So" or bool(re.match(r"\[[^\]]{2,20}\] ?\S", text))


def _title_at(blocks: Sequence[Block], start: int) -> int | None:
    """Index of the title: a headline written twice in a row (page title, then heading), else the most telling above.

    A headline says in other words what the prose says; a menu, a share bar or the name of a series does not. Lines of
    metadata right below speak for it, and between equals the one nearest to the prose is taken. Where there is no prose
    at all, as in a list of headlines, the first headline is the title.
    """
    for at in range(1, min(start, 8)):
        if blocks[at].kind == "heading" and words.fold(blocks[at].text) == words.fold(blocks[at - 1].text):
            return at - 1
    headlines = [at for at in range(start) if _is_headline(blocks[at]) and not _is_name_over_date(blocks, at)]
    if start == len(blocks):
        return headlines[0] if headlines else None
    prose = _stems(" ".join(b.text for b in blocks[start:] if b.kind == "paragraph"))
    return max(headlines, key=lambda at: (_telling(blocks, at, prose), at), default=None)


def _is_headline(block: Block) -> bool:
    return (
        block.kind == "heading"
        and not _is_meta(block.text)
        and not _PROVENANCE.match(block.text)
        and not _is_item_label(block.text)
    )


def _telling(blocks: Sequence[Block], at: int, prose: frozenset[str]) -> int:
    """How many of a headline's words the prose uses; a line of metadata right below counts for three."""
    below = blocks[at + 1].text if at + 1 < len(blocks) else ""
    return len(_stems(blocks[at].text) & prose) + 3 * (_is_meta(below) or bool(_PROVENANCE.match(below)))


def _stems(text: str) -> frozenset[str]:
    """Beginnings of the longer words, so that inflection does not matter: five letters, two of Hangul or CJK."""
    found = re.findall(r"[^\W\d_]+", words.fold(text))
    return frozenset(w[:5] if w[0] < "\u2e80" else w[:2] for w in found if len(w) > 3 or w[0] >= "\u2e80")


def _is_meta(text: str) -> bool:
    """Whether every part of a line is metadata: a byline, a date, a section, a reading time."""
    return len(text) <= _META and all(_is_meta_part(part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    """The parts of a line, without Markdown's emphasis around it."""
    return [p for p in _PARTS.split(text.strip("*_ ")) if p]


def _is_meta_part(text: str) -> bool:
    return bool(
        _byline(text)
        or _dated(_DATELINE, text)
        or _dated(_UPDATED, text)
        or _bare_date(text)
        or _SECTION.match(text)
        or _READING_TIME.match(text)
        or _COUNT.match(text)
    )


def _bare_date(text: str) -> str:
    """A line that is a date and nothing else: "July 3, 2024", "Wed, 3 July 2024, 10:15 KST"."""
    span = dates.find(text) if len(text) <= 60 else None
    if span is None or not dates.parse(text):
        return ""
    rest = _DATE_WORDS.sub("", text[: span[0]] + text[span[1] :])
    return text if not rest.strip() else ""


def _byline(text: str) -> str:
    """The names of "By Scott Snyder"; empty for a sentence that merely begins with "By"."""
    found = _BYLINE.match(text)
    if not found or (words.ends_sentence(text) and not re.search(r"\b[A-Z]\.$", text)):
        return ""
    names = re.sub(r"\s+(?:in|for)\s+[A-Z].*$", "", found[1])
    capitals = [w for w in re.findall(r"[^\W\d_]+", names) if len(w) > 1]
    named = capitals and all(w[0].isupper() or not w.isascii() or w in _PARTICLES for w in capitals)
    return names if named or len(names.split()) == 1 else ""


_PARTICLES = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "i",
        "de",
        "da",
        "di",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "with",
        "du",
        "dos",
    ]
)


def _dated(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found[1] if found and dates.parse(found[1]) else ""


def _label_head(blocks: Sequence[Block], title_at: int | None, start: int) -> list[Block]:
    """Give the title and the lines of metadata their kind, wherever in the document a byline stands."""
    labelled = []
    for at, block in enumerate(blocks):
        if at == title_at:
            labelled.append(replace(block, kind="title"))
        elif (at < start and (_is_meta(block.text) or _is_name_over_date(blocks, at))) or (
            _byline(block.text) and _follows_heading(blocks, at)
        ):
            labelled.append(replace(block, kind="meta"))
        else:
            labelled.append(block)
    return labelled


def _is_name_over_date(blocks: Sequence[Block], at: int) -> bool:
    """A line that is a person's name, the next line a date: a byline without "By"."""
    below = blocks[at + 1].text if at + 1 < len(blocks) else ""
    return at > 0 and bool(_PERSON.match(blocks[at].text)) and bool(_dated(_DATELINE, below) or _bare_date(below))


def _follows_heading(blocks: Sequence[Block], at: int) -> bool:
    return at > 0 and blocks[at - 1].kind == "heading"


def _head_hints(blocks: Sequence[Block], title_at: int | None, start: int) -> Hints:
    if title_at is None:
        return Hints()
    head = blocks[title_at + 1 : start]
    own = [] if _is_followed_by_another(head) else head
    meta = [part for b in own if b.kind == "meta" for part in _parts(b.text)]
    deck = [b.text for b in own if b.kind == "paragraph" and words.ends_sentence(b.text)]
    authors = tuple(n for n in (_byline(m) or (m if _PERSON.match(m) else "") for m in meta) if n)
    published = next((d for d in (_dated(_DATELINE, m) or _bare_date(m) for m in meta) if d), "")
    claims = metadata.claimed("authors", authors, _HEAD) + metadata.claimed("published", [published], _HEAD)
    claims += metadata.claimed("title", [blocks[title_at].text], "first headline")
    return Hints(
        title=blocks[title_at].text,
        subtitle=deck[0] if len(deck) == 1 else "",
        authors=authors,
        published=published,
        claims=claims,
        modified=next((d for d in (_dated(_UPDATED, m) for m in meta) if d), ""),
        section=next((found[1] for found in map(_SECTION.match, meta) if found), ""),
        series=_series(blocks, title_at),
    )


def _is_followed_by_another(head: Sequence[Block]) -> bool:
    """A second headline before the prose: the byline below it belongs to that item, not to the document."""
    return any(b.kind == "heading" and not _PROVENANCE.match(b.text) for b in head)


def _series(blocks: Sequence[Block], title_at: int) -> str:
    """The name above the title, if a later line points back to it ("Return to the Peninsula")."""
    if not title_at or blocks[title_at - 1].kind != "heading":
        return ""
    name = blocks[title_at - 1].text
    back = re.compile(rf"^(?:return|back|more) (?:to|from) {re.escape(name)}$", re.IGNORECASE)
    return name if any(back.match(b.text) for b in blocks[title_at:]) else ""
