"""Which version is the original, and how the others stand to it. Read :func:`choose`.

Neither date nor length decides alone: a copy may carry the earlier date (or none), a rewrite may be the longest. What
the texts say of themselves comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

from digest import words
from digest.group.compare import Likeness, names_publisher
from digest.model import Article, Relation


def choose(articles: Sequence[Article]) -> tuple[Article, str]:
    """Return the original among versions of one text, and why in words."""
    best = max(articles, key=lambda a: (_standing(a, articles), -_when(a), len(a.text), a.id))
    return best, _why(best, articles)


def _standing(article: Article, others: Sequence[Article]) -> tuple[int, int, int]:
    """Named by others as the source; not itself from elsewhere; whole."""
    named = sum(1 for o in others if o is not article and names_publisher(o, article))
    own = 0 if article.first_published_in and not _is_own(article) else 1
    return named, own, 1 if article.completeness == "complete" else 0


def _is_own(article: Article) -> bool:
    """A page may say "first published" of itself."""
    return article.first_published_in is not None and names_publisher(article, article)


def _when(article: Article) -> float:
    """Seconds since 1970; an undated version counts as later than any dated one."""
    return article.published.timestamp() if article.published else float("inf")


def _why(best: Article, articles: Sequence[Article]) -> str:
    reasons = []
    named = [o for o in articles if o is not best and names_publisher(o, best)]
    if named and named[0].first_published_in:
        reasons.append(f"another version says so: “{named[0].first_published_in.statement}”")
    if best.completeness == "complete" and any(a.completeness != "complete" for a in articles):
        reasons.append("it is complete where another version is a teaser")
    dated = [a for a in articles if a.published]
    if best.published and all(a is best or _when(a) > _when(best) for a in dated):
        reasons.append("it is the earliest" if len(dated) > 1 else "it alone is dated")
    if best.authors and not all(a.authors for a in articles):
        reasons.append("it names its author")
    return "; ".join(reasons) or "cannot tell: the longest version was taken"


def relation(original: Article, version: Article, like: Likeness) -> Relation:
    """How a version stands to the original."""
    if words.fold(version.text) == words.fold(original.text):
        return "identical"
    shorter = len(version.text) < 0.75 * len(original.text)
    if like.contained >= 0.8 and like.shorter == version.id and shorter:
        return "excerpt"
    if like.contained >= 0.8:
        return "update" if version.publisher and version.publisher == original.publisher else "republication"
    return "rewrite"


def evidence(original: Article, version: Article, like: Likeness) -> tuple[str, ...]:
    """What speaks for the relation, in words."""
    which = "its" if like.shorter == version.id else "the original’s"
    other = "the original" if like.shorter == version.id else "it"
    found = [f"{like.contained:.0%} of {which} word pairs stand in {other}, in {like.covered:.0%} of the sentences"]
    if version.first_published_in and names_publisher(version, original):
        found.append(f"it says so: “{version.first_published_in.statement}”")
    if words.fold(version.title) == words.fold(original.title):
        found.append("the title is the same")
    return tuple(found)
