"""Sentences taken word for word: the excerpt of a lead, the blurb of an item. Read :func:`blurb`.

Nothing is written here. A sentence is fit for a blurb if a reader who has seen nothing else understands it: it leans on no
sentence before it, names no day that only the day of writing tells, and asks for no click.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest import words
from digest.model import Article

_LONGEST_EXCERPT = 6000
_LONGEST_BLURB = 600
_COMFORTABLE = 420
_OPENING_PARAGRAPHS = 5
# A sentence that begins so goes on from the one before it.
_GOES_ON = re.compile(
    r"^[\"“”‘'(]*(?:it|this|that|these|those|its|but|and|or|nor|yet|however|instead|meanwhile|moreover|furthermore|also|so|then|thus|therefore|"
    r"still|nevertheless|nonetheless|otherwise|likewise|similarly|such|there|both|neither|another|others?|as a result|"
    r"in (?:turn|addition|contrast|response|short|other words)|for (?:example|instance|that reason)|on the other hand|at the same time|"
    r"that said|to that end|the (?:former|latter)|under (?:the|this|that|its) (?:new |proposed )?(?:accord|agreement|bill|contract|deal|draft|law|"
    r"measures?|order|pact|plan|proposal|rules?|scheme|terms|treaty)\b(?! (?:of|on|between|with|signed|that)\b)|"
    r"это|этот|эта|эти|но|однако|при этом|кроме того|поэтому|также|тем не менее|в то же время|"
    r"dies(?:e[rsmn]?)?|aber|doch|jedoch|außerdem|deshalb|zudem|cela|mais|cependant|pero|sin embargo|esto|jednak|ale|to|też)\b"
    r"|^[\"“”‘'(]*(?:그러나|하지만|그리고|이에|이는|이를|또한|한편|그런데|따라서|이어|이날|같은 날|しかし|また|一方|これ|それ|但|然而|此外|这|這)",
    re.IGNORECASE,
)
# Persons it does not name: no blurb, unless somebody is named before.
_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|his|hers|them|their|theirs|himself|herself|themselves|он|она|они|его|её|ее|их|ему|ей|им)\b"
    r"|(?:^|\s)(?:그는|그가|그의|그녀는|그녀가|그들은|그들이)",
    re.IGNORECASE,
)
# A day that only the day of writing tells.
_RELATIVE_TIME = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:this|last|next|the past|the coming) (?:week|weekend|month|morning|afternoon|evening|night|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:a|two|three|few|several) (?:days?|weeks?|months?) ago|earlier (?:this|on)|"
    r"сегодня|вчера|завтра|накануне|(?:на )?(?:этой|прошлой|следующей) недел[еию]|в (?:этом|прошлом|следующем) месяце|"
    r"heute|gestern|morgen|aujourd'hui|hier|hoy|ayer|dzisiaj|dziś|wczoraj|jutro)\b"
    r"|오늘|어제|내일|이번 주|지난주|다음 주|지난달|이달|今日|昨日|明日|今週|先週|今天|昨天|明天|本周|上周",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:click|tap) (?:here|below|on)|\b(?:read|learn|see|find out|listen|watch) (?:more|here|now)\b|\b(?:sign up|subscribe|register|log in|follow us)\b"
    r"|\bнажмите|\bподпи(?:шитесь|саться)|\bчита(?:йте|ть) (?:далее|также)|클릭|구독|바로가기",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-ÞЀ-Я][\w’'-]+")
_FIRST_NAMES = re.compile(r"^[\"“‘'(]*[A-ZÀ-ÞЀ-Я][\w’'-]+(?:,? (?:[A-ZÀ-ÞЀ-Я][\w’'-]+))+")

# "(서울=연합뉴스) 김철수 기자 = ", "SEOUL, Nov. 25 (Yonhap) -- ", "МОСКВА, 25 ноя - РИА Новости. ": where a report was filed.
_DATELINE = re.compile(
    r"^(?:\([^()=]{1,20}=[^()]{1,20}\)|\[[^\[\]=]{1,20}=[^\[\]]{1,20}\])\s*(?:[^=.]{2,30}(?:기자|특파원)\s*=\s*)?"
    r"|^[A-ZА-ЯЁ][A-ZА-ЯЁ .’'-]{2,30}(?:, [^–—-]{3,20}(?: \([^)]{2,20}\))?| \([^)]{2,20}\))\s*(?:--|[–—-])\s+(?:(?:РИА Новости|ТАСС|Интерфакс)\.\s+)?"
)
_NO_EXCERPT = ("heading", "caption", "table", "footnote")


def excerpt(article: Article, paragraphs: int) -> tuple[str, ...]:
    """The first paragraphs, word for word; what would make an e-mail too long is cut at the end of a sentence.

    Headings, captions and the rows of tables between them say little without what stands under them.
    """
    taken: list[str] = []
    left = _LONGEST_EXCERPT
    kinds = article.paragraph_kinds or ("paragraph",) * len(article.paragraphs)
    told = [p for p, kind in zip(article.paragraphs, kinds, strict=True) if kind not in _NO_EXCERPT]
    for paragraph in (told or article.paragraphs)[:paragraphs]:
        cut = paragraph if len(paragraph) <= left else _whole_sentences(paragraph, left)
        if cut:
            taken.append(cut)
        left -= len(paragraph)
        if left <= 0:
            break
    return tuple(taken)


def _whole_sentences(text: str, limit: int) -> str:
    """As many whole sentences as fit; a first sentence that does not fit is cut at a word and marked with an ellipsis."""
    ends = [end for _, end in words.sentence_spans(text) if end <= limit]
    return text[: ends[-1]] if ends else words.shorten(text, limit) if limit > 200 else ""


def blurb(article: Article, limit: int) -> str:
    """One to ``limit`` whole sentences that stand on their own: the standfirst, else from the opening of the text.

    Empty where there is no such sentence.
    """
    if article.subtitle and all(map(stands_alone, words.sentences(article.subtitle))):
        return article.subtitle
    return next(_blurbs(article, limit), "")


def stands_alone(sentence: str) -> bool:
    """Whether a reader who has seen nothing else understands a sentence."""
    return (
        len(sentence) <= _LONGEST_BLURB
        and words.ends_sentence(sentence)
        and len(words.words(sentence)) > 3
        and not _GOES_ON.search(sentence)
        and not _RELATIVE_TIME.search(sentence)
        and not _ASKS.search(sentence)
        and not _unnamed(sentence)
    )


def _unnamed(sentence: str) -> bool:
    """Whether a person is spoken of before anybody is named, as in "He said so"."""
    spoken_of = _PRONOUN.search(sentence)
    if spoken_of is None:
        return False
    before = sentence[: spoken_of.start()]
    return not (_NAME.search(before) or _FIRST_NAMES.search(before))


def _blurbs(article: Article, limit: int) -> Iterator[str]:
    """The blurbs that the opening paragraphs offer, in their order."""
    for whole in article.paragraphs[:_OPENING_PARAGRAPHS]:
        paragraph = _DATELINE.sub("", whole)
        spans = words.sentence_spans(paragraph)
        for n, (start, end) in enumerate(spans):
            if stands_alone(paragraph[start:end]):
                yield paragraph[start : _end(paragraph, spans[n : n + limit])]


def _end(paragraph: str, spans: Sequence[tuple[int, int]]) -> int:
    """Where a blurb ends that begins with the first of these sentences: the others may lean on it."""
    (begin, end), *others = spans
    for start, further in others:
        following = paragraph[start:further]
        asks = _ASKS.search(following) or _RELATIVE_TIME.search(following)
        if further - begin > _COMFORTABLE or asks or not words.ends_sentence(following):
            break
        end = further
    return end
