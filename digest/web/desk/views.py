"""What the desk shows. Each view takes the proofs and a request and gives a page; errors become pages too."""

from __future__ import annotations

import getpass
from collections.abc import Awaitable, Callable
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from digest.compose import EMOJI
from digest.delivery import sample
from digest.errors import ConflictError, DigestError
from digest.model import undoable
from digest.preflight import stops
from digest.proof import Proof
from digest.rank.topic import Matcher
from digest.render.environment import byline, day, language_name
from digest.web.desk import frame as frames
from digest.web.desk.cards import by_article, card, cards, highlighted, side_by_side, standing_of
from digest.web.desk.proofs import Proofs, Shown

WIDTHS = ("600", "375", "320")
TEXTS = ("text", "source", "headers", "raw")
_EDITIONS = 12


class StrangerError(DigestError):
    """A form that is not of this process."""


class MissingError(DigestError):
    """There is no such page."""


def answered(handler: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """A handler run beside the event loop, whose errors are told in words."""

    async def answer(request: Request) -> Response:
        request.state.form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
        try:
            return await run_in_threadpool(handler, request)
        except MissingError as error:
            return _told(request, HTTPStatus.NOT_FOUND, str(error))
        except StrangerError as error:
            return _stranger(request, error)
        except ConflictError as error:
            return _conflict(request, error)
        except DigestError as error:
            return _told(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error))

    return answer


def home(first: str, proofs: Proofs, request: Request) -> Response:
    """The edition asked for, or the latest."""
    ids = proofs.store.editions()
    start = first if first in ids else next(iter(ids), "")
    if not start:
        return page(
            request, "message.html.j2", title="No edition yet", says="There is no edition yet; `digest run` makes one."
        )
    return RedirectResponse(f"/editions/{quote(start)}", status_code=303)


def desk(proofs: Proofs, request: Request) -> Response:
    """The whole desk of one edition."""
    shown = edition_of(proofs, request)
    pulled, edition = shown.proof, shown.proof.made.edition
    candidates, uncounted = cards(pulled)
    choices = by_article(pulled)
    chosen = (
        {i.article_id: card(pulled, choices[i.article_id]) for i in edition.items if i.article_id in choices}
        if edition
        else {}
    )
    return page(
        request,
        "desk.html.j2",
        shown=shown,
        proof=pulled,
        edition=edition,
        email=pulled.made.email,
        candidates=candidates,
        uncounted=uncounted,
        chosen=chosen,
        sections=[s.title for s in pulled.material.plan.sections],
        standing=pulled.standing,
        strayed=_strayed(pulled),
        undoable=undoable(pulled.revisions),
        editions=proofs.store.editions()[:_EDITIONS],
        view=_view(request),
        scheme=request.query_params.get("scheme", "light"),
        images=request.query_params.get("images", "on"),
        emoji=sorted(set(EMOJI.values())),
        editor=editor_of(request),
        said=request.query_params.get("said", ""),
    )


def _strayed(pulled: Proof) -> list[tuple[str, str]]:
    """(headline, section) of items that were moved to a section which the layout has no more."""
    known = {s.title for s in pulled.material.plan.sections}
    titles = {a.id: a.title for a in pulled.material.articles}
    moved_to = ((i, value) for (i, field), value in pulled.standing.items() if field == "section")
    return [(titles.get(i, i), value) for i, value in moved_to if value not in known]


def findings(proofs: Proofs, request: Request) -> Response:
    """The preflight, as a part of the page: it takes longer than the rest."""
    shown = edition_of(proofs, request)
    found = proofs.findings(shown.proof.edition_id)
    return page(request, "findings.html.j2", findings=found, stops=stops(found), edition_id=shown.proof.edition_id)


def frame(proofs: Proofs, request: Request) -> Response:
    """The e-mail itself, as the frame shows it, or one of its texts."""
    shown = edition_of(proofs, request)
    email, edition, view = shown.proof.made.email, shown.proof.made.edition, request.path_params["view"]
    if email is None or edition is None:
        raise MissingError("the edition shows nothing")
    if view == "mail":
        scheme = request.query_params.get("scheme", "light")
        known: frames.Scheme = next((s for s in frames.SCHEMES if s == scheme), "light")
        body = frames.framed(email, known)
        policy = frames.policy(images=request.query_params.get("images", "on") == "on")
        return HTMLResponse(body, headers={"Content-Security-Policy": policy})
    if view not in TEXTS:
        raise MissingError(f"there is no view {view!r}")
    raw = sample(edition, email, proofs.config, proofs.clock)
    texts = {
        "text": email.text,
        "source": email.html,
        "raw": raw.decode("utf-8", "replace"),
        "headers": raw.split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace"),
    }
    shown_text = page(request, "text.html.j2", title=view, text=texts[view].replace("\r\n", "\n"))
    shown_text.headers["Content-Security-Policy"] = frames.TEXT_POLICY
    return shown_text


def article(proofs: Proofs, request: Request) -> Response:
    """One candidate with all that is known of it: text, score, copies, removed lines."""
    shown = edition_of(proofs, request)
    pulled = shown.proof
    choice = by_article(pulled).get(request.path_params["article"])
    if choice is None:
        raise MissingError("this article is no candidate of the edition")
    one, matcher = card(pulled, choice), Matcher(pulled.material.topic)
    restored = pulled.standing.get((one.article.id, "restored"), "")
    return page(
        request,
        "article.html.j2",
        edition_id=pulled.edition_id,
        card=one,
        story=choice.ranked.story,
        title=highlighted(matcher, one.article.title),
        paragraphs=[highlighted(matcher, p) for p in one.article.paragraphs],
        pairs=[(v, *side_by_side(one.article, v)) for v in one.versions],
        restored=restored.split("\n\n") if restored else [],
        before=restored,
    )


def changed(proofs: Proofs, request: Request) -> Response:
    """The stamp of the edition as it is now; a page that shows another is made anew."""
    return JSONResponse({"stamp": proofs.stamp(request.path_params["edition"])})


def edition_of(proofs: Proofs, request: Request) -> Shown:
    """The proof that a request is about."""
    edition_id = request.path_params["edition"]
    if edition_id not in proofs.store.editions():
        raise MissingError(f"there is no edition {edition_id!r}")
    return proofs.get(edition_id)


def editor_of(request: Request) -> str:
    """The name under which changes are kept."""
    return unquote(request.cookies.get("editor", "")) or getpass.getuser()


def page(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the desk."""
    secret = request.app.state.guard.secret
    return HTMLResponse(_pages().get_template(name).render(secret=secret, **values), status_code=status)


def is_script(request: Request) -> bool:
    """Whether a script asks, which wants JSON."""
    return request.headers.get("accept", "").startswith("application/json")


def moved(order: str, article_id: str, step: int) -> str:
    """An order with one article a step up or down."""
    ids = order.split()
    at = ids.index(article_id)
    ids.insert(max(0, at + step), ids.pop(at))
    return " ".join(ids)


def _view(request: Request) -> str:
    wanted = request.query_params.get("view", "600")
    return wanted if wanted in (*WIDTHS, *TEXTS) else "600"


def _told(request: Request, status: HTTPStatus, says: str) -> Response:
    if is_script(request):
        return JSONResponse({"error": says}, status_code=status)
    if "/frame/" in request.url.path:
        return PlainTextResponse(says + "\n", status_code=status)
    return page(request, "message.html.j2", status, title=status.phrase, says=says)


def _stranger(request: Request, error: StrangerError) -> Response:
    """A page of an earlier start of the desk, which a script may bring up to date; only a page of ours can read the answer."""
    if is_script(request):
        return JSONResponse(
            {"error": str(error), "secret": request.app.state.guard.secret}, HTTPStatus.UNPROCESSABLE_ENTITY
        )
    return _told(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


def _conflict(request: Request, error: ConflictError) -> Response:
    said = {"error": str(error), "what": error.what, "mine": error.mine, "theirs": error.theirs, "by": error.by}
    if is_script(request):
        return JSONResponse(said, status_code=HTTPStatus.CONFLICT)
    form = request.state.form
    back = f"/editions/{quote(request.path_params['edition'])}"
    return page(
        request,
        "conflict.html.j2",
        HTTPStatus.CONFLICT,
        conflict=error,
        form=form | {"before": error.theirs},
        action=request.url.path,
        back=back,
    )


@cache
def _pages() -> Environment:
    environment = Environment(
        loader=PackageLoader("digest.web.desk", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        moved=moved,
        byline=byline,
        day=day,
        language_name=language_name,
        quoted=lambda s: quote(s, safe=""),
        fields=standing_of,
    )
    environment.globals.update(widths=WIDTHS, texts=TEXTS, schemes=frames.SCHEMES)
    return environment
