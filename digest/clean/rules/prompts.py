"""Lines that ask the reader to do something: read on elsewhere, click, watch, download.

``prompts.full_text`` says that the text goes on elsewhere, which makes an item a teaser; ``prompts.click`` only points.
"""

from __future__ import annotations

from collections.abc import Iterator

from digest.clean import find
from digest.model import Draft, Mark

_WHOLE = r"(?:the )?(?:full|whole|entire|complete|rest(?: of)?|original)(?: of)?(?: the| this| our| his| her| their)?"
_WORK = r"(?:article|piece|story|post|text|essay|op-?ed|commentary|analysis|report|interview|paper|column|transcript|version|episode|publication)"
_ADDRESS = r"(?:https?://\S+|www\.\S+)"
_FULL_TEXT = find.compiled(
    rf"(?:(?:read|see|view|find)(?: (?:it|more|on|the rest|{_WHOLE} {_WORK}))?(?: here| online)?|(?:full|whole|original|complete) {_WORK}|(?:link|source link)(?: here)?)\s*[:\uff1a\u2192>-]+\s*{_ADDRESS}",
    rf"(?:please )?(?:click|tap)(?: here| below| on .{{3,40}}?)? (?:to (?:read|view|continue)|for) {_WHOLE} ?(?:{_WORK}).{{0,60}}",
    rf"(?:to )?(?:read|view|see|continue reading) {_WHOLE} {_WORK}(?:,? (?:please )?(?:visit|click|go to|see|at|on|in|here|via)\b.{{0,100}}|[:.!>\u2192\u00bb ]*)",
    r"(?:continue|keep) reading\b.{0,60}", r"read (?:the )?(?:more|rest|full|on)(?: (?:here|at|on|in) .{2,60})? ?(?:[.\u2026>\u2192\u00bb\]]*)",
    r"\[?(?:read more|more)\]?(?:\u2026|\.\.\.)?[ >\u2192\u00bb]*", r"the (?:full|complete) (?:article|text|piece) (?:is available|can be (?:found|read)) .{2,100}",
    r"subscribe (?:now )?(?:to (?:read|continue)|for) .{0,40}(?:full|rest|reading).{0,60}",
    r"(?:weiterlesen|den (?:ganzen|vollständigen) (?:artikel|text|beitrag) lesen).{0,60}", r"lire la suite.{0,60}",
    r"(?:seguir leyendo|leer (?:más|el artículo completo)).{0,60}", r"(?:czytaj (?:dalej|więcej|całość)).{0,60}",
    r"(?:читать (?:далее|полностью|дальше|статью полностью)|полный текст(?: статьи)?).{0,60}", r"(?:читати (?:далі|повністю)).{0,60}",
    r"(?:기사|글)? ?(?:전문|원문) ?(?:보기|읽기|바로가기).{0,30}", r"(?:더 ?보기|계속 ?읽기)", r"(?:続きを読む|全文を読む|阅读全文|閱讀全文|查看全文).{0,20}",
    r"(?:đọc tiếp|xem thêm|đọc toàn bộ).{0,60}",
)  # fmt: skip
_CLICK = find.compiled(
    r"(?:please )?(?:click|tap|press) (?:here|(?:on )?(?:the|this) (?:image|link|photo|picture|button|title|cover|video|map)s?(?: (?:above|below))?|below|above)(?:[.!>\u2192\u00bb ]*|(?: (?:to|for|and|or)\b| \().{0,160})",
    rf"(?:watch|listen|download|register|view)(?: (?:it|now|the \w+))?(?: here| online)?\s*[:\uff1a]\s*{_ADDRESS}",
    r"(?:watch|listen to|download|view|stream) (?:the )?(?:full )?(?:episode|video|podcast|recording|report|pdf|event|interview|launch)(?: (?:here|below|above|at|on) ?.{0,60})?[.!>\u2192\u00bb ]*",
    r"(?:download|view) (?:the )?(?:full )?(?:pdf|report|article|paper) ?(?:here|below)?[.!>\u2192 ]*",
    r"(?:see|view) (?:this )?(?:e-?mail|newsletter) in (?:your|a) browser.{0,20}", r"view (?:it )?in (?:your )?browser",
)  # fmt: skip


def full_text(draft: Draft) -> Iterator[Mark]:
    """Such as "CLICK HERE TO READ THE FULL ARTICLE", "To read the full piece, visit: The Diplomat", "Читать далее"."""
    yield from find.sentences(draft, _FULL_TEXT, "prompt", "prompts.full_text", limit=180)


def click(draft: Draft) -> Iterator[Mark]:
    """Such as "Click on the image above to watch the full episode.", also where it ends a paragraph of real text."""
    yield from find.sentences(draft, _CLICK, "prompt", "prompts.click", limit=220)


RULES = (full_text, click)
