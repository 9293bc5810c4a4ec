"""Fills an empty portal with the demonstration, everything as the people in it would do it, at its own time.

The keys of all commands are made of the script, so a start that was broken off is finished by the next one.
"""

import secrets
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg

from moderation.rulebook import Rulebook
from rooms import accounts, sql, stands
from rooms.accounts import SignUp
from rooms.audit import Command
from rooms.people import Language, Who
from rooms.store import Store
from server.config import Settings
from server.demo import proposing, script
from server.demo.acting import Stage
from server.demo.proposing import Proposing
from server.identity import passwords, sessions
from server.keys import key_of
from server.rendering import Renderer

q = sql.beside(__file__)

PASSWORD = "dien-hong-1284"  # noqa: S105 - of accounts that nobody but this machine can reach
HERE = frozenset({"127.0.0.1", "::1", "localhost"})


async def fill(database_url: str, settings: Settings) -> list[str]:
    """Fill a portal that has nobody yet; what to tell whoever started it. Does nothing to any other portal.

    Where the demonstration stands already its accounts are told again, as long as they have the password that
    everybody knows.
    """
    password = PASSWORD if _private(settings) else secrets.token_urlsafe(9)
    play = script.read()
    async with asyncpg.create_pool(database_url, min_size=1, max_size=2, timeout=5) as pool:
        store = Store(pool, screening=Rulebook())
        async with store.looking() as tx:
            untouched = await tx.conn.fetchval(q["untouched"])
            kept = await tx.conn.fetchval(q["password_of"], play.person[0].email)
        if not untouched:
            known = kept is not None and await passwords.matches(PASSWORD, kept)
            return _accounts(play, PASSWORD) if known else []
        people = await _people(store, play, password)
        async with Renderer() as renderer:
            stages = {room.key: Stage(store, renderer, room, people) for room in play.room}
            for stage in stages.values():
                await stage.play()
            await _propose(store, renderer, stages)
    return _accounts(play, password)


async def _propose(store: Store, renderer: Renderer, stages: dict[str, Stage]) -> None:
    """Play the proposal, then let everybody take their positions: once there are any, nothing of this is done again."""
    script = proposing.read()
    proposal = Proposing(store, renderer, script, stages[script.room])
    await proposal.play()
    for key, stage in stages.items():
        stood = [*stage.stands(), *(proposal.stands() if key == script.room else ())]
        await store.run(stands.import_positions, None, stage.room_id, stood)


def _accounts(play: script.Script, password: str) -> list[str]:
    """Who can sign in, and with what."""
    width = max(len(person.email) for person in play.person)
    return [
        f"Tài khoản dùng thử, mật khẩu / demo accounts, password: {password}",
        *(
            f"  {person.email:{width}}  {person.name}, {person.organisation}"
            for person in play.person
        ),
    ]


async def _people(
    store: Store, play: script.Script, password: str
) -> dict[str, tuple[script.Person, Who]]:
    kept = await passwords.hashed(password)
    people: dict[str, tuple[script.Person, Who]] = {}
    for person in play.person:
        form = SignUp(
            key_of("demonstration", person.key),
            person.email,
            person.name,
            person.organisation,
            person.constituency,
            Language.VI,
        )
        who = Who((await store.run(accounts.sign_up, None, form, kept)).result)
        # An earlier start that was broken off told another password, which nobody may have seen.
        await store.run(sessions.change_password, who, Command(uuid4()), None, kept)
        people[person.key] = person, who
    return people


def _private(settings: Settings) -> bool:
    """Whether nobody but this machine can come in, so that a password everybody knows does no harm."""
    reached = {settings.host, *(urlsplit(origin).hostname for origin in settings.origins)}
    return reached <= HERE
