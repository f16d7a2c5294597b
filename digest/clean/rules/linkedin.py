"""LinkedIn's interface around an article or newsletter, 2019–2026, logged out."""

from __future__ import annotations

from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Draft, Mark

_LINES = find.compiled(
    r"to view or add a comment, sign in", r"sign in to (?:leave your comment|view more content|view or add a comment)\.?",
    r"insights from the community", r"others also viewed", r"explore (?:topics|content categories|collaborative articles)",
    r"more relevant posts", r"(?:see|show) (?:more|previous) comments\.?", r"report this (?:post|article|comment)",
    r"no alternative text description for this image", r"more from this author", r"more (?:articles by|from) (?:[\w.'-]+ ){0,2}[\w.'-]+",
    r"view profile", r"\+? ?follow(?:ing)?|connect|message", r"[\d,.]+\+? (?:followers|posts|articles|likes|comments|reactions|connections|reposts)",
    r"published on .{4,60} \u2022 .{1,40}", r".{4,40}\d{4} ?\u2022 [\d,]+ likes(?: \u2022 [\d,]+ comments)?", r"published by",
    r"new to linkedin\? join now", r"by clicking continue to join or sign in, you agree to .*", r"like comment(?: share)?",
    r"sign in with email", r"email or phone", r"forgot password\?", r"create your free account or sign in to continue your search",
    r"user agreement|copyright policy|brand policy|guest controls|community guidelines|your california privacy choices",
)  # fmt: skip
_COMMENT_END = find.compiled(r"like(?: reply)?", r"reply", r"\d+ reactions?", r"\d+ repl(?:y|ies)")
_COMMENT_START = find.compiled(r"report this comment")


def interface(draft: Draft) -> Iterator[Mark]:
    """Such as "To view or add a comment, sign in", "Others also viewed", counts of followers and reactions."""
    yield from find.blocks(draft, _LINES, "noise", "linkedin.interface", limit=220)


def comments(draft: Draft) -> Iterator[Mark]:
    """A reader's comment stands between "Report this comment" and "Like", the reader's name and age above it."""
    inside = False
    for at, block in enumerate(draft.blocks):
        text = words.fold(block.text)
        if _COMMENT_START.fullmatch(text):
            yield from (Mark(at=n, role="noise", rule="linkedin.comment") for n in (at - 1, at - 2)
                        if n >= 0 and len(draft.blocks[n].text) < 60)  # fmt: skip
            inside = True
        elif _COMMENT_END.fullmatch(text):
            yield Mark(at=at, role="noise", rule="linkedin.comment")
            inside = False
        elif inside:
            yield Mark(at=at, role="noise", rule="linkedin.comment")


RULES = (interface, comments)
