"""Whether this is the whole text, and where the whole is. Read :func:`judge`."""

from __future__ import annotations

import re

from digest import urls
from digest.model import Completeness, Draft, Note

_WALL = re.compile(
    r"subscribe (?:now )?to (?:continue|keep) reading|already a subscriber|this (?:article|content) is (?:for|only available to) (?:subscribers|members)|"
    r"(?:log|sign) in to (?:continue|read)|you(?:'ve| have) (?:read|reached) .{0,40}(?:free articles|limit)|to continue reading,? (?:subscribe|log|register)|"
    r"nur für abonnenten|réservé aux abonnés|только для подписчиков|유료 (?:회원|기사)|会員限定",
    re.IGNORECASE,
)
# Beyond this many characters a "read the full report" points to another work, not to the rest of this one.
_LONG = 4000
# Below this many characters a text with a wall on its page is an opening; below the other there is none.
_CUT = 1500
_LITTLE = 200
_OUTSIDE = "page.outside"
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|verify (?:that )?you are (?:a )?human|enable javascript|access (?:to this page )?(?:has been )?denied|checking your browser|"
    r"are you a robot|unusual traffic|subscribe|subscription|abonn\w+|suscri\w+|подписк\w+|구독|会員|订阅)\b",
    re.IGNORECASE,
)
_VISIT = re.compile(r"(?:visit|go to|see|at|on|in|via)\b:?\s+(?P<place>.+?)\.?$", re.IGNORECASE)


def judge(draft: Draft) -> Completeness:
    """``walled`` if a wall or a consent page stands before the text or cuts it, ``teaser`` if it goes on elsewhere.

    A wall's words also stand, unseen, on pages that are open: they count where little text is left, or where the page's
    own markup says that it is not free.
    """
    length = sum(len(b.text) for b in draft.blocks)
    stands = any(n.rule == "prompts.wall" or (n.rule != _OUTSIDE and _WALL.search(n.text)) for n in draft.notes)
    asks = any(n.rule == "site_chrome.cookies" for n in draft.notes)
    cut = length < _CUT and (stands or draft.hints.free == "false" or _only_says(draft))
    if cut or (length < _LITTLE and asks):
        return "walled"
    if _pointers(draft) and length < _LONG:
        return "teaser"
    return "teaser" if draft.hints.context or _is_cut(draft) else "complete"


def _only_says(draft: Draft) -> bool:
    """Whether at least half of the text there is speaks of consent, robots or subscriptions."""
    spoken = sum(len(b.text) for b in draft.blocks if _CONSENT.search(b.text))
    return bool(spoken) and spoken * 2 >= sum(len(b.text) for b in draft.blocks)


def full_text_at(draft: Draft) -> str:
    """The address of the full text, or the name of the place where the teaser says it is."""
    pointers = _pointers(draft) or [n for n in draft.notes if n.role == "prompt"]
    linked = (li.url for n in pointers for li in n.links if urls.is_web(li.url))
    named = (found["place"] for n in pointers if (found := _VISIT.search(n.text)))
    return next(linked, "") or next((p for p in named if p[:1].isupper()), "")


def _pointers(draft: Draft) -> list[Note]:
    """Prompts for the full text that stand at the end, not between paragraphs of a text that goes on."""
    last = len(draft.blocks)
    return [n for n in draft.notes if n.rule == "prompts.full_text" and n.at >= last]


def _is_cut(draft: Draft) -> bool:
    """The last words break off: "… the two leaders […]"."""
    last = next((b.text for b in reversed(draft.blocks) if b.kind == "paragraph"), "")
    return bool(re.search(r"(?:\[(?:…|\.\.\.)\]|[^.!?…](?:…|\.\.\.))$", last))
