"""Acts that are recorded, and the leaves that were made of them."""

from uuid import UUID

import asyncpg

from rooms import accounts
from rooms.accounts import SignUp
from rooms.commitment import committed
from rooms.people import Constituency
from rooms.store import Store
from rooms.tree import leaf_hash
from server.record import canonical
from tests.world import new_key

ROWS = """
select l.leaf, a.id, a.at, a.act, a.room_ids, a.person_id, a.session_id, a.facts::text as facts, l.salt, l.commitment
from audit_leaf l join audit a on a.id = l.audit_id order by l.leaf
"""


async def act(store: Store, times: int = 1) -> None:
    """So many acts that are recorded."""
    for _ in range(times):
        form = SignUp(
            UUID(new_key()), f"{new_key()}@vidu.invalid", "Lê Hoa", "", Constituency.EXPERT
        )
        await store.run(accounts.sign_up, None, form, None)


async def leaves(portal: str) -> list[bytes]:
    """The hashes of the log's leaves, from the rows as docs/record.md says."""
    conn = await asyncpg.connect(portal)
    rows = await conn.fetch(ROWS)
    await conn.close()
    found = []
    for expected, row in enumerate(rows):
        assert row["leaf"] == expected, "the numbers have no gaps"
        kept = canonical.Row(
            row["id"], row["at"], row["act"], row["room_ids"],
            row["person_id"], row["session_id"], row["facts"], row["commitment"],
        )  # fmt: skip
        said = canonical.personal(kept.person_id, kept.session_id, kept.facts)
        commitment = kept.commitment or committed(row["salt"], said)
        found.append(leaf_hash(canonical.leaf(kept, commitment)))
    return found
