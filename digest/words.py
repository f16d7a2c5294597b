"""Text as a reader sees it: hygiene, sentences, words, folding. Pure functions on strings.

Read :func:`tidy` (what every text from outside goes through) and :func:`sentences` first.
"""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

# Zero-width and bidirectional controls, soft hyphen, BOM, halves of surrogate pairs: invisible, and able to reorder what an editor sees.
# ZWNJ and ZWJ (200C, 200D) stay: Persian and emoji need them.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_SPACES = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# "of&nbsp, The": an entity that lost its semicolon on its way through a bad copier.
_BROKEN_NBSP = re.compile(r"&nbsp[;,]?\s*")

_GLUED = re.compile(
    r"(?<=^By)(?=[A-Z])|(?<=[a-zà-ÿ])(?=(?:[A-Z]{3,9}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\.? \d|\d{1,2}[ /.]|Updated|Published|Posted)|(?<=\d{4})(?=[A-Z])"
)
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "maj",
        "sen",
        "rep",
        "gov",
        "pres",
        "sec",
        "amb",
        "hon",
        "rev",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "al",
        "inc",
        "ltd",
        "co",
        "corp",
        "no",
        "vol",
        "pp",
        "p",
        "fig",
        "ed",
        "eds",
        "dept",
        "univ",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "i.e",
        "e.g",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "ca",
        "approx",
        "est",
        "cf",
        "op",
        "cit",
        "ave",
        "blvd",
        "rd",
        "mt",
        "ft",
        "dipl.-ing",
        "dr.-ing",
        "bzw",
        "z.b",
        "u.a",
        "d.h",
        "usw",
        "ph.d",
        "m.a",
        "b.a",
        "г",
        "гг",
        "ул",
        "т.е",
        "т.д",
        "т.п",
        "и.о",
        "млн",
        "млрд",
        "тыс",
        "руб",
        "им",
        "стр",
        "р",
        "проф",
        "акад",
        "np",
        "tzw",
        "prof",
        "dr",
        "inż",
        "ul",
    ]
)
_STOP = re.compile(r"((?<![.!?…])[.!?…]++[\"'”’»)\]]*|[。！？][」』”’]*)(\s+|$|(?<=[。！？」』]))")
_WORD = re.compile(r"\w+(?:['’]\w+)*", re.UNICODE)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# A paragraph, which every cleaning rule folds, and not a whole text.
_SHORT = 4000
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-"}


def tidy(text: str) -> str:
    """Return one line of visible text: NFC, single spaces, no control, invisible or reordering characters."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return _SPACES.sub(" ", visible(unicodedata.normalize("NFC", text)).replace("\n", " ")).strip()


def apart(text: str) -> str:
    """Put a space between spans that only a style sheet keeps apart: "ByJane Doe", "Jane DoeJuly 3, 2024Updated"."""
    return _GLUED.sub(" ", text)


def visible(text: str) -> str:
    """Return text without control characters and without invisible or reordering ones; lines stay lines."""
    return _CONTROL.sub(" ", _INVISIBLE.sub("", text))


def is_visible(text: str) -> bool:
    """Whether no character of a text is invisible."""
    return text.isascii() or not _INVISIBLE.search(text)


def unescape(text: str) -> str:
    """Undo HTML entities, also those escaped twice on their way through an aggregator."""
    once = html.unescape(_BROKEN_NBSP.sub(" ", text) if "&nbsp" in text else text)
    return html.unescape(once) if re.search(r"&(?:[a-z]{2,8}|#\d{2,5});", once) else once


def words(text: str) -> list[str]:
    """Return the words in order, in lower case, accents kept; CJK text without spaces gives single characters."""
    folded = fold(text)
    if folded.isascii() or not _CJK.search(folded):
        return _WORD.findall(folded)
    found: list[str] = []
    for word in _WORD.findall(folded):
        found.extend(word if _CJK.search(word) else (word,))
    return found


def is_ideograph(character: str) -> bool:
    """Whether a character is of those written without spaces, each of which counts as a word."""
    return bool(_CJK.match(character))


def spans(text: str) -> Iterator[re.Match[str]]:
    """The words of a text where they stand, as they are written."""
    return _WORD.finditer(text)


def fold(text: str) -> str:
    """Return text for comparing: NFKC, lower case, plain quotes and dashes, single spaces."""
    return _short_folded(text) if len(text) <= _SHORT else folded(text)


@lru_cache(maxsize=16384)
def _short_folded(text: str) -> str:
    """Kept for a while, because titles, sentences and paragraphs are folded again and again; whole texts would fill the memory."""
    return folded(text)


def folded(text: str) -> str:
    """As :func:`fold`, for what is folded once."""
    if text.isascii():
        return " ".join(text.casefold().split())
    folded = _plain(unicodedata.normalize("NFKC", text)).casefold()
    return " ".join(_INVISIBLE.sub("", folded).split())


def _plain(text: str) -> str:
    """Plain quotes and dashes; a replacement for each is many times as fast as one table for all."""
    for written, plain in _PLAIN.items():
        text = text.replace(written, plain)
    return text


def folded_in_place(text: str) -> str | None:
    """The text in lower case with plain quotes, where every character keeps its place; None where folding would move any."""
    if not unicodedata.is_normalized("NFKC", text):
        return None
    folded = _plain(text).casefold()
    return folded if len(folded) == len(text) else None


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each sentence; the spans cover the text but for the space between them."""
    return _spans(text)


@lru_cache(maxsize=2048)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Kept for a while, because every cleaning rule asks for the sentences of the same blocks."""
    return tuple(_sentence_spans(text))


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _STOP.finditer(text):
        end = stop.end(1)
        if stop[1] == "." and _goes_on(text, start, end - 1, stop.end()):
            continue
        if not text[start:end].isspace():
            yield start, end
        start = stop.end()
    rest = text[start:].rstrip()
    if rest:
        yield start, start + len(rest)


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; "U.S.", "Jan. 5", "Dr. Kim" and closing quotes do not end one wrongly."""
    return [text[a:b] for a, b in sentence_spans(text)]


def _goes_on(text: str, start: int, stop: int, then: int) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or a number, and the sentence goes on behind it."""
    rest = text[then : then + 1]
    if rest.islower():
        return True
    last = _last_word(text, start, stop)
    if last in _ABBREVIATIONS:
        return rest.isdigit() or (bool(rest) and not _starts_sentence(last))
    return len(last) == 1 and last.isalpha() and last != "i" and not _CJK.match(last)


def _starts_sentence(last: str) -> bool:
    """Abbreviations that often do end a sentence ("in the U.S. The talks"): decided by what is usual."""
    return last in {"etc", "jr", "sr", "inc", "ltd", "co", "corp", "p.m", "a.m"}


def _last_word(text: str, start: int, end: int) -> str:
    tail = text[max(start, end - 24) : end]
    return tail.rsplit(" ", 1)[-1].lstrip("(\"'“‘[«").casefold()


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(re.search(r"[.!?…。！？][\"'”’»)\]」』]*$", text))


def slug(text: str, limit: int = 48) -> str:
    """Return letters and digits joined by hyphens, safe in a file name and an address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:limit].strip("-") or "item"


def shorten(text: str, limit: int) -> str:
    """Cut at a word and add an ellipsis; text within the limit is returned as it is."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def is_dense(text: str) -> bool:
    """Whether a text is mostly Hangul, kana or CJK, of which one character says what two or three Latin ones do."""
    return len(_DENSE.findall(text[:400])) * 3 > min(len(text), 400)


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """The end of a message on a word that nobody knows: "; did you mean 'title'?", or nothing where none is near."""
    near = difflib.get_close_matches(wrong, sorted(k for k in known if not k.startswith("_")), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
