"""What the law or a house rule makes a publisher print: kept, because an edition may have to print it too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Draft, Mark

# 22 U.S.C. 614(b) makes a registered foreign agent label what it distributes. Copiers garble the sentence.
_FARA = (
    find.compiled(r"\bfara\b|foreign agents? registration act"),
    find.compiled(r"\b(?:agents?|regist\w+|filed|filing)\b"),
)
_AGENT = find.compiled(
    r"\bregistered (?:as )?(?:an? )?foreign agents?\b|\bregistered agents? (?:of|for) the (?:government|republic|embassy|ministry|kingdom|state) of\b",
    r"\b(?:distributed|disseminated|made available|produced) by .{2,120} on behalf of .{0,60}\b(?:government|embassy|ministry|republic|institute)\b",
    r"выполняющ\w+ функции иностранного агента|\bиноагент\w*\b",
)
_MAY_BE_FARA = re.compile(r"FARA|[Aa]gent|behalf|[Jj]ustice|агент")
_FARA_MORE = find.compiled(
    r"(?:additional|more|further) information is (?:available|on file) (?:at|with) the (?:u\.?s\.? )?department of justice.*"
)
_OPINION = r"(?:views?|opinions?|statements?|conclusions|positions|assumptions|findings|statements of fact)"
_VIEWS = find.compiled(
    rf"(?:the |all |any |these )?{_OPINION}(?:,? (?:and|or|,)? ?{_OPINION}){{0,4}} (?:\w+ ){{0,3}}(?:expressed|presented|represented|contained|reflected|in this|are)\b.{{0,120}}\b(?:author|writer|contributor|individual|speaker|their own|not necessarily|do(?:es)? not (?:necessarily )?(?:reflect|represent))\w*\b.{{0,240}}",
    r"this (?:article|commentary|piece|essay|report|publication|post) (?:represents?|reflects?|expresses?) (?:only |solely )?(?:the )?(?:personal )?(?:views?|opinions?) of (?:the|its) author.{0,200}",
    r"(?:they|it|these|the (?:article|views?|content|statements?)) do(?:es)? not (?:necessarily )?(?:reflect|represent) the (?:official )?(?:views?|polic\w+|positions?|opinions?).{0,200}",
    r"[\w ,'()-]{2,60} takes no institutional positions?.{0,160}",
    r".{0,40}(?:мнение|точка зрения) (?:автора|редакции).{0,40}(?:не совпада|может не).{0,120}", r".{0,20}본 (?:글|칼럼|기고).{0,40}(?:견해|입장).{0,80}",
    r".{0,40}(?:gastbeitr\w+|meinung der autor\w*).{0,120}(?:nicht|wider).{0,80}",
)  # fmt: skip
_SPONSOR = find.compiled(
    r"(?:this (?:article|post|content|website|page|episode|report|event|project|publication|newsletter) (?:is|was|has been) )(?:made possible|sponsored|paid for|supported|funded|produced in partnership)\b.{0,240}",
    r"(?:paid|sponsored|partner) (?:post|content|advertisement|partnership)", r"this post contains (?:references to products|affiliate links).{0,240}",
    r"(?:we|this site) may (?:earn|receive) (?:a )?(?:commissions?|compensation).{0,200}",
    r"(?:affiliate )?disclosure: .{10,300}", r"(?:\w+: )?(?:we use )?(?:income[- ]earning )?(?:auto )?affiliate links.{0,120}", r"as an amazon associate.{0,200}", r"[\w.&'’ -]{2,60} (?:is|are) supported by (?:commissions?|advertis\w+|affiliate|its readers|readers|referral).{0,200}",
    r"(?:we|i|this (?:post|page|article|site|website|guide)) (?:also )?(?:may|might|does|do)?(?: also)? ?(?:contains?|uses?|includes?) (?:some )?(?:affiliate|sponsored|referral) links?.{0,240}",
    r"(?:(?:if|when) you (?:buy|click|purchase|shop|make a purchase|order)|purchases (?:you )?made).{0,140}\b(?:commissions?|compensat\w+|earn)\b.{0,160}", r"(?:all |our )?(?:products?|picks?|recommendations?) .{0,100}\bindependently\b.{0,240}",
    r"[\w.&'’ -]{2,40} may (?:earn|receive) (?:an? )?(?:affiliate )?(?:commissions?|compensation).{0,200}", r"the (?:thomson reuters )?trust principles\.?", r"our standards: .{0,80}trust principles.{0,20}",
)  # fmt: skip


def fara(draft: Draft) -> Iterator[Mark]:
    """Such as "KEI is registered under the FARA as an agent of …", and where more can be learned."""
    tail = find.tail(draft)
    for at, block in enumerate(draft.blocks):
        if not _MAY_BE_FARA.search(block.text):
            continue
        spans = [(a, b, words.fold(block.text[a:b])) for a, b in words.sentence_spans(block.text) if b - a <= 450]
        notice = [(a, b) for a, b, text in spans if _AGENT.search(text) or all(p.search(text) for p in _FARA)]
        more = [(a, b) for a, b, text in spans if _FARA_MORE.fullmatch(text)]
        if notice and (_stands_alone(block.text, notice + more) or at >= tail):
            yield from (Mark(at=at, role="disclosure", rule="disclosures.fara", span=s) for s in notice + more)


def _stands_alone(text: str, spans: list[tuple[int, int]]) -> bool:
    """An article may write *about* FARA; a notice is a paragraph of its own."""
    return sum(b - a for a, b in spans) > 0.8 * len(text)


def views(draft: Draft) -> Iterator[Mark]:
    """Such as "The views expressed here are those of the author(s) and do not necessarily reflect …"."""
    yield from find.sentences(draft, _VIEWS, "disclosure", "disclosures.views", limit=420)


def sponsor(draft: Draft) -> Iterator[Mark]:
    """Such as "This website is sponsored by …", "This post contains affiliate links"."""
    yield from find.sentences(draft, _SPONSOR, "disclosure", "disclosures.sponsor", limit=420)


RULES = (fara, views, sponsor)
