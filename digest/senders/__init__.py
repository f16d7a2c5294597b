"""Delivering an edition: one row for each recipient, claimed before it is sent. Read :func:`deliver`.

    pending → claimed → dot_sent → accepted | deferred | failed | uncertain

``claimed`` is safe to send again after a crash; ``dot_sent`` is not, for the message may have been accepted: such rows
become ``uncertain`` and are listed, never sent twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.errors import DeliveryError
from digest.interfaces import Clock, Journal, Sender
from digest.model import DeliveryStatus, Email, Receipt
from digest.senders.message import Envelope, build


def deliver(
    email: Email, envelope: Envelope, recipients: Sequence[str], sender: Sender, journal: Journal, clock: Clock
) -> Iterator[Receipt]:
    """Send an edition to each recipient that has not had it; yield a receipt as each is settled.

    The recipients must have been enrolled in the journal for ``envelope.mailing``. DeliveryError where the sender is refused:
    nobody would be sent it, and who has not had it stays waiting.
    """
    wanted = set(recipients)
    for recipient in journal.waiting(envelope.mailing, clock.now()):
        if recipient in wanted and journal.claim(envelope.mailing, recipient, clock.now()):
            yield _send_one(email, envelope, recipient, sender, journal, clock)


def _send_one(
    email: Email, envelope: Envelope, recipient: str, sender: Sender, journal: Journal, clock: Clock
) -> Receipt:
    def settle(status: DeliveryStatus, detail: str = "") -> Receipt:
        at = clock.now()
        journal.note(envelope.mailing, recipient, status, at, detail)
        return Receipt(edition_id=email.edition_id, recipient=recipient, status=status, at=at, detail=detail)

    def before_body() -> None:
        settle("dot_sent")

    message = build(email, envelope, recipient)
    try:
        answer = sender.send(message, recipient, before_body)
    except DeliveryError as error:
        if error.outcome == "halted":
            settle("pending", str(error))
            raise
        return settle(_status(error), str(error))
    return settle("accepted", answer)


def _status(error: DeliveryError) -> DeliveryStatus:
    return "deferred" if error.outcome == "deferred" else "uncertain" if error.outcome == "uncertain" else "failed"
