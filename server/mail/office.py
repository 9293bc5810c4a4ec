"""The mail server: how it is reached, and what its answers mean for a letter."""

import asyncio
import ssl
from contextlib import suppress
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib import SMTP

from server.mail.envelope import Sealed

PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
UNREACHABLE = (aiosmtplib.SMTPException, OSError, ssl.SSLError, TimeoutError, ValueError)
LAST_S = 2.0  # for saying goodbye


class Away(Exception):
    """The mail server cannot be reached. The text is the kind of error, without words of the server."""


class Refused(Exception):
    """The mail server will never take this letter. The text is its number."""


class Unsure(Exception):
    """The letter was not taken, or nobody knows whether. The text is a number, or the kind of error."""


class Line:
    """A line to the mail server that the setting names: opened when a letter needs it, for one letter at a time."""

    def __init__(self, url: str, timeout_s: float) -> None:
        self._url = url
        self._timeout_s = timeout_s
        self._open: SMTP | None = None

    async def stand(self) -> None:
        """Open the line if need be. Raises Away."""
        if self._open is not None and self._open.is_connected:
            return
        line = line_to(self._url, self._timeout_s)
        try:
            async with asyncio.timeout(self._timeout_s):
                await line.connect()
        except UNREACHABLE as error:
            line.close()
            raise Away(type(error).__name__) from None
        self._open = line

    async def send(self, sealed: Sealed) -> None:
        """Hand over a letter: the server has taken it once this returns. Raises Refused, Unsure."""
        line = self._open
        assert line is not None, "it was opened"
        options = ["SMTPUTF8"] if sealed.wide else []
        try:
            async with asyncio.timeout(self._timeout_s):
                await line.sendmail(
                    sealed.sender, [sealed.recipient], sealed.message, mail_options=options
                )
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _of(max(refused.code for refused in error.recipients)) from None
        except aiosmtplib.SMTPNotSupported:
            raise Refused("smtputf8") from None
        except (aiosmtplib.SMTPDataError, aiosmtplib.SMTPSenderRefused) as error:
            raise _of(error.code) from None
        except UNREACHABLE as error:
            await self.hang_up()
            raise Unsure(type(error).__name__) from None

    async def hang_up(self) -> None:
        """Close the line, if it is open."""
        line, self._open = self._open, None
        if line is not None:
            with suppress(*UNREACHABLE):
                async with asyncio.timeout(LAST_S):
                    await line.quit()
            line.close()


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


def _of(code: int) -> Refused | Unsure:
    """5xx is for ever, everything else for now."""
    return Refused(str(code)) if code // 100 == 5 else Unsure(str(code))  # noqa: PLR2004 - as the standard says
