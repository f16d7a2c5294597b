"""What is compared instead of the text: hashed word pairs, in all and by sentence. Read :func:`fingerprint`."""

from __future__ import annotations

import zlib
from itertools import pairwise

from digest import words
from digest.model import Article, Fingerprint


def fingerprint(article: Article) -> Fingerprint:
    """Hash the word pairs of a text (CRC-32 of the two words: equal on every machine)."""
    sentences = tuple(pairs for p in article.paragraphs for s in words.sentences(p) if (pairs := _pairs(s)))
    return Fingerprint(article_id=article.id, pairs=frozenset().union(*sentences), sentences=sentences)


def _pairs(text: str) -> frozenset[int]:
    return frozenset(zlib.crc32(f"{a} {b}".encode()) for a, b in pairwise(words.words(text)))
