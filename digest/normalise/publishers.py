"""Who publishes a page: its source, its markup, its notices. Read :func:`publisher`."""

from __future__ import annotations

import re

from digest import words
from digest.model import Draft, Source

# The notice of 22 U.S.C. 614(b) is printed by the registered agent, so its subject is the publisher of the page.
_REGISTRANT = re.compile(
    r"^(?:This material is (?:distributed|produced|disseminated) by )?(?:The )?(?P<name>[A-Z][\w.&’' -]{1,70}?)(?: is| are|,)? (?:is |are )?registered (?:under|with|as)\b"
)
# "… do not necessarily reflect the official policy or position of the Pacific Council."
_HOUSE_OF_VIEWS = re.compile(
    r"(?:reflect|represent)\b.{0,60}\b(?:views?|polic(?:y|ies)|positions?|opinions?)(?:,? (?:or|and) \w+)* of (?:the )?(?P<name>[A-Z][\w&’' -]{2,70}?)(?:[.,;]|$| or its\b| and its\b)"
)
_ABOUT = re.compile(r"^About (?:the )?(?P<name>[A-Z].{1,70})$")


def publisher(draft: Draft, source: Source, site: str = "") -> str:
    """The publisher's name; a series the page stands in is put behind it: "KEI (The Peninsula)"."""
    name = (
        source.publisher
        or draft.hints.publisher
        or _registrant(draft)
        or _house(draft)
        or site
        or _views(draft)
        or _name(source)
    )
    series = draft.hints.series
    return f"{name} ({series})" if name and series and words.fold(series) not in words.fold(name) else name or series


def known(draft: Draft, source: Source) -> tuple[str, ...]:
    """Names of the publisher and the site, for taking them off a title."""
    host = re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", draft.url) if draft.url.startswith("http") else ""
    label = host.split(".")[0] if host else ""
    return tuple(
        n for n in (source.name, source.publisher, draft.hints.publisher, draft.hints.series, host, label) if n
    )


def _name(source: Source) -> str:
    """A website is called as sources.yaml calls it; a folder of saved pages is no publisher."""
    return source.name if source.url else ""


def _registrant(draft: Draft) -> str:
    notices = (n.text for n in draft.notes if n.rule == "disclosures.fara")
    return next((found["name"] for found in map(_REGISTRANT.match, notices) if found), "")


def _house(draft: Draft) -> str:
    headings = (n.text for n in draft.notes if n.rule == "house.about")
    return next((found["name"] for found in map(_ABOUT.match, headings) if found), "")


def _views(draft: Draft) -> str:
    disclaimers = (n.text for n in draft.notes if n.rule == "disclosures.views")
    names = (found["name"] for found in map(_HOUSE_OF_VIEWS.search, disclaimers) if found)
    return next((n for n in names if not re.search(r"\b(?:author|editor|publisher)", n, re.IGNORECASE)), "")
