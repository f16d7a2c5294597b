"""What a page's own markup says about it: JSON-LD, Open Graph, Dublin Core, microdata. Read :func:`hints`.

Strings are returned as they stand; `normalise` judges them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from trafilatura.metadata import extract_metadata

from digest import urls, words
from digest.extract import byline, headline
from digest.model import Hints

_ARTICLE_TYPES = ("article", "posting", "report", "webpage", "video", "podcast", "review")
_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title", "headline"),
    "subtitle": ("og:subtitle", "alternativeheadline"),
    "published": ("article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dc.date", "dcterms.created",
                  "citation_publication_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
                  "date", "citation_date"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod"),
    "publisher": ("og:site_name", "citation_journal_title", "dc.publisher", "application-name"),
    "section": ("article:section", "parsely-section", "section"),
    "language": ("og:locale", "dc.language", "content-language"),
    "summary": ("og:description", "description", "twitter:description", "dc.description"),
    "canonical": ("og:url",),
    "kind": ("og:type",),
}  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author", "byl")


def hints(tree: Any, url: str, nodes: Sequence[dict[str, Any]]) -> Hints:
    """Gather what JSON-LD, then meta elements, then the document element say; JSON-LD is the most careful of them.

    ``nodes`` are the page's JSON-LD objects, as :func:`json_ld` gives them.
    """
    stated = merge(_json_ld(nodes, url), _meta(tree, url))
    stated = replace(stated, title=headline.choose(tree, stated.title, (stated.publisher, urls.host(url))))
    if not stated.authors:
        stated = replace(stated, authors=byline.find(tree))
    return stated if stated.authors and stated.published else merge(stated, _seen(tree, url))


def _seen(tree: Any, url: str) -> Hints:
    """What can be seen on the page where its markup is silent: trafilatura's and htmldate's search for it."""
    found = extract_metadata(tree, default_url=url or None)
    return Hints(
        authors=tuple(a.strip() for a in (found.author or "").split(";") if a.strip()),
        published=found.date or "",
        publisher=words.tidy(found.sitename or ""),
    )


def merge(*sources: Hints) -> Hints:
    """For each field the first source that says anything."""
    merged = Hints()
    for name in Hints.__dataclass_fields__:
        value = next((v for v in (getattr(s, name) for s in sources) if v), getattr(merged, name))
        merged = replace(merged, **{name: value})
    return merged


def _meta(tree: Any, url: str) -> Hints:
    said: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = words.tidy(words.unescape(meta.get("content") or ""))
        if name and content:
            said.setdefault(name, []).append(content)
    fields = {f: next((said[n][0] for n in names if n in said), "") for f, names in _META.items()}
    authors = next((tuple(said[n]) for n in _AUTHORS if n in said and not urls.is_web(said[n][0])), ())
    root = tree.getroottree().getroot()
    fields["language"] = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or fields["language"]
    )
    canonical = next((link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"), "")
    fields["canonical"] = urls.resolve(url, canonical or fields["canonical"])
    return Hints(**fields, authors=authors)


def _json_ld(nodes: Sequence[dict[str, Any]], url: str) -> Hints:
    node = next((n for n in nodes if _is_article(n, strict=True)), None) or next(
        (n for n in nodes if _is_article(n)), None
    )
    if node is None:
        return Hints()
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and "name" in n}
    return Hints(
        title=_string(node.get("headline")) or _string(node.get("name")),
        subtitle=_string(node.get("alternativeHeadline")),
        authors=tuple(_names(node.get("author") or node.get("creator"), by_id)),
        published=_string(node.get("datePublished")),
        modified=_string(node.get("dateModified")),
        publisher=next(iter(_names(node.get("publisher"), by_id)), ""),
        section=_string(node.get("articleSection")),
        language=_string(node.get("inLanguage")),
        kind=_string(node.get("@type")),
        summary=_string(node.get("description")),
        canonical=urls.resolve(url, _string(node.get("url"))),
    )


def json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """All JSON-LD objects of a page."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from _nodes(script.text or "")


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """The objects of one script, those of an @graph too; broken JSON is no reason to fail."""
    try:
        data = json.loads(script.strip().strip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    queue = data if isinstance(data, list) else [data]
    for node in queue:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (n for n in graph if isinstance(n, dict)) if isinstance(graph, list) else ()


def _is_article(node: dict[str, Any], *, strict: bool = False) -> bool:
    kind = _string(node.get("@type")).lower()
    return any(k in kind for k in (_ARTICLE_TYPES[:3] if strict else _ARTICLE_TYPES))


def _string(value: Any) -> str:
    if isinstance(value, list):
        return _string(value[0]) if value else ""
    if isinstance(value, dict):
        return _string(value.get("name") or value.get("@value") or value.get("@id"))
    return words.tidy(words.unescape(value)) if isinstance(value, str) else ""


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names of persons or organisations, in order; a reference is looked up by its @id."""
    for one in value if isinstance(value, list) else [value]:
        named = by_id.get(one.get("@id", ""), one) if isinstance(one, dict) and "name" not in one else one
        name = _string(named.get("name") if isinstance(named, dict) else named).strip('"')
        if name and not urls.is_web(name):
            yield name
