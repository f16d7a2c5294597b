"""Credits, copyright lines and corrections."""

from __future__ import annotations

from collections.abc import Iterator

from digest.clean import find
from digest.model import Draft, Mark

_CREDIT = find.compiled(
    r"(?:(?:featured |cover |header |lead )?(?:(?:photo|image|picture|illustration)s?(?: credits?)? ?(?:from|by|courtesy(?: of)?|:|via|\u00a9|credit)|graphics? (?:by|credit)|(?:video|cover|map)s? (?:by|courtesy of|credit:?))\s*:? ?.{2,160})",
    r"(?:credits?|photo|foto|фото|사진|ảnh|bild|crédit photo|zdj\.)\s*[:=\uff1a/]\s*.{2,120}", r"\(?(?:photo|foto|image)[: ](?:ap|afp|reuters|getty|epa|dpa|tass|yonhap|kcna).{0,60}\)?",
    r"(?:afp|reuters|getty images|ap photo|epa-efe|shutterstock|wikimedia commons)(?:[ /|,].{0,60})?",
    # "(AP Photo/Jane Doe)", "Richard Drew / AP", "In this file photo …, (Reuters)": captions end in their credit.
    r"\(?(?:ap|afp|reuters|epa|epa-efe|getty(?: images)?|tass|yonhap|kcna|xinhua|ria novosti|sputnik|anadolu|dpa|efe|ap photo|afp photo|file photo)\b(?: photo)?(?:[/ ,|:-]+[\w.’' -]{2,60}){0,3}\)?", r"[\w.’' -]{3,40} ?(?:/|\||via|for) ?(?:the )?(?:ap|afp|reuters|epa|getty images|associated press|bloomberg|new york times|washington post|tass|yonhap)(?:[ /,|].{0,60})?",
    r"(?:in )?this .{0,60}\b(?:file |handout |undated )?(?:photo|image|picture|photograph)\b.{0,60}\b(?:shows?|released|provided|made available|taken|from)\b.{0,400}", r".{10,300}\((?:ap photo|afp|reuters|photos? by|photo:|photo/|image:|image credit|credit:|file photo|getty|via ap|courtesy|foto:).{0,100}\)",
    r"[(（\[]?(?:责任编辑|责编|编辑|編輯|記者|记者|摄影|撰文|auteure?s?|edition|rédaction|autor(?:in|es|a)?|redacción|redaktion|текст|автор|фото|redakcja|oprac\.?|zdjęcia|tekst|كتب|تحرير|تصوير)\s*[:：/].{1,80}[)）\]]?",
    r"(?:edited|translated|written|produced|reporting|additional reporting|compiled) by .{3,120}", r"(?:with )?additional reporting (?:by|from) .{3,120}", r".{2,40} contributed (?:to this (?:report|story|article)|reporting)\.?",
)  # fmt: skip
_COPYRIGHT = find.compiled(
    r"(?:copyright|\u00a9|\(c\)|copyrights?\u24d2?) .{0,200}", r"copyright\s*: .{2,80}", r".{0,60}\u00a9 ?(?:19|20)\d\d.{0,120}", r".{0,100}all rights reserved\.?", r".{0,60}(?:may not be|do not) (?:re-?published?|reproduced?|broadcast|re-?written|redistributed?).{0,160}", r"this (?:article|content) is the copyrighted property of.{0,160}",
    r".{0,40}무단 ?(?:전재|복제).{0,80}", r".{0,40}(?:все права защищены|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|wszelkie prawa zastrzeżone).{0,80}",
    r".{0,80}licensed under (?:a )?creative commons.{0,160}",
)  # fmt: skip
_CORRECTION = find.compiled(
    r"(?:correction|clarification|editor[’']s note|editors[’'] note|note from the editor|anmerkung der redaktion|исправление|정정)\s*(?:\(.{3,40}\))?\s*[:\u2014-]\s*.{5,500}",
    r"update\s*(?:\(.{3,40}\))?\s*[:\u2014-]\s*(?:this|the|an earlier) (?:article|story|post|piece|version|headline)\b.{5,300}",
    r"(?:this (?:article|story|post|piece|version) (?:has been|was) (?:updated|corrected|amended|edited)).{0,300}", r"an earlier version of this (?:article|story|post|piece)(?! (?:was |has |first |originally )*(?:appeared|published|posted|ran)\b).{0,400}", r"(?:updated|last updated) (?:at|on) .{4,60}",
)  # fmt: skip


def credit(draft: Draft) -> Iterator[Mark]:
    """Such as "Photo from Wikimedia Commons.", "Edited by …"."""
    yield from find.blocks(draft, _CREDIT, "credit", "credits.credit", limit=420)


def copyright_line(draft: Draft) -> Iterator[Mark]:
    """Such as "© 2024 …", "All rights reserved", "무단 전재 및 재배포 금지"."""
    yield from find.blocks(draft, _COPYRIGHT, "copyright", "credits.copyright", limit=300)


def correction(draft: Draft) -> Iterator[Mark]:
    """Such as "Correction: …", "An earlier version of this article …"."""
    yield from find.blocks(draft, _CORRECTION, "correction", "credits.correction", limit=560)


RULES = (credit, copyright_line, correction)
