"""House text: what a publisher says about itself at the end of a page or newsletter, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import urls, words
from digest.clean import find
from digest.model import Block, Draft, Mark

_ABOUT = re.compile(
    r"^(?:About|Who is|Über|О проекте|À propos de)\s+(?:the |us\b|our )?(?P<name>.{0,70})$", re.IGNORECASE
)
# A house speaks of itself as "we", or is called by what it is; a person or a book under "About …" is the subject.
_HOUSE = re.compile(
    r"\b(?:we|our|us)\b|\b(?:founded|established|headquartered|publishes|provides|delivers|offers)\b|"
    r"\b(?:is|are|was) (?:an?|the|one of the)\b.{0,120}\b(?:organi[sz]ation|compan(?:y|ies)|institut\w+|cent(?:er|re)|think[- ]tank|non-?profit|provider|"
    r"leader|publisher|platform|firm|agency|association|foundation|network|magazine|newspaper|website|news site|bank|manufacturer|supplier|"
    r"university|council|corporation|group|brand|startup|maker|developer|forum|programme|program)\b",
    re.IGNORECASE,
)
_CONTACT = find.compiled(
    r"(?:for )?(?:any )?(?:media|press|interview|all other|general|further|more) ?(?:information|inquir\w*|enquir\w*|queries|requests)\b.{0,40}\b(?:contact|e-?mail|call|write)\b.{0,160}",
    r"(?:media|press) contacts?:?.{0,160}", r"contact us(?: at)?[: ]\s*\S+@\S+",
)  # fmt: skip


def about(draft: Draft) -> Iterator[Mark]:
    """Such as "About KEI" and the paragraphs under it that describe the publisher, up to the next heading."""
    tail = find.tail(draft)
    for at, block in enumerate(draft.blocks):
        found = _ABOUT.match(block.text) if at >= tail and _is_heading(block) else None
        if found and _describes(draft, at, found["name"]):
            yield from (Mark(at=n, role="house", rule="house.about") for n in _section(draft, at))


def _is_heading(block: Block) -> bool:
    """Press releases set "About Harbour Notes" in bold, or with a colon, as a paragraph of its own."""
    return block.kind == "heading" or (len(block.text) <= 60 and not words.ends_sentence(block.text))


def _describes(draft: Draft, at: int, name: str) -> bool:
    """Whether the paragraph under the heading says what the house is: it names it, or speaks as "we"."""
    below = draft.blocks[at + 1].text if at + 1 < len(draft.blocks) else ""
    own = not name or words.fold(name) in words.fold(below)
    return own and bool(_HOUSE.search(below[:500]))


def _section(draft: Draft, at: int) -> Iterator[int]:
    yield at
    for n in range(at + 1, len(draft.blocks)):
        if draft.blocks[n].kind == "heading" or (n > at + 1 and _ABOUT.match(draft.blocks[n].text)):
            return
        yield n


def boilerplate(draft: Draft) -> Iterator[Mark]:
    """Such as "Harbour is a global provider of …" at the end of Harbour's own press release, without a heading."""
    own = {words.fold(n) for n in (draft.hints.publisher, urls.host(draft.url).split(".")[0]) if len(n) > 2}
    tail = find.tail(draft)
    for at, block in enumerate(draft.blocks[tail + 1 :], tail + 1):
        text = words.fold(block.text)
        first = re.match(r"(?:the )?(.+?),? (?:is|was|are|registered|operates|has)\b", text)
        named = first is not None and any(o == first[1] or first[1].startswith(f"{o} ") for o in own)
        if block.kind == "paragraph" and named and _HOUSE.search(text[:500]) and not re.search(r"[\"“]", block.text):
            yield Mark(at=at, role="house", rule="house.boilerplate")


def contact(draft: Draft) -> Iterator[Mark]:
    """Such as "For media inquiries, contact …"."""
    yield from find.blocks(draft, _CONTACT, "house", "house.contact", limit=240)


RULES = (about, boilerplate, contact)
