"""Disclosures as fields: who says it, for whom, where more is said. Read :func:`disclosures`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from digest import urls, words
from digest.model import Disclosure, DisclosureKind, Note

_KINDS: dict[str, DisclosureKind] = {
    "disclosures.fara": "foreign agent",
    "disclosures.views": "views",
    "disclosures.sponsor": "sponsorship",
}
_NAME = r"[^\W\d_a-z][\w.&’'-]*(?: (?:[^\W\d_a-z][\w.&’'-]*|of|for|the|and|de|du|des|der|für)){0,9}"
# "KEI is registered under the FARA as an agent of the Korea Institute for …, a public corporation …"
_AGENT = re.compile(
    rf"(?:(?P<by>{_NAME})(?:,? which)? (?:is|are) )?(?:also )?registered\b.{{0,90}}?\bagents? (?:of|for|on behalf of) (?:the )?(?P<whom>{_NAME})"
)
_REGISTERED = re.compile(rf"(?P<by>{_NAME}) (?:is|are) (?:also )?registered (?:under|with|as)\b")
_DISTRIBUTED = re.compile(
    rf"\b(?:distributed|disseminated|produced|made available) by (?:the )?(?P<by>{_NAME})(?:.{{0,60}}?\bon behalf of (?:the )?(?P<whom>{_NAME}))?"
)
_SPONSORED = re.compile(
    rf"\b(?:sponsored|made possible|supported|funded|paid for|produced in partnership)\b.{{0,40}}?\b(?:by|with)\b(?: (?:an?|the))?(?: (?:generous )?(?:grant|support|gift|funding) (?:from|by|of))?(?: the)? (?P<by>{_NAME})"
)
_HOUSE = re.compile(
    rf"\b(?:views?|polic(?:y|ies)|positions?|opinions?)(?:,? (?:or|and) \w+)* of (?:the )?(?P<by>{_NAME})"
)
_AFFILIATE = re.compile(
    r"\baffiliate|amazon associate|\breferral|\bcommissions\b|\b(?:earn|receive)s? (?:\w+ ){0,3}(?:commission|compensation)",
    re.IGNORECASE,
)


def disclosures(notes: Iterable[Note]) -> tuple[Disclosure, ...]:
    """The disclosures among the notes, sentences of one notice together, in reading order."""
    found: list[Disclosure] = []
    for kind, texts, links in _joined(notes):
        statement = " ".join(texts)
        by, whom = _parties(kind, statement)
        url = next((url for url in (*links, *urls.in_text(statement)) if url), "")
        found.append(Disclosure(kind=kind, statement=statement, by=by, on_behalf_of=whom, url=url))
    return tuple(dict.fromkeys(found))


def _joined(notes: Iterable[Note]) -> Iterator[tuple[DisclosureKind, list[str], list[str]]]:
    """Notes of one rule that stood at one place are one statement."""
    open_: tuple[tuple[str, int], DisclosureKind, list[str], list[str]] | None = None
    for note in notes:
        if note.rule not in _KINDS:
            continue
        kind: DisclosureKind = _KINDS[note.rule]
        if kind == "sponsorship" and _AFFILIATE.search(note.text):
            kind = "affiliate links"
        if open_ and open_[0] == (note.rule, note.at) and open_[1] == kind:
            open_[2].append(note.text)
            open_[3].extend(li.url for li in note.links)
            continue
        if open_:
            yield open_[1:]
        open_ = ((note.rule, note.at), kind, [note.text], [li.url for li in note.links])
    if open_:
        yield open_[1:]


def _parties(kind: DisclosureKind, statement: str) -> tuple[str, str]:
    """(who discloses, on whose behalf), empty where the words do not say."""
    patterns = {
        "foreign agent": (_AGENT, _DISTRIBUTED, _REGISTERED), "sponsorship": (_SPONSORED,), "views": (_HOUSE,), "affiliate links": (),
    }[kind]  # fmt: skip
    by = whom = ""
    for pattern in patterns:
        if found := pattern.search(statement):
            said = found.groupdict()
            by, whom = by or _plain(said.get("by") or ""), whom or _plain(said.get("whom") or "")
    if kind == "sponsorship":
        return "", by
    return ("" if re.search(r"\b(?:author|editor|speaker)", words.fold(by)) else by), whom


def _plain(name: str) -> str:
    """A name without the article before it and the small words left hanging behind it; a law is no party."""
    name = re.sub(r"(?: (?:of|for|the|and|de|du|des|der|für))+$", "", re.sub(r"^The ", "", name.strip(" .,")))
    return "" if name in ("FARA", "Foreign Agents Registration Act") else name
