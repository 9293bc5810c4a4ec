"""Accounts and sessions over HTTP."""

from typing import Any

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from moderation import seats
from rooms import accounts
from rooms.accounts import Profile, SignUp
from rooms.audit import Command
from rooms.errors import Forbidden, SignInFirst
from rooms.people import Person, Who
from rooms.run import Done
from rooms.store import Store
from server.identity import factors, halves, inboxes, passwords, sessions
from server.identity.cookies import Cookies
from server.identity.inboxes import Inbox
from server.identity.sessions import Account, Password, Session, SignIn
from server.limits.kinds import SIGNING_IN
from server.limits.limiter import Limiter
from server.live.hub import Hub

Asked = Request[Any, Any, Any]


class Form(SignUp, frozen=True, kw_only=True):
    """The sign-up form: an account and its password."""

    password: Password

    def account(self) -> SignUp:
        """The form without the password, which is neither compared nor kept."""
        return SignUp(
            self.key, self.email, self.name, self.organisation, self.constituency, self.language
        )


class PasswordChange(Command, frozen=True):
    """The present password, and the one to take its place."""

    current: str
    new: Password


class Now(Struct, frozen=True):
    """Who is signed in (None: nobody), where their inbox is, and which pages this server serves.

    `moderation`: the room in which this person moderates; None: they do not.
    """

    person: Person | None
    inbox: Inbox | None
    build: str
    moderation: int | None


class SecondStep(Struct, frozen=True):
    """The password was right. What the person may show now to be let in."""

    totp: bool
    passkeys: bool
    codes: bool


@post("/accounts", right="accounts.sign_up")
async def sign_up(
    data: JSONBody[Form],
    request: Asked,
    store: NamedDependency[Store],
    jar: NamedDependency[Cookies],
) -> Response[Done[Person]]:
    """Make an account and sign in with it."""
    done = await store.run(
        accounts.sign_up, None, data.account(), await passwords.hashed(data.password)
    )
    account = await _known(store, data.email, data.password)
    if await _due(store, account.id):  # a retry, long after
        raise SignInFirst("sign-in-again")
    return jar.give(Response(done, status_code=201), await _begin(request, store, account))


@post("/session", right="sessions.begin")
async def sign_in(
    data: JSONBody[SignIn],
    request: Asked,
    store: NamedDependency[Store],
    jar: NamedDependency[Cookies],
    limiter: NamedDependency[Limiter],
) -> Response[Person | SecondStep]:
    """Sign in. The session is new, whatever cookie the request bore. With a second factor this is half of it: 202."""
    await limiter.account(SIGNING_IN, data.email)
    account = await _known(store, data.email, data.password)
    step = await _due(store, account.id)
    if step is not None:
        return jar.give_half(Response(step, status_code=202), await _half(store, account))
    token, person = await _begin(request, store, account)
    return jar.give(Response(person, status_code=201), (token, person))


@get("/session", right="portal.see")
async def now(
    session: NamedDependency[Session | None],
    store: NamedDependency[Store],
    hub: NamedDependency[Hub],
) -> Now:
    """Who is signed in."""
    if session is None:
        return Now(None, None, hub.build, None)
    async with store.looking() as tx:
        inbox = await inboxes.one(tx, session.who)
        return Now(session.who.person, inbox, hub.build, await seats.room_of(tx, session.who))


@delete("/session", status_code=200, right="sessions.end")
async def sign_out(
    who: NamedDependency[Who], store: NamedDependency[Store], jar: NamedDependency[Cookies]
) -> Response[None]:
    """End this session; its sockets are closed."""
    assert who.session_id is not None, "the request came with a session"
    await store.run(sessions.end, who, who.session_id)
    return jar.take(Response(None, status_code=200, headers={"clear-site-data": '"cache"'}))


@put("/me", right="accounts.change_profile")
async def change_profile(
    data: JSONBody[Profile], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[Person]:
    """Say of oneself something else."""
    return await store.run(accounts.change_profile, who, data)


@put("/me/password", right="sessions.change_password")
async def change_password(
    data: JSONBody[PasswordChange], in_person: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[None]:
    """Take another password; the other sessions end. A retry finds the new one kept, and is as good as the first."""
    async with store.looking() as tx:
        kept = await sessions.password(tx, in_person)
    if not (await passwords.matches(data.current, kept) or await passwords.matches(data.new, kept)):
        raise Forbidden("password-wrong", field="current")
    fresh = await passwords.hashed(data.new)
    return await store.run(sessions.change_password, in_person, Command(data.key), kept, fresh)


@post("/administrator/{token:str}", status_code=200, right="accounts.become_first_administrator")
async def first_administrator(
    token: FromPath[str],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Person]:
    """Use the one-time link of an empty portal."""
    return await store.run(accounts.become_first_administrator, who, data, sessions.hash_of(token))


async def _known(store: Store, email: str, password: str) -> Account:
    """Whose account it is. Raises SignInFirst where there is none, or the password is another."""
    async with store.looking() as tx:
        account = await sessions.account(tx, email)
    if not await passwords.matches(password, account.password if account else None):
        raise SignInFirst("sign-in-failed", field="password")
    assert account is not None, "a password matched"
    return account


async def _due(store: Store, person_id: int) -> SecondStep | None:
    async with store.looking() as tx:
        ways = await factors.ways(tx, person_id)
    return SecondStep(ways.totp, ways.passkeys > 0, ways.codes > 0) if ways.any else None


async def _half(store: Store, account: Account) -> str:
    token = sessions.new_token()
    await store.run(halves.begin, None, account.id, sessions.hash_of(token), account.password)
    return token


async def _begin(request: Asked, store: Store, account: Account) -> tuple[str, Person]:
    token, known = sessions.new_token(), account.password
    agent = request.headers.get("user-agent", "")
    done = await store.run(
        sessions.begin, None, account.id, sessions.hash_of(token), agent, known=known
    )
    return token, done.result.who.person
