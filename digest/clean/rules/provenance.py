"""Sentences that say where a text stood first. Set aside, and evidence for which version is the original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.clean import find
from digest.model import Draft, Mark

_WORK = r"(?:article|piece|post|story|commentary|essay|op-?ed|text|column|analysis|report|interview|paper|blog)"
_THIS = rf"\(?(?:(?:this|the) {_WORK}\b.{{0,40}}?|an? (?:\w+ )?version (?:of )?(?:this|the)?.{{0,40}}?|it )?"
_FIRST = find.compiled(
    rf"{_THIS} ?(?:was |were |is |has been )?(?:first|originally|previously) (?:published|appeared|posted|ran|printed|written|released)\b.{{0,220}}",
    r"(?:this|the) (?:article|piece|post|story|commentary|essay|op-?ed|text) (?:was|is) .{1,60}[\u2019']s original publication.{0,40}",
    r"(?:it|this (?:article|piece|post|story|essay)|the article) (?:is|was|has been) (?:re-?published|re-?printed|re-?posted|syndicated|reproduced)\b.{0,200}",
    r"\(?(?:re-?published|re-?printed|re-?posted|syndicated|cross-?posted|reproduced)(?: here)? (?:with|by|from|under|courtesy)\b.{0,200}",
    r"(?:read|see|view) the original (?:article|post|story|version|here)\b.{0,120}",
    r"(?:source|quelle|source originale|источник|출처|来源|來源|出典)\s*[:\uff1a]\s*.{2,120}",
    r"(?:dieser (?:artikel|beitrag|text) (?:erschien|ist) .{0,30}(?:zuerst|ursprünglich)).{0,160}",
    r"(?:cet article (?:a été|est) .{0,30}(?:initialement|d'abord) (?:publié|paru)).{0,160}|(?:публикуется с разрешения|впервые опубликовано|опубликовано впервые|первоначально опубликован).{0,160}",
    r"(?:이 글은|본 기사는|이 기사는) .{0,120}(?:게재|실린|실렸|전재|발행).{0,80}",
)  # fmt: skip
_SOURCE = re.compile(r"\W*(?:source|quelle|источник|출처|来源|來源|出典)\s*[:：]", re.IGNORECASE)


def first_published(draft: Draft) -> Iterator[Mark]:
    """Such as "First published in The Diplomat July 9, 2024", "It is republished with permission."."""
    for mark in find.sentences(draft, _FIRST, "provenance", "provenance.first_published", limit=320):
        block = draft.blocks[mark.at]
        start, end = mark.span or (0, 0)
        if _SOURCE.match(block.text[start:end]) and 8 < mark.at < find.tail(draft):
            continue  # the source of a chart, not of the text
        if mark.at >= find.tail(draft) or mark.at <= (find.title_at(draft) or 0) + 5 or len(block.text) < 300:
            yield mark


RULES = (first_published,)
