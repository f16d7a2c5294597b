"""Bylines to names of persons, in order; an organisation, an office or a month is no author. Read :func:`authors`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import urls, words
from digest.model import Draft

_BY = re.compile(
    r"^\s*(?:(?:written|story|text|analysis|commentary|opinion|recipe|words|reviewed)? ?by|authors?\s*:?|von|par|por|автор\s*:|글\s*[:：]?)\s+",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*(?:;|\||\n|,(?! (?:Jr|Sr|II|III|PhD|Ph\.D|M\.?D)\b)|\s&\s|\s(?:and|und|et|y|и|and by)\s)\s*", re.IGNORECASE
)
_MONTH = re.compile(r"\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$")
_DEGREE = re.compile(r",?\s*\b(?:Ph\.?\s?D\.?|M\.?D\.?|M\.?A\.?|MBA|Esq\.?)$")
_NOT_A_PERSON = re.compile(
    r"\b(?:staff|editors?|editorial|newsroom|team|desk|correspondents?|reporters?|admin|administrator|guest|contributors?|webmaster|"
    r"news|press|agency|agencies|times|post|journal|institute|center|centre|university|council|ministry|office|bureau|"
    r"magazine|media|wire|online|reuters|associated|afp|tass|yonhap|kcna|bbc|cnn|et al|published|updated|author|written|by|development|blog|team|"
    r"january|february|march|april|june|july|august|september|october|november|december|редакция|редактор|redaktion|rédaction)\b|[@\d]|https?:",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:Dr|Prof|Professor|Amb|Ambassador|Mr|Mrs|Ms|Sir|Gen|General|Col|Lt|Rep|Sen)\.?\s+")
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


def authors(draft: Draft, site: str = "") -> tuple[str, ...]:
    """The persons a draft names as its authors; for an item of a roundup also the subject of its blurb."""
    refuse = {words.fold(n) for n in (site, draft.hints.publisher, urls.host(draft.url)) if n}
    names = tuple(dict.fromkeys(n for raw in draft.hints.authors for n in _persons(raw, refuse)))
    return names or (_of_blurb(draft) if draft.hints.context else _of_bios(draft))


def _persons(raw: str, refuse: set[str]) -> Iterator[str]:
    text = _BY.sub("", words.tidy(words.unescape(raw)))
    for part in _SEPARATOR.split(text):
        name = _TITLE.sub("", _MONTH.sub("", _DEGREE.sub("", part.strip(" .,-–—")))).strip()
        if words.fold(name) not in refuse and is_person(name):
            yield name


def is_person(name: str) -> bool:
    """Whether a string can be a person's name: two to five words, no digit, no word of an office or organisation."""
    if not name or len(name) > 60 or _NOT_A_PERSON.search(name):
        return False
    parts = name.split()
    if len(parts) == 1:
        return bool(re.fullmatch(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}", name))
    return (len(parts) <= 5 and parts[0][0].isupper() and parts[-1][0].isupper()) or (
        not name[0].isascii() and len(parts) <= 5
    )


def _of_blurb(draft: Draft) -> tuple[str, ...]:
    for block in draft.blocks:
        if block.kind != "paragraph":
            continue
        found = _SAYS.search(words.sentences(block.text)[0])
        if not found:
            continue
        subject = _OFFICE.sub("", found["before"].strip())
        name = list(_NAME.finditer(subject))
        if name and name[-1].end() == len(subject) and is_person(name[-1].group()):
            return (name[-1].group(),)
    return ()


def _of_bios(draft: Draft) -> tuple[str, ...]:
    """Without a byline, the person whom the bio at the end introduces."""
    bios = [n.text for n in draft.notes if n.rule == "bios.about_author"]
    found = (_NAME.match(_TITLE.sub("", bio)) for bio in bios)
    return tuple(
        dict.fromkeys(f.group() for f in found if f and is_person(f.group()) and not f.group().startswith("The "))
    )
