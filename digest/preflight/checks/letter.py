"""What the message says of itself: subject, preheader, headers, the plain-text part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy

from digest.model import Finding
from digest.preflight import Sheet, advice, error, linked, warning

_ONE_OF_EACH = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "List-Id")
_LONG_SUBJECT, _LONGEST_SUBJECT = 70, 200
_SHORT_PREHEADER, _LONG_PREHEADER = 30, 140
# What filters hold against a message, and readers too.
_TRAPS = re.compile(
    r"\b(?:act now|urgent(?:ly)?|winner|congratulations|free (?:gift|money|offer)|100% free|risk[- ]free|guarantee[ds]?|no obligation|limited[- ]time|"
    r"click (?:here|below|now)|buy now|order now|cash|casino|viagra|cheap|lowest price|make money|earn \$|dear friend|double your|miracle|prize)\b"
    r"|\${2,}|!{2,}|\?{2,}",
    re.IGNORECASE,
)


def subject(sheet: Sheet) -> Iterator[Finding]:
    """A subject that can be read whole in a list, and reads like a person's."""
    text = sheet.email.subject
    if not text.strip():
        yield error("subject", "Subject", "is empty", "set digest.title, or write one at the desk")
    elif len(text) > _LONGEST_SUBJECT:
        yield error("subject", "Subject", f"has {len(text)} characters", f"keep it below {_LONG_SUBJECT}")
    elif len(text) > _LONG_SUBJECT:
        yield warning(
            "subject",
            "Subject",
            f"has {len(text)} characters; phones show 40, most clients 70",
            "shorten it",
        )
    capitals = [w for w in re.findall(r"[^\W\d_]{4,}", text) if w.isupper() and w.isascii()]
    if len(capitals) > 2:
        yield warning("subject", "Subject", f"shouts: {' '.join(capitals)}", "write in lower case")
    for place, said in (("Subject", text), ("preheader", sheet.email.preheader)):
        if found := _TRAPS.search(said):
            yield warning(
                "spam words",
                place,
                f"holds “{found[0]}”, which filters hold against a message",
                "say it otherwise",
            )


def preheader(sheet: Sheet) -> Iterator[Finding]:
    """The line that stands behind the subject in a list."""
    length = len(sheet.email.preheader)
    if not length:
        yield warning(
            "preheader",
            "preheader",
            "is empty: clients show the first words of the page",
            "write one at the desk",
        )
    elif not _SHORT_PREHEADER <= length <= _LONG_PREHEADER:
        yield advice(
            "preheader",
            "preheader",
            f"has {length} characters; {_SHORT_PREHEADER} to {_LONG_PREHEADER} are shown well",
            "",
        )
    if length and sheet.email.preheader == sheet.email.subject:
        yield advice("preheader", "preheader", "repeats the subject", "say what the lead says")


def headers(sheet: Sheet) -> Iterator[Finding]:
    """One of each, lines that travel, and the way out byte for byte (RFC 2369, RFC 5322)."""
    if not sheet.message:
        return
    head = sheet.message.split(b"\r\n\r\n", 1)[0]
    message = message_from_bytes(sheet.message, policy=policy.default)
    for name in _ONE_OF_EACH:
        count = len(message.get_all(name, []))
        if count != 1:
            yield error(
                "header",
                name,
                f"stands {count} times; it must stand once",
                "this is a fault of digest; report it",
            )
    if sheet.unsubscribe:
        wanted = b"List-Unsubscribe: <" + sheet.unsubscribe.encode("ascii", "replace") + b">"
        if wanted not in head.split(b"\r\n"):
            yield error(
                "header",
                "List-Unsubscribe",
                f"is not exactly <{sheet.unsubscribe}>",
                "give house.unsubscribe as a plain https address, no spaces, no letters beyond ASCII",
            )
    if sheet.unsubscribe and not sheet.unsubscribe.startswith("https://"):
        yield warning(
            "header",
            "List-Unsubscribe",
            "is no https address: Gmail and Yahoo want one",
            "set house.unsubscribe to an https address",
        )
    long = max(map(len, sheet.message.split(b"\r\n")))
    if long > 998:
        yield error(
            "header",
            "message",
            f"has a line of {long} bytes; 998 may travel",
            "this is a fault of digest; report it",
        )


def text_part(sheet: Sheet) -> Iterator[Finding]:
    """The plain-text part has every link of the page, once."""
    text = sheet.email.text
    if not text.strip():
        yield error("text part", "text part", "is empty", "mend edition.txt.j2")
        return
    for url in linked(sheet.page):
        times = len(re.findall(rf"(?<![\w/.-]){re.escape(url)}(?![\w/?#&=%-])", text))
        if times == 0:
            yield error("text part", url, "stands in the page but not in the text part", "print it in edition.txt.j2")
        elif times > 1:
            yield warning("text part", url, f"stands {times} times in the text part", "print it once in edition.txt.j2")


CHECKS = (subject, preheader, headers, text_part)
