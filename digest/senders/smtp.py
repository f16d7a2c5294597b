"""Sending by SMTP. Read :class:`SmtpSender`."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from digest.errors import DeliveryError
from digest.senders.message import bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """An SMTP server. The password is never written here: name the environment variable that holds it."""

    host: Annotated[str, Field(min_length=1, description="Name of the server.")]
    port: Annotated[int, Field(ge=1, le=65535, description="587 for starttls, 465 for tls.")] = 587
    security: Annotated[
        Literal["starttls", "tls", "none"], Field(description="none only for a relay on this machine.")
    ] = "starttls"
    username: Annotated[str, Field(description="Name to log in with; none means no login.")] = ""
    password_env: Annotated[str, Field(description="Environment variable that holds the password.")] = (
        "DIGEST_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
    )
    envelope_from: Annotated[str, Field(description="Address for bounces; the sender's by default.")] = ""
    timeout_seconds: Annotated[float, Field(gt=0, le=600, description="For each answer of the server.")] = 60.0


OPTIONS = Options
# Bad sequence of commands, authentication required, too weak or invalid: whoever the recipient is (RFC 5321, RFC 4954).
_OF_THE_SESSION = frozenset([503, 530, 534, 535, 538])


def connect(options: Options, sender: str, folder: str) -> SmtpSender:
    """Open a connection and log in; DeliveryError names the server and what it said."""
    return SmtpSender(options, bare(options.envelope_from or sender))


class SmtpSender:
    """One connection; it is opened anew when the server has closed it."""

    def __init__(self, options: Options, mail_from: str) -> None:
        self._options = options
        self._from = mail_from
        self._smtp = self._open()

    def _open(self) -> smtplib.SMTP:
        options = self._options
        password = _password(options) if options.username else ""
        smtp = None
        try:
            smtp = _connected(options)
            if options.username:
                smtp.login(options.username, password)
        except (OSError, smtplib.SMTPException) as error:
            if smtp:
                smtp.close()
            reason = f"{options.host}:{options.port} could not be used: {_said(error)}"
            if isinstance(error, smtplib.SMTPNotSupportedError):
                reason += f"; delivery.security is {options.security}, choose what the server offers"
            raise DeliveryError(reason, "deferred") from error
        return smtp

    def send(self, message: bytes, to: str, before_body: Callable[[], None]) -> str:
        """MAIL, RCPT, DATA; ``before_body`` stands between the 354 and the first byte of the message.

        A connection that the server has closed meanwhile is opened anew, once: nothing was handed over yet.
        """
        recipient = bare(to)
        try:
            self._announce(recipient)
        except (OSError, smtplib.SMTPException):
            self._smtp.close()
            self._smtp = self._open()
            try:
                self._announce(recipient)
            except (OSError, smtplib.SMTPException) as error:
                raise DeliveryError(f"{self._options.host}: {_said(error)}", "deferred") from error
        before_body()
        try:
            self._smtp.send(_dot_stuffed(message))
            code, answer = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._smtp.close()
            raise DeliveryError(f"the reply after the message was lost: {_said(error)}", "uncertain") from error
        _expect(code, answer, (250,))
        return _reply(code, answer)

    def _announce(self, recipient: str) -> None:
        """Everything before the message; after a refusal the server is told to forget what it was told."""
        commands = (
            ("MAIL", f"FROM:<{self._from}>", (250,)),
            ("RCPT", f"TO:<{recipient}>", (250, 251)),
            ("DATA", "", (354,)),
        )
        for command, argument, wanted in commands:
            code, answer = self._smtp.docmd(command, argument)
            if code == 421:
                raise smtplib.SMTPServerDisconnected(_reply(code, answer))
            if code not in wanted:
                self._smtp.rset()
                if code >= 500 and (command == "MAIL" or code in _OF_THE_SESSION):
                    raise DeliveryError(f"{self._options.host} refused the sender: {_reply(code, answer)}", "halted")
                _expect(code, answer, wanted)

    def close(self) -> None:
        """Say QUIT; a server that has gone away is no error any more."""
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()


def _connected(options: Options) -> smtplib.SMTP:
    """An open connection, encrypted as the options say."""
    context, seconds = ssl.create_default_context(), options.timeout_seconds
    if options.security == "tls":
        return smtplib.SMTP_SSL(options.host, options.port, timeout=seconds, context=context)
    smtp = smtplib.SMTP(options.host, options.port, timeout=seconds)
    try:
        if options.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException):
        smtp.close()
        raise
    return smtp


def _password(options: Options) -> str:
    password = os.environ.get(options.password_env)
    if password is None:
        raise DeliveryError(
            f"the environment variable {options.password_env} with the password of {options.username} is not set"
        )
    return password


def _expect(code: int, answer: bytes, wanted: tuple[int, ...]) -> None:
    if code not in wanted:
        raise DeliveryError(f"the server refused: {_reply(code, answer)}", "deferred" if code < 500 else "failed")


def _reply(code: int, answer: bytes) -> str:
    return f"{code} {answer.decode('utf-8', 'replace')}"


def _dot_stuffed(message: bytes) -> bytes:
    """The message as DATA carries it (RFC 5321, 4.5.2), with its final dot."""
    body = message.replace(b"\r\n.", b"\r\n..")
    body = b"." + body if body.startswith(b".") else body
    return body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"{error.smtp_code} {reply}"
    return str(error) or type(error).__name__
