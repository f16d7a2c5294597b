"""What the editor does at the desk. Each action takes a form, and leads back to the desk, or answers a script in JSON."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import get_args
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from digest import plugins, words
from digest.cases import restored as case_of
from digest.cases import write
from digest.delivery import send_test as send_a_test
from digest.errors import DeliveryError, DigestError, ReadError
from digest.model import Change, ChangeField
from digest.proof import Proof
from digest.web.desk.proofs import Proofs
from digest.web.desk.views import MissingError, StrangerError, edition_of, editor_of, is_script

_FIELDS = frozenset(get_args(ChangeField)) - {"reason", "restored"}
_OF_EDITION = frozenset(["order", "intro", "subject", "preheader"])
_OF_LINES = frozenset(["blurb", "excerpt", "intro"])
_LONGEST, _LONGEST_REASON = 20_000, 200


def change(proofs: Proofs, request: Request) -> Response:
    """Set one field of an item or of the edition; a verdict comes with its reason."""
    form = _form(request)
    pulled = edition_of(proofs, request).proof
    field, article_id = form.get("field", ""), form.get("article", "")
    value, said = written(pulled, field, article_id, form.get("value", ""), reset="reset" in form)
    changes = [Change(field=field, article_id=article_id, value=value, before=form.get("before", ""))]  # type: ignore[arg-type]
    if field == "verdict" and "reason" in form:
        reason = " ".join(words.visible(form["reason"]).split())[:_LONGEST_REASON]
        changes.append(
            Change(
                field="reason",
                article_id=article_id,
                value=reason,
                before=pulled.standing.get((article_id, "reason"), ""),
            )
        )
    proofs.change(pulled.edition_id, changes, editor_of(request))
    return _done(request, proofs, pulled.edition_id, said, kept=value)


def written(pulled: Proof, field: str, article_id: str, text: str, *, reset: bool) -> tuple[str, str]:
    """(value, what to say) of what was written into a field; DigestError says what cannot be set."""
    if field not in _FIELDS:
        raise MissingError(f"there is no field {field!r}")
    if (field in _OF_EDITION) != (article_id == ""):
        raise MissingError(f"{field!r} is a field of {'the edition' if field in _OF_EDITION else 'an item'}")
    known = {a.id for a in pulled.material.articles}
    if article_id and article_id not in known:
        raise MissingError(f"article {article_id!r} is no candidate of this edition")
    if len(text) > _LONGEST:
        raise DigestError(
            f"that is {len(text):,} characters; a field holds {_LONGEST:,}. What is saved is what was there before."
        )
    if field == "order":
        return " ".join(i for i in text.split() if i in known), ""
    if field == "section" and text and text not in {s.title for s in pulled.material.plan.sections}:
        raise DigestError(f"the layout has no section “{text}”")
    if field == "verdict" and text not in ("", "pin", "lead", "drop"):
        raise DigestError(f"{text!r} is no verdict; there are pin, lead and drop")
    lines = [" ".join(words.visible(line).split()) for line in text.split("\n")]
    value = "\n".join(lines).strip() if field in _OF_LINES else " ".join(filter(None, lines))
    if value or reset:
        return value, ""
    if field in ("blurb", "excerpt"):
        return " ", "Saved: it stands without."
    return "", "An empty field means: as digest made it." if field in ("title", "emoji", "subject", "preheader") else ""


def undo(proofs: Proofs, request: Request) -> Response:
    """Take the latest change back."""
    _form(request)
    edition_id = edition_of(proofs, request).proof.edition_id
    proofs.undo(edition_id, editor_of(request))
    return _done(request, proofs, edition_id)


def restore(proofs: Proofs, request: Request) -> Response:
    """Put a line of the ledger back into its text, and keep the page as a case for the rule that removed it."""
    form = _form(request)
    edition_id = edition_of(proofs, request).proof.edition_id
    article_id, line, before = form.get("article", ""), form.get("line", ""), form.get("before", "")
    value = "\n\n".join([*(before.split("\n\n") if before else []), line])
    proofs.change(
        edition_id, [Change(field="restored", article_id=article_id, value=value, before=before)], editor_of(request)
    )
    return _done(
        request,
        proofs,
        edition_id,
        f"The line stands in its text again. {_case(proofs, article_id, line)}",
        f"articles/{quote(article_id)}",
    )


def approve(proofs: Proofs, request: Request) -> Response:
    """Freeze what the editor has seen; links are asked first."""
    form = _form(request)
    edition_id = edition_of(proofs, request).proof.edition_id
    proofs.approve(edition_id, form.get("stamp", ""), editor_of(request))
    return _done(request, proofs, edition_id, f"Approved. `digest send {edition_id}` sends it.")


def withdraw(proofs: Proofs, request: Request) -> Response:
    """Take an approval back."""
    _form(request)
    edition_id = edition_of(proofs, request).proof.edition_id
    proofs.store.withdraw(edition_id)
    return _done(request, proofs, edition_id, "The approval is taken back.")


def check_links(proofs: Proofs, request: Request) -> Response:
    """Ask at every link of the edition."""
    _form(request)
    edition_id = edition_of(proofs, request).proof.edition_id
    proofs.check_links(edition_id)
    return _done(request, proofs, edition_id, "The links were asked; what was found is among the findings.")


def send_test(proofs: Proofs, request: Request) -> Response:
    """Send a copy marked as a test to one address."""
    form = _form(request)
    pulled = edition_of(proofs, request).proof
    delivery, made = proofs.config.delivery, pulled.made
    if delivery is None:
        raise DeliveryError("delivery is not configured in sources.yaml: there is no way to send a test")
    if made.edition is None or made.email is None:
        raise DigestError("the edition shows nothing")
    receipts = send_a_test(
        made.edition, made.email, delivery, [form.get("to", "")], proofs.config, proofs.store, proofs.clock
    )
    said = "; ".join(f"{r.recipient}: {r.status} {r.detail}" for r in receipts)
    return _done(request, proofs, pulled.edition_id, f"Test: {said}")


def name_yourself(proofs: Proofs, request: Request) -> Response:
    """The name under which this browser's changes are kept."""
    form = _form(request)
    response = RedirectResponse("/", status_code=303)
    response.set_cookie("editor", quote(form.get("editor", "").strip()[:60]), samesite="strict", httponly=True)
    return response


def _form(request: Request) -> Mapping[str, str]:
    """The fields of a form of this process; whatever else is refused."""
    form = {k: v.replace("\r\n", "\n") for k, v in request.state.form.items()}
    if not hmac.compare_digest(form.get("secret", "").encode(), request.app.state.guard.secret.encode()):
        raise StrangerError(
            "this form is of an earlier start of the desk, or of another page; reload the desk and do it again"
        )
    return form


def _case(proofs: Proofs, article_id: str, line: str) -> str:
    for document in proofs.store.documents_of([article_id]):
        try:
            place, files = case_of(document, plugins.rules(), line)
        except ReadError:
            continue
        folder = proofs.config.folder / "cases" / place
        write(folder, files)
        return f"The page is kept as a case in {folder}."
    return "It was no rule that removed it, so there is no case to keep."


def _done(
    request: Request, proofs: Proofs, edition_id: str, said: str = "", place: str = "", kept: str = ""
) -> Response:
    if is_script(request):
        return JSONResponse({"stamp": proofs.get(edition_id).stamp, "said": said, "kept": kept})
    back = f"/editions/{quote(edition_id)}{f'/{place}' if place else ''}"
    return RedirectResponse(f"{back}?{urlencode({'said': said})}" if said else back, status_code=303)
