"""The preview as a Starlette application. Read :func:`application`.

The e-mail is shown in a sandboxed frame: no script of it can run, nothing of it can reach the page around it.
"""

from __future__ import annotations

from html import escape

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from digest.model import Email
from digest.store import Store

_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark; --ground: #eef1f5; --ink: #1b2733; --line: #c9d2dc; --sheet: #fff; --accent: #0b3d66; }}
  @media (prefers-color-scheme: dark) {{ :root {{ --ground: #11171e; --ink: #e5ebf1; --line: #33414f; --sheet: #18212b; --accent: #9cc7ee; }} }}
  body {{ margin: 0; font: 15px/1.5 system-ui, sans-serif; background: var(--ground); color: var(--ink); }}
  header {{ display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; align-items: baseline; padding: .8rem 1.2rem; border-bottom: 1px solid var(--line); background: var(--sheet); }}
  h1 {{ font-size: 1rem; margin: 0; }}
  nav {{ display: flex; flex-wrap: wrap; gap: .2rem 1rem; }}
  a {{ color: var(--accent); }}
  a[aria-current] {{ font-weight: bold; text-decoration: none; }}
  main {{ display: flex; justify-content: center; padding: 1.2rem; }}
  iframe {{ width: {width}px; max-width: 100%; height: calc(100vh - 7rem); border: 1px solid var(--line); background: #fff; }}
  pre {{ background: var(--sheet); border: 1px solid var(--line); padding: 1.2rem; max-width: 80ch; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }}
  dl {{ margin: 0; display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: .86rem; }} dt {{ opacity: .7; }} dd {{ margin: 0; }} dl div {{ display: flex; gap: .4rem; }}
</style></head><body>
<header><h1>{heading}</h1><nav aria-label="Views">{views}</nav><nav aria-label="Editions">{editions}</nav>
<dl><div><dt>Subject</dt><dd>{subject}</dd></div><div><dt>Preheader</dt><dd>{preheader}</dd></div><div><dt>Size</dt><dd>{size}</dd></div></dl></header>
<main>{body}</main></body></html>"""
_VIEWS = {"desktop": ("Desktop", 680), "phone": ("Phone", 390), "text": ("Plain text", 680)}


def application(store: Store, first: str = "") -> Starlette:
    """The pages: /, /editions/ID/VIEW, /editions/ID/email.html, /editions/ID/email.txt."""

    async def home(_request: Request) -> Response:
        ids = store.editions()
        start = first if first in ids else next(iter(ids), "")
        if not start:
            return PlainTextResponse("There is no edition yet; `digest run` makes one.\n", headers=_HEADERS)
        return RedirectResponse(f"/editions/{start}/desktop")

    async def view(request: Request) -> Response:
        email, name = _email(store, request), request.path_params["view"]
        if email is None or name not in _VIEWS:
            return _missing()
        return HTMLResponse(
            _page(email, name, store.editions()), headers=_HEADERS | {"Content-Security-Policy": _PAGE_POLICY}
        )

    async def html(request: Request) -> Response:
        email = _email(store, request)
        return (
            HTMLResponse(email.html, headers=_HEADERS | {"Content-Security-Policy": _MAIL_POLICY})
            if email
            else _missing()
        )

    async def text(request: Request) -> Response:
        email = _email(store, request)
        return PlainTextResponse(email.text, headers=_HEADERS) if email else _missing()

    return Starlette(
        routes=[
            Route("/", home),
            Route("/editions/{edition}/email.html", html),
            Route("/editions/{edition}/email.txt", text),
            Route("/editions/{edition}/{view}", view),
        ],
        # A page elsewhere that resolves its own name to 127.0.0.1 must not read the preview.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", "testserver"])],
    )


def _email(store: Store, request: Request) -> Email | None:
    kept = store.edition(request.path_params["edition"])
    return kept.email if kept else None


def _missing() -> Response:
    return PlainTextResponse("There is no such page.\n", status_code=404, headers=_HEADERS)


def _page(email: Email, name: str, editions: tuple[str, ...]) -> str:
    label, width = _VIEWS[name]
    here = f"/editions/{email.edition_id}"
    frame = f'<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The e-mail" src="{escape(here)}/email.html"></iframe>'
    return _PAGE.format(
        title=escape(f"{email.edition_id}: {label}"),
        heading=escape(email.edition_id),
        views="".join(_link(f"{here}/{n}", text, current=n == name) for n, (text, _) in _VIEWS.items()),
        editions="".join(_link(f"/editions/{e}/{name}", e, current=e == email.edition_id) for e in editions[:8])
        if len(editions) > 1
        else "",
        subject=escape(email.subject),
        preheader=escape(email.preheader),
        size=f"{len(email.html.encode()) / 1000:.1f} kB",
        width=width,
        body=f"<pre>{escape(email.text)}</pre>" if name == "text" else frame,
    )


def _link(href: str, text: str, *, current: bool) -> str:
    mark = ' aria-current="page"' if current else ""
    return f'<a href="{escape(href)}"{mark}>{escape(text)}</a>'
