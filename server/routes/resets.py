"""A forgotten password over HTTP: the letter is asked for, and its link is used."""

from typing import Annotated

from litestar import post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from rooms.audit import Command
from rooms.run import Done
from rooms.store import Store
from server.identity import passwords, resets
from server.identity.resets import Ask
from server.identity.sessions import Password
from server.identity.tokens import Tokens
from server.limits.kinds import RECOVERING
from server.limits.limiter import Limiter


class Reset(Command, frozen=True):
    """The token of the link in the letter, and the password to set."""

    token: Annotated[str, Meta(max_length=2000)]
    new: Password


@post("/password-resets", status_code=202, right="resets.ask")
async def ask(
    data: JSONBody[Ask], store: NamedDependency[Store], limiter: NamedDependency[Limiter]
) -> None:
    """Send a letter with a link that sets another password, if there is such an account. The answer is always the same."""
    await limiter.account(RECOVERING, data.email)
    await store.run(resets.ask, None, data)


@put("/password", right="resets.use")
async def use(
    data: JSONBody[Reset], store: NamedDependency[Store], tokens: NamedDependency[Tokens]
) -> Done[int]:
    """Set another password by the link of the letter. All sessions end; how many did."""
    by = resets.bearer(tokens, data.token)
    password = await passwords.hashed(data.new)
    return await store.run(resets.use, None, by.person_id, by.stamp, Command(data.key), password)
