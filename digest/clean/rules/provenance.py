"""Sentences that say where a text stood first. Set aside, and evidence for which version is the original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.clean import find
from digest.model import Draft, Mark

_WORK = r"(?:article|piece|post|story|commentary|essay|op-?ed|text|column|analysis|report|interview|paper|blog)"
_WAYS_OUT = ("published", "appeared", "posted", "ran", "printed", "written", "released", "aired", "broadcast")
_OUT = f"(?:{'|'.join(_WAYS_OUT)})"
_SOURCES = "source|source originale|quelle|fuente|fonte|źródło|zdroj|источник|джерело|оригинал|출처|来源|來源|出典"
# A carrier's line: "The following is the full text of a statement carried by KCNA on Monday".
_CARRIED = r"(?:carried|released|published|issued|distributed|reported|broadcast|provided|put out)"
# "This report, published by the agency, says that …" is no such line, nor is "As reported by the agency, …".
_HOUSE = r"(?:(?! (?:that|which|who|said|says?|told|found|finds|shows?|is|are|was|were|has|have|had|will|would|could|may|warns?|warned|but|to) )[^,;:])"
_DAY = r"(?:,? (?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|\w+ \d{1,2}|\d{1,2} \w+)?,? ?(?:\d{4})?)?"
_TEXTS = r"(?:report|statement|commentary|article|dispatch|editorial|text|press release|communiqu[eé]|speech|interview|story|item)"
_THIS = rf"\(?(?:(?:this|the) {_WORK}\b.{{0,40}}?|an? (?:\w+ )?version (?:of )?(?:this|the)?.{{0,40}}?|it )?"
_FIRST = find.compiled(
    rf"{_THIS} ?(?:was |were |is |has been )?(?:first|originally|previously) {_OUT}\b.{{0,220}}",
    rf"this {_WORK}\b.{{0,40}}? (?:was |is |has been )?{_OUT} (?:first|originally) (?:in|on|by|at)\b.{{0,200}}",
    rf"this {_WORK} (?:was|is|has been) (?:first|originally) reported (?:by|in|on)\b.{{0,200}}",
    rf"(?:an?|the) (?:[\w-]+ ){{0,2}}version of this {_WORK} (?:was |has )?{_OUT} (?:in|on|by|at|with)\b.{{0,200}}",
    rf"this {_WORK} (?:is|was|has been) (?:adapted|excerpted|translated) from .{{3,200}}",
    r"(?:this|the) (?:article|piece|post|story|commentary|essay|op-?ed|text) (?:was|is) .{1,60}[\u2019']s original publication.{0,40}",
    rf"\(?translated (?:by [^,]{{2,60}} )?from {_HOUSE}{{3,90}}{_DAY}[.:)]*",
    r"\(?(?:(?:article|texte|tribune) )?traduite? (?:de|du|par)\b.{2,160}|cet article est (?:la|une) traduction (?:de|du|d['’]).{2,200}",
    r"\(?aus dem \w+(?:en|ischen) (?:übersetzt|übertragen)?\b.{0,120}|\(?übersetzung(?: aus dem \w+)?\s?[:\uff1a].{2,100}",
    r"\(?(?:traducido|traducida|tradotto|tradotta|traduzido|traduzida) (?:de|del|do|da|dal|dall['’]).{2,160}",
    r"\(?(?:перевод с|przekład z|tłumaczenie z|tłumaczył[ao]?|перевела? с)\b.{2,120}",
    rf"the {_WORK} .{{1,200}} appeared first on\b.{{2,120}}",
    rf"{_HOUSE}{{2,60}} (?:first|originally) (?:ran|published|carried|posted) this {_WORK}\b.{{0,80}}",
    rf"this {_WORK} (?:is|comes|appears) (?:here )?(?:by )?courtesy of .{{2,80}}",
    rf"this {_WORK} (?:was|has been) {_OUT} (?:in|by|on|at) (?!\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\w+day\b){_HOUSE}{{2,60}}{_DAY}[.:)]*",
    r"(?:it|this (?:article|piece|post|story|essay)|the article) (?:is|was|has been) (?:re-?published|re-?printed|re-?posted|syndicated|reproduced)\b.{0,200}",
    r"\(?(?:re-?published|re-?printed|re-?posted|syndicated|cross-?posted|cross-?published|reproduced)(?: here)? (?:with|by|from|under|courtesy)\b.{0,200}",
    rf"(?:(?:the following|below|here|this)(?: is| are| follows)? )(?:\w+ ){{0,5}}(?:{_TEXTS}|translation|transcript)\b.{{0,120}}? ?(?:was |were |is |has been )?{_CARRIED} (?:by|in|on) {_HOUSE}{{2,90}}{_DAY}[.:)]*",
    rf"(?:full )?text of (?:a |an |the )?(?:\w+ ){{0,3}}{_TEXTS}s?\b.{{0,60}} by (?:.{{0,60}} )?(?:agency|website|newspaper|daily|broadcaster|radio|television) {_HOUSE}{{2,60}}{_DAY}[.:)]*",
    rf"\(?(?:courtesy of|carried by|as (?:published|carried|reported) (?:in|by|on)) {_HOUSE}{{2,50}}{_DAY}[.:)]*",
    r"(?:read|see|view) the original (?:article|post|story|version|here|at|on|in)\b.{0,120}",
    rf"\(?(?:{_SOURCES})\s*[:\uff1a]\s*.{{2,120}}",
    r"(?:abdruck|nachdruck|veröffentlicht|erscheint|übernommen)? ?mit (?:freundlicher |der )?genehmigung (?:von|vom|des|der)\b.{2,120}|nachdruck (?:aus|von)\b.{2,120}|erstveröffentlichung (?:in|im|auf|bei|am)\b.{2,120}",
    r"(?:dies(?:er|es)|der|das) (?:artikel|beitrag|text|kommentar|interview) (?:erschien|ist|wurde) .{0,30}(?:zuerst|ursprünglich|erstmals).{0,160}|(?:zuerst|ursprünglich|erstmals) (?:erschienen|veröffentlicht) (?:in|im|auf|bei|am|von)\b.{2,160}",
    r"(?:(?:re)?publiée?s?|reproduite?s?|reprise?s?) avec l['’](?:aimable )?autorisation (?:de|du|des|d['’]).{2,100}",
    r"(?:cet? (?:article|entretien|texte|billet)|cette (?:tribune|chronique|analyse)|article|tribune) (?:(?:a|est) )?(?:(?:initialement|originellement|d['’]abord|été) ){0,3}(?:publiée?|parue?) (?:(?:initialement|originellement|d['’]abord|en premier lieu|pour la première fois) )?(?:dans|sur|par)\b.{2,160}",
    r"(?:cet article|cet entretien|cette (?:tribune|chronique)) (?:a été|est) (?:.{0,30}(?:initialement|d'abord) )?(?:publiée?|parue?)\b.{2,160}|(?:publiée?|parue?) (?:initialement|d'abord|pour la première fois) (?:dans|sur|par)\b.{2,160}",
    r"(?:este artículo|esta (?:columna|entrevista)) (?:se publicó|fue publicad[oa]|apareció)\b.{2,160}|(?:(?:artículo|columna|texto|artigo) )?publicad[oa] (?:originalmente|por primera vez|pela primeira vez|primero) (?:en|por|em|no|na|pelo|pela)\b.{2,160}",
    r"(?:(?:re)?publicad[oa]|reprodu[cz]id[oa]|tomado) co[nm] (?:el |la |a )?(?:permiso|autorización|permissão|autorização) d[eoa]l?\b.{2,100}|(?:ri)?pubblicato (?:per gentile concessione|con (?:l['’])?autorizzazione) (?:di|del|della|dell['’]).{2,100}",
    r"quest(?:o articolo|a intervista) è (?:stat[oa] )?(?:apparso|pubblicat[oa]|uscit[oa])\b.{2,160}|pubblicato originariamente (?:su|in|da)\b.{2,160}",
    r"(?:(?:ten|niniejszy) (?:artykuł|tekst|wywiad|komentarz|felieton) |(?:artykuł|tekst|wywiad|komentarz|felieton) (?=.{0,40}(?:pierwotnie|po raz pierwszy|najpierw))).{0,40}(?:ukazał się|opublikowan\w+)\b.{2,160}|(?:pierwotnie|po raz pierwszy) (?:opublikowan\w+|ukazał\w* się) (?:w|we|na|przez)\b.{2,160}|przedruk (?:z|za zgodą)\b.{2,160}",
    r"(?:публикуется|перепечатан\w*|перепечатка|печатается|воспроизводится) (?:с (?:\w+ )?разрешения|по согласованию с)\b.{2,160}",
    r"(?:впервые опубликован|опубликован\w* впервые|первоначально опубликован).{2,160}",
    r"初出\s*[:\uff1a]\s*.{2,80}|(?:本稿|この記事|本記事)は.{1,60}(?:掲載|初出|転載).{0,40}|.{1,40}の許可を得て.{0,10}(?:転載|掲載).{0,20}|(?:本文)?(?:原载|首发|原刊|原載|首發)[于於].{2,80}|(?:转载自|轉載自).{2,80}",
    r"(?:эта |этот |данн\w+ )?(?:статья|материал|текст|колонка|интервью) (?:впервые|первоначально) .{2,160}|(?:оригинал|перевод) (?:этой )?(?:статьи|материала|текста)\b.{2,160}",
    r"(?:이 글은|이 칼럼은|본 글은|본 칼럼은|원문은|본 기사는|이 기사는) .{0,120}(?:게재|실린|실렸|전재|발행).{0,80}",
)  # fmt: skip
# Which also stand between the paragraphs of a report.
_SOURCE = re.compile(rf"\W*(?:{_SOURCES})\s*[:：]", re.IGNORECASE)
# What a text in lower case has that may state it, be it so or not: to look for one after the other is many times as fast as
# for all at once.
_MAY = (
    *(f"{when} {out}" for when in ("first", "originally", "previously") for out in (*_WAYS_OUT, "reported")),
    *(f"{out} {when}" for when in ("first", "originally") for out in _WAYS_OUT),
    "carried by", "text of report", "text of a", "following is", "courtesy of", "as published", "as carried", "as reported",
    "cross-posted", "crossposted", "cross-published", "appears by courtesy", "was published", "been published", "the original", "genehmigung", "nachdruck", "erstveröffentlichung",
    "autorisation", "premier lieu", "cette tribune", "autorización", "permiso", "primera vez", "autorização", "permissão", "primeira vez", "autorizzazione", "concessione", "разрешения", "согласованию", "転載",
    "republished", "re-published", "reprinted", "reposted", "syndicated", "distributed by", "version of this", "adapted from", "excerpted from", "translated", "traduit", "traduction", "übersetz", "aus dem ", "traducid", "tradott", "traduzid", "przekład z", "tłumacz", "original publication",
    "zuerst", "erstmals", "ursprünglich", "d'abord", "d’abord", "initialement", "première fois", "cet article", "este artículo", "originalmente", "originariamente", "prima volta", "questo articolo",
    "pierwotnie", "po raz pierwszy", "przedruk", "ten artykuł", "niniejszy", "впервые", "первоначально", "с разрешения", "оригинал", "перевод", "перепечат",
    "실린", "실렸", "게재", "전재", "掲載", "初出", "原载", "首发", "原載", "首發", "转载自", "轉載自",
    *(f"{source}{colon}" for source in (*_SOURCES.split("|"), "copyright") for colon in (":", " :", "：")),
)  # fmt: skip
_HEAD, _TAIL = 1000, 2000


def may_state(text: str) -> bool:
    """Whether a text may say where it stood first, at its beginning or its end; most have no word for it."""
    ends = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    lower = ends.lower()
    return any(may in lower for may in _MAY)


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
