"""House text: what a publisher says about itself at the end of a page or newsletter, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Draft, Mark

_ABOUT = re.compile(
    r"^(?:About|Who is|Über|О проекте|À propos de)\s+(?:the |us\b|our )?(?P<name>.{0,70})$", re.IGNORECASE
)
_CONTACT = find.compiled(
    r"(?:for )?(?:any )?(?:media|press|interview|all other|general|further|more) ?(?:information|inquir\w*|enquir\w*|queries|requests)\b.{0,40}\b(?:contact|e-?mail|call|please|write)\b.{0,160}",
    r"(?:media|press) contacts?:?.{0,160}", r"contact us(?: at)?[: ]\s*\S+@\S+",
)  # fmt: skip


def about(draft: Draft) -> Iterator[Mark]:
    """Such as "About KEI" and the paragraphs under it that describe the publisher, up to the next heading."""
    tail = find.tail(draft)
    for at, block in enumerate(draft.blocks):
        found = _ABOUT.match(block.text) if block.kind == "heading" and at >= tail else None
        if found and _describes(draft, at, found["name"]):
            yield from (Mark(at=n, role="house", rule="house.about") for n in _section(draft, at))


def _describes(draft: Draft, at: int, name: str) -> bool:
    """Whether the paragraph under the heading says what the house is: it names it, or speaks as "we"."""
    below = draft.blocks[at + 1].text if at + 1 < len(draft.blocks) else ""
    own = not name or words.fold(name) in words.fold(below)
    return own and bool(
        re.search(r"\b(?:is|are|was|we|our|founded|established|publishes|covers)\b", below[:400], re.IGNORECASE)
    )


def _section(draft: Draft, at: int) -> Iterator[int]:
    yield at
    for n in range(at + 1, len(draft.blocks)):
        if draft.blocks[n].kind == "heading":
            return
        yield n


def contact(draft: Draft) -> Iterator[Mark]:
    """Such as "For media inquiries, contact …"."""
    yield from find.blocks(draft, _CONTACT, "house", "house.contact", limit=240)


RULES = (about, contact)
