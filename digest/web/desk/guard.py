"""Who may use the desk, and from where. Read :class:`Guard`.

On loopback a page elsewhere that resolves its own name to this machine must not read it (the Host is checked), nor post to it
(a form carries a secret of this process, and an Origin that is another is refused). Served to other machines, the desk wants its
token once and then knows the browser by a cookie.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

LOOPBACK = frozenset(["127.0.0.1", "localhost", "::1"])
"""Names of this machine that no other can reach it by."""
_COOKIE = "desk"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Stands before every request."""

    def __init__(self, token: str = "") -> None:
        self._token = token
        self.secret = secrets.token_urlsafe(24)
        """What a form of this process carries."""

    def middleware(self, app: Callable[..., Awaitable[None]]) -> BaseHTTPMiddleware:
        """The guard as Starlette wants it."""
        return BaseHTTPMiddleware(app, dispatch=self._dispatch)

    async def _dispatch(self, request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        response = self._stopped(request) or await go_on(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
        return response

    def _stopped(self, request: Request) -> Response | None:
        host = (urlsplit(f"//{request.headers.get('host', '')}").hostname or "").lower()
        if not self._token:
            if host not in LOOPBACK:
                return PlainTextResponse("The desk is served to this machine only.\n", status_code=400)
        elif not self._known(request):
            return self._admit(request)
        if request.method == "POST":
            origin = request.headers.get("origin")
            if origin and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
                return PlainTextResponse("This came from another site.\n", status_code=403)
        return None

    def _known(self, request: Request) -> bool:
        return hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), self._token.encode())

    def _admit(self, request: Request) -> Response:
        """Who brings the token in the address is known from then on; it does not stay in the address."""
        given = request.query_params.get("token", "")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse(
                "Open the address that `digest preview` has printed, with its token.\n", status_code=401
            )
        response = RedirectResponse(request.url.path, status_code=303)
        response.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict")
        return response
