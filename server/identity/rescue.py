"""`dienhong forget-factors`: for somebody who has lost the telephone and the recovery codes too.

Whoever runs it has made sure who is asking; nothing on the pages does this, or a second factor would be worth no
more than a conversation with whoever may do it.
"""

import asyncio

import rich_click as click

from rooms.errors import NotFound, Refused
from rooms.people import Language
from server import beside, database
from server.config import Settings
from server.identity import factors, sessions
from server.problems.sentences import say


@click.command()
@click.argument("email")
def forget_factors(email: str) -> None:
    """Take the authenticator app, passkeys and recovery codes of the account with this EMAIL.

    The password stays, and is all that is asked for until something is added again.
    """
    from server.cli import settings  # noqa: PLC0415 - it imports this module, when it is asked for

    try:
        number = asyncio.run(forget(settings(), email))
    except Refused as refused:
        raise click.ClickException(say(refused.reason, Language.EN, refused.facts)) from refused
    except database.UNAVAILABLE as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Second factors taken: {number}.")


async def forget(settings: Settings, email: str) -> int:
    """Take the factors; how many there were. Raises NotFound where there is no such account."""
    async with beside.opened(settings) as url, beside.store(url) as store:
        async with store.looking() as tx:
            account = await sessions.account(tx, email)
        if account is None:
            raise NotFound("no-account")
        return (await store.run(factors.clear, None, account.id)).result
