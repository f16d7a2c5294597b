"""The e-mail as clients would show it: light, dark, inverted by force, without pictures. Read :func:`framed`.

The widths are the frame's. A client's own dark mode is the page's dark rules made to hold, or not; an inversion by force is what
Gmail and Outlook for Windows do where they know no dark rules: the light page with its colours turned round.
"""

from __future__ import annotations

import base64
import re
from typing import Literal

from digest.model import Email

Scheme = Literal["light", "dark", "inverted"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "inverted")
_DARK_QUERY = re.compile(r"\(\s*prefers-color-scheme\s*:\s*dark\s*\)")
_LIGHT_QUERY = re.compile(r"\(\s*prefers-color-scheme\s*:\s*light\s*\)")
_COLOUR_SCHEME = re.compile(r"(?<![\w-])(?:supported-)?color-schemes?\s*:\s*[^;}]+;?")
# Holds on every screen, and on none.
_ALWAYS, _NEVER = "(min-width: 0)", "(max-width: 0)"
_INVERTED = (
    "<style>html{background:#fff;filter:invert(1) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg)}</style>"
)
_DARK = "<style>:root{color-scheme:dark}</style>"
_LIGHT = "<style>:root{color-scheme:light}</style>"
TEXT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""Of the frame that shows a text of ours: nothing but its style sheet."""


def framed(email: Email, scheme: Scheme) -> str:
    """The HTML part in a colour scheme, whatever that of the browser, with the pictures that travel with it in it."""
    page = _COLOUR_SCHEME.sub("", email.html)
    dark = scheme == "dark"
    page = _DARK_QUERY.sub(_ALWAYS if dark else _NEVER, page)
    page = _LIGHT_QUERY.sub(_NEVER if dark else _ALWAYS, page)
    added = {"light": _LIGHT, "dark": _DARK, "inverted": _LIGHT + _INVERTED}[scheme]
    page = page.replace("</head>", f"{added}</head>", 1)
    for image in email.images:
        data = base64.b64encode(image.data).decode("ascii")
        page = page.replace(f"cid:{image.cid}", f"data:{image.media_type};base64,{data}")
    return page


def policy(*, images: bool) -> str:
    """The content security policy of the frame: no script, and no picture where there are to be none."""
    pictures = "'self' https: data:" if images else "'none'"
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src {pictures}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
    )
