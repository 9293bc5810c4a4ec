"""The mail server: how it is reached, and what its answers mean for a letter."""

import ssl
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib import SMTP

from server.mail.envelope import Sealed

PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
UNREACHABLE = (aiosmtplib.SMTPException, OSError, ssl.SSLError, TimeoutError, ValueError)


class Refused(Exception):
    """The mail server will never take this letter. The text is its number."""


class Unsure(Exception):
    """The letter was not taken, or nobody knows whether. `kind` names what happened, without words of the server."""

    def __init__(self, kind: str, *, line_stands: bool) -> None:
        super().__init__(kind)
        self.kind = kind
        self.line_stands = line_stands


def line_to(url: str, timeout_s: float) -> SMTP:
    """An unopened line to the mail server that the setting names."""
    parts = urlsplit(url)
    return SMTP(
        hostname=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        use_tls=parts.scheme == "smtps",
        start_tls=parts.scheme == "starttls",
        timeout=timeout_s,
    )


async def send(line: SMTP, sealed: Sealed) -> None:
    """Hand over a letter: the server has taken it once this returns. Raises Refused, Unsure."""
    options = ["SMTPUTF8"] if sealed.wide else []
    try:
        await line.sendmail(sealed.sender, [sealed.recipient], sealed.message, mail_options=options)
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise _of(max(refused.code for refused in error.recipients), line) from None
    except aiosmtplib.SMTPNotSupported:
        raise Refused("smtputf8") from None
    except (aiosmtplib.SMTPDataError, aiosmtplib.SMTPSenderRefused) as error:
        raise _of(error.code, line) from None
    except UNREACHABLE as error:
        raise Unsure(type(error).__name__, line_stands=False) from None


def _of(code: int, line: SMTP) -> Refused | Unsure:
    """5xx is for ever, everything else for now."""
    if code // 100 == 5:  # noqa: PLR2004 - as the standard says
        return Refused(str(code))
    return Unsure(str(code), line_stands=line.is_connected)
