"""What the law or a house rule makes a publisher print: kept, because an edition may have to print it too."""

from __future__ import annotations

from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Draft, Mark

# 22 U.S.C. 614(b) makes a registered foreign agent label what it distributes. Copiers garble the sentence.
_FARA = find.compiled(
    r".*\bFARA\b.*\b(?:agent|regist\w+)\b.*", r".*\b(?:agent|regist\w+)\b.*\bFARA\b.*",
    r".*\bregistered (?:as an? )?(?:foreign )?agents? (?:of|for|on behalf)\b.*",
    r".*\b(?:distributed|disseminated|made available|produced) by .* on behalf of\b.*\b(?:government|embassy|ministry|republic|institute)\b.*",
    r".*foreign agents registration act.*", r".*выполняющ\w+ функции иностранного агента.*", r".*\bиноагент\w*\b.*",
)  # fmt: skip
_FARA_MORE = find.compiled(
    r"(?:additional|more|further) information is (?:available|on file) (?:at|with) the (?:u\.?s\.? )?department of justice.*"
)
_VIEWS = find.compiled(
    r"(?:the |all |any )?(?:views?|opinions?|statements?)(?:,? (?:and|or|,)? ?(?:views?|opinions?|conclusions|positions|assumptions|findings|statements of fact))* (?:and \w+ )?(?:expressed|presented|represented|contained|reflected|in this|are|do)\b.{0,300}",
    r"(?:this (?:article|commentary|piece|essay|report|publication|post) )(?:represents?|reflects?|expresses?) (?:only |solely )?(?:the )?(?:personal )?(?:views?|opinions?).{0,200}",
    r".{0,60}\bdo(?:es)? not (?:necessarily )?(?:reflect|represent) the (?:official )?(?:views?|polic\w+|positions?|opinions?).{0,200}",
    r".{0,40}takes no institutional positions?.{0,160}",
    r".{0,40}(?:мнение|точка зрения) (?:автора|редакции).{0,40}(?:не совпада|может не).{0,120}", r".{0,40}본 (?:글|칼럼|기고).{0,40}(?:견해|입장).{0,80}",
    r".{0,40}(?:gastbeitr\w+|meinung der autor\w*).{0,120}(?:nicht|wider).{0,80}",
)  # fmt: skip
_SPONSOR = find.compiled(
    r"(?:this (?:article|post|content|website|page|episode|report|event|project|publication|newsletter) (?:is|was|has been) )(?:made possible|sponsored|paid for|supported|funded|produced in partnership)\b.{0,240}",
    r"(?:paid|sponsored|partner) (?:post|content|advertisement|partnership)", r"this post contains (?:references to products|affiliate links).{0,240}",
    r"(?:we|this site) may (?:earn|receive) (?:a )?(?:commissions?|compensation).{0,200}",
    r"disclosure: .{10,300}", r"the (?:thomson reuters )?trust principles\.?", r"our standards: .{0,80}trust principles.{0,20}",
)  # fmt: skip


def fara(draft: Draft) -> Iterator[Mark]:
    """Such as "KEI is registered under the FARA as an agent of …", and where more can be learned."""
    for at, block in enumerate(draft.blocks):
        spans = [s for s in words.sentence_spans(block.text) if _FARA.fullmatch(words.fold(block.text[slice(*s)]))]
        notice = [s for s in spans if s[1] - s[0] <= 450]
        more = [s for s in words.sentence_spans(block.text) if _FARA_MORE.fullmatch(words.fold(block.text[slice(*s)]))]
        if notice and (_stands_alone(block.text, notice + more) or at >= find.tail(draft)):
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
