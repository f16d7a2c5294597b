"""Where a text says it stood first, as fields. Read :func:`first_published`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest import dates, urls
from digest.model import Note, Provenance

_OUT = r"(?i:published|appeared|posted|printed|ran|released|reported|aired|broadcast)"
_SITE = r"(?:the\s+(?:website|site|blog|pages|(?:[\w-]+\s+){1,3}(?:issue|edition))\s+of\s+)?(?:our\s+(?:partners?|sister\s+(?:site|paper))\b,?\s*(?:at\s+)?)?"
_MEDIUM = r"(?:de[rmn]\s+|das\s+|die\s+)?(?:(?:Wochen|Tages)?(?:Zeitschrift|Zeitung|zeitung|Magazin|Portal|Webseite|Website|Seite|Blog)\s+(?:von\s+|des\s+|der\s+)?)?"
_WHERE = (
    # "First Published in The Diplomat July 9, 2024", "originally appeared on 38 North", "published first in German by Die Zeit"
    re.compile(
        rf"{_OUT}\s+(?:first\s+|originally\s+)?(?:in\s+[A-Z]\w+\s+(?=(?:by|in|on)\s))?(?:in|by|on|at|with)\s+{_SITE}(?:the\s+)?(?P<name>[^\W_a-z].*)$"
    ),
    # "This story by Reuters was first published on July 3."
    re.compile(
        r"\b(?i:article|piece|post|story|commentary|essay|report)\s+(?:by|from)\s+(?:the\s+)?(?P<name>[A-Z].*?)\s+(?:was|is|has|first)\b"
    ),
    # "The Interpreter originally ran this commentary."
    re.compile(r"^(?P<name>[^\W_a-z].*?)\s+(?:first|originally)\s+(?:ran|published|carried|posted)\s+this\b"),
    # "Republished from The Conversation under …", "adapted from an essay in Foreign Affairs"
    re.compile(
        r"(?i:re-?published|re-?printed|re-?posted|cross-?posted|cross-?published|syndicated|adapted|excerpted|translated)\s+(?:here\s+)?(?:from|with)\s+(?:an?\s+[\w\s-]{1,30}?\s+(?:in|by|on)\s+)?(?:the\s+)?(?P<name>[^\W_a-z].*)$"
    ),
    # "© 2026 The Post. Distributed by Tribune Content Agency", "Copyright: Project Syndicate, 2024."
    re.compile(
        r"^(?:©|\([cC]\)|[Cc]opyright)\s*:?\s*(?:©\s*)?(?:(?:19|20)\d\d,?\s+)?(?:by\s+)?(?:the\s+)?(?P<name>[^\W_a-z].*)$"
    ),
    # "The following report was carried by the Korean Central News Agency (KCNA)", "(Courtesy of NK News)"
    re.compile(
        r"(?i:carried|issued|distributed|provided|put out|broadcast|courtesy)\s+(?:by|of|in|on)\s+(?:the\s+)?(?P<name>[^\W_a-z].*)$"
    ),
    # "Text of report in English by state-run North Korean news agency KCNA"
    re.compile(
        r"^(?i:(?:full )?text of)\b.*\bby\b.*\b(?:agency|website|newspaper|daily|broadcaster|radio|television)\s+(?P<name>[A-Z].*)$"
    ),
    # "Read the original at The Interpreter."
    re.compile(r"\boriginal(?:\s+\w+)?\s+(?:at|on|in)\s+(?:the\s+)?(?P<name>[^\W_a-z].*)$"),
    # "This article was KEI's original publication."
    re.compile(r"\b(?:was|is)\s+(?:the\s+)?(?P<name>[A-Z][\w .&-]{1,60})[’']s?\s+original publication"),
    # "Republished with permission from East Asia Forum", "Reprinted courtesy of …"
    re.compile(r"(?:permission|courtesy|partnership)\s+(?:from|of|by|with)\s+(?:the\s+)?(?P<name>[^\W_a-z].*)$"),
    # The same in other languages: "mit freundlicher Genehmigung der …", "avec l'aimable autorisation du …", "с разрешения газеты …".
    re.compile(
        r"(?:[Gg]enehmigung|[Nn]achdruck|autorisation|autorización|permiso|autorização|permissão|autorizzazione|concessione)\s+(?:von|vom|des|der|aus|del?|du|des|do|da|di|della)\s+(?P<name>[^\W\d_a-z].*)$"
    ),
    re.compile(
        r"(?:разрешения|согласованию\s+с)\s+(?:(?:редакции|газеты|газетой|журнала|журналом|издания|изданием|сайта)\s+)*(?P<name>[«\"„]?[^\W_].*)$"
    ),
    re.compile(
        r"^\(?(?:Source|Source originale|Quelle|Fuente|Fonte|Źródło|Zdroj|Источник|Джерело|Оригинал|출처|来源|來源|出典|初出)\s*[:：]\s*(?P<name>.+)$",
        re.IGNORECASE,
    ),
    # The same in other languages.
    re.compile(
        rf"(?:erschien|erschienen|veröffentlicht|[Ee]rstveröffentlichung)\b.{{0,40}}?\b(?:in|im|auf|bei|am|von):?\s+{_MEDIUM}(?P<name>[^\W\d_].*)$"
    ),
    re.compile(
        rf"\b(?:zuerst|ursprünglich|erstmals)\s+(?:in|im|auf|bei|am|von)\s+{_MEDIUM}(?P<name>[^\W\d_].*?)\s+(?:erschienen|veröffentlicht|publiziert)\b"
    ),
    re.compile(
        r"(?:[Pp]ubliée?|[Pp]arue?)\b.{0,40}?\b(?:dans|sur|par)\s+(?:le\s|la\s|les\s|l[’'])?\s*(?P<name>[^\W_].*)$"
    ),
    re.compile(
        r"(?:[Pp]ublicad[oa]|publicó|apareció|[Pp]ubblicat[oa]|apparso|uscit[oa])\b.{0,40}?\b(?:por primera vez |pela primeira vez )?(?:en|por|em|no|na|su|in|da|dal|sul|sulla|nel|nella)\s+(?:el\s|la\s)?(?P<name>[^\W_].*)$"
    ),
    re.compile(
        r"(?:ukazał\w*\s+się|opublikowan\w+)\b.{0,30}?\b(?:we?|na|przez)\s+(?:(?:serwisie|portalu|tygodniku|dzienniku|miesięczniku|łamach|stronie)\s+)?(?P<name>[„\"]?[^\W_].*)$"
    ),
    re.compile(
        r"(?:опубликован\w*|вышл[аио])\b.{0,30}?\s(?:в|на|у)\s+(?:(?:газете|журнале|издании|сайте)\s+)?(?P<name>[«\"„]?[^\W_].*)$"
    ),
    re.compile(
        r"(?:은|는)\s+(?:(?:\d{4}년 )?\d{1,2}월(?: \d{1,2}일)?(?:자|에)?,?\s+)?(?P<name>\S.*?)(?:\s(?:홈페이지|누리집|웹사이트|블로그))?(?:에|에서)\s+(?:처음\s+|먼저\s+|원래\s+|최초로?\s+)?(?:실린|실렸|게재|발행|보도)"
    ),
    re.compile(r"(?:原载|首发|原刊|原載|首發)[于於](?P<name>.+)$|(?:转载自|轉載自)(?P<other>.+)$"),
    re.compile(
        r"は(?P<name>[^、。]{1,40}?)(?:に|で)(?:初めて)?(?:掲載|公開|発表)|(?P<other>[^、。]{1,40}?)の許可を得て"
    ),
)
_QUOTED = re.compile(r"^[„“\"«「『《](?P<name>[^”“\"»」』》]{2,80})[”“\"»」』》]")
# "Read the original article at https://example.org/…", "published by example.org"
_ADDRESS = re.compile(r"\b(?:at|by|in|on|from|:)\s*(?P<url>https?://\S+[^\s.,;)])", re.IGNORECASE)
_DOMAIN = re.compile(
    r"\b(?:by|in|on|from|at|auf|bei|dans|sur|par|en|por|em|su|na|в|:)\s+(?P<name>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})\b",
    re.IGNORECASE,
)
# Notes of other roles that say it too: "Read the original article at https://…" leads on to the whole text, and tells whose it is;
# a syndicate says "© 2026 The Post. Distributed by …", "Copyright: Project Syndicate, 2026."
_STATING = {
    "prompt": re.compile(
        r"\boriginal (?:article|post|story|version|piece)\b.{0,40}https?://|\boriginal (?:article|post|story|version|piece) (?:at|on|in) (?:the )?(?-i:[A-Z])",
        re.IGNORECASE,
    ),
    "copyright": re.compile(r"\b(?:distributed|syndicated) by\b|^copyright\s*:", re.IGNORECASE),
}
_LONGEST = 80
# What stands between a name and a date, or a year, that follows it.
_BEFORE_DATES = re.compile(r"\s+(?:on|of|from|in|dated|le|du|en|el|del|il|am|vom|em|de|от|за|w|z|dnia)\s*$")
# "Translated from English by …" names no house.
_LANGUAGE = re.compile(
    r"(?:the\s+)?(?:original\s+)?(?:English|French|German|Spanish|Italian|Portuguese|Russian|Ukrainian|Polish|Korean|Japanese|Chinese|Arabic|Persian|Turkish|l[’']\w+|\w+isch(?:en)?)(?:\s+(?:by|par|von|por)\b.*)?$"
)
_YEAR = re.compile(r"\s+(?:19|20)\d\d$")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_IN_TIME = re.compile(rf"(?:(?:{_MONTHS})[a-z]*|\w+day)\b\.?\s*(?:\d|$)")
# What follows a name: "on May 3", "and is republished", but not "on the Rocks", "and Policy".
_TRIM = re.compile(
    rf"(?:,|\s+(?:on|in|and)\s+(?:(?:the|its|a)\s+)?+(?=[a-z\d]|(?:{_MONTHS})|\w+day\b)|\s+(?:as|under|with|where|dated)\b|\s*[(\[]|\.\s|\.$|;|\s+-\s|\s+here\b).*$"
)


def first_published(notes: Iterable[Note], own: str = "") -> Provenance | None:
    """The first statement of provenance that names a publisher other than the source itself."""
    for note in notes:
        if note.role in _STATING and not _STATING[note.role].search(note.text):
            continue
        if note.role != "provenance" and note.role not in _STATING:
            continue
        name = _publisher(note.text)
        if name and name.casefold() != own.casefold():
            when = dates.parse(note.text)
            url = next((li.url for li in note.links), "") or _address(note.text)
            return Provenance(publisher=name, published=when.at if when else None, url=url, statement=note.text)
    return None


def _publisher(statement: str) -> str:
    for pattern in _WHERE:
        if found := pattern.search(statement):
            name = _trimmed(next(filter(None, found.groups())))
            if name:
                return name
    if address := _address(statement):
        return urls.host(address)
    return found["name"].lower() if (found := _DOMAIN.search(statement)) else ""


def _trimmed(name: str) -> str:
    """A name without what follows it; nothing if it is none."""
    if date := dates.find(name):
        name = _BEFORE_DATES.sub("", name[: date[0]])
    quoted = _QUOTED.match(name.strip())
    name = quoted["name"] if quoted else _YEAR.sub("", _TRIM.sub("", name.strip())).strip(' .,:;)–-„“”«»"。」')
    if not name or not name[0].isalnum() or len(name) > _LONGEST or _IN_TIME.match(name):
        return ""
    if _LANGUAGE.match(name):
        return ""
    # "in print on May 3": where a script has capitals, a name has one.
    return "" if name[0].islower() and "." not in name else name


def _address(statement: str) -> str:
    found = _ADDRESS.search(statement)
    return found["url"] if found else ""
