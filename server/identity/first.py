"""The one-time link that makes the first administrator of an empty portal."""

from rooms import sql
from rooms.store import Store
from rooms.tx import Tx
from server.identity.sessions import hash_of, new_token

q = sql.beside(__file__)


async def offer(tx: Tx, _: None, token_hash: bytes) -> bool:
    """Keep the hash of a new link and void the one before; an act of the system. False: somebody is administrator."""
    return bool(await tx.conn.fetchval(q["offer_link"], token_hash))


async def link(store: Store, origin: str) -> str | None:
    """A new address that makes whoever opens it, signed in, the first administrator; None where there is one.

    It is shown once, on the terminal that starts the server, and works once.
    """
    token = new_token()
    done = await store.run(offer, None, hash_of(token))
    return f"{origin}/administrator/{token}" if done.result else None
