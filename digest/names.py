"""What a person's name looks like in a byline. Read :func:`persons`.

Strings in, strings out: names are told from offices, months, sites and prompts; who wrote an article is judged elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from digest import words

_BY = re.compile(
    r"^\s*(?:(?:(?:this|the) (?:article|post|story|piece|guest post) (?:was|is) )?(?:\b(?:written|authored|story|text|analysis|commentary|opinion|recipe|words|posted|published|created|reported|reporting|contributed|guest post) )?by\b|"
    r"(?:contributing )?(?:authors?|writers?|contributors?|text|byline|reporter)\s*[:：]|(?:von|par|por|di)(?=\s+\S+\s+\S)|(?:автор|текст)\b\s*:?|글\s*[:：]?|文\s*[:：/]|作者\s*[:：]?|记者\s*[:：]?)[:\s]*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:;|\||\n|·|•|/|\s&\s|、|,?\s(?:and|und|et|y|и|та|i|and by|with)\s)\s*", re.IGNORECASE)
_COMMA = re.compile(r",\s*(?!(?:Jr|Sr|II|III|IV|Ph\.?\s?D|M\.?D|CPA|MBA|Esq|R\.D|[A-Z]{2,5})\b)")
_MONTH = re.compile(r"\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$")
_DEGREE = re.compile(
    r"(?:,?\s+|,)(?:Ph\.?\s?D\.?|M\.?D\.?|M\.?A\.?|M\.?Sc\.?|M\.?P\.?H\.?|B\.?A\.?|MBA|J\.?D\.?|R\.?N\.?|R\.?D\.?N?|CPA|C[A-Z]{2,4}|PSP|Esq\.?|LL\.?M\.?)?[®™]*$"
)
_TITLE = re.compile(r"^(?:Dr|Prof|Professor|Amb|Ambassador|Mr|Mrs|Ms|Sir|Gen|General|Col|Lt|Rep|Sen)\.?\s+(?=\S+\s+\S)")
# "Jane Doe Senior Editor", "Jane Doe, Founder": the office behind a name, and "Jane Doe for Harbour News".
_OFFICE_BEHIND = re.compile(
    r"(?:\s+[-–—]\s+|\s+|,\s*)(?:(?:senior|chief|staff|deputy)(?: \w+){1,2} |(?:senior|chief|staff|guest|lead|contributing|associate|managing|deputy|special|political|diplomatic|freelance|content|technology|business|news|science)\s+)*"
    r"(?:writer|editor|reporter|correspondent|founder|co-founder|journalist|columnist|contributor|author|reviewer|director|manager|analyst|producer|expert|ceo|specialist|redakteur\w*|korrespondent\w*)\b.*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s+(?:for|in|at|of|from|is|on|@)\s+.*$|\s*[(\[].*$")
_ORGANISATION = re.compile(
    r"\b(?:staff|editors?|editorial|newsroom|team|desk|correspondents?|reporters?|admin|administrator|guest|contributors?|webmaster|"
    r"news|press|agency|agencies|times|post|journal|institute|center|centre|university|council|ministry|office|bureau|magazine|media|"
    r"wire|online|reuters|associated|afp|tass|yonhap|kcna|bbc|cnn|et al|published|updated|author|written|by|development|blog|inc|llc|ltd|"
    r"company|corporation|group|foundation|association|society|network|studio|studios|solutions|services|digital|marketing|software|"
    r"january|february|july|september|october|november|december|monday|tuesday|wednesday|thursday|friday|"
    r"share|follow|more|subscribe|see|full|bio|all|view|profile|clinic|hospital|college|school|academy|bank|lab|labs|tech|global|tours?|insurance|expert|experts|master|fellow|professor|lecturer|president|ceo|officer|advis[eo]r|scholar|analyst|director|grader|gardener|developer|engineer|founder|writer|dietitian|licensed|certified|product|legal|case study|study|report|podcast|release|article|health|comments?|minutes?|min read|home|about|contact|login|sign|редакция|редактор|redaktion|rédaction|redacción|"
    r"редакційна|agencia|agence|agentur|편집|편집부|編集部|通信|通讯|本报讯|the|our|your|this|i['’]m|hi|how|what|why|best|guide|review|reviews|tips)\b|[@\d_:?!]|https?:|\.(?:com|org|net)\b",
    re.IGNORECASE,
)
# A byline may name a body of people where no person signs: an agency, an editorial board, "Podium Staff".
_COLLECTIVE = re.compile(
    r"\b(?:staff|team|editors|editorial (?:board|staff|team)|newsroom|newsdesk|news desk|news agency|correspondents?|reporters)$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(?:the )?(?:associated press|canadian press|reuters|agence france-presse|bloomberg|ap|afp|dpa|epa|efe|tass|ansa|kyodo(?: news)?|jiji(?: press)?|yonhap|xinhua|interfax|pa media|press association|kcna)",
    re.IGNORECASE,
)
# "Wedding ChecklistsJust Engaged" is a menu without its spaces; "DuMez", "SanSone" and "SubbaRao" are names.
_RUN_TOGETHER = re.compile(r"[a-z]{5,}[A-Z][a-z]")
# "Kaufman, Jeff T.", as scholarly markup writes names.
_INVERTED = re.compile(r"^([^\W\d_][\w’'-]+), ([^\W\d_][\w’'.-]*(?: [^\W\d_]\.?)*)$")
_NATIVE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,7}")
# Words of a date line or a credit that would pass for a name in scripts without capitals and spaces.
_LABEL = re.compile(
    r"更新|时间|時間|来源|來源|发布|發佈|编辑|編集|责编|記事|写真|입력|등록|수정|승인|기사|사진|기자$|(?:^|\s)(?:이|본) (?:글|칼럼|기고)|게재|실[린렸]|опубликован"
)
_NATIVE_PART = re.compile(r"[\u30a0-\u30ff\u3040-\u309f\u3400-\u9fff\uac00-\ud7af・]{1,5}")
_SUFFIX = re.compile(r"\s*(?:기자|특파원|記者|记者|報道員)$")
_QUOTING = frozenset('«»„“”"')
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "bin",
        "al",
        "el",
        "ben",
        "ibn",
        "abu",
        "st.",
        "af",
        "av",
        "zu",
        "y",
        "e",
    ]
)


def persons(raw: str, refuse: Collection[str] = ()) -> Iterator[str]:
    """The persons a byline names, in order; ``refuse`` holds folded names that are no persons here (the site's)."""
    text = _BY.sub("", words.tidy(words.unescape(raw)))
    for group in _SEPARATOR.split(text):
        for part in _COMMA.split(group):
            name = plain(part)
            if not is_person(name) or words.fold(name) in refuse:
                break  # "Jane Doe, Senior Fellow at the Institute": what follows the name describes it
            yield name


def names_somebody(raw: str) -> bool:
    """Whether a byline names a person at all."""
    return next(persons(raw), "") != ""


def plain(part: str) -> str:
    """One name without the title, degree, office or month around it."""
    name = part.strip(" .,-–—'\"“”")
    name = _FOR.sub("", name)
    name = _OFFICE_BEHIND.sub("", name)
    name = _SUFFIX.sub("", name)
    if len(name.split()) > 2:  # "Oleg Parashchak Jul", but "Theresa May"
        name = _MONTH.sub("", name)
    shorter = _DEGREE.sub("", name).strip(" .,-–—")
    return untitled(shorter or name).strip()


def untitled(text: str) -> str:
    """A name, or a sentence that begins with one, without the title before it."""
    return _TITLE.sub("", text)


def upright(name: str) -> str:
    """A name that stands surname first with a comma, the other way round."""
    return _INVERTED.sub(r"\2 \1", name)


def is_person(name: str) -> bool:
    """Whether a string can be a person's full name: two to five words, no digit, no word of an office or organisation."""
    if not name or len(name) > 60 or _ORGANISATION.search(name) or _LABEL.search(name):
        return False
    parts = name.split()
    if not _QUOTING.isdisjoint(name) or (parts[0].islower() and parts[0] not in _PARTICLES):
        return False
    if len(parts) == 1:
        return bool(_NATIVE.fullmatch(name))
    if len(parts) > 5 or not any(c.isalpha() for c in name):
        return False
    if words.is_dense(name):
        return len(name) <= 9 and all(_NATIVE_PART.fullmatch(p) for p in parts)
    capital = all(p[0].isupper() or not p[0].isascii() or p.lower() in _PARTICLES or p[0] in "'’" for p in parts)
    if _RUN_TOGETHER.search(name):
        return False
    shouted = len(name) > 24 and name.isupper()
    return capital and parts[-1][0] not in ".,&" and not shouted and any(len(p.strip(".")) > 1 for p in parts)


def is_single(name: str) -> bool:
    """Whether a string can be a given name or a pen name alone, or a name in lower case, as blogs sign."""
    if not name or len(name) > 40 or name.isupper() or _ORGANISATION.search(name):
        return False
    parts = name.split()
    return (len(parts) == 1 and 3 <= len(name) <= 24 and name.isalpha()) or (
        len(parts) == 2 and name.islower() and all(p.isalpha() for p in parts)
    )


def is_agency(name: str) -> bool:
    """Whether this is a news agency, which signs its texts even on its own site."""
    return bool(_AGENCY.fullmatch(name))


def collective(raw: str) -> str:
    """The body of people that signs in place of persons ("Reuters", "Editorial Board"), or an empty string."""
    name = _BY.sub("", words.tidy(words.unescape(raw))).strip(" .,-–—")
    return name if len(name) <= 60 and (_COLLECTIVE.search(name) or is_agency(name)) else ""
