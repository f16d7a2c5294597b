"""Where a block stands on a page: its element, what that is called, and what stands around it. Read :class:`Place`.

What a block's ancestors are called (``class="related-posts"``) and how much of the page's prose each of them holds is what
tells an article from what surrounds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_GOOD = re.compile(
    r"article|body|content|entry|main|post(?!er|s?-?(?:list|nav))|story|text(?!-?(?:link|ad))|prose|page-?copy|paragraph|rich",
)
_BAD = re.compile(
    r"comment|disqus|share|sharing|social|related|recirc|recommend|promo|sponsor|advert|\bads?\b|[-_]ad[-_s]|banner|breadcrumb|byline|author|"
    r"bio\b|meta\b|widget|sidebar|side-?bar|footer|foot\b|nav|menu|masthead|header|subscri|newsletter|signup|sign-up|login|paywall|"
    r"cookie|consent|gdpr|popup|modal|overlay|tooltip|caption|credit|copyright|disclaimer|tags?\b|taglist|categor|pagination|pager|"
    r"more-?(?:from|stories|news)|most-?(?:read|popular)|popular|trending|latest|teaser|carousel|gallery|slide|player|toolbar|hidden|"
    r"print|skip|utility|rating|poll|survey|donat|buy|shop|product-|price|outbrain|taboola|zergnet|contact|about-",
)
_HARD = re.compile(
    r"comment|disqus|related|recirc|recommend|sidebar|footer|newsletter|subscri|share|social|promo|cookie|nav|menu|taboola|outbrain|widget",
)
# Names of what stands over, under or beside the running text of an article.
_DECK = re.compile(
    r"sub-?title|sub-?head|stand-?first|\bdeck\b|\bdek\b|summary|excerpt|chapeau|strapline|abstract|tl-?dr|key-?(?:points|takeaways)",
)
_CAPTIONED = re.compile(r"caption|cutline|photo|image|picture|figure|media|gallery|slide|credit|video")
_EMBEDDED = re.compile(r"tweet|twitter|instagram|tiktok|fb-post|bluesky|telegram")

INSIDE = {name: 1 << at for at, name in enumerate((
    "article", "main", "nav", "aside", "footer", "header", "form", "button", "figure",
    "table", "ul", "ol", "blockquote", "section", "li", "pre", "articleBody",
))}  # fmt: skip
"""What a place can be inside of, each with its bit in :attr:`Place.inside`."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a class or id speaks for: the article, against it, a deck, a caption, an embedded post."""

    good: int
    bad: int
    hard: int
    deck: bool
    captioned: bool
    embedded: bool


@lru_cache(maxsize=20_000)
def naming(name: str) -> Naming:
    """Judge the name of one element."""
    if not name:
        return _UNNAMED
    name = name.lower()
    bad = bool(_BAD.search(name))
    return Naming(
        good=int(bool(_GOOD.search(name))),
        bad=int(bad),
        hard=int(bad and bool(_HARD.search(name))),
        deck=bool(_DECK.search(name)),
        captioned=bool(_CAPTIONED.search(name)),
        embedded=bool(_EMBEDDED.search(name)),
    )


_UNNAMED = Naming(0, 0, 0, deck=False, captioned=False, embedded=False)


@dataclass(slots=True, eq=False)
class Place:
    """An element that holds blocks: its way up, and the prose below it. ``at`` counts the places in order of the page."""

    at: int
    tag: str
    name: str
    said: Naming
    up: Place | None
    depth: int
    good: int
    bad: int
    hard: int
    inside: int
    hidden: bool = False
    prose: int = 0
    chars: int = 0
    link_chars: int = 0
    blocks: int = 0


def whole_page() -> Place:
    """The page itself."""
    return Place(0, "html", "", _UNNAMED, None, 0, 0, 0, 0, 0)


def around(place: Place) -> frozenset[int]:
    """An element and all that it stands in, by :attr:`Place.at`."""
    found = set()
    here: Place | None = place
    while here is not None:
        found.add(here.at)
        here = here.up
    return frozenset(found)


def words_around(place: Place) -> set[str]:
    """The words of the names of an element and the two around it."""
    found: set[str] = set()
    here: Place | None = place
    for _ in range(3):
        if here is None:
            break
        found.update(w.lower() for w in _WORD.findall(here.name))
        here = here.up
    return found


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN.search(style))


def place_of(element: Any, tag: str, up: Place, at: int) -> Place:
    """The place of an element inside another place, the ``at``-th of the page."""
    inside, hidden = up.inside | INSIDE.get(tag, 0), up.hidden
    attributes = element.attrib
    if not attributes:
        return Place(at, tag, "", _UNNAMED, up, up.depth + 1, up.good, up.bad, up.hard, inside, hidden)
    get = attributes.get
    name = " ".join(filter(None, (get("class"), get("id"), get("role"), get("itemprop"))))[:300]
    said = naming(name)
    if get("itemprop") == "articleBody":
        inside |= INSIDE["articleBody"]
    return Place(
        at, tag, name, said, up, up.depth + 1, up.good + said.good, up.bad + said.bad, up.hard + said.hard, inside,
        hidden or _is_hidden(element),
    )  # fmt: skip
