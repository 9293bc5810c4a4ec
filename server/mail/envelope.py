"""A letter as it is handed to the mail server: headers that nobody can add to, and one Message-ID for ever."""

import hashlib
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import NamedTuple

from server.mail.text import Text, html, plain

LONGEST_SUBJECT = 200  # characters
CRLF = "\r\n"


class Unaddressable(ValueError):
    """No letter can be sent to this address."""


class Sealed(NamedTuple):
    """What is said to the mail server, and the message itself. `wide`: an address has letters beyond ASCII."""

    sender: str
    recipient: str
    message: bytes
    wide: bool


def message_id(letter_id: int, key: str, sender: str) -> str:
    """The letter's Message-ID: the same however often it is sent, and no other portal's."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:20]
    return f"<letter.{letter_id}.{digest}@{sender.rpartition('@')[2]}>"


def seal(
    mail_from: str, recipient: str, letter_id: int, key: str, text: Text, unsubscribe: str | None
) -> Sealed:
    """The letter, ready to be sent. `unsubscribe`: where one POST ends such letters. Raises Unaddressable."""
    name, sender = parseaddr(mail_from)
    message = EmailMessage(policy=SMTP)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = message_id(letter_id, key, sender)
    message["From"] = _address(sender, name)
    message["To"] = _address(recipient)
    message["Auto-Submitted"] = "auto-generated"
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(plain(text), cte="quoted-printable")
    message.add_alternative(html(text), subtype="html", cte="quoted-printable")
    wide = not (sender + recipient).isascii()
    policy = SMTP.clone(utf8=True) if wide else SMTP
    sealed = _subject(text.subject) + message.as_bytes(policy=policy)
    return Sealed(sender, recipient, sealed, wide)


def _subject(words: str) -> bytes:
    """The subject's header, folded by the older of the library's two ways: the newer one loses spaces of long Vietnamese ones."""
    said = Header(_header(words)[:LONGEST_SUBJECT], "utf-8", header_name="Subject")
    return f"Subject: {said.encode(linesep=CRLF)}{CRLF}".encode("ascii")


def _address(address: str, name: str = "") -> Address:
    """One address, whatever signs stand in it. Raises Unaddressable."""
    try:
        return Address(_header(name), addr_spec=address)
    except (ValueError, HeaderParseError, IndexError):
        raise Unaddressable("address") from None


def _header(words: str) -> str:
    """Words for a header: on one line, without signs that nobody sees."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
