"""The mail of one process: the sender and the daily letters where a mail server is named, one line in the log where none is."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import structlog

from rooms.store import Store
from server.config import Settings
from server.identity.tokens import Tokens
from server.mail import daily
from server.mail.desk import Desk
from server.mail.sender import Sender

log = structlog.get_logger(__name__)


@asynccontextmanager
async def posting(settings: Settings, tokens: Tokens, store: Store) -> AsyncGenerator[None, None]:
    """Post letters until the block ends."""
    if settings.smtp_url is None or settings.mail_from is None:
        log.warning("no mail server: letters are kept until smtp_url is set")
        yield
        return
    desk = Desk(tokens, settings.origins[0], settings.portal_name)
    sender = Sender(settings.smtp_url, settings.mail_from, settings.smtp_timeout_s, desk)
    async with sender.running(store), daily.running(store):
        yield
