"""Bylines to names of persons, in order; an organisation, an office or a month is no author. Read :func:`authors`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from digest import names, urls, words
from digest.model import Claim, Draft

# "Sydney Seiler argues that …": in a blurb the subject of a verb of saying is the author.
_SAYS = re.compile(
    r"\b(?P<before>(?:[\w’'.&-]+\s+){1,8})(?:argues?|examines?|discusses|writes|explores|analy[sz]es|considers|explains|assesses|outlines|"
    r"looks at|reviews|reflects on|makes the case|unpacks|interviews|surveys|traces|warns|contends|suggests)\b"
)
_OFFICE = re.compile(
    r"^(?:.*\b(?:director|fellow|president|ceo|professor|chair|editor|analyst|scholar|associate|expert|adviser|advisor|ambassador|"
    r"specialist|researcher|columnist|correspondent|author|secretary|minister|general|officer|head|economist|historian))\b\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w’'.-]*(?:\s+(?:[A-Z][\w’'.-]*|de|van|von|bin|al)){1,3}")
# A byline in words above the text is what readers see, and it is right where the markup names whoever posted the page.
_MARKUP = re.compile(r"(?:JSON-LD (?!organization)|meta |microdata |feed|byline$|link to)")
_SEEN = "byline"
_ET_AL = re.compile(r"\bet al\b|\band (?:others|\d+ others)\b", re.IGNORECASE)


def authors(draft: Draft, site: str = "") -> tuple[str, ...]:
    """The persons a draft names as its authors; for an item of a roundup also the subject of its blurb."""
    return judge(draft, site)[0]


def judge(draft: Draft, site: str = "") -> tuple[tuple[str, ...], str]:
    """The authors, and where they are named.

    The first place that names persons is believed: markup before lines of the page, but a byline in words that names
    somebody else before markup. Where no person is named, the body that signs ("Reuters", "Editorial Board").
    """
    refuse = {words.fold(n) for n in (site, draft.hints.publisher, urls.host(draft.url)) if n}
    places = _places(draft)
    found = [(who, by) for by, values in places if (who := _persons(values, refuse))]
    if found and any(_ET_AL.search(v) for _, values in places for v in values):
        # "James Byrne, et al.": the bios name the others.
        found[0] = tuple(dict.fromkeys((*found[0][0], *_of_bios(draft)))), found[0][1]
    seen = next(((who, by) for who, by in found if by == _SEEN), None)
    if found:
        first = found[0]
        return seen if seen and _differs(seen[0], first[0]) else first
    if draft.hints.context:
        return _of_blurb(draft), "the subject of the blurb"
    if bios := _of_bios(draft):
        return bios, "the bio"
    return _fallback(places, draft, site)


def _fallback(places: Iterable[tuple[str, Sequence[str]]], draft: Draft, site: str) -> tuple[tuple[str, ...], str]:
    """The author may be a person who is the site itself, a pen name, or a body of people."""
    stated = [(by, v) for by, values in places for v in values if not by.startswith("name ")]
    own = {words.fold(n) for n in (site, draft.hints.publisher, draft.hints.title) if n}
    hosts = {label for label in urls.host(draft.url).split(".") if len(label) > 3}
    for by, value in stated:
        if _MARKUP.match(by) and names.is_person(names.plain(value)) and words.fold(value) in own:
            return (names.plain(value),), f"{by} (the site has its author's name)"
    for by, value in stated:
        name = words.fold(value.strip())
        if _MARKUP.match(by) and names.is_single(value.strip()) and name not in own and name not in hosts:
            return (value.strip(),), by
    for by, value in stated:
        if (name := names.collective(value)) and (names.is_agency(name) or words.fold(name) not in own):
            return (name,), by
    return (), ""


def _places(draft: Draft) -> list[tuple[str, list[str]]]:
    """What each place says of the authors, in order; the values that one place gives stand together."""
    claims: Sequence[Claim] = [c for c in draft.hints.claims if c.field == "authors"]
    places = [(by, [c.value for c in group]) for by, group in groupby(claims, key=lambda c: c.by)]
    known = {v for _, values in places for v in values}
    if draft.hints.authors and not known.issuperset(draft.hints.authors):
        places.insert(0, ("feed", list(draft.hints.authors)))
    return places


def _persons(values: Iterable[str], refuse: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for raw in values for n in names.persons(raw, refuse)))


def _differs(seen: Sequence[str], stated: Sequence[str]) -> bool:
    """Whether a byline names more persons than the markup, or somebody else altogether."""
    a, b = set(map(words.fold, seen)), set(map(words.fold, stated))
    return a > b or not a & b


def _of_blurb(draft: Draft) -> tuple[str, ...]:
    for block in draft.blocks:
        if block.kind != "paragraph":
            continue
        found = _SAYS.search(words.sentences(block.text)[0])
        if not found:
            continue
        subject = _OFFICE.sub("", found["before"].strip())
        name = list(_NAME.finditer(subject))
        if name and name[-1].end() == len(subject) and names.is_person(name[-1].group()):
            return (name[-1].group(),)
    return ()


def _of_bios(draft: Draft) -> tuple[str, ...]:
    """Without a byline, the person whom the bio at the end introduces; whoever the text is about is not its author."""
    text = words.fold(" ".join(b.text for b in draft.blocks))
    bios = [n.text for n in draft.notes if n.rule == "bios.about_author"]
    found = [f.group() for f in (_NAME.match(names.untitled(bio)) for bio in bios) if f]
    named = [n for n in found if names.is_person(n) and not n.startswith("The ") and not _is_subject(n, text)]
    return tuple(dict.fromkeys(named))


def _is_subject(name: str, text: str) -> bool:
    return len(re.findall(rf"\b{re.escape(words.fold(name).split()[-1])}\b", text)) > 1
