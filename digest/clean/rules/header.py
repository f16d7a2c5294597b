"""The head of a document: its title, the lines of metadata under it, and the page furniture above it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from digest import dates, names, words
from digest.clean import find
from digest.model import Draft, Mark

# The text begins with the first paragraph that is longer.
_LONGEST_BYLINE = 120
_BETWEEN = " |·•–—-,;:/"
# "신형철 기자 shin@example.kr", "서울=신형철 기자", "shin@example.kr": how a report is signed, above it or below.
_FROM, _WHO, _OFFICE = r"(?:\S{1,12}\s?=\s?)?", r"[가-힣]{2,4}\s?", "(?:기자|특파원|선임기자|논설위원|전문위원)"
_SIGNED = re.compile(rf"{_FROM}(?:{_WHO}{_OFFICE}?\s?)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|{_FROM}{_WHO}{_OFFICE}")
_OF_DATES = re.compile(
    r"입력|등록|수정|승인|송고|시간|발행|오전|오후|updated?|published|posted|last|обновлено|опубликовано|мск|kst|utc|gmt",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|reported|posted|story|text|words|analysis) )?by\b|von\b|par\b|por\b|автор|текст|글|作者|文",
    re.IGNORECASE,
)


def title(draft: Draft) -> Iterator[Mark]:
    """The title is a field of its own; written once more (page title, then heading) it is no text either."""
    own = words.fold(draft.hints.title)
    for at, block in enumerate(draft.blocks):
        if block.kind == "title" or (at < 12 and block.kind == "heading" and own and words.fold(block.text) == own):
            yield Mark(at=at, role="byline", rule="header.title")


def metadata(draft: Draft) -> Iterator[Mark]:
    """Such as "Published June 24, 2024", "Author: …", "Category: …": read into fields, kept as notes."""
    for at, block in enumerate(draft.blocks):
        if block.kind == "meta":
            yield Mark(at=at, role="byline", rule="header.metadata")


def byline(draft: Draft) -> Iterator[Mark]:
    """Such as "By Jane Doe and John Roe, Harbour Notes", "Jane Doe | 3 July 2024", where they stand as paragraphs above the text."""
    own = {words.fold(a) for a in draft.hints.authors}
    begun = False
    for at, block in enumerate(draft.blocks):
        if block.kind != "paragraph":
            continue
        begun = begun or len(block.text) > _LONGEST_BYLINE
        if (not begun and _is_byline(block.text, own)) or _SIGNED.fullmatch(block.text.strip()):
            yield Mark(at=at, role="byline", rule="header.byline")


def _is_byline(text: str, own: Collection[str]) -> bool:
    """Whether a line says only who wrote a text, or when."""
    if words.ends_sentence(text):
        return False
    # "3 Nov", beside the year that the markup has.
    dated = dates.find(text) or ((0, len(text)) if dates.find(f"{text} 2000") == (0, len(text) + 5) else None)
    begin, end = dated or (len(text), len(text))
    undated = f"{text[:begin]}{text[end:]}".strip(_BETWEEN)
    if not any(c.isalpha() for c in _OF_DATES.sub("", undated)):
        return begin < end
    return words.fold(undated) in own or (bool(_BY.match(undated)) and names.names_somebody(undated))


def above_title(draft: Draft) -> Iterator[Mark]:
    """Search box, counters, sign-up box, series name: what a page shows above the title is not the article."""
    for at in range(find.title_at(draft) or 0):
        text = draft.blocks[at].text
        if len(text) <= 160 and not (len(text) > 70 and words.ends_sentence(text)):
            yield Mark(at=at, role="noise", rule="header.above_title")


RULES = (title, metadata, byline, above_title)
