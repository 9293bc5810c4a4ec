"""One's own sessions and API tokens over HTTP: seen, made and ended by the person themselves, never by a token."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Struct

from rooms.audit import Command
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.identity import api_tokens, asking, sessions
from server.identity.api_tokens import ApiToken, Issued, Proven
from server.identity.cookies import Cookies
from server.identity.sessions import Open
from server.identity.tokens import Tokens


class Sessions(Struct, frozen=True):
    """One's open sessions, this one first; at most 50."""

    sessions: list[Open]


class ApiTokens(Struct, frozen=True):
    """One's tokens that are still good, newest first; at most 20."""

    tokens: list[ApiToken]


@get("/me/sessions", right="self.see")
async def listing(in_person: NamedDependency[Who], store: NamedDependency[Store]) -> Sessions:
    """Where I am signed in."""
    async with store.looking() as tx:
        return Sessions(await sessions.mine(tx, in_person))


@delete("/me/sessions/{session_id:int}", status_code=200, right="sessions.end")
async def end(
    session_id: FromPath[int], in_person: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[None]:
    """Sign out somewhere; the sockets of that session are closed."""
    return await store.run(sessions.end, in_person, session_id)


@delete("/me/sessions", status_code=200, right="sessions.end_all")
async def end_all(
    key: FromQuery[UUID],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
    jar: NamedDependency[Cookies],
    this: Annotated[bool, QueryParameter()] = False,
) -> Response[Done[int]]:
    """Sign out everywhere else; with `this`, here too."""
    besides = None if this else in_person.session_id
    response = Response(await store.run(sessions.end_all, in_person, Command(key), besides))
    return jar.take(response) if this else response


@get("/me/tokens", right="self.see")
async def tokens_of_mine(
    in_person: NamedDependency[Who], store: NamedDependency[Store]
) -> ApiTokens:
    """My API tokens, without what they say."""
    async with store.looking() as tx:
        return ApiTokens(await api_tokens.mine(tx, in_person))


@post("/me/tokens", right="api_tokens.issue")
async def issue(
    data: JSONBody[Proven],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
    tokens: NamedDependency[Tokens],
) -> Done[Issued]:
    """Make an API token; what it says is told in this answer and never again."""
    await asking.prove(store, in_person, data.password)
    wish = data.wish()
    secret = api_tokens.secret_of(tokens, in_person, wish)
    done = await store.run(api_tokens.issue, in_person, wish, sessions.hash_of(secret))
    return Done(Issued(done.result, secret), done.seqs)


@delete("/me/tokens/{token_id:int}", status_code=200, right="api_tokens.revoke")
async def revoke(
    token_id: FromPath[int],
    key: FromQuery[UUID],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[None]:
    """Revoke an API token; the sockets it opened are closed."""
    return await store.run(api_tokens.revoke, in_person, token_id, Command(key))
