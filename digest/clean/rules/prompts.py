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
_WALL = find.compiled(
    r"(?:if you(?:['’]re| are) .{0,60}(?:but )?)?(?:you(?:['’]re| are) )?(?:already|existing) (?:a |an )?(?:\w+ )?(?:subscriber|member)s?\b.{0,140}", r"if you(?:['’]re| are) seeing this message.{0,160}",
    r"(?:to|please) (?:view|read|continue|access|unlock|see)\b.{0,80}\b(?:subscribe|subscription|register|log ?in|sign ?in|sign ?up|become a (?:member|subscriber))\b.{0,180}", r"(?:subscribe|register|log ?in|sign ?in|sign ?up)(?: now| today| here)?,? (?:to|for) .{0,100}(?:full|unlimited|complete|access|read(?:ing)?|continue|unlock|articles?|story|stories)\b.{0,120}",
    r"(?:this|the) (?:article|story|content|page|post|piece) is (?:for|only|available|exclusive|reserved|behind)\b.{0,60}\b(?:subscribers|members|paywall|registered).{0,100}", r"this (?:post|article|content) is for (?:paid|paying) subscribers.{0,60}",
    r"(?:try|get|enjoy) (?:full|unlimited|complete|all) (?:digital )?access\b.{0,140}", r"explore our (?:full )?(?:range|subscription).{0,100}", r"(?:cancel|change your plan) (?:at )?any ?time\b.{0,80}",
    r"you(?:['’]ve| have) .{0,60}(?:free )?articles? (?:left|remaining|this month).{0,100}", r"you can choose an? .{0,60}\b(?:subscription|pass|membership)\b.{0,120}", r"(?:first-time|new) subscribers (?:also )?(?:receive|get)\b.{0,200}",
    r"(?:dieser (?:artikel|text|inhalt) ist .{0,40}(?:abonnent|kostenpflichtig)|jetzt (?:weiterlesen|abonnieren|freischalten)|sie haben bereits ein .{0,30}(?:abo|konto)|nur für abonnent\w+).{0,160}", r"(?:(?:cet|l['’]) ?article .{0,20}réservé aux abonnés|il vous reste \d.{0,40}à lire|la suite est réservée|déjà abonné).{0,160}",
    r"(?:suscríbete para (?:seguir|continuar) leyendo|contenido exclusivo para (?:suscriptores|socios)|¿ya eres suscriptor).{0,160}", r"(?:(?:материал|статья|текст) доступн?а? только .{0,20}подписчик|оформите подписку|уже подписаны).{0,160}", r"(?:ten artykuł jest dostępny .{0,30}(?:subskrybent|prenumerat)|masz już (?:konto|subskrypcję)|czytaj dalej po zalogowaniu).{0,160}",
    r".{0,40}(?:유료 ?(?:회원|기사|구독)|회원 ?전용|구독자 ?전용|로그인 ?(?:후|하시면)).{0,80}", r".{0,40}(?:会員限定|有料会員|ログインして|残り\d+文字|付费(?:内容|阅读)|登录后(?:阅读|查看)|会员专享).{0,80}",
)  # fmt: skip
_ACTION = find.compiled(
    r"(?:get|request|book|schedule|start|try|claim|apply|learn|find out|see|watch|explore|discover|contact|call|order|shop|buy|download|reserve)(?: (?:us|in touch|a|an|your|our|the|for|it|out|more|how|free))*(?: (?:quote|demo|consultation|call|trial|appointment|started|touch|more|now|today|here|free|guide|copy|meeting|estimate|tour|store|pricing|plans?)){1,3}(?: (?:to|for) (?:see|learn|find out|get|discuss|speak|talk)\b.{0,60})?[.!\u2192\u00bb> ]*",
    r"to get started, (?:request|contact|call|book|click|sign)\b.{0,160}", r"(?:request|book|schedule) an? (?:demo|call|quote|consultation|meeting)\b.{0,120}",
)  # fmt: skip


def wall(draft: Draft) -> Iterator[Mark]:
    """Such as "To view the full story, please subscribe.", "Already a subscriber? Log in": the page is cut by a wall."""
    yield from find.sentences(draft, _WALL, "prompt", "prompts.wall", limit=320)


def action(draft: Draft) -> Iterator[Mark]:
    """Such as "Request a demo", "Get in touch today to see how we can help you!": what a company's page is there for."""
    yield from find.sentences(draft, _ACTION, "promo", "prompts.action", limit=140)


def full_text(draft: Draft) -> Iterator[Mark]:
    """Such as "CLICK HERE TO READ THE FULL ARTICLE", "To read the full piece, visit: The Diplomat", "Читать далее"."""
    yield from find.sentences(draft, _FULL_TEXT, "prompt", "prompts.full_text", limit=180)


def click(draft: Draft) -> Iterator[Mark]:
    """Such as "Click on the image above to watch the full episode.", also where it ends a paragraph of real text."""
    yield from find.sentences(draft, _CLICK, "prompt", "prompts.click", limit=220)


RULES = (full_text, click, wall, action)
