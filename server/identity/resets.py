"""A forgotten password: a letter with a link that sets another one.

Nothing is kept for it. The link names the password it replaces by a stamp, so the first password that is set
makes every such link worthless, whoever set it and however; and it is good for an hour from when it is sent.
"""

from msgspec import Struct

from rooms import letters, sql
from rooms.accounts import PasswordHash
from rooms.audit import Command
from rooms.errors import NotFound
from rooms.letters import Letter
from rooms.people import Email
from rooms.tx import Tx
from server.identity import alerts, sessions
from server.identity.alerts import Change
from server.identity.tokens import Tokens

q = sql.beside(__file__)

KIND = "password-reset"
LIFE_S = 3600


class Ask(Command, frozen=True):
    """Whose password was forgotten."""

    email: Email


class Reachable(Struct, frozen=True):
    """An account that a letter can reach. `span` counts quarters of an hour: one letter in each is enough."""

    id: int
    email: str
    language: str
    stamp: str
    span: int


class Bearer(Struct, frozen=True):
    """Whose password the link sets, and the stamp of the one it replaces."""

    person_id: int
    stamp: str


def link_token(tokens: Tokens, person_id: int, stamp: str) -> str:
    """What stands in the link after `/reset#`, made when the letter is sent."""
    return tokens.make(KIND, person_id, stamp, lasts_s=LIFE_S)


def bearer(tokens: Tokens, token: str) -> Bearer:
    """What the link says. Raises NotFound where it is none of ours, or older than an hour."""
    match tokens.read(KIND, token):
        case (int(person_id), str(stamp)):
            return Bearer(person_id, stamp)
    raise NotFound("reset-over")


async def ask(tx: Tx, _: None, form: Ask) -> None:
    """Write the letter, if there is such an account; an act of the system, and the answer does not tell."""
    found = await tx.one(Reachable, q["reachable"], form.email.strip().lower())
    if found is None:
        return
    tx.facts["person"] = found.id
    facts = {"person": found.id, "stamp": found.stamp}
    letter = Letter(KIND, found.email, found.language, facts, found.id)
    await letters.enclose(tx, f"{KIND}/{found.id}/{found.stamp}/{found.span}", letter)


async def use(
    tx: Tx, _: None, person_id: int, stamp: str, __: Command, password: PasswordHash
) -> int:
    """Set another password and end all sessions of the person, both or neither; how many ended.

    An act of the system: the link proves that its bearer reads the person's mail. Raises NotFound where the password
    is no longer the one that the link replaces.
    """
    if await tx.conn.fetchval(q["replace"], person_id, stamp, password) is None:
        raise NotFound("reset-over")
    tx.facts["person"] = person_id
    await alerts.tell(tx, person_id, Change.PASSWORD)
    return await sessions.end_all_of(tx, person_id)
