"""The head of a document: its title, the lines of metadata under it, and the page furniture above it."""

from __future__ import annotations

from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Draft, Mark


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


def above_title(draft: Draft) -> Iterator[Mark]:
    """Search box, counters, sign-up box, series name: what a page shows above the title is not the article."""
    for at in range(find.title_at(draft) or 0):
        text = draft.blocks[at].text
        if len(text) <= 160 and not (len(text) > 70 and words.ends_sentence(text)):
            yield Mark(at=at, role="noise", rule="header.above_title")


RULES = (title, metadata, above_title)
