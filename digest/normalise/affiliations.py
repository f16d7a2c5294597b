"""Where authors work, as their bios say. Read :func:`affiliations`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest import words
from digest.model import Affiliation, Note

_ORGANISATION = r"[^\W\d_a-z][\w.&’'-]*(?:,? (?:[^\W\d_a-z][\w.&’'-]*|of|for|and|the|de|du|für|der|&))*"
# "Jane Doe is a senior fellow at the Port Institute", "… is author of … and director of the Program on … at …"
_OFFICE = r"\b(?:is|was|serves as|works as|are)(?: currently| also)? (?:an? |the )?(?P<office>[\w’',& -]{3,110}?),?"
_WORKS = (
    re.compile(rf"{_OFFICE} (?:at|with|on) (?:the )?(?P<organisation>{_ORGANISATION})"),
    re.compile(rf"{_OFFICE} (?:of|for) (?:the )?(?P<organisation>{_ORGANISATION})"),
)
_GOES_ON = re.compile(r"^(?:He|She|They|His|Her|Their|Previously|Prior)\b")
_SMALL = re.compile(r"(?:,? (?:of|for|and|on|in|the|de|du|für|der|&))+$")
# "… at Brock Securities and Center Associate at …": the next office is not part of the name.
_NEXT_OFFICE = re.compile(
    r",? and (?:\w+ ){0,3}(?:Associate|Fellow|Director|Professor|Editor|Chair|President|Adviser|Advisor|Analyst|Lecturer|Member|Author|Scholar)\b.*$"
)
_NO_ORGANISATION = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|He|She|They|His|Her)\b"
)


def affiliations(notes: Iterable[Note], authors: Sequence[str]) -> tuple[Affiliation, ...]:
    """The institution of each author that a bio introduces, in the order of the authors."""
    bios: list[str] = []
    for note in notes:
        if note.role == "bio" and bios and _GOES_ON.match(note.text):
            bios[-1] += f" {note.text}"
        elif note.role == "bio":
            bios.append(note.text)
    found = [a for author in authors for a in _of(author, bios)]
    return tuple(dict.fromkeys(found))


def _of(author: str, bios: Sequence[str]) -> Iterator[Affiliation]:
    """The first place of work in the bio that begins with the author's name (by the last part of it)."""
    last = words.fold(author).split()[-1]
    for bio in bios:
        if last not in words.fold(bio[:120]).split(",")[0]:
            continue
        told = words.sentences(bio)
        for found in (f for sentence in told for pattern in _WORKS for f in pattern.finditer(sentence)):
            organisation = _SMALL.sub("", _NEXT_OFFICE.sub("", found["organisation"])).strip(" ,.")
            if (
                len(organisation) > 2
                and not _NO_ORGANISATION.match(organisation)
                and not re.match(r"author\b", found["office"])
            ):
                yield Affiliation(author=author, organisation=organisation, office=found["office"].strip(" ,"))
                return
