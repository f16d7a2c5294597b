"""A site's furniture around an article: navigation, sharing, related pieces, cookies, promotion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import takewhile

from digest import urls, words
from digest.clean import find
from digest.model import Draft, Mark, Role

_NAVIGATION = find.compiled(
    r"(?:previous|next|older|newer) (?:article|post|story|page|entry)s?(?: ?(?:\||/)? ?(?:previous|next|older|newer) ?(?:article|post|story|page|entry)s?)?",
    r"previous article ?next article", r"(?:return|back) to .{2,40}", r"back to top|top of page|skip to (?:main )?content|jump to .{2,30}",
    r"search(?: all)?(?: site)?(?: content)?", r"total index: ?[\d,.]+ publications?\.?", r"menu|home|log ?in|sign (?:in|up)|join now|print(?: this)?(?: page| article)?",
    r"(?:story|article) continues (?:below|after)(?: (?:this )?(?:advertisement|ad))?\.?", r"\(end\)", r"\d[\d.,]*k? (?:shares|views|reads|likes)",
    r"listen to this (?:article|story|piece)(?:\W{1,4}\d+(?::\d+)? ?(?:min\w*)?)?", r"this audio (?:is|was) (?:automatically )?generated\b.{0,160}",
    r"읽어주기 기능은 .{0,160}", r"\[(?:앵커|기자|리포트|앵커 ?멘트)\]", r"\W*제보(?:하기|는)\b.{0,200}", r"▷ ?(?:카카오톡|전화|이메일|유튜브).{0,160}", r"www\.[\w.-]+ ?\(\d{4}\.\d{1,2}\.\d{1,2}\.?\)",
    r"advertisement|anzeige|werbung|publicité|publicidad|реклама|광고|quảng cáo", r"(?:filed under|tags?|topics?|categories|keywords?|schlagworte|теги|태그)\s*:.{0,200}",
    r"(?:\d+ )?comments?(?: \(\d+\))?", r"leave a (?:comment|reply).{0,60}", r"(?:\d+ )?min(?:ute)?s? read|reading time:? .{1,20}|\d+ minutes?(?: read)?",
    r"(?:listen|watch|play)(?: now)?", r"loading\.{0,3}", r"all rights reserved\.?", r"(?:image|photo|video) gallery|view gallery|click to enlarge", r"(?:table of )?contents|in this (?:article|guide|story|post|page|issue)|on this page|quick links|jump to(?: section)?|inhalt(?:sverzeichnis)?|sommaire|spis treści|содержание|목차|目次|目录",
    r"kontakt|impressum|contact|imprint|release date:?|register|subscribe|share your story|-{3,} ?share your story|what(?:['’]s| is) your (?:opinion|take)\??.{0,80}",
)  # fmt: skip
_SHARE = find.compiled(
    r"share(?: (?:this|the)(?: (?:article|story|post|page|content))?| (?:article|story|post|page))?(?: (?:on|via) .{2,50})?[:.!]?", r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|e-?mail|copy(?: link)?|print|pinterest|instagram|flipboard|messenger)(?:[ ,|/]+(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|e-?mail|copy(?: link)?|print|pinterest|instagram|flipboard|messenger))*",
    r"follow (?:us|.{2,40}) on (?:twitter|facebook|x|telegram|instagram|google news|linkedin|youtube|whatsapp).{0,100}", r"(?:teilen|partager|compartir|поделиться|공유하기|분享|udostępnij|chia sẻ)(?:[: ].{0,40})?",
    r"(?:подписывайтесь|следите за нами|присоединяйтесь|підписуйтесь|читайте нас) .{2,120}", r"(?:شارك|اشترك|تابعنا).{0,100}", r"\(?\d+/\d+ ?(?:ページ|页|頁|쪽)\)?", r"シェア(?:する)?|ブックマーク|保存|メール|印刷|ツイート|공유|인쇄|스크랩|글자 ?크기|分享到|打印|收藏", r"tweet(?: this)?|link copied!?|save(?: article| for later)?|bookmark",
)  # fmt: skip
_RELATED = find.compiled(
    r"(?:also )?(?:read|see) (?:also|more|next)\s*[:\-](?!\s*(?:https?://|www\.)).{0,200}", r"(?:more|read|see|also) (?:on|from|in) (?:this topic|this series|rt\.com|the web)\b.{0,160}", r"also on .{2,40}\.com .{0,160}",
    r"(?:related|recommended|more|most (?:read|viewed|popular)|trending|latest|top)(?: (?:articles?|stories|posts?|content|news|reading|coverage|topics|links|videos|now))?:?", r"you (?:may|might) (?:also )?(?:like|be interested in|enjoy).{0,100}", r"(?:other|more|related|latest|top|recent)(?: [\w'’.-]+){1,4} (?:stories|headlines|news|posts|articles|coverage)", r"related (?:post|article|story|video|recipe|content)s?: .{2,160}",
    r"(?:lea|lee|ver|mira) también\s*[:\-]?.{0,160}", r"à lire aussi\s*[:\-]?.{0,160}|lire aussi\s*[:\-]?.{0,160}", r"(?:lesen sie (?:auch|mehr)|mehr zum thema|auch interessant)\s*[:\-]?.{0,160}",
    r"(?:читайте (?:также|ещё|еще)|по теме|смотрите также)\s*[:\-]?.{0,160}", r"(?:관련 ?기사|관련 ?뉴스|많이 본 (?:뉴스|기사))\s*.{0,100}", r"(?:tin liên quan|xem thêm|đọc thêm)\s*[:\-]?.{0,160}", r"(?:zobacz (?:też|także)|czytaj (?:też|także|również)|przeczytaj (?:też|także))\s*[:\-]?.{0,160}",
    r"(?:اقرأ أيضا|اقرأ المزيد|مواضيع ذات صلة|شاهد أيضا|קראו גם|เรื่องที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|ilgili haber\w*|čtěte také|více k tématu|läs också|lees ook|leggi anche|leia (?:também|mais)).{0,160}", r"(?:mehr von|more from|plus de|más de|więcej od) [\w.' -]{3,40}:?",
    r"(?:関連記事|相关(?:新闻|阅读)|延伸閱讀).{0,60}",
)  # fmt: skip
_COOKIES = find.compiled(
    r".{0,80}\bwe (?:and our partners )?use cookies\b.{0,300}", r"this (?:web)?site uses cookies.{0,300}", r"(?:accept|reject|manage)(?: all)? cookies", r"cookie (?:policy|settings|preferences|notice)", r"privacy (?:policy|settings|notice)|terms of (?:use|service)",
    r"(?:by (?:using|continuing)|if you continue) .{0,60}(?:site|website|browse).{0,40}(?:agree|consent|cookies).{0,160}", r"(?:diese (?:web)?seite verwendet cookies|мы используем (?:файлы )?cookie|nous utilisons des cookies|utilizamos cookies).{0,300}",
)  # fmt: skip
_PROMO = find.compiled(
    r"(?:(?:please )?donate(?: (?:now|today|here|to (?:us|our|support|the)))?|support (?:us|our work|independent journalism|.{2,40} today)|become a (?:member|supporter|subscriber|patron)|make a (?:donation|gift)|buy me a coffee)\b(?: [\w,' -]{0,120})?[.!]?", r"we (?:want to|['’]d (?:love|like) to) hear (?:from you|what you think)\b.{0,200}",
    r"(?:submit a letter to the editor|write to letters@).{0,160}", r"do you have (?:a|any) (?:story|tip|feedback|comments|questions)\b.{0,200}", r"(?:please )?(?:direct|send) any (?:comments|questions|feedback)\b.{0,160}",
    r"(?:download|get) (?:our|the) (?:free )?(?:mobile )?app\b.{0,120}", r".{0,100}\bdownload (?:our|the) .{2,40}\bapps?\b.{0,100}", r"get .{2,80} (?:with|on|via) (?:our|the) .{2,40}\bapp\b.{0,60}", r"pin (?:this|it|me)(?: for later| to .{2,40})?[.!]?",
    r"(?:per kreditkarte|.{0,60}\biban\b|.{0,20}\bbitcoin\b ?:|spendenkonto|unterstützen sie).{0,160}", r".{0,60}\bist teil des .{0,40}netzwerks\b.{0,60}", r".{0,40}(?:нашли ошибку|ctrl ?\+ ?enter).{0,120}",
    r"(?:if you enjoyed this|something to consider).{0,200}", r"(?:want|looking for|ready for|interested in) (?:a|more|to) .{2,80}\? (?:check|click|read|see|sign|join|contact|get|visit).{0,160}", r"(?:now )?(?:available|listen) on (?:apple podcasts|spotify|google play|the app store).{0,120}", r"(?:like|enjoyed) (?:this|what you(?:['’]re)? read(?:ing)?)\b.{0,30}[?!].{0,200}",
)  # fmt: skip


def navigation(draft: Draft) -> Iterator[Mark]:
    """Such as "Previous Article Next Article", "Return to the Peninsula", "Advertisement"."""
    yield from find.blocks(draft, _NAVIGATION, "noise", "site_chrome.navigation", limit=240)


def share(draft: Draft) -> Iterator[Mark]:
    """Such as "Share this article", a row of network names, "Follow us on X"."""
    yield from _short(draft, _SHARE, "share", "site_chrome.share")


def related(draft: Draft) -> Iterator[Mark]:
    """Such as "Read more: …", "Lea también", "Related articles", and the headlines under it that are links."""
    for mark in find.blocks(draft, _RELATED, "related", "site_chrome.related", limit=240):
        yield mark
        if draft.blocks[mark.at].kind == "heading":
            yield from (
                replace(mark, at=at)
                for at in takewhile(partial(_is_link, draft), range(mark.at + 1, len(draft.blocks)))
            )


def _is_link(draft: Draft, at: int) -> bool:
    """Whether an item of a list is a link to another page and nothing else."""
    block = draft.blocks[at]
    return block.kind == "item" and sum(len(li.text) for li in block.links) * 10 > len(block.text) * 9


def cookies(draft: Draft) -> Iterator[Mark]:
    """Such as "This website uses cookies …"."""
    yield from find.blocks(draft, _COOKIES, "noise", "site_chrome.cookies", limit=420)


def promo(draft: Draft) -> Iterator[Mark]:
    """Such as "Donate", "We want to hear what you think about this article"."""
    yield from find.blocks(draft, _PROMO, "promo", "site_chrome.promo", limit=300)


def _short(draft: Draft, pattern: re.Pattern[str], role: Role, rule: str) -> Iterator[Mark]:
    """Sharing lines are short and no sentences."""
    for mark in find.blocks(draft, pattern, role, rule, limit=120):
        if draft.blocks[mark.at].kind != "quote":
            yield mark


def cross_reference(draft: Draft) -> Iterator[Mark]:
    """A paragraph between paragraphs that is one link and no sentence: the headline of another story."""
    for at, block in enumerate(draft.blocks):
        if block.kind != "paragraph" or not 25 <= len(block.text) <= 200 or len(block.links) != 1:
            continue
        whole = len(block.links[0].text) * 10 > len(block.text) * 9
        own = urls.host(block.links[0].url) == urls.host(draft.url)
        if whole and own and not words.ends_sentence(block.text.rstrip("?")) and _stands_in_prose(draft, at):
            yield Mark(at=at, role="related", rule="site_chrome.cross_reference")


def links_behind(draft: Draft) -> Iterator[Mark]:
    """The last items of a page, each a link to another of the same site and nothing else: "Recommended for you"."""
    own = urls.host(draft.url)
    behind = takewhile(partial(_is_link, draft), reversed(range(len(draft.blocks))))
    found = [at for at in behind if all(urls.host(li.url) == own for li in draft.blocks[at].links)]
    if len(found) < len(draft.blocks) // 2:
        yield from (Mark(at=at, role="related", rule="site_chrome.links_behind") for at in reversed(found))


def _stands_in_prose(draft: Draft, at: int) -> bool:
    """A list of links is what its page is about; one between two paragraphs leads away from it."""
    around = [b for b in (*draft.blocks[max(0, at - 1) : at], *draft.blocks[at + 1 : at + 2]) if b.kind != "title"]
    return bool(around) and all(
        len(b.text) > 80 and sum(len(li.text) for li in b.links) * 2 < len(b.text) for b in around
    )


RULES = (navigation, share, related, cookies, promo, cross_reference, links_behind)
