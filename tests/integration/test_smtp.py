"""Sending to a real SMTP server on loopback."""

import socket
import threading
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from fakes import NOW

from digest.clock import FixedClock
from digest.errors import DeliveryError
from digest.model import Email
from digest.senders import deliver, smtp
from digest.senders.message import Envelope
from digest.store import open_store

pytestmark = pytest.mark.integration
EMAIL = Email(
    edition_id="d-2024-07-12",
    subject="북러",
    preheader="",
    html="<p>hello</p>",
    text=".a line that begins with a dot\n",
)
ENVELOPE = Envelope(
    mailing="d-2024-07-12", sender="N <n@example.org>", reply_to="", list_id="d.example.org", unsubscribe="", date=NOW
)


class Box:
    def __init__(self):
        self.messages = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 no such user"
        if address.startswith("later"):
            return "451 try again"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return "250 taken"


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def server():
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=_free_port())
    controller.start()
    port = controller.port
    yield box, smtp.Options(host="127.0.0.1", port=port, security="none")
    controller.stop()


def test_an_edition_arrives(server, tmp_path):
    box, options = server
    journal = open_store("digest.sqlite3", tmp_path)
    sender = smtp.connect(options, "N <n@example.org>", "")
    to = ["a@example.org", "refused@example.org", "later@example.org", "b@example.org"]
    journal.enrol(ENVELOPE.mailing, to, NOW)
    receipts = list(deliver(EMAIL, ENVELOPE, to, sender, journal, FixedClock(NOW)))
    sender.close()
    journal.close()
    assert [r.status for r in receipts] == ["accepted", "failed", "deferred", "accepted"]
    assert [m[1] for m in box.messages] == [("a@example.org",), ("b@example.org",)]
    found = message_from_bytes(box.messages[0][2], policy=policy.default)
    assert (found["Subject"], found["From"]) == ("북러", "N <n@example.org>")
    assert found.get_body(("plain",)).get_content().startswith(".a line")


def test_a_server_that_is_not_there_is_named():
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1:9") as error:
        smtp.connect(smtp.Options(host="127.0.0.1", port=9, security="none"), "n@example.org", "")
    assert error.value.outcome == "deferred"


def test_a_password_that_is_not_set_names_its_variable(server, monkeypatch):
    from dataclasses import replace

    monkeypatch.delenv("NO_SUCH_PASSWORD", raising=False)
    with pytest.raises(DeliveryError, match="NO_SUCH_PASSWORD"):
        smtp.connect(replace(server[1], username="u", password_env="NO_SUCH_PASSWORD"), "n@example.org", "")


def _answer(stream, script, verb, otherwise):
    """Send the script's next reply to a verb, "." being the end of a message; False where the script hangs up."""
    replies = script.get(verb, [otherwise])
    reply = replies.pop(0) if len(replies) > 1 else replies[0]
    if reply == "hang up":
        return False
    stream.write(f"{reply}\r\n".encode())
    stream.flush()
    if reply.startswith("354"):
        while stream.readline() not in (b".\r\n", b""):
            pass
        return _answer(stream, script, ".", "250 taken")
    return True


def _scripted(*conversations):
    """A server that answers each connection's commands from a script: verb to reply, after which it may hang up."""
    listening = socket.create_server(("127.0.0.1", 0))
    said = []

    def serve():
        for script in conversations:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                stream.write(b"220 x\r\n")
                stream.flush()
                while line := stream.readline():
                    verb = line[:4].strip().upper().decode()
                    said.append(verb)
                    if not _answer(stream, script, verb, "250 ok"):
                        break

    threading.Thread(target=serve, daemon=True).start()
    options = smtp.Options(host="127.0.0.1", port=listening.getsockname()[1], security="none", timeout_seconds=5)
    return listening, smtp.connect(options, "n@example.org", ""), said


def test_a_reply_lost_after_the_message_is_uncertain(tmp_path):
    """A server that takes the message and goes away before it answers."""
    listening, sender, _ = _scripted({"DATA": ["354 go"], ".": ["hang up"]})
    journal = open_store("digest.sqlite3", tmp_path)
    journal.enrol(ENVELOPE.mailing, ["a@example.org"], NOW)
    (receipt,) = deliver(EMAIL, ENVELOPE, ["a@example.org"], sender, journal, FixedClock(NOW))
    assert receipt.status == "uncertain"
    assert journal.waiting("d-2024-07-12", NOW) == ()
    sender.close()
    journal.close()
    listening.close()


@pytest.mark.parametrize(
    "script", [{"MAIL": ["530 authentication required"]}, {"MAIL": ["553 not you"]}, {"RCPT": ["530 log in"]}]
)
def test_a_refused_sender_is_no_fault_of_the_recipient(script):
    listening, sender, _ = _scripted(script)
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1 refused the sender: 5") as error:
        sender.send(b"x", "a@example.org", lambda: None)
    assert error.value.outcome == "halted"
    sender.close()
    listening.close()


def test_a_refused_data_does_not_spoil_the_next_recipient(tmp_path):
    listening, sender, said = _scripted({"DATA": ["451 later", "354 go"]})
    journal = open_store("digest.sqlite3", tmp_path)
    to = ["a@example.org", "b@example.org"]
    journal.enrol(ENVELOPE.mailing, to, NOW)
    receipts = list(deliver(EMAIL, ENVELOPE, to, sender, journal, FixedClock(NOW)))
    assert [r.status for r in receipts] == ["deferred", "accepted"]
    assert "RSET" in said
    sender.close()
    journal.close()
    listening.close()


def test_a_server_that_hangs_up_between_messages_is_called_again(tmp_path):
    listening, sender, _ = _scripted({"MAIL": ["250 ok", "hang up"], "DATA": ["354 go"]}, {"DATA": ["354 go"]})
    journal = open_store("digest.sqlite3", tmp_path)
    to = ["a@example.org", "b@example.org"]
    journal.enrol(ENVELOPE.mailing, to, NOW)
    receipts = list(deliver(EMAIL, ENVELOPE, to, sender, journal, FixedClock(NOW)))
    assert [r.status for r in receipts] == ["accepted", "accepted"]
    sender.close()
    journal.close()
    listening.close()
