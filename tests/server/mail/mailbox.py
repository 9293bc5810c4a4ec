"""A mail server of the test's own, which takes real letters over a real line and can be told to refuse them."""

import asyncio
import email
import email.policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

YES = "250 OK"


class Mailbox:
    """What was taken, oldest first. `answers` are given once, by address, instead of yes; None: the line is cut."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answers: dict[str, str | None] = {}
        self.refused_recipients: dict[str, str] = {}
        self._server: asyncio.Server
        self.port = 0

    @property
    def url(self) -> str:
        """The setting that names it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def open(self) -> None:
        """Take letters, on a port that stays the same when it is closed and opened again."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, enable_SMTPUTF8=True, hostname="mail.invalid"),
            "127.0.0.1",
            self.port,
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Take no more."""
        self._server.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def handle_RCPT(  # noqa: N802 - so it is called
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[Any]
    ) -> str:
        if address in self.refused_recipients:
            return self.refused_recipients[address]
        envelope.rcpt_tos.append(address)
        return YES

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.pop(envelope.rcpt_tos[0], YES)
        if answer is None or answer == YES:
            content = envelope.content
            assert isinstance(content, bytes), "it was not asked to decode"
            message = email.message_from_bytes(content, policy=email.policy.SMTP)
            assert isinstance(message, EmailMessage), "the policy makes these"
            self.taken.append(message)
            self.recipients.append(list(envelope.rcpt_tos))
        if answer is None:
            assert isinstance(server.transport, asyncio.Transport), "somebody is speaking"
            server.transport.abort()
            return YES
        return answer

    def of(self, address: str) -> list[EmailMessage]:
        """The letters to this address."""
        return [
            message
            for message, to in zip(self.taken, self.recipients, strict=True)
            if to == [address]
        ]

    async def letters(self, address: str, number: int) -> list[EmailMessage]:
        """The letters to this address, once there are so many."""
        async with asyncio.timeout(15):
            while len(self.of(address)) < number:
                await asyncio.sleep(0.02)
        return self.of(address)


def words(message: EmailMessage) -> str:
    """The plain text of a letter."""
    body = message.get_body(("plain",))
    assert body is not None, "every letter has one"
    text: str = body.get_content()
    return text
