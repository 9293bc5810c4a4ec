"""A portal that has a mail server, and that mail server."""

from collections.abc import AsyncIterator

import pytest

from tests.server.mail.mailbox import Mailbox
from tests.serving import serving
from tests.world import World


@pytest.fixture(scope="package")
async def mailbox() -> AsyncIterator[Mailbox]:
    """A mail server for the tests of this folder."""
    async with Mailbox() as running:
        yield running


@pytest.fixture(scope="package")
async def posted(database_url: str, mailbox: Mailbox) -> AsyncIterator[World]:
    """The product, with a mail server to hand its letters to."""
    async with serving(
        database_url,
        smtp_url=mailbox.url,
        mail_from="Diên Hồng <khong-tra-loi@dien-hong.invalid>",
        smtp_timeout_s=5.0,
    ) as running:
        yield running
