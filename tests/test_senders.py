"""Messages, and one row for each recipient, claimed before it is sent."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.utils import parseaddr

import pytest
from fakes import NOW, RecordingSender

from digest.clock import FixedClock
from digest.errors import DeliveryError
from digest.model import Email, InlineImage
from digest.senders import deliver, maildir
from digest.senders.message import Envelope, bare, build
from digest.store import open_store

EMAIL = Email(
    edition_id="d-2024-07-12",
    subject="북러 – a subject",
    preheader="p",
    html="<p>" + "é" * 2000 + "</p>",
    text="text\n.dot\n",
)
ENVELOPE = Envelope(mailing="d-2024-07-12", sender="Harbour Notes <digest@example.org>", reply_to="editor@example.org", list_id="d.example.org",
                    unsubscribe="https://example.org/unsubscribe/" + "x" * 150, date=NOW)  # fmt: skip


@pytest.fixture
def journal(tmp_path):
    opened = open_store("digest.sqlite3", tmp_path)
    yield opened
    opened.close()


def send(journal, sender, *to):
    journal.enrol(ENVELOPE.mailing, to, NOW)
    return list(deliver(EMAIL, ENVELOPE, to, sender, journal, FixedClock(NOW)))


def test_the_message():
    raw = build(EMAIL, ENVELOPE, "reader@example.org")
    message = message_from_bytes(raw, policy=policy.default)
    assert message["Subject"] == EMAIL.subject
    assert parseaddr(message["From"]) == ("Harbour Notes", "digest@example.org")
    assert [p.get_content_type() for p in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_body(("html",)).get_content().strip() == EMAIL.html
    assert message["List-Id"] == "<d.example.org>"
    assert f"List-Unsubscribe: <{ENVELOPE.unsubscribe}>\r\n".encode() in raw
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw == build(EMAIL, ENVELOPE, "reader@example.org"), "a retry is the same message"


def test_pictures_travel_beside_the_page_that_shows_them():
    picture = InlineImage(cid="coverage", media_type="image/png", data=b"\x89PNG\r\n")
    raw = build(replace(EMAIL, images=(picture,)), ENVELOPE, "reader@example.org")
    message = message_from_bytes(raw, policy=policy.default)
    text, related = message.iter_parts()
    assert (text.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    page, image = related.iter_parts()
    assert (page.get_content_type(), image["Content-ID"], image.get_content()) == (
        "text/html",
        "<coverage>",
        picture.data,
    )
    assert raw == build(replace(EMAIL, images=(picture,)), ENVELOPE, "reader@example.org"), (
        "a retry is the same message"
    )


@pytest.mark.parametrize(
    "address",
    [
        "nobody",
        "a@b@c",
        "Smith, John <x@example.org>, y@example.org",
        "x@example.org\r\nBcc: y@example.org",
        "",
        "üser@example.org",
    ],
)
def test_a_wrong_address_is_named(address):
    with pytest.raises(DeliveryError):
        bare(address)


def test_international_domains_are_encoded():
    assert bare("Reader <reader@bücher.example>") == "reader@xn--bcher-kva.example"


def test_everybody_gets_one_message(journal):
    sender = RecordingSender()
    receipts = send(journal, sender, "a@example.org", "b@example.org", "a@example.org")
    assert [r.status for r in receipts] == ["accepted", "accepted"]
    assert send(journal, sender, "a@example.org", "b@example.org", "c@example.org")[0].recipient == "c@example.org"
    assert [to for to, _ in sender.sent] == ["a@example.org", "b@example.org", "c@example.org"]


def test_what_was_refused_is_told_and_what_was_deferred_is_tried_again(journal):
    errors = {
        "a@example.org": DeliveryError("550 no", "failed"),
        "b@example.org": DeliveryError("451 later", "deferred"),
    }
    assert [r.status for r in send(journal, RecordingSender(errors), *errors)] == ["failed", "deferred"]
    again = RecordingSender()
    assert [r.recipient for r in send(journal, again, *errors)] == ["b@example.org"]


def test_where_the_sender_is_refused_everybody_stays_waiting(journal):
    refusing = RecordingSender({"a@example.org": DeliveryError("530 who are you", "halted")})
    with pytest.raises(DeliveryError, match="530"):
        send(journal, refusing, "a@example.org", "b@example.org")
    assert not refusing.sent, "the next one is not asked either"
    assert journal.waiting(ENVELOPE.mailing, NOW) == ("a@example.org", "b@example.org")


def test_a_crash_before_the_body_is_sent_again_a_crash_after_it_is_held(journal):
    class Crash(BaseException):
        pass

    class Dying(RecordingSender):
        def send(self, message, to, before_body):
            if to.startswith("after"):
                before_body()
            raise Crash

    for to in ("before@example.org", "after@example.org"):
        with pytest.raises(Crash):
            send(journal, Dying(), to)
    sender = RecordingSender()
    send(journal, sender, "before@example.org", "after@example.org")
    assert [to for to, _ in sender.sent] == ["before@example.org"]
    assert {r.recipient: r.status for r in journal.receipts(EMAIL.edition_id)}["after@example.org"] == "uncertain"


def test_a_maildir(tmp_path, journal):
    sender = maildir.connect(maildir.Options(path="mail"), "x@example.org", str(tmp_path))
    send(journal, sender, "a@example.org", "b@example.org")
    files = list((tmp_path / "mail" / "new").iterdir())
    assert sorted(message_from_bytes(f.read_bytes())["To"] for f in files) == ["a@example.org", "b@example.org"]
    assert not list((tmp_path / "mail" / "tmp").iterdir())


def test_an_unwritable_maildir_is_named(tmp_path):
    (tmp_path / "mail").write_text("")
    with pytest.raises(DeliveryError, match="mail"):
        maildir.connect(maildir.Options(path="mail"), "x@example.org", str(tmp_path))


def test_hostile_headers_make_no_new_header(labelled):
    import json
    from dataclasses import replace

    for line in (labelled / "hostile" / "crlf_and_header.jsonl").read_text().split("\n")[:-1]:
        row = json.loads(line)
        payload = next(v for k, v in row.items() if isinstance(v, str) and k not in ("id", "expect", "field", "source"))
        raw = build(replace(EMAIL, subject=payload), ENVELOPE, "reader@example.org")
        head = message_from_bytes(raw, policy=policy.default)
        assert head.get_all("To") == ["reader@example.org"] and "Bcc" not in head and "X-Injected" not in head
        assert all(len(part) <= 998 for part in raw.split(b"\r\n\r\n")[0].split(b"\r\n"))
