"""What a page's own markup says about it: JSON-LD, Open Graph, Dublin Core, microdata. Read :func:`hints`.

Strings are returned as they stand, each with the place it stands in (:class:`~digest.model.Claim`); `normalise` judges them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from digest import names, urls, words
from digest.extract import headline
from digest.model import Claim, Hints

_ARTICLE_TYPES = ("article", "posting", "report", "webpage", "video", "podcast", "review")
_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title", "headline"),
    "subtitle": ("og:subtitle", "alternativeheadline"),
    "published": ("article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dc.date", "dcterms.created",
                  "dcterms.date", "dc.date.created", "citation_publication_date", "citation_online_date", "parsely-pub-date", "sailthru.date",
                  "pubdate", "publishdate", "publish-date", "publish_date", "article:published", "published_time", "cxenseparse:recs:publishtime",
                  "article.published", "date", "citation_date"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "article:modified"),
    "publisher": ("og:site_name", "citation_journal_title", "dc.publisher", "application-name"),
    "section": ("article:section", "parsely-section", "section"),
    "language": ("og:locale", "dc.language", "content-language"),
    "summary": ("og:description", "description", "twitter:description", "dc.description"),
    "canonical": ("og:url",),
    "kind": ("og:type",),
    "image": ("og:image:secure_url", "og:image", "twitter:image"),
    "image_alt": ("og:image:alt", "twitter:image:alt"),
    "licence": ("dc.rights", "dcterms.license", "license", "copyright"),
}  # fmt: skip
_AUTHORS = ("citation_author", "author", "article:author", "article:author_name", "dc.creator", "dc.creator.author", "dcterms.creator",
            "parsely-author", "sailthru.author", "byl", "creator", "twitter:data1")  # fmt: skip
# "published-date", "dc:dateIssued", "originalPublicationDate": sites call the same thing by many names.
_DATE_NAME = re.compile(
    r"(?:\w+[.:])*(?:original|first|article)?[-_.]?(?:publish(?:ed)?|publication|pub|issue|display)[-_.]?date(?:[-_.]?time)?|(?:\w+[.:])*date[-_.]?(?:published|issued|posted)"
)
# Their first, at most: what a page says in a hundred places is a list of other articles.
_MANY = 12


def hints(tree: Any, url: str, nodes: Sequence[dict[str, Any]]) -> Hints:
    """Gather what JSON-LD, then meta elements, then microdata and the document element say.

    ``nodes`` are the page's JSON-LD objects, as :func:`json_ld` gives them.
    """
    stated = merge(_json_ld(nodes, url), _meta(tree, url), _microdata(tree))
    title, by = headline.choose(tree, stated.title, (stated.publisher, urls.host(url)))
    return replace(stated, title=title, claims=(*stated.claims, *claimed("title", [title], by)))


def merge(*sources: Hints) -> Hints:
    """For each field the first source that says anything; all their claims."""
    merged: dict[str, Any] = {}
    for name in Hints.__dataclass_fields__:
        value = next((v for v in (getattr(s, name) for s in sources) if v), None)
        if value:
            merged[name] = value
    merged["claims"] = tuple(dict.fromkeys(c for s in sources for c in s.claims))
    return Hints(**merged)


def claimed(field: str, values: Iterable[str], by: str) -> tuple[Claim, ...]:
    """A claim for each value that says anything."""
    return tuple(Claim(field=field, value=v, by=by) for v in values if v)


def _meta(tree: Any, url: str) -> Hints:
    said: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = words.tidy(words.unescape(meta.get("content") or ""))
        if name and content:
            said.setdefault(name, []).append(content)
    if (said.get("twitter:label1") or [""])[0].lower() not in ("written by", "by"):
        said.pop("twitter:data1", None)
    fields = {f: next((said[n][0] for n in keys if n in said), "") for f, keys in _META.items()}
    authors = [(n, tuple(v for v in said[n] if not urls.is_web(v))) for n in _AUTHORS if n in said]
    claims = [c for n, named in authors for c in claimed("authors", map(names.upright, named[:_MANY]), f"meta {n}")]
    for field in ("published", "modified"):
        claims += [c for n in _META[field] if n in said for c in claimed(field, said[n][:1], f"meta {n}")]
    claims += [c for n in said if _DATE_NAME.fullmatch(n) for c in claimed("published", said[n][:1], f"meta {n}")]
    root = tree.getroottree().getroot()
    fields["language"] = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or fields["language"]
    )
    canonical = licence = ""
    for link in tree.iter("link"):
        rel = (link.get("rel") or "").lower()
        canonical = canonical or (link.get("href") or "" if rel == "canonical" else "")
        licence = licence or (link.get("href") or "" if rel == "license" else "")
    fields["licence"] = licence or fields["licence"]
    fields["canonical"] = urls.resolve(url, canonical or fields["canonical"])
    fields["image"] = urls.resolve(url, fields["image"])
    return Hints(**fields, authors=next((n for _, n in authors if n), ()), claims=tuple(claims))


def _microdata(tree: Any) -> Hints:
    """schema.org properties on elements: ``itemprop="datePublished"``, ``itemprop="author"``."""
    claims: list[Claim] = []
    found = tree.xpath(
        "//*[not(self::meta)][@itemprop='author' or @itemprop='datePublished' or @itemprop='dateModified']"
    )
    scope = None
    for element in found[:_MANY]:
        prop = element.get("itemprop")
        if prop == "author":
            # Teasers of other articles have authors of their own: those of the first item are the page's.
            item = next((a for a in element.iterancestors() if a.get("itemscope") is not None), None)
            scope = item if scope is None else scope
            if item is not scope:
                continue
            named = element.xpath(".//*[@itemprop='name']") or [element]
            value = words.tidy(named[0].get("content") or " ".join(named[0].itertext()))[:120]
            claims += claimed("authors", [value], "microdata author")
        else:
            value = words.tidy(element.get("content") or element.get("datetime") or " ".join(element.itertext()))[:80]
            claims += claimed("published" if prop == "datePublished" else "modified", [value], f"microdata {prop}")
    return Hints(claims=tuple(claims))


def _json_ld(nodes: Sequence[dict[str, Any]], url: str) -> Hints:
    node = next((n for n in nodes if _is_article(n, strict=True)), None) or next(
        (n for n in nodes if _is_article(n)), None
    )
    if node is None:
        return Hints()
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and "name" in n}
    authors = list(_named(node.get("author") or node.get("creator"), by_id))[:_MANY]
    published, modified = _string(node.get("datePublished")), _string(node.get("dateModified"))
    claims = [c for name, kind in authors for c in claimed("authors", [name], f"JSON-LD {kind.lower() or 'author'}")]
    claims += claimed("published", [published], "JSON-LD datePublished")
    claims += claimed("modified", [modified], "JSON-LD dateModified")
    return Hints(
        title=_string(node.get("headline")) or _string(node.get("name")),
        subtitle=_string(node.get("alternativeHeadline")),
        authors=tuple(name for name, _ in authors),
        published=published,
        modified=modified,
        publisher=next((name for name, _ in _named(node.get("publisher"), by_id)), ""),
        section=_string(node.get("articleSection")),
        language=_string(node.get("inLanguage")),
        kind=_string(node.get("@type")),
        summary=_string(node.get("description")),
        canonical=urls.resolve(url, _string(node.get("url"))),
        image=urls.resolve(url, _address(node.get("image"))),
        licence=_string(node.get("license")) or _string(node.get("copyrightNotice")),
        free=str(node.get("isAccessibleForFree", "")).lower(),
        claims=tuple(claims),
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


def _address(value: Any) -> str:
    if isinstance(value, list):
        return _address(value[0]) if value else ""
    if isinstance(value, dict):
        return _address(value.get("url") or value.get("contentUrl") or value.get("@id"))
    return value.strip() if isinstance(value, str) else ""


def _named(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(name, schema.org type) of persons or organisations, in order; a reference is looked up by its @id."""
    for one in value if isinstance(value, list) else [value]:
        named = by_id.get(str(one.get("@id", "")), one) if isinstance(one, dict) and "name" not in one else one
        kind = _string(named.get("@type")) if isinstance(named, dict) else ""
        inner = named.get("name") if isinstance(named, dict) else named
        for single in inner if isinstance(inner, list) else [inner]:
            name = _string(single).strip('"')
            if name and not urls.is_web(name):
                yield name, kind
