"""Who the author is: a paragraph at the end (or under the byline) that is about the author, not the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Draft, Mark

_NAME = r"(?:(?:Dr|Prof|Professor|Ambassador|Amb|Gen|Col|Lt|Mr|Ms|Mrs|Sir|Hon)\.? ){0,2}+[A-Z][\w’'-]*+\.?+(?: (?:[A-Z][\w’'-]*+\.?+|de|van|von|der|bin|al)){1,5}+"
_ROLE = (
    r"(?i:author|co-?author|director|co-?director|fellow|professor|lecturer|correspondent|president|editor|analyst|reporter|"
    r"researcher|scholar|associate|columnist|journalist|founder|co-?founder|chair|ceo|partner|consultant|historian|writer|"
    r"contributor|adviser|advisor|specialist|expert|intern|student|candidate|member|head|officer|ambassador|"
    r"economist|scientist|strategist|producer|teacher|manager|principal|coordinator|dean|attorney|lawyer|host|veteran)"
)
_IS = rf"(?:(?:is|was|are|were|serves? as|has been|works? as|worked as|currently serves as|also serves as) (?:currently |also |now )?(?:an? |the |one of )?(?:[\w’'&,/.-]+ ){{0,9}}?{_ROLE}s?\b|(?:covers|writes (?:about|for|on)|reports (?:on|from|for)|teaches|leads|heads|is based in|holds (?:an?|the)|received (?:his|her|their)|joined)\b)"
_STARTS = re.compile(
    rf"^(?:About the authors?:? ?)?(?P<name>{_NAME})(?:,? (?:and|&) {_NAME})?(?: \([^)]{{1,60}}\))?,? {_IS}"
)
_GOES_ON = re.compile(
    r"^(?:(?:Dr\.?|Prof\.?|Mr\.?|Ms\.?|Mrs\.?) \w+|He|She|They|His|Her|Their|Previously|Prior to|Before joining|Follow)\b"
    r"|^The .{5,90} is (?:led|headed|run) by (?:him|her|them)\b"
)
_FOLLOW = re.compile(
    r"^(?:(?:He|She|They|[A-Z]\w+) (?:can|may) be (?:followed|reached|contacted|found)|(?:Follow|Contact|E-?mail|Reach|Tweet(?: at)?) (?:him|her|them|the author|@|on|[A-Z]\w+ [A-Z]\w+)|"
    r"Have a (?:news )?tip\??|(?:He|She|They) tweets?)\b.{0,160}$"
)
_HEADING = find.compiled(
    r"about the (?:author|contributor|writer)s?:?",
    r"(?:the )?authors?(?: bio(?:graphy)?)?",
    r"contributors?",
    r"über (?:den autor|die autor\w*)",
    r"об авторе",
    r"à propos de l['’]auteur\w*",
    r"필자 소개|글쓴이",
)


def about_author(draft: Draft) -> Iterator[Mark]:
    """Such as "Scott Snyder is author of …": the author's own bio, or where no author is named a person's near the end."""
    start = find.tail(draft)
    authors = words.fold(" ".join(draft.hints.authors))
    headed = False
    for at, block in enumerate(draft.blocks):
        headed = headed or (block.kind == "heading" and bool(_HEADING.fullmatch(words.fold(block.text))))
        if block.kind not in ("paragraph", "item", "caption", "quote"):
            continue
        found = _STARTS.match(block.text[:500])
        if not found or not (headed or _is_named(found["name"], authors) or (not authors and at >= start)):
            continue
        if _is_named(found["name"], authors) or not _talks_politics(block.text):
            yield from _own_sentences(draft, at, words.words(found["name"])[-1])


def _is_named(name: str, authors: str) -> bool:
    """Whether a bio's name is in the byline; "Sue Park" and "Dr. Sue M. Park" are one person."""
    parts = [p for p in words.words(name) if len(p) > 1]
    return bool(parts) and parts[-1] in authors.split() and any(p in authors.split() for p in parts[:-1] or parts)


def _own_sentences(draft: Draft, at: int, surname: str) -> Iterator[Mark]:
    """The bio's sentences, up to the first that is about something else."""
    text = draft.blocks[at].text
    for number, (start, end) in enumerate(words.sentence_spans(text)):
        sentence = text[start:end]
        goes_on = any(p.match(sentence) for p in (_GOES_ON, _STARTS, _FOLLOW))
        if number and not goes_on and words.words(sentence)[:1] != [surname]:
            return
        yield Mark(at=at, role="bio", rule="bios.about_author", span=(start, end))


def _talks_politics(text: str) -> bool:
    """A last paragraph may name an official ("Kim Yo Jong is the vice director …, she said"): it quotes or is long."""
    quotes = re.search(r"[“\"].{25,}[”\"]|\b(?:said|told|added|warned|according to)\b", text)
    return len(text) > 900 or bool(quotes)


def follow(draft: Draft) -> Iterator[Mark]:
    """Such as "He can be followed on X at @…", "Have a tip? …"."""
    start = find.tail(draft)
    for at, block in enumerate(draft.blocks[start:], start):
        for a, b in words.sentence_spans(block.text):
            if _FOLLOW.match(block.text[a:b]):
                yield Mark(at=at, role="bio", rule="bios.follow", span=(a, b))


def heading(draft: Draft) -> Iterator[Mark]:
    """Such as "About the author", alone on its line."""
    yield from find.blocks(draft, _HEADING, "bio", "bios.heading", limit=60)


RULES = (about_author, follow, heading)
