"""A sign-in that is half done: the password was right, and a second factor is due.

It is no session and opens nothing. A cookie ties it to the browser that knew the password, for ten minutes and
five wrong codes; then the password is asked for again.
"""

from msgspec import Struct

from rooms import sql
from rooms.errors import Forbidden, Refused, SignInFirst
from rooms.tx import Tx
from server.identity import codes, factors, sessions, totp
from server.identity.sessions import Session, hash_of
from server.identity.tokens import Tokens

q = sql.beside(__file__)

LIFE_S = 600
MOST = 5  # at one time for a person; a newer one takes the place of the oldest


class Half(Struct, frozen=True):
    """A half-done sign-in and whose it is."""

    id: int
    person_id: int


class Shown(Struct, frozen=True):
    """What came of a code: a strong session, or the refusal, which must not undo that it was counted."""

    session: Session | None
    refusal: Refused | None


async def begin(tx: Tx, _: None, person_id: int, token_hash: bytes, known: str | None) -> None:
    """Remember that this browser knew the password; an act of the system, the caller has seen it.

    `known` is its hash. Raises SignInFirst where it is another by now.
    """
    await sessions.hold(tx, person_id, known)
    await tx.do(q["forget_old"], person_id, MOST - 1)
    await tx.do(q["begin"], person_id, token_hash, LIFE_S)


async def finish(
    tx: Tx, _: None, half: str, code: str, tokens: Tokens, token: str, agent: str
) -> Shown:
    """Open a strong session under `token` where the code is right; an act of the system, nobody is signed in yet.

    `half` is what the cookie holds. Raises SignInFirst where it is over.
    """
    found = await tx.one(Half, q["find"], hash_of(half))
    if found is None:
        raise SignInFirst("sign-in-again")
    tx.facts["person"] = found.person_id
    refusal = await _refusal(tx, found.person_id, code, tokens)
    if refusal is not None:
        tx.facts["refused"] = refusal.reason
        await tx.do(q["wrong"], found.id)
        return Shown(None, refusal)
    await tx.do(q["forget"], found.id)
    session = await sessions.begin(tx, None, found.person_id, hash_of(token), agent, strong=True)
    return Shown(session, None)


async def _refusal(tx: Tx, person_id: int, code: str, tokens: Tokens) -> Refused | None:
    if codes.looks_like_digits(code):
        return await totp.take(tx, person_id, tokens, code)
    if await factors.use_code(tx, person_id, codes.hash_of(code)):
        return None
    return Forbidden("code-wrong", field="code")
