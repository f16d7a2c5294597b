"""The MIME message of an edition for one recipient. Read :func:`build`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from email_validator import EmailNotValidError, validate_email

from digest import urls, words
from digest.errors import DeliveryError
from digest.model import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What all messages of one edition share."""

    mailing: str
    sender: str
    reply_to: str
    list_id: str
    unsubscribe: str
    date: datetime


def build(email: Email, envelope: Envelope, recipient: str) -> bytes:
    """Return the message with CRLF line ends: multipart/alternative, the text part first (RFC 2046, 5.1.4).

    Pictures stand beside the page that shows them: multipart/related (RFC 2387).
    """
    message = EmailMessage(policy=SMTP.clone(max_line_length=76))
    message["From"] = address(envelope.sender)
    message["To"] = address(recipient)
    if envelope.reply_to:
        message["Reply-To"] = address(envelope.reply_to)
    message["Date"] = format_datetime(envelope.date)
    message["Message-ID"] = message_id(email.edition_id, recipient, envelope.sender)
    message["List-Id"] = f"<{envelope.list_id}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(email.text, cte="quoted-printable")
    message.add_alternative(email.html, subtype="html", cte="quoted-printable")
    if email.images:
        page = message.get_payload()[1]  # type: ignore[index]
        for image in email.images:
            kind, _, subtype = image.media_type.partition("/")
            page.add_related(image.data, kind, subtype, cid=f"<{image.cid}>", disposition="inline")  # type: ignore[union-attr]
        page.set_boundary(_boundary(email, f"{recipient} related"))  # type: ignore[union-attr]
    message.set_boundary(_boundary(email, recipient))
    return _subject(email.subject) + _unsubscribe(envelope.unsubscribe) + message.as_bytes()


def _boundary(email: Email, what: str) -> str:
    """Boundaries are drawn at random; a fixed one makes a message the same on every retry."""
    return "=_" + hashlib.sha256(f"{email.edition_id} {what}".encode()).hexdigest()[:32]


def _subject(text: str) -> bytes:
    """The Subject as bytes: EmailMessage would decode an encoded word in a title, line ends and all, into new headers."""
    plain = words.shorten(" ".join(words.visible(text).split()), 250)
    safe = plain.isascii() and "=?" not in plain and max(map(len, plain.split()), default=0) < 60
    return (
        b"Subject: "
        + Header(plain, "us-ascii" if safe else "utf-8", 75, "Subject").encode(linesep="\r\n").encode("ascii")
        + b"\r\n"
    )


def _unsubscribe(url: str) -> bytes:
    """RFC 2369 header as bytes: EmailMessage would break a long address into encoded words, and with it one-click."""
    if not url:
        return b""
    return b"List-Unsubscribe: <" + urls.encode("".join(url.split())).encode("ascii") + b">\r\n"


def message_id(edition_id: str, recipient: str, sender: str) -> str:
    """The same on every retry, so that a receiver and a log can tell a repetition."""
    digest = hashlib.sha256(f"{edition_id} {recipient}".encode()).hexdigest()[:32]
    return f"<{digest}@{address(sender).domain}>"


def address(written: str) -> Address:
    """Parse "Name <user@host>" into an address that needs no SMTPUTF8; DeliveryError says what is wrong with it."""
    if "=?" in written:
        raise DeliveryError(f"{written!r} is written as an encoded word; write it in plain letters")
    try:
        found = validate_email(
            written.strip(),
            check_deliverability=False,
            test_environment=True,
            allow_smtputf8=False,
            allow_display_name=True,
        )
    except EmailNotValidError as error:
        raise DeliveryError(f"{written!r} is not an e-mail address: {error}") from error
    return Address(display_name=found.display_name or "", addr_spec=found.ascii_email or found.normalized)


def one_each(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each address once, as it is first written; no server tells upper case from lower."""
    found: dict[str, str] = {}
    for address_ in addresses:
        found.setdefault(address_.casefold(), address_)
    return tuple(found.values())


def bare(written: str) -> str:
    """The address alone, for the envelope."""
    return address(written).addr_spec
