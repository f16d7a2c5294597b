"""What kind of piece this is: news, commentary, op-ed, report … Read :func:`kind`."""

from __future__ import annotations

import re

from digest.model import Article, Draft, Kind, Source

_LABELS: dict[str, Kind] = {
    "📝": "commentary", "📰": "op-ed", "🎧": "podcast", "🎙": "podcast", "🎬": "video", "🎥": "video", "📺": "video", "📹": "video",
    "▶": "video", "📄": "report", "📊": "report", "📑": "report", "📘": "report", "🗞": "news", "📢": "statement",
    "op-ed": "op-ed", "oped": "op-ed", "opinion": "op-ed", "commentary": "commentary", "analysis": "commentary", "blog": "commentary",
    "column": "op-ed", "editorial": "op-ed", "perspective": "commentary", "podcast": "podcast", "audio": "podcast", "video": "video",
    "watch": "video", "webinar": "video", "report": "report", "paper": "report", "brief": "report", "policy brief": "report", "study": "report",
    "interview": "interview", "q&a": "interview", "statement": "statement", "press release": "statement", "live": "liveblog", "live updates": "liveblog",
    "newsletter": "roundup", "roundup": "roundup", "news": "news", "briefing": "statement", "transcript": "statement",
}  # fmt: skip
_TITLE: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"^\[?op-?ed\b|\| opinion$|^opinion\b|^\[?column\]?\b|\[[^\]]{0,12}(?:오피니언|칼럼|사설|기고|시론|논단|기자수첩)\]|^(?:мнение|колонка)\b", re.IGNORECASE), "op-ed"),
    (re.compile(r"\bpodcast\b|^listen:|\bepisode \d+", re.IGNORECASE), "podcast"),
    (re.compile(r"^(?:watch|video):|\[video\]|\bwebinar\b", re.IGNORECASE), "video"),
    (re.compile(r"\blive (?:updates|blog)\b|\bas it happened\b|\bliveticker\b|^live:", re.IGNORECASE), "liveblog"),
    (re.compile(r"^(?:interview|q&a|интервью)\b|\binterview with\b|\[[^\]]{0,12}인터뷰\]", re.IGNORECASE), "interview"),
    (re.compile(r"^(?:joint )?(?:press )?statement\b|^communiqu|^press release\b|^remarks (?:by|at|of)\b", re.IGNORECASE), "statement"),
)  # fmt: skip
_PROMPTS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"\b(?:listen|podcast)\b", re.IGNORECASE), "podcast"),
    (re.compile(r"\bwatch\b.{0,40}\b(?:episode|video|interview|recording|event|full)\b", re.IGNORECASE), "video"),
)
_REPORTED = re.compile(
    r"[”\"“],?\s+(?:\w+\s+){0,3}(?:said|says|told|added|according)\b|\b(?:said|says|told reporters|reported|according to)\b",
    re.IGNORECASE,
)


def kind(draft: Draft, source: Source, article: Article) -> Kind:
    """Judge by label, markup, title and prompts, then by the source's habit, then by how the text speaks."""
    return (
        _by_label(draft.hints.kind)
        or _by_title(article.title)
        or _by_label(article.section)
        or (_by_prompts(draft) if draft.hints.context else None)
        or source.genre
        or _by_voice(draft, article)
    )


def _by_label(label: str) -> Kind | None:
    folded = label.casefold().replace("\ufe0f", "").strip()
    if not folded:
        return None
    inside = re.sub(r"^\W+", "", folded)
    if inside in _LABELS:
        return _LABELS[inside]
    if folded.endswith(("podcastepisode", "audioobject")):
        return "podcast"
    if folded.endswith("liveblogposting"):
        return "liveblog"
    if folded.endswith("opinionnewsarticle"):
        return "op-ed"
    return _LABELS.get(folded[0])


def _by_title(title: str) -> Kind | None:
    return next((kind_ for pattern, kind_ in _TITLE if pattern.search(title)), None)


def _by_prompts(draft: Draft) -> Kind | None:
    prompts = [n.text for n in draft.notes if n.role == "prompt"]
    return next((kind_ for pattern, kind_ in _PROMPTS if any(pattern.search(p) for p in prompts)), None)


def _by_voice(draft: Draft, article: Article) -> Kind:
    """A text that quotes and reports is news; one by an author who is introduced, or who argues, is commentary."""
    if article.language != "en" or draft.hints.kind.casefold().endswith("newsarticle"):
        # How a text speaks is only known in English; elsewhere, and where the markup says news, only a bio tells.
        return "commentary" if any(n.role == "bio" for n in draft.notes) else "news"
    words_ = max(1, len(article.text.split()))
    reported = len(_REPORTED.findall(article.text)) * 250 / words_
    introduced = any(n.role == "bio" for n in draft.notes)
    if introduced and reported < 2.5:
        return "commentary"
    if reported < 0.6 and article.authors and words_ > 150:
        return "commentary"
    return "commentary" if draft.hints.context and reported == 0 else "news"
