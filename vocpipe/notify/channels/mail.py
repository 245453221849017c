"""Mail over SMTP: text and HTML in one message, to one recipient at a time.

The Message-ID is made of the message's id, so a message that comes again is known by it to mail servers and programs
that look.
"""

import smtplib
import ssl
from contextlib import closing, suppress
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from vocpipe.inbox.outbox import Message
from vocpipe.notify.document import Document
from vocpipe.notify.html import to_html
from vocpipe.notify.markdown import to_markdown
from vocpipe.notify.outcome import Delivered, Later, Outcome, Refused, Unsure
from vocpipe.settings.notify import SmtpSettings

_TIMEOUT = 30.0
_PASSING = range(400, 500)  # replies that say: not now
_NO_CODE = -1  # what smtplib has for an answer that is none


def send_mail(smtp: SmtpSettings, password: str | None, message: Message, document: Document) -> Outcome:
    """What came of handing the message to the server; nothing that the server said is in it but its code."""
    content = to_mail(smtp, message, document).as_bytes(policy=SMTP)
    try:
        with closing(_server(smtp)) as server:
            _sign_in(server, smtp, password)
            _announce(server, smtp.sender, message.recipient)
            outcome = _hand_over(server, content)
            with suppress(smtplib.SMTPException, OSError):  # the message is there, whatever becomes of the goodbye
                server.quit()
            return outcome
    except smtplib.SMTPAuthenticationError as error:
        return _refusal(error.smtp_code, "sign_in")
    except smtplib.SMTPResponseException as error:
        return _refusal(error.smtp_code)
    except smtplib.SMTPNotSupportedError:
        return Refused("starttls")
    except (smtplib.SMTPException, OSError):
        return Later("unreachable")


def _hand_over(server: smtplib.SMTP, content: bytes) -> Outcome:
    """The outcome of sending the content itself: without an answer to it nobody knows."""
    try:
        code, _ = server.data(content)
    except smtplib.SMTPDataError:  # the server does not want to have it
        raise
    except (smtplib.SMTPException, OSError):
        return Unsure("cut")
    return Unsure("cut") if code == _NO_CODE else Delivered() if code == 250 else _refusal(code)


def _sign_in(server: smtplib.SMTP, smtp: SmtpSettings, password: str | None) -> None:
    if smtp.security == "starttls":
        server.starttls(context=ssl.create_default_context())
    if smtp.user:
        server.login(smtp.user, password or "")


def to_mail(smtp: SmtpSettings, message: Message, document: Document) -> EmailMessage:
    """The message as mail."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = smtp.sender, message.recipient, document.title
    mail["Date"] = format_datetime(message.created_at.replace(tzinfo=UTC))
    mail["Message-ID"] = f"<{message.message_id}@{smtp.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answer, please
    mail.set_content(to_markdown(document))
    mail.add_alternative(to_html(document), subtype="html")
    return mail


def _server(smtp: SmtpSettings) -> smtplib.SMTP:
    if smtp.security == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=_TIMEOUT, context=ssl.create_default_context())
    return smtplib.SMTP(smtp.host, smtp.port, timeout=_TIMEOUT)


def _announce(server: smtplib.SMTP, sender: str, recipient: str) -> None:
    """Say from whom and to whom; raises SMTPResponseException if the server takes no mail for them."""
    server.ehlo_or_helo_if_needed()
    for code, _ in (server.mail(sender), server.rcpt(recipient)):
        if code not in (250, 251):
            raise smtplib.SMTPResponseException(code, b"")


def _refusal(code: int, what: str = "smtp") -> Outcome:
    return Later(f"{what} {code}") if code in _PASSING or code == _NO_CODE else Refused(f"{what} {code}")
